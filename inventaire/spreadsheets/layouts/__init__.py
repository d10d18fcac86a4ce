"""What known products write: how each list is recognised and turned into our own columns."""
