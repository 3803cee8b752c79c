"""Rounds at the desk: turnout only, never what was answered."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, Sum

from communities.domain.electorate import COMMUNITY
from communities.models import RollShare
from consultations.domain.stages import ENDED, Stage
from consultations.loaders.rounds import VOICE_KIND
from consultations.loaders.settings import settings_on
from consultations.models import Consultation, Resolution, Round


@dataclass(frozen=True, slots=True)
class Turnout:
    """Voices with a standing ballot and their area, of all on the roll."""

    heads: int
    heads_of: int
    area_cm2: int
    area_of_cm2: int


@dataclass(frozen=True, slots=True)
class Period:
    """What the district asks of a vote: days it stays open, days of notice before the owners decide."""

    least_days: int
    most_days: int
    notice_days: int


def turnout(round: Round) -> Turnout:
    """How many have voted, in two queries."""
    voted = Q(entry__ballots__round=round, entry__ballots__standing__isnull=False)
    shares = RollShare.objects.filter(
        entry__roll_id=round.roll_id, entry__kind=VOICE_KIND[round.kind], place__code=COMMUNITY
    )
    part = shares.filter(voted).aggregate(heads=Count("pk"), area=Sum("area_cm2"))
    whole = shares.aggregate(heads=Count("pk"), area=Sum("area_cm2"))
    return Turnout(part["heads"], whole["heads"], part["area"] or 0, whole["area"] or 0)


def history(consultation: Consultation) -> list[Round]:
    """Every round of the consultation, newest first."""
    return list(consultation.rounds.select_related("annulled_by_resolution__meeting").order_by("-number"))


def resolutions_since(round: Round) -> list[Resolution]:
    """What meetings resolved since it was opened, newest first: on one of these it may be annulled."""
    carried = Resolution.objects.carried_since(round.consultation_id, round.opened_at).select_related("meeting")
    return list(carried.order_by("-meeting__held_at", "number"))


def may_be_annulled(consultation: Consultation, round: Round) -> bool:
    """Can this round still be set aside? A selection that plans stand on cannot."""
    if round.state == "annulled" or Stage(consultation.stage) in (*ENDED, Stage.SUSPENDED):
        return False
    return round.kind == "decision" or Stage(consultation.stage) is Stage.SELECTING


def period(consultation: Consultation, at: datetime) -> Period:
    """The district's periods."""
    settings = settings_on(consultation, at)
    return Period(settings["voting_days_min"], settings["voting_days_max"], settings["decision_notice_days"])
