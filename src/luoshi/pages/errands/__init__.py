"""Work behind the pages: how far it is, and stopping it."""
