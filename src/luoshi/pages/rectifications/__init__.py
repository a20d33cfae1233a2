"""What units are to put right: asked for, planned, reported and checked item by item."""
