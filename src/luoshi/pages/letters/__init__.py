"""Letters of supervision: from the warning to the closed letter."""
