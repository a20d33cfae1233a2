"""Help asked upward: raised, answered, confirmed; and who kept whom waiting."""
