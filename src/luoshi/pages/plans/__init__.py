"""Plans: a task is broken down, its shape and what it waits for are chosen, and plans change by record."""
