"""What a count needs of one round or of a whole city, as columns.

PostgreSQL joins each column into one text, so that Python parses a few long texts instead of millions of rows; several
rounds are streamed one after another, so that memory holds one community at a time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

import numpy as np
import numpy.typing as npt
from django.contrib.postgres.aggregates import StringAgg
from django.db.models import F, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce

from communities.models import RollShare
from consultations.domain.rules import Rule, RuleBook, from_plain
from consultations.domain.sealed import LABELS
from consultations.domain.tally import Asked, Roll, Votes
from consultations.loaders.rounds import VOICE_KIND
from consultations.models import BallotVersion, Question, Round

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class RoundColumns:
    """A round's questions, roll and standing ballots, ready to be counted."""

    asked: tuple[Asked, ...]
    roll: Roll
    votes: Votes
    book: RuleBook


def round_columns(round: Round) -> RoundColumns:
    """One round in four queries, whatever the number of its ballots."""
    ((_, columns),) = columns_of(Round.objects.filter(pk=round.pk))
    return columns


def columns_of(rounds: QuerySet[Round]) -> Iterator[tuple[int, RoundColumns]]:
    """Every round's id and columns, in the order of the ids, in four queries whatever their number."""
    questions = _Stream(
        Question.objects.filter(round__in=rounds)
        .order_by("round", "number")
        .values_list("round", "place__code", "rule")
    )
    shares, ballots = _Stream(_shares(rounds)), _Stream(_ballots(rounds))
    for pk, plain_book in rounds.order_by("pk").values_list("pk", "rule_book").iterator():
        yield (
            pk,
            RoundColumns(
                asked=tuple(Asked(place, Rule(rule)) for _, place, rule in questions.of(pk)),
                roll=_roll(shares.of(pk)),
                votes=_votes(ballots.of(pk)),
                book=from_plain(plain_book),
            ),
        )


class _Stream:
    """Rows ordered by round, handed out round by round."""

    def __init__(self, rows: Any) -> None:
        self._rounds = groupby(rows.iterator(chunk_size=2000), key=itemgetter(0))
        self._ahead: tuple[int, list[Row]] | None = None

    def of(self, pk: int) -> list[Row]:
        """The rows of this round, none if it has none; rounds must be asked for in order."""
        if self._ahead is None:
            self._ahead = next(((key, list(rows)) for key, rows in self._rounds), None)
        if self._ahead is None or self._ahead[0] != pk:
            return []
        _, rows = self._ahead
        self._ahead = None
        return rows


def _shares(rounds: QuerySet[Round]) -> Any:
    kinds = [Q(entry__roll__rounds__kind=round, entry__kind=voice) for round, voice in VOICE_KIND.items()]
    return (
        RollShare.objects.filter(kinds[0] | kinds[1], entry__roll__rounds__in=rounds)
        .values_list("entry__roll__rounds", "place__code")
        .annotate(voices=_joined("entry__number"), areas=_joined("area_cm2"))
        .order_by("entry__roll__rounds", "place__code")
    )


def _ballots(rounds: QuerySet[Round]) -> Any:
    columns = {"voices": "stands_for__entry__number", "texts": "answers"} | {f"of_{name}": name for name in LABELS}
    return (
        BallotVersion.objects.filter(stands_for__round__in=rounds)
        .values_list("stands_for__round")
        .annotate(**{name: _joined(column) for name, column in columns.items()})
        .order_by("stands_for__round")
    )


def _roll(rows: list[Row]) -> Roll:
    columns = [(place, _numbers(voices), _numbers(areas)) for _, place, voices, areas in rows]
    return Roll(
        np.concatenate([voices for _, voices, _ in columns] or [_numbers("")]),
        [place for place, voices, _ in columns for _ in range(len(voices))],
        np.concatenate([areas for _, _, areas in columns] or [_numbers("")]),
    )


def _votes(rows: list[Row]) -> Votes:
    if not rows:
        return Votes((), ())
    ((_, voices, texts, *labels),) = rows
    split = {name: joined.split(",") for name, joined in zip(LABELS, labels, strict=True) if joined.strip(",")}
    return Votes(_numbers(voices), texts.split(","), split)


def _joined(column: str) -> StringAgg:
    """No order inside: columns of one row are joined in the same order, and a count does not depend on it."""
    return StringAgg(Coalesce(Cast(F(column), TextField()), Value("")), ",")


def _numbers(text: str) -> npt.NDArray[np.int64]:
    return np.fromstring(text, dtype=np.int64, sep=",")
