"""A round's ballot paper, and what concerns one voice."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from communities.models import RollEntry
from consultations.models import Question, Round


@dataclass(frozen=True, slots=True)
class Paper:
    """The places of the questions in order, the options by question number, choice groups as sets of numbers."""

    places: tuple[str, ...]
    options: Mapping[int, frozenset[str]]
    groups: tuple[frozenset[int], ...]


def paper(round: Round) -> Paper:
    """The frozen ballot paper of a round. Only a selection has choice groups: an owners' vote is on each question."""
    rows = list(
        Question.objects.filter(round=round)
        .order_by("number")
        .values_list("number", "place__code", "options", "offered__choice_group")
    )
    groups: dict[str, set[int]] = defaultdict(set)
    for number, _, _, group in rows:
        if group and round.kind == "selection":
            groups[group].add(number)
    return Paper(
        tuple(place for _, place, _, _ in rows),
        {number: frozenset(options) for number, _, options, _ in rows if options},
        tuple(frozenset(numbers) for _, numbers in sorted(groups.items())),
    )


def places_of(entry: RollEntry) -> frozenset[str]:
    """The codes of the places where a voice has an area."""
    return frozenset(entry.shares.values_list("place__code", flat=True))
