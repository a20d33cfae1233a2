"""Units: the tree, what each is called and answers for, and who holds its posts."""
