"""The working calendar: which days are worked, by which notice."""
