"""A round's rows as a count sees them, and as the sealed file writes them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from django.contrib.postgres.aggregates import StringAgg
from django.db.models import F, TextField, Value
from django.db.models.functions import Cast, Coalesce

from communities.models import RollShare
from consultations.domain.rules import Rule, RuleBook, from_plain, to_plain
from consultations.domain.sealed import FORMAT
from consultations.domain.tally import Asked, Roll, Votes
from consultations.models import BallotVersion, Question, Round

VOICE_KIND = {"selection": "household", "decision": "owner"}

_BALLOT = ("voice", "text", "choices", "channel", "strength", "tenure", "serial", "nonce", "set_aside_reason")


@dataclass(frozen=True, slots=True)
class RoundRows:
    """Everything a count is made of, read once. ``ballots`` and ``replaced`` are tuples in the order of _BALLOT."""

    key: str
    kind: str
    questions: Sequence[tuple[int, str, str, str]]
    roll: Roll
    ballots: Sequence[tuple[Any, ...]]
    replaced: Sequence[tuple[Any, ...]]
    book: RuleBook

    @property
    def asked(self) -> tuple[Asked, ...]:
        return tuple(Asked(place, Rule(rule)) for _, _, place, rule in self.questions)

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(code for _, code, _, _ in self.questions)

    @property
    def votes(self) -> Votes:
        columns = dict(zip(_BALLOT, zip(*self.ballots, strict=True), strict=True)) if self.ballots else {}
        labels = {name: columns.get(name, ()) for name in ("channel", "strength", "tenure")}
        used = {name: [value or "" for value in values] for name, values in labels.items() if any(values)}
        return Votes(columns.get("voice", ()), columns.get("text", ()), used)


def round_rows(round: Round) -> RoundRows:
    """A round's questions, roll and ballots."""
    questions = Question.objects.filter(round=round).order_by("number")
    versions = BallotVersion.objects.filter(ballot__round=round)
    return RoundRows(
        key=round_key(round),
        kind=round.kind,
        questions=list(questions.values_list("number", "code", "place__code", "rule")),
        roll=roll_columns(round.roll_id, VOICE_KIND[round.kind]),
        ballots=_ballots(versions.that_stand()),
        replaced=_ballots(versions.replaced()),
        book=from_plain(round.rule_book),
    )


@dataclass(frozen=True, slots=True)
class RoundColumns:
    """What a count needs, as columns; PostgreSQL joins each column into one text, so that a city is read quickly."""

    asked: tuple[Asked, ...]
    roll: Roll
    votes: Votes
    book: RuleBook


def round_columns(round: Round) -> RoundColumns:
    """A round's questions, roll and standing ballots in three queries, whatever their number."""
    questions = Question.objects.filter(round=round).order_by("number").values_list("place__code", "rule")
    return RoundColumns(
        asked=tuple(Asked(place, Rule(rule)) for place, rule in questions),
        roll=_joined_roll(round.roll_id, VOICE_KIND[round.kind]),
        votes=_joined_votes(round),
        book=from_plain(round.rule_book),
    )


def _joined_roll(roll_id: int, kind: str) -> Roll:
    rows = (
        RollShare.objects.filter(entry__roll_id=roll_id, entry__kind=kind)
        .values_list("place__code")
        .annotate(voices=_joined("entry__number", "pk"), areas=_joined("area_cm2", "pk"))
        .order_by("place__code")
    )
    columns = [(place, _numbers(voices), _numbers(areas)) for place, voices, areas in rows]
    return Roll(
        np.concatenate([voices for _, voices, _ in columns] or [_numbers("")]),
        [place for place, voices, _ in columns for _ in range(len(voices))],
        np.concatenate([areas for _, _, areas in columns] or [_numbers("")]),
    )


def _joined_votes(round: Round) -> Votes:
    names = ("ballot__entry__number", "answers", "channel", "strength", "tenure")
    standing = BallotVersion.objects.filter(stands_for__round=round)
    joined = standing.aggregate(**{f"all_{name}": _joined(name, "ballot__entry__number") for name in names})
    voices, answers, *labels = joined.values()
    if answers is None:
        return Votes((), ())
    split = {name: values.split(",") for name, values in zip(names[2:], labels, strict=True)}
    used = {name: values for name, values in split.items() if any(values)}
    return Votes(_numbers(voices), answers.split(","), used)


def _joined(name: str, order: str) -> StringAgg:
    return StringAgg(Coalesce(Cast(name, TextField()), Value("")), ",", order_by=order)


def _numbers(text: str) -> npt.NDArray[np.int64]:
    return np.fromstring(text, dtype=np.int64, sep=",")


def roll_columns(roll_id: int, kind: str) -> Roll:
    """Columns of a roll: voice numbers, place codes, areas in cm²."""
    rows = list(
        RollShare.objects.filter(entry__roll_id=roll_id, entry__kind=kind)
        .order_by("entry__number", "place__code")
        .values_list("entry__number", "place__code", "area_cm2")
    )
    voices, places, areas = zip(*rows, strict=True) if rows else ((), (), ())
    return Roll(voices, places, areas)


def round_key(round: Round) -> str:
    """What names a round on paper and in files: the community's slug, the consultation and the round's number."""
    return f"{round.consultation.community.slug}/{round.consultation_id}/{round.number}"


def sealed_plain(rows: RoundRows) -> dict[str, Any]:
    """The sealed file of a round (docs/formats.md): everything, without names."""
    return {
        "format": FORMAT,
        "round": rows.key,
        "kind": rows.kind,
        "rule_book": to_plain(rows.book),
        "questions": [
            {"number": number, "code": code, "place": place, "rule": rule}
            for number, code, place, rule in rows.questions
        ],
        "roll": _roll_plain(rows.roll),
        "ballots": [_ballot_plain(row) for row in rows.ballots],
        "replaced": [_ballot_plain(row) for row in rows.replaced],
    }


def _ballots(versions: Any) -> list[tuple[Any, ...]]:
    rows = versions.annotate(voice=F("ballot__entry__number"), text=Cast("answers", TextField()))
    return list(rows.order_by("voice", "number").values_list(*_BALLOT))


def _roll_plain(roll: Roll) -> list[dict[str, Any]]:
    entries: dict[int, dict[str, int]] = {}
    for voice, place, area in zip(roll.voices, roll.places, roll.areas_cm2, strict=True):
        entries.setdefault(voice, {})[place] = area
    return [{"voice": voice, "areas_cm2": areas} for voice, areas in entries.items()]


def _ballot_plain(row: Sequence[Any]) -> dict[str, Any]:
    named: Mapping[str, Any] = dict(zip(_BALLOT, row, strict=True))
    plain = {
        "voice": named["voice"],
        "serial": named["serial"],
        "nonce": bytes(named["nonce"]).hex(),
        "answers": named["text"],
        "choices": named["choices"],
        "channel": named["channel"],
        "strength": named["strength"],
    }
    optional = {"tenure": named["tenure"], "set_aside_reason": named["set_aside_reason"]}
    return plain | {name: value for name, value in optional.items() if value}
