"""The count: heads and areas per question, verdict and margin.

Everything is whole numbers: heads, and areas in square centimetres as 64-bit integers (a voice's area in every place,
summed, stays far below 2^63). Columns instead of objects, so that a city is counted in seconds.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from consultations.domain.ballots import Answer
from consultations.domain.columns import Asked, Roll, TallyFault, Votes, matrix, rows, table
from consultations.domain.rules import Rule, RuleBook
from consultations.domain.sums import NOTHING, Count, Split, Sums

__all__ = [
    "Asked",
    "Count",
    "Line",
    "Margin",
    "Roll",
    "Split",
    "Tally",
    "TallyFault",
    "Verdict",
    "Votes",
    "count",
    "margin_of",
    "verdict_of",
]

#: Rows counted at once: bounds the memory of a round with a thousand questions.
BLOCK = 4096


class Verdict(StrEnum):
    """What became of a question; a wish is counted and ranked, not decided."""

    PASSED = "passed"
    FAILED = "failed"
    NO_QUORUM = "no_quorum"
    WISH = "wish"


@dataclass(frozen=True, slots=True)
class Margin:
    """What was lacking, zero where nothing was: in taking part, then in agreement among those taking part."""

    quorum: Count = NOTHING
    consent: Count = NOTHING


#: Nothing was lacking.
NO_MARGIN = Margin()


class Line(NamedTuple):
    """The count of one question."""

    place: str
    rule: Rule
    entitled: Count
    agree: Count
    against: Count
    abstain: Count
    blank: Count
    set_aside: Count
    taking_part: Count
    verdict: Verdict
    margin: Margin
    split: Split


@dataclass(frozen=True, slots=True)
class Tally:
    """What a round adds up to."""

    lines: tuple[Line, ...]
    ballots: int
    labels: Mapping[str, Mapping[str, int]]


def count(questions: Sequence[Asked], roll: Roll, votes: Votes, book: RuleBook) -> Tally:
    """Count a round.

    Raises TallyFault: a voice twice in a place, an area below 1 or beyond measure, a ballot of nobody on the roll or a
    second one of a voice, a ballot whose length or characters do not fit, an answer to another place's question or a
    hole in one's own.
    """
    known = table(roll, questions)
    at, whose = known.at(questions), rows(votes, known)
    sums = Sums(len(questions), votes.labels)
    for start in range(0, len(whose), BLOCK):
        own = known.areas[whose[start : start + BLOCK]][:, at]
        sums.add(matrix(votes, start, start + BLOCK, own > 0), own, start)
    heads, areas = (known.areas > 0).sum(axis=0)[at].tolist(), known.areas.sum(axis=0)[at].tolist()
    part = (Answer.AGREE, Answer.AGAINST, Answer.ABSTAIN, *((Answer.BLANK,) if book.blank_takes_part else ()))
    columns = (map(Count, heads, areas), *sums.counts().values(), sums.together(*part), sums.splits())
    lines = tuple(_line(book, *row) for row in zip(questions, *columns, strict=True))
    return Tally(lines, len(whose), {name: dict(sorted(Counter(v).items())) for name, v in votes.labels.items()})


def verdict_of(rule: Rule, taking_part: Count, margin: Margin) -> Verdict:
    """The verdict of one question: heads and area must each reach every threshold, and somebody must take part."""
    if rule is Rule.NONE:
        return Verdict.WISH
    if margin.quorum != NOTHING or not taking_part.heads:
        return Verdict.NO_QUORUM
    return Verdict.PASSED if margin.consent == NOTHING else Verdict.FAILED


def margin_of(rule: Rule, entitled: Count, taking_part: Count, agree: Count, book: RuleBook) -> Margin:
    """How many more heads and how much more area were needed to take part, and to agree among those who did."""
    if rule is Rule.NONE:
        return NO_MARGIN
    quorum, consent = book.quorum, book.threshold(rule)
    return Margin(
        Count(quorum.short(taking_part.heads, entitled.heads), quorum.short(taking_part.area_cm2, entitled.area_cm2)),
        Count(consent.short(agree.heads, taking_part.heads), consent.short(agree.area_cm2, taking_part.area_cm2)),
    )


def _line(
    book: RuleBook,
    question: Asked,
    entitled: Count,
    agree: Count,
    against: Count,
    abstain: Count,
    blank: Count,
    set_aside: Count,
    part: Count,
    split: Split,
) -> Line:
    """A row of the columns, with its verdict; the answers in the order of sums.COUNTED."""
    margin = margin_of(question.rule, entitled, part, agree, book)
    return Line(
        place=question.place,
        rule=question.rule,
        entitled=entitled,
        agree=agree,
        against=against,
        abstain=abstain,
        blank=blank,
        set_aside=set_aside,
        taking_part=part,
        verdict=verdict_of(question.rule, part, margin),
        margin=margin,
        split=split,
    )
