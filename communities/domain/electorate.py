"""Heads and areas: who is a voice, and how much of each place is theirs.

Source: Civil Code art. 278; Supreme People's Court, interpretation on building ownership (2020), arts. 1, 2, 8, 9.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

COMMUNITY = "community"


class Use(StrEnum):
    """What an exclusive part is used as."""

    DWELLING = "dwelling"
    SHOP = "shop"
    PARKING = "parking"


class Title(StrEnum):
    """How the owner holds the part. A buyer in possession counts as owner (interpretation art. 1)."""

    REGISTERED = "registered"
    PENDING = "pending"
    UNDELIVERED = "undelivered"
    UNSOLD = "unsold"


class Tenure(StrEnum):
    """Who lives in a household."""

    OWNER_OCCUPIED = "owner_occupied"
    LET = "let"
    VACANT = "vacant"


#: Homes whose owner lives elsewhere, and may answer for them where nobody living there does (DESIGN section 4).
ELSEWHERE = frozenset({Tenure.LET, Tenure.VACANT})


class VoiceKind(StrEnum):
    """Owners decide; households choose wishes."""

    OWNER = "owner"
    HOUSEHOLD = "household"


#: Parts still in the developer's hands: all of them together are one head (interpretation art. 9).
DEVELOPERS = frozenset({Title.UNSOLD, Title.UNDELIVERED})


@dataclass(frozen=True, slots=True)
class Part:
    """One exclusive part. ``owner`` is the id of its set of registered persons, None for the developer's.

    ``place`` is the code of its stairwell ("3-2"), building ("3") or the community ("community").
    """

    id: int
    owner: int | None
    place: str
    area_cm2: int
    use: Use
    title: Title
    tenure: Tenure = Tenure.OWNER_OCCUPIED


@dataclass(frozen=True, slots=True)
class Voice:
    """One head with its area in square centimetres in every place where it has one.

    ``subject`` is the owner's id or the household's part id; None is the developer.
    """

    kind: VoiceKind
    subject: int | None
    areas: Mapping[str, int]
    tenure: Tenure | None = None


class PartWithoutOwner(ValueError):
    """A part that is not the developer's has no owner on the register."""

    def __init__(self, part: Part) -> None:
        super().__init__(f"part {part.id} has no owner")
        self.part = part


def places_of(place: str) -> tuple[str, ...]:
    """The place itself and every place that holds it, the community first.

    >>> places_of("3-2")
    ('community', '3', '3-2')
    """
    if place == COMMUNITY:
        return (COMMUNITY,)
    building, dash, _ = place.partition("-")
    return (COMMUNITY, building, place) if dash else (COMMUNITY, building)


def owner_voices(parts: Iterable[Part], *, parking_counts: bool = False) -> tuple[Voice, ...]:
    """One voice per owner, areas summed per place; the developer's unsold and undelivered parts are one voice.

    Registered parking spaces enter only where ``parking_counts`` (a district setting, handbook 2.3).

    Raises PartWithoutOwner when a sold and delivered part has nobody on the register.
    """
    areas: dict[int | None, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for part in parts:
        if part.use is Use.PARKING and not parking_counts:
            continue
        for place in places_of(part.place):
            areas[_head_of(part)][place] += part.area_cm2
    ordered = sorted(areas, key=lambda owner: (owner is None, owner or 0))
    return tuple(Voice(VoiceKind.OWNER, owner, MappingProxyType(dict(areas[owner]))) for owner in ordered)


def _head_of(part: Part) -> int | None:
    if part.title in DEVELOPERS:
        return None
    if part.owner is None:
        raise PartWithoutOwner(part)
    return part.owner


def household_voices(parts: Iterable[Part]) -> tuple[Voice, ...]:
    """One voice per dwelling that is in somebody's hands; an unsold or undelivered flat has no household."""
    return tuple(
        Voice(
            VoiceKind.HOUSEHOLD,
            part.id,
            MappingProxyType(dict.fromkeys(places_of(part.place), part.area_cm2)),
            part.tenure,
        )
        for part in sorted(parts, key=lambda part: part.id)
        if part.use is Use.DWELLING and part.title not in DEVELOPERS
    )


def totals(voices: Iterable[Voice]) -> dict[str, tuple[int, int]]:
    """Heads and area in every place: what quorums are measured against."""
    heads: dict[str, int] = defaultdict(int)
    areas: dict[str, int] = defaultdict(int)
    for voice in voices:
        for place, area in voice.areas.items():
            heads[place] += 1
            areas[place] += area
    return {place: (heads[place], areas[place]) for place in sorted(heads)}
