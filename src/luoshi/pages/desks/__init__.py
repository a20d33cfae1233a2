"""What is on somebody's desk today, and the search over everything that they may see."""
