"""The wordings of letters, as the office changes them."""
