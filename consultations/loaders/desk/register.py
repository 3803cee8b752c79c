"""Doors of the register as they are looked for: by words, by building, by what is special about their owner."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, Q, QuerySet

from communities.domain.electorate import DEVELOPERS
from communities.domain.letters import walk
from communities.models import Community, OwnerMember, Ownership, Place, Unit


class Kind(StrEnum):
    """What may be special about a door's owner."""

    CO_OWNED = "co_owned"
    SEVERAL = "several"
    DEVELOPER = "developer"


@dataclass(frozen=True, slots=True)
class Line:
    """One door with the names of its present owner, the named representative first; none for the developer's."""

    unit: Unit
    names: tuple[str, ...]


def looked_for(community: Community, *, words: str, building: str, kind: Kind | None) -> "QuerySet[Unit]":
    """The doors that fit everything that is asked, in the order of their numbers within a place."""
    units = Unit.objects.of(community.pk).select_related("place")
    present = Ownership.objects.filter(unit__place__community=community, until__isnull=True)
    if words:
        named = present.filter(owner__members__person__name__icontains=words)
        units = units.filter(Q(door__icontains=words) | Q(pk__in=named.values("unit")))
    if building:
        units = units.filter(Q(place__code=building) | Q(place__parent__code=building))
    if kind is Kind.DEVELOPER:
        units = units.filter(title__in=DEVELOPERS)
    elif kind is Kind.CO_OWNED:
        shared = OwnerMember.objects.filter(is_representative=False).values("owner")
        units = units.filter(pk__in=present.filter(owner__in=shared).values("unit"))
    elif kind is Kind.SEVERAL:
        again = present.exclude(owner__kind="developer").values("owner").annotate(held=Count("pk")).filter(held__gt=1)
        units = units.filter(pk__in=present.filter(owner__in=again.values("owner")).values("unit"))
    return units.order_by("place__code", "door", "pk")


def lines(units: "QuerySet[Unit] | list[Unit]") -> list[Line]:
    """Doors with the names of who owns them today: two queries, however many."""
    shown = list(units)
    owners = dict(Ownership.objects.filter(unit__in=shown, until__isnull=True).values_list("unit_id", "owner_id"))
    names: dict[int, list[str]] = {}
    members = OwnerMember.objects.filter(owner__in=set(owners.values())).order_by("-is_representative", "pk")
    for owner, name in members.values_list("owner_id", "person__name"):
        names.setdefault(owner, []).append(name)
    return [Line(unit, tuple(names.get(owners.get(unit.pk, 0), ()))) for unit in shown]


def buildings(community: Community) -> list[str]:
    """The codes of a community's buildings."""
    codes = Place.objects.filter(community=community, kind="building").values_list("code", flat=True)
    return sorted(codes, key=walk)
