"""Places as people call them."""

from typing import Any

from django.utils.translation import gettext as _

from communities.domain.electorate import COMMUNITY


def place_name(place: Any) -> str:
    """A Place in words: "Whole community", "Building 3", "Building 3, stairwell 2"."""
    return code_name(place.code)


def code_name(code: str) -> str:
    """The same of a place's code alone."""
    if code == COMMUNITY:
        return _("Whole community")
    building, _dash, stairwell = code.partition("-")
    if not stairwell:
        return _("Building %(building)s") % {"building": building}
    return _("Building %(building)s, stairwell %(stairwell)s") % {"building": building, "stairwell": stairwell}
