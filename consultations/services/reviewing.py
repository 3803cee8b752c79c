"""The joint review of a final plan."""

from datetime import datetime, timedelta

from django.db import transaction

from consultations.domain.plan.values import PlanKind
from consultations.domain.review import LEADS_TO, Decision, Office, Opinion, refusal
from consultations.domain.stages import Act, Stage
from consultations.models import Consultation, OfficeOpinion, Review
from consultations.services.moving import district_of, locked, move, require
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.services import events, sealing

#: After this many days an office that has said nothing no longer holds the plan up (handbook section 3, step 9).
SILENT_DAYS = 10


class ReviewRefused(Refused):
    """A plan that cannot be submitted, or an opinion or decision that cannot be taken now."""


@transaction.atomic
def submit_plan(*, consultation_id: int, by: str, at: datetime) -> Review:
    """Hand the plan to the offices after its notice; moves to *in review*.

    Raises StageRefused with what is missing: the period, an unanswered or an upheld objection.
    """
    consultation = locked(consultation_id)
    plan = consultation.plans.newest(PlanKind.FINAL)
    if plan is None:
        raise ReviewRefused("no_final_plan")
    move(consultation, to=Stage.IN_REVIEW, by=by, at=at)
    review = Review.objects.create(
        consultation=consultation,
        plan=plan,
        submitted_by=by,
        submitted_at=at,
        silent_until=at + timedelta(days=SILENT_DAYS),
    )
    _log(consultation, "review.submitted", review, by=by, at=at)
    return review


@transaction.atomic
def give_opinion(
    *, review_id: int, office: Office, opinion: Opinion, note: str, by: str, at: datetime
) -> OfficeOpinion:
    """Record what one office says; a second word of the same office replaces the first.

    Raises ReviewRefused "decided_already" or "opinion_without_note".
    """
    review, consultation = _open_review(review_id)
    if opinion is not Opinion.AGREES and not note.strip():
        raise ReviewRefused("opinion_without_note")
    given, _ = OfficeOpinion.objects.update_or_create(
        review=review,
        office=office,
        defaults={"opinion": opinion, "note": note.strip(), "given_by": by, "given_at": at},
    )
    _log(consultation, "review.opinion_given", review, by=by, at=at, office=office.value, opinion=opinion.value)
    return given


@transaction.atomic
def decide_review(*, review_id: int, decision: Decision, reason: str, by: str, at: datetime) -> Review:
    """Approve the plan, send it back, or reject it, each with its reason; moves the consultation.

    Raises ReviewRefused "decided_already", "reason_missing" or "offices_outstanding" (naming them).
    """
    review, consultation = _open_review(review_id)
    given = {Office(office): Opinion(word) for office, word in review.opinions.values_list("office", "opinion")}
    refused = refusal(decision, given, reason=reason, silent_until=review.silent_until, at=at)
    if refused is not None:
        raise ReviewRefused(refused.code, offices=refused.offices)
    review.decision, review.reason = decision, reason.strip()
    review.decided_by, review.decided_at = by, at
    review.save(update_fields=["decision", "reason", "decided_by", "decided_at"])
    _log(consultation, "review.decided", review, by=by, at=at, decision=decision.value)
    move(consultation, to=LEADS_TO[decision], by=by, at=at, reason=review.reason)
    if decision is Decision.APPROVE:
        consultation.batch = "planned"
        consultation.save(update_fields=["batch"])
    sealing.seal(at=at, district=district_of(consultation))
    return review


def end_open_review(consultation: Consultation, *, reason: str, by: str, at: datetime) -> None:
    """Send an undecided plan of a locked consultation back, because what it stands on has fallen."""
    for review in consultation.reviews.undecided():
        review.decision, review.reason = Decision.RETURN_TO_CONSULTING, reason
        review.decided_by, review.decided_at = by, at
        review.save(update_fields=["decision", "reason", "decided_by", "decided_at"])
        _log(consultation, "review.decided", review, by=by, at=at, decision=review.decision.value)


def _open_review(review_id: int) -> tuple[Review, Consultation]:
    consultation = locked(Review.objects.values_list("consultation_id", flat=True).get(pk=review_id))
    review = Review.objects.select_for_update(of=("self",)).get(pk=review_id)
    if review.decision is not None:
        raise ReviewRefused("decided_already")
    require(consultation, Act.REVIEW)
    return review, consultation


def _log(consultation: Consultation, what: str, review: Review, *, by: str, at: datetime, **detail: str) -> None:
    events.record(
        what=what,
        about=f"review:{review.pk}",
        by=by,
        at=at,
        district=district_of(consultation),
        detail={"plan": review.plan.digest, **detail},
    )
