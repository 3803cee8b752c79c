"""Places as people call them."""

from typing import Any

from django.utils.translation import gettext as _


def place_name(place: Any) -> str:
    """A Place in words: "Whole community", "Building 3", "Building 3, stairwell 2"."""
    if place.kind == "community":
        return _("Whole community")
    building, _dash, stairwell = place.code.partition("-")
    if not stairwell:
        return _("Building %(building)s") % {"building": building}
    return _("Building %(building)s, stairwell %(stairwell)s") % {"building": building, "stairwell": stairwell}
