"""Notices, objections, reviews and reports of the works."""

from datetime import datetime

from django.db.models import F

from consultations.domain.plan.values import PlanKind
from consultations.domain.stages import Act, Stage, is_open, takes_objections
from consultations.loaders import readiness
from consultations.loaders.settings import settings_on
from consultations.loaders.waiting import arrived_at
from consultations.models import Consultation, Meeting, Notice, Objection, Plan, Review, Round, WorksReport

#: The milestone each stage waits for.
MILESTONES = {
    Stage.APPROVED: "beginning",
    Stage.UNDER_WAY: "acceptance",
    Stage.ACCEPTED: "evaluation",
    Stage.EVALUATED: "handover",
}


def notices(consultation: Consultation) -> list[Notice]:
    """Every notice, newest first, with how many objections wait for an answer and where it hangs, in two queries."""
    found = consultation.notices.order_by("-posted_at", "-pk").select_related("round", "plan")
    return list(found.with_open_objections().with_postings())


def meetings_during(notice: Notice) -> list[Meeting]:
    """The meetings at which somebody may have objected to what hung."""
    while_it_hung = {"held_at__gte": notice.posted_at, "held_at__lt": notice.ends_at}
    return list(notice.consultation.meetings.filter(**while_it_hung).order_by("held_at", "pk"))


def may_record(notice: Notice) -> bool:
    """May an objection that came while it hung still be written down?"""
    consultation = notice.consultation
    return takes_objections(notice.kind, Stage(consultation.suspended_from or consultation.stage))


def result_to_post(consultation: Consultation) -> Round | None:
    """The counted decision whose result was never posted."""
    newest: Round | None = consultation.rounds.newest("decision")
    if newest is None or newest.state != "counted" or newest.notices.filter(kind="result").exists():
        return None
    return newest


def plan_to_post(consultation: Consultation) -> Plan | None:
    """The final plan that may be posted now and was not since the community came to where it stands."""
    stage = Stage(consultation.stage)
    newest: Plan | None = consultation.plans.newest(PlanKind.FINAL)
    allowed = stage is Stage.PLANNED or is_open(Act.OBJECT, stage)
    since = arrived_at(consultation.pk, stage)
    if newest is None or not allowed or (since and newest.notices.filter(posted_at__gte=since).exists()):
        return None
    return newest


def plan_notice_days(consultation: Consultation, at: datetime) -> int:
    """How long a plan hangs."""
    return settings_on(consultation, at)["plan_notice_days"]


def objections(consultation: Consultation) -> list[Objection]:
    """Every objection, those without an answer first, in one query."""
    found = Objection.objects.filter(notice__consultation=consultation).select_related(
        "meeting", "notice__plan", "notice__round"
    )
    return list(found.order_by(F("answered_at").desc(nulls_first=True), "filed_at", "pk"))


def sends_back(objection: Objection) -> bool:
    """Does the plan go back to consultation if this objection is right?"""
    stage = Stage(objection.notice.consultation.stage)
    return objection.notice.kind == "plan" and stage is Stage.ON_NOTICE


def reviews(consultation: Consultation) -> list[Review]:
    """Every review, newest first, with what the offices said, in two queries."""
    return list(consultation.reviews.order_by("-submitted_at").select_related("plan").prefetch_related("opinions"))


def reports(consultation: Consultation) -> list[WorksReport]:
    """What was reported of the works, in order."""
    return list(consultation.reports.order_by("reported_at", "pk"))


def next_milestone(consultation: Consultation) -> str:
    """What is to be reported next; empty where nothing is."""
    return MILESTONES.get(Stage(consultation.stage), "")


def ready_to_submit(consultation: Consultation, at: datetime) -> bool:
    """Is nothing missing any more before the plan goes to the offices?"""
    if Stage(consultation.stage) is not Stage.ON_NOTICE:
        return False
    asked = len(readiness.GATES[Stage.ON_NOTICE, Stage.IN_REVIEW])
    return len(readiness.done(consultation, Stage.ON_NOTICE, at)) == asked
