"""Later due dates: asked for, decided, counted."""
