"""A round's rows as a count sees them, and as the sealed file writes them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, TextField, Value, When
from django.db.models.functions import Cast

from communities.models import RollShare
from consultations.domain.ballots import BESIDE_HOME, OWNER_ELSEWHERE
from consultations.domain.disputes import DISPUTED
from consultations.domain.phases import Phase, phase, takes_paper
from consultations.domain.rules import RuleBook, from_plain, to_plain
from consultations.domain.sealed import FORMAT
from consultations.domain.stages import Stage
from consultations.domain.tally import Roll
from consultations.models import BallotVersion, Question, Round

VOICE_KIND = {"selection": "household", "decision": "owner"}

_BALLOT = ("voice", "text", "choices", "channel", "strength", "tenure", "serial", "nonce", "why")


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
    def codes(self) -> tuple[str, ...]:
        return tuple(code for _, code, _, _ in self.questions)


def phase_of(round: Round, at: datetime) -> Phase:
    """What the round is doing at this moment; its consultation must have been read with it."""
    stage = Stage(round.consultation.stage)
    return phase(round.kind, round.state, opens_at=round.opens_at, closes_at=round.closes_at, stage=stage, at=at)


def takes_paper_of(round: Round, handed_in: datetime) -> bool:
    """May a sheet that was handed in then be entered now?"""
    stage, window = Stage(round.consultation.stage), {"opens_at": round.opens_at, "closes_at": round.closes_at}
    return takes_paper(round.kind, round.state, stage=stage, handed_in=handed_in, **window)


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


def set_aside_why() -> Case:
    """Why a version does not count, in a word; empty where it counts, or was replaced by the same voice.

    As it was recorded, or held back in a dispute. What a home's owner cast last and does not stand is beside the answer
    of whoever lives there, also where that came after it. What was cast online after a sheet had been handed in is a
    second ballot, also where the sheet was entered later.
    """
    later = BallotVersion.objects.filter(
        ballot=OuterRef("ballot"), tenure=OWNER_ELSEWHERE, number__gt=OuterRef("number")
    )
    displaced = Q(tenure=OWNER_ELSEWHERE, set_aside_reason="", stands_for__isnull=True) & ~Exists(later)
    earlier_paper = BallotVersion.objects.filter(
        ballot=OuterRef("ballot"), sheet__isnull=False, number__gt=OuterRef("number"), set_aside_reason=""
    ).filter(cast_at__lt=OuterRef("cast_at"))
    came_second = Q(channel="online", set_aside_reason="", stands_for__isnull=True) & Exists(earlier_paper)
    return Case(
        When(held_back_of__isnull=False, then=Value(DISPUTED)),
        When(came_second, then=Value("second_ballot")),
        When(displaced, then=Value(BESIDE_HOME)),
        default=F("set_aside_reason"),
    )


def _ballots(versions: Any) -> list[tuple[Any, ...]]:
    rows = versions.annotate(voice=F("ballot__entry__number"), text=Cast("answers", TextField()), why=set_aside_why())
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
    optional = {"tenure": named["tenure"], "set_aside_reason": named["why"]}
    return plain | {name: value for name, value in optional.items() if value}
