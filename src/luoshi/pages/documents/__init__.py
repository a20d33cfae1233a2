"""来文: the list, the upload, and the reading desk where directives become tasks."""
