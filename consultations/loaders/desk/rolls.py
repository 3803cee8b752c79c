"""A frozen roll in figures."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, F, Sum

from communities.domain.electorate import COMMUNITY
from communities.domain.letters import by_door
from communities.models import Community, Ownership, RollCorrection, RollShare, RollVersion, Unit


@dataclass(frozen=True, slots=True)
class Register:
    """The register as it stands today, beside the area the land register gives the community."""

    units: int
    area_cm2: int
    community_cm2: int

    @property
    def adds_up(self) -> bool:
        return self.area_cm2 == self.community_cm2


@dataclass(frozen=True, slots=True)
class Roll:
    """One roll: households that wish, owners (heads) that decide, and the area each side stands for."""

    version: RollVersion
    households: int = 0
    households_cm2: int = 0
    owners: int = 0
    owners_cm2: int = 0


def register(community: Community) -> Register:
    """How many exclusive parts are entered, and their area."""
    units = Unit.objects.of(community.pk)
    return Register(units.count(), units.total_area_cm2(), community.area_cm2)


def rolls(community: Community) -> list[Roll]:
    """Every roll of a community with its figures, newest first, in two queries."""
    figures: dict[int, dict[str, int]] = {}
    shares = RollShare.objects.filter(entry__roll__community=community, place__code=COMMUNITY)
    grouped = shares.values("entry__roll_id", "entry__kind").annotate(heads=Count("pk"), area=Sum("area_cm2"))
    for row in grouped.order_by("entry__roll_id"):
        side = "households" if row["entry__kind"] == "household" else "owners"
        figures.setdefault(row["entry__roll_id"], {}).update({side: row["heads"], f"{side}_cm2": row["area"]})
    versions = RollVersion.objects.filter(community=community).order_by("-number")
    return [Roll(version, **figures.get(version.pk, {})) for version in versions]


def corrections(community: Community) -> list[tuple[RollCorrection, tuple[str, ...]]]:
    """Every correction with the doors it is about, those that wait for an answer first, in two queries."""
    filed = RollCorrection.objects.of(community.pk).select_related("unit")
    found = list(filed.order_by(F("answered_at").desc(nulls_first=True), "filed_at", "pk"))
    held: dict[int | None, list[str]] = defaultdict(list)
    present = Ownership.objects.filter(owner__in={each.owner_id for each in found}, until__isnull=True)
    for owner, door in present.values_list("owner", "unit__door"):
        held[owner].append(door)
    return [(each, (each.unit.door,) if each.unit else by_door(held[each.owner_id])) for each in found]


def doors_of_correction(correction: RollCorrection) -> tuple[str, ...]:
    """The doors one correction is about."""
    if correction.unit:
        return (correction.unit.door,)
    present = Ownership.objects.filter(owner=correction.owner_id, until__isnull=True)
    return by_door(present.values_list("unit__door", flat=True))


def unanswered(community: Community) -> int:
    """How many corrections wait for an answer."""
    return RollCorrection.objects.of(community.pk).unanswered().count()
