"""Channels of reminders, who is reached by them, what became of the messages, and one's own reminders."""
