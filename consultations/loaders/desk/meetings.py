"""Meetings with their resolutions."""

from datetime import datetime
from fractions import Fraction

from consultations.domain.rules import Threshold
from consultations.loaders.settings import settings_on
from consultations.models import Consultation, Meeting


def held(consultation: Consultation) -> list[Meeting]:
    """Every meeting, newest first, with its resolutions, in two queries."""
    return list(
        consultation.meetings.select_related("sitting").order_by("-number").prefetch_related("resolutions__adopts")
    )


def quorum(consultation: Consultation, at: datetime) -> Threshold:
    """How many have to come so that a meeting can resolve anything: more than the district's share."""
    percent = settings_on(consultation, at)["meeting_quorum_percent"]
    return Threshold(Fraction(percent, 100), strict=True, article="handbook 2.1")
