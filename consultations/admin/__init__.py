"""The officials' desk in the Django admin: reviews, decisions to countersign, and what they look up."""

from consultations.admin import decisions, drawings, look_ups, reviews

__all__ = ["decisions", "drawings", "look_ups", "reviews"]
