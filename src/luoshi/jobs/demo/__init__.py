"""The fictional 示例市: its units and people, a speech, and eight weeks of work on it."""
