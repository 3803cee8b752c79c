"""What a community's owners may look into: decisions, minutes, plans and notices of its consultation."""

from collections.abc import Sequence
from dataclasses import dataclass

from consultations.models import Consultation, Meeting, Notice, Plan, Round


@dataclass(frozen=True, slots=True)
class Records:
    """Each list the newest first; of votes those that were counted."""

    votes: Sequence[Round]
    meetings: Sequence[Meeting]
    plans: Sequence[Plan]
    notices: Sequence[Notice]


def records(consultation: Consultation) -> Records:
    """Five queries, however much there is."""
    return Records(
        votes=list(consultation.rounds.filter(state="counted").order_by("-number")),
        meetings=list(
            consultation.meetings.select_related("sitting").order_by("-number").prefetch_related("resolutions__adopts")
        ),
        plans=list(consultation.plans.order_by("-number")),
        notices=list(consultation.notices.select_related("round", "plan").order_by("-posted_at", "-pk")),
    )
