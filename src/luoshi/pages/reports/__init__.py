"""The weekly account: a unit fills it in, the office reads it."""
