"""From which homes how many wishes a plan grants: by the number granted, by building, by stairwell.

It says nothing about a single home: a place is spoken of only where at least ``FLOOR`` homes wished for something, and
only together with all its neighbours, so that nobody finds the small one by subtraction.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from communities.domain.electorate import COMMUNITY
from consultations.domain.ballots import Answer
from menus.domain.catalogue import LineageKey

FLOOR = 10  # own, no text asks for a figure


@dataclass(frozen=True, slots=True)
class Wishes:
    """One home's: where it lies (community, building, stairwell) and what it wants."""

    places: frozenset[str]
    wanted: frozenset[LineageKey]


@dataclass(frozen=True, slots=True)
class Served:
    """A place and its homes that wished for something. ``by_granted[k]``: how many of them have k wishes granted."""

    place: str
    wishes: int
    granted: int
    by_granted: tuple[int, ...]

    @property
    def homes(self) -> int:
        return sum(self.by_granted)

    @property
    def share(self) -> Fraction:
        """The part of the wishes that is granted; of a place without any, all."""
        return Fraction(self.granted, self.wishes) if self.wishes else Fraction(1)


def wishes_of(
    answers: Mapping[int, str], places: Mapping[int, frozenset[str]], asked: Sequence[LineageKey]
) -> list[Wishes]:
    """What each home wants, from the selection's standing ballots by voice; those that want nothing are left out."""
    found = []
    for voice, text in answers.items():
        wanted = frozenset(key for key, answer in zip(asked, text, strict=True) if answer == Answer.AGREE)
        if wanted:
            found.append(Wishes(places[voice], wanted))
    return found


def served(
    homes: Sequence[Wishes], granted: Collection[LineageKey], asked: Collection[LineageKey]
) -> tuple[Served, ...]:
    """Every place that may be spoken of, the community first. Of what is wanted only ``asked`` is counted."""
    everywhere = sorted({place for home in homes for place in home.places}, key=_order)
    found = {place: _served(place, [h for h in homes if place in h.places], granted, asked) for place in everywhere}
    return tuple(found[place] for place in everywhere if _spoken_of(place, found))


def least_served(places: Sequence[Served]) -> Served | None:
    """The building of which the smallest part of the wishes is granted, the first of equals; None below two."""
    buildings = [each for each in places if _kind(each.place) == 1 and each.wishes]
    return min(buildings, key=lambda each: each.share) if len(buildings) > 1 else None


def _served(
    place: str, homes: Sequence[Wishes], granted: Collection[LineageKey], asked: Collection[LineageKey]
) -> Served:
    counted = [(len(home.wanted & set(asked)), len(home.wanted & set(granted) & set(asked))) for home in homes]
    numbers = Counter(got for wanted, got in counted if wanted)
    by_granted = tuple(numbers[k] for k in range(max(numbers, default=-1) + 1))
    return Served(place, sum(wanted for wanted, _ in counted), sum(got for _, got in counted), by_granted)


def _spoken_of(place: str, found: Mapping[str, Served]) -> bool:
    """It and all others of its kind in the same place above are large enough."""
    if _kind(place) == 0:
        return found[place].homes >= FLOOR
    above = _above(place)
    beside = [each for each in found.values() if _kind(each.place) == _kind(place) and _above(each.place) == above]
    return _spoken_of(above, found) and all(each.homes >= FLOOR for each in beside)


def _kind(place: str) -> int:
    """0 the community, 1 a building, 2 a stairwell."""
    return 0 if place == COMMUNITY else 1 + place.count("-")


def _above(place: str) -> str:
    return place.rpartition("-")[0] or COMMUNITY


def _order(place: str) -> tuple[int, int, str]:
    return (_kind(place) > 0, len(place.partition("-")[0]), place)
