"""Pages for everybody, by subject."""
