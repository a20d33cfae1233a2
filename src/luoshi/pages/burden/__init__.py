"""What units are asked to fill in, for everybody to look at."""
