"""Filling in a ballot, part by part, before it is cast."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from types import MappingProxyType

from consultations.domain.ballots import SAYABLE, Answer, Answers, Choices, decode_choices, encode_choices

#: A page of questions: never more than this, however long a chapter is.
MOST = 40
#: Short chapters share a page up to this many questions.
FEW = 8


@dataclass(frozen=True, slots=True)
class Filled:
    """What a voter has filled in so far: answers by question number, priorities and options."""

    answers: Mapping[int, Answer] = field(default_factory=lambda: MappingProxyType({}))
    choices: Choices = field(default_factory=Choices)

    @property
    def wanted(self) -> frozenset[int]:
        return frozenset(number for number, answer in self.answers.items() if answer is Answer.AGREE)

    @property
    def mark(self) -> str:
        """A short mark of what was filled in, so that nothing is cast that was not on the screen."""
        answers = ",".join(f"{number}{answer}" for number, answer in sorted(self.answers.items()))
        return hashlib.sha256(f"{answers}|{encode_choices(self.choices)}".encode()).hexdigest()[:24]


def as_filled(answers: Answers, choices: str) -> Filled:
    """A stored draft or ballot as it was filled in."""
    said = {number: answer for number, answer in answers.items() if answer in SAYABLE}
    return Filled(said, decode_choices(choices) if choices else Choices())


def with_part(
    filled: Filled, numbers: Iterable[int], answers: Mapping[int, Answer], options: Mapping[int, str]
) -> Filled:
    """The ballot after one part of it was filled in: what was said there before is replaced, silence included.

    An option of a question turned down, and a priority that is wanted no longer, fall away.
    """
    part = frozenset(numbers)
    kept = {number: answer for number, answer in filled.answers.items() if number not in part}
    chosen = {number: option for number, option in filled.choices.options.items() if number not in part}
    made = {**kept, **{number: answer for number, answer in answers.items() if number in part}}
    chosen |= {n: option for n, option in options.items() if n in part and made.get(n) is not Answer.AGAINST}
    wanted = Filled(made).wanted
    priorities = tuple(number for number in filled.choices.priorities if number in wanted)
    return Filled(dict(sorted(made.items())), Choices(priorities, dict(sorted(chosen.items()))))


def with_priorities(filled: Filled, priorities: Iterable[int | None]) -> Filled:
    """The ballot with these priorities in order; places left empty are passed over."""
    named = tuple(number for number in priorities if number is not None)
    return Filled(filled.answers, Choices(named, filled.choices.options))


def instead_of_rivals(filled: Filled, number: int, groups: Iterable[frozenset[int]]) -> Filled:
    """The ballot with this question wanted and the wish for those it excludes taken back (left without an answer)."""
    excluded = frozenset().union(*(group for group in groups if number in group)) - {number}
    given_up = excluded & filled.wanted
    kept = {n: option for n, option in filled.choices.options.items() if n == number}
    return with_part(filled, {*given_up, number}, {number: Answer.AGREE}, kept)


def rivals(filled: Filled, groups: Iterable[frozenset[int]]) -> tuple[tuple[int, ...], ...]:
    """Choice groups of which more than one is wanted, each as its wanted numbers in order."""
    clashes = (tuple(sorted(filled.wanted & group)) for group in groups)
    return tuple(clash for clash in clashes if len(clash) > 1)


def parts(chapters: Sequence[tuple[int, str, str]], *, most: int = MOST, few: int = FEW) -> tuple[tuple[int, ...], ...]:
    """Question numbers by page. ``chapters``: (number, track, chapter) in the order of the paper.

    A chapter is kept together, short neighbours of one track share a page, and one longer than ``most`` is cut.
    """
    pages: list[list[int]] = []
    track_of_last = ""
    for (track, _), rows in groupby(chapters, key=lambda row: row[1:]):
        numbers = [number for number, _, _ in rows]
        if pages and track == track_of_last and len(pages[-1]) + len(numbers) <= few:
            pages[-1] += numbers
        else:
            pages += [numbers[start : start + most] for start in range(0, len(numbers), most)]
        track_of_last = track
    return tuple(tuple(page) for page in pages)
