"""Papers as PDF: the layout stands in templates/papers, every word comes from the caller. Knows no framework."""

from .setting import NotTypeset, join, typeset

__all__ = ["NotTypeset", "join", "typeset"]
