"""Communities as anyone sees them: where each stands, who is voting, what happened so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from consultations.domain.stages import Stage
from consultations.loaders.public.turnout import Turnout, turnouts
from consultations.models import Consultation, Round


@dataclass(frozen=True, slots=True)
class Row:
    """One community in the list; ``round`` takes ballots at this moment, if any does."""

    consultation: Consultation
    round: Round | None
    turnout: Turnout | None


def listed(at: datetime) -> "QuerySet[Consultation]":
    """Every community's newest consultation: where a vote is open first, then by office."""
    open_now = _voting(at).filter(consultation=OuterRef("pk"))
    newest = Consultation.objects.with_community().filter(pk__in=Consultation.objects.newest_each().values("pk"))
    found: QuerySet[Consultation] = newest.annotate(voting=Exists(open_now)).order_by(
        "-voting", "community__subdistrict__code", "community__slug"
    )
    return found


def rows(consultations: Sequence[Consultation], at: datetime) -> list[Row]:
    """The consultations with their open rounds and turnout, in three queries whatever their number."""
    voting = _voting(at).filter(consultation__in=[consultation.pk for consultation in consultations])
    by_consultation = {round.consultation_id: round for round in voting.order_by("number")}
    turnout = turnouts(list(by_consultation.values()))
    found = [(consultation, by_consultation.get(consultation.pk)) for consultation in consultations]
    return [Row(consultation, round, turnout[round.pk] if round else None) for consultation, round in found]


def _voting(at: datetime) -> "QuerySet[Round]":
    rounds: QuerySet[Round] = Round.objects.taking_ballots(at).exclude(consultation__stage=Stage.SUSPENDED)
    return rounds
