"""Whose part of a place is how large: what a voice's share of a cost is made of."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from communities.models import Place, RollEntry, RollShare
from consultations.models import Question
from menus.domain.catalogue import Unit
from menus.domain.costing import asked_of_residents, monthly_charge


@dataclass(frozen=True, slots=True)
class Part:
    """A voice's part of one place: its own area, all owners' area there, and the households there."""

    area_cm2: int
    place_area_cm2: int
    households: int


def parts_of(entry: RollEntry) -> dict[str, Part]:
    """The voice's part of every place it has one in, by the place's code: two queries, however many places."""
    own = dict(entry.shares.values_list("place__code", "area_cm2"))
    rows = (
        RollShare.objects.filter(entry__roll_id=entry.roll_id, place__code__in=list(own))
        .values_list("place__code")
        .annotate(
            area=Sum("area_cm2", filter=Q(entry__kind="owner")),
            households=Count("pk", filter=Q(entry__kind="household")),
        )
    )
    return {code: Part(own[code], area or own[code], households) for code, area, households in rows}


def places_of(parts: Mapping[str, Part], entry: RollEntry) -> list[tuple[Place, Part]]:
    """The same with the places themselves, the community first, as the register has them in order."""
    places = Place.objects.filter(code__in=parts, community__rolls=entry.roll_id).order_by("pk")
    return [(place, parts[place.code]) for place in places]


def share_fen(question: Question, part: Part) -> int | None:
    """What of a cost that is paid once may be asked of the voice; None where nothing is paid once."""
    if not question.cost_fen:
        return None
    payers = question.offered.item.usual_payers
    return asked_of_residents(question.cost_fen, part.area_cm2, part.place_area_cm2, payers)


def charge_fen(question: Question, part: Part) -> int | None:
    """What a service costs an average household a month; None where there is no charge."""
    offered = question.offered
    if not question.monthly_fen or offered.item.is_income:
        return None
    if question.kind == "package" or not part.households:
        return question.monthly_fen if question.kind == "package" else None
    return monthly_charge(Unit(offered.unit), question.quantity_milli, offered.unit_price_fen, part.households)
