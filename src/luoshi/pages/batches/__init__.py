"""Many letters decided on together: what differs among them, a sample, the decision, what came of it."""
