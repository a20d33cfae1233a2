"""Commands that the clock or an operator runs."""
