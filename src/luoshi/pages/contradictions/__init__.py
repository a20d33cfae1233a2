"""Questions that the record raises: asked, answered, put to rest."""
