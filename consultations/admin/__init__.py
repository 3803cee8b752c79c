"""The officials' desk in the Django admin: reviews, decisions to countersign, and what they look up."""

from consultations.admin import decisions, look_ups, reviews

__all__ = ["decisions", "look_ups", "reviews"]
