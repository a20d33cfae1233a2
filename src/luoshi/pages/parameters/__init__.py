"""The numbers that laws and the bureau set: looking at them, and setting one's own."""
