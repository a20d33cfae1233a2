"""The time account: what falls due this week and next, and the calendar that one subscribes to."""
