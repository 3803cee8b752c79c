"""Pages that belong to no app: how a reader likes to read, and the style page."""
