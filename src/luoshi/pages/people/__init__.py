"""People: the posts they hold and held, their accounts, and handing over when they leave."""
