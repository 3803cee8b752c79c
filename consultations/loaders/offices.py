"""What the offices read: the queue of reviews, everything about one of them, and decisions to countersign."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet

from communities.models import Community
from consultations.domain.plan.values import Why
from consultations.domain.review import Office, Opinion, outstanding
from consultations.loaders.desk.papers import objections
from consultations.loaders.desk.plans import lines
from consultations.models import Consultation, LeftOut, Objection, OfficeOpinion, PlanLine, Review, Round, StageMove

_NOT_AGREED = (Why.FAILED, Why.NO_QUORUM)


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything the offices look at before they decide.

    ``failed``: basic items the owners did not agree to; ``found``: the lines, by offered item and place, with a checked
    finding; ``decision``: the round the plan stands on.
    """

    lines: Sequence[PlanLine]
    left_out: Sequence[LeftOut]
    failed: Sequence[PlanLine]
    found: frozenset[tuple[int, int]]
    objections: Sequence[Objection]
    opinions: Mapping[Office, OfficeOpinion]
    outstanding: Sequence[Office]
    decision: Round | None


def queue(communities: "QuerySet[Community]") -> "QuerySet[Review]":
    """The reviews of these communities, each read with its plan and opinions: open first, longest waiting first."""
    return (
        Review.objects.filter(consultation__community__in=communities)
        .select_related("consultation__community__subdistrict__district", "plan")
        .defer("plan__inputs")
        .prefetch_related("opinions")
        .order_by(F("decided_at").desc(nulls_first=True), "submitted_at", "pk")
    )


def heard(review: Review) -> dict[Office, OfficeOpinion]:
    """What each office has said."""
    return {Office(given.office): given for given in review.opinions.all()}


def still_to_hear(review: Review, at: datetime) -> tuple[Office, ...]:
    """The offices a decided review waits for no more, an open one until its silent period is over."""
    if review.decided_at is not None:
        return ()
    given = {office: Opinion(said.opinion) for office, said in heard(review).items()}
    return outstanding(given, silent_until=review.silent_until, at=at)


def dossier(review: Review, at: datetime) -> Dossier:
    """Everything about one review."""
    found = lines(review.plan)
    menus = {line.offered.menu_id for line in found}
    left_out = LeftOut.objects.filter(menu__in=menus).select_related("item", "place").order_by("item__position", "pk")
    findings = review.consultation.findings.checked().values_list("item_id", "place_id")
    return Dossier(
        lines=found,
        left_out=list(left_out),
        failed=[line for line in found if line.offered.nature == "basic" and line.why in _NOT_AGREED],
        found=frozenset(findings),
        objections=objections(review.consultation),
        opinions=heard(review),
        outstanding=still_to_hear(review, at),
        decision=_decision(review),
    )


def counted_decisions(communities: "QuerySet[Community]") -> "QuerySet[Round]":
    """The counted decisions of these communities: those to countersign first, longest waiting first."""
    return (
        Round.objects.filter(consultation__community__in=communities, kind="decision", state="counted")
        .with_community()
        .select_related("tally")
        .order_by(F("countersigned_at").desc(nulls_first=True), "counted_at", "pk")
    )


def consultations(communities: "QuerySet[Community]") -> "QuerySet[Consultation]":
    """The consultations of these communities, newest first."""
    found: QuerySet[Consultation] = Consultation.objects.filter(community__in=communities).with_community()
    return found.order_by("-begun_at", "-pk")


def moves(consultation: Consultation) -> list[StageMove]:
    """The way a consultation has gone, from its beginning."""
    return list(consultation.moves.order_by("pk"))


def _decision(review: Review) -> Round | None:
    found: Round | None = (
        review.consultation.rounds.filter(kind="decision", counted_at__lte=review.submitted_at)
        .standing()
        .order_by("-number")
        .first()
    )
    return found
