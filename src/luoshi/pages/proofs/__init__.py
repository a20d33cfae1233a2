"""A paper in hand is confirmed or denied to anybody; the sheet with its code is printed beside it."""
