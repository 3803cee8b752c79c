"""Whose wishes a plan grants, as a page shows it: bars with their numbers, and the least served building by name."""

from typing import Any

from django.core.cache import cache

from consultations.domain.plan.fairness import FLOOR, Served, least_served
from consultations.loaders import fairness as loader
from consultations.models import Plan
from consultations.titles import METHODS
from renewal_portal.shown.places import code_name
from renewal_portal.shown.shares import Share

KEPT_SECONDS = 24 * 3600


def in_words(plan: Plan) -> dict[str, Any]:
    """What ``components/fairness.html`` draws. Worked out once: neither the plan nor its selection changes any more."""
    methods = cache.get_or_set(f"plan-fairness:{plan.pk}:{plan.digest}", lambda: loader.fairness(plan), KEPT_SECONDS)
    return {"floor": FLOOR, "methods": [_of_method(each) for each in methods or () if each.places]}


def _of_method(each: loader.ByMethod) -> dict[str, Any]:
    least = least_served(each.places)
    return {
        "method": METHODS[each.method],
        "stands": each.stands,
        "all": _of_place(each.places[0]),
        "places": [_of_place(place) for place in each.places[1:]],
        "least": _of_place(least) if least else None,
    }


def _of_place(served: Served) -> dict[str, Any]:
    most = max(served.by_granted, default=0)
    return {
        "name": code_name(served.place),
        "stairwell": "-" in served.place,
        "homes": served.homes,
        "share": Share(served.granted, max(1, served.wishes)),
        "granted": served.granted,
        "wishes": served.wishes,
        "numbers": [(k, homes, Share(homes, max(1, most))) for k, homes in enumerate(served.by_granted) if homes],
    }
