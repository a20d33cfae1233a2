"""Units and posts from a workbook: template, check, what would change, confirming it."""
