"""Posting notices, objecting to them, answering."""

from datetime import datetime, timedelta

from django.db import transaction

from communities.models import RollEntry
from communities.services.limits import WriteLimit
from consultations.domain.plan.values import PlanKind
from consultations.domain.stages import Act, Stage, takes_objections
from consultations.loaders.settings import settings_on
from consultations.models import Consultation, Notice, Objection, Plan, Round
from consultations.services.moving import advance, district_of, locked, move, require
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.services import events

#: A result hangs at least three days in a prominent place (Qingdao art. 92; handbook 2.7).
RESULT_DAYS = 3


class NoticeRefused(Refused):
    """A notice that cannot be posted now."""


class ObjectionRefused(Refused):
    """An objection that cannot be filed or answered."""


@transaction.atomic
def post_result(*, round_id: int, posted_where: str, by: str, at: datetime) -> Notice:
    """Post the result of a counted decision. Raises NoticeRefused "not_counted", "posted_already", "where_missing"."""
    round = Round.objects.get(pk=round_id)
    consultation = locked(round.consultation_id)
    if Round.objects.get(pk=round_id).state != "counted":
        raise NoticeRefused("not_counted")
    notice = _post(
        consultation, "result", posted_where, ends_at=at + timedelta(days=RESULT_DAYS), by=by, at=at, round=round
    )
    if Stage(consultation.stage) is Stage.COUNTED:
        advance(consultation, by=by, at=at)
    return notice


@transaction.atomic
def post_plan(*, consultation_id: int, posted_where: str, by: str, at: datetime) -> Notice:
    """Post the final plan for objections and move to *on notice*; the period is the district's setting.

    Raises NoticeRefused "posted_already" or "where_missing"; StageRefused with what is missing, such as the management
    package every plan needs.
    """
    consultation = locked(consultation_id)
    if Stage(consultation.stage) is not Stage.PLANNED:
        require(consultation, Act.OBJECT)
    plan = consultation.plans.newest(PlanKind.FINAL)
    days = settings_on(consultation, at)["plan_notice_days"]
    notice = _post(consultation, "plan", posted_where, ends_at=at + timedelta(days=days), by=by, at=at, plan=plan)
    if Stage(consultation.stage) is Stage.PLANNED:
        move(consultation, to=Stage.ON_NOTICE, by=by, at=at)
    return notice


@transaction.atomic
def file_objection(
    *, notice_id: int, text: str, by: str, at: datetime, entry_id: int | None = None, address: str = ""
) -> Objection:
    """Object to a posted plan or result while its period runs.

    Anybody may: without a voice (``entry_id``) the caller's ``address`` limits how much is written from there. Raises
    ObjectionRefused "period_over", "not_on_notice" (the plan has gone back, or on to the offices), "without_text",
    "not_of_this_community" or "too_many".
    """
    limit = WriteLimit(address) if address and entry_id is None else None
    if limit:
        limit.refuse_if_spent(ObjectionRefused("too_many"))
    notice = Notice.objects.get(pk=notice_id)
    consultation = locked(notice.consultation_id)
    if not notice.posted_at <= at < notice.ends_at:
        raise ObjectionRefused("period_over", ends_at=notice.ends_at)
    if not takes_objections(notice.kind, Stage(consultation.suspended_from or consultation.stage)):
        raise ObjectionRefused("not_on_notice")
    if not text.strip():
        raise ObjectionRefused("without_text")
    if entry_id is not None:
        entry = RollEntry.objects.filter(pk=entry_id, roll__community_id=consultation.community_id)
        if not entry.exists():
            raise ObjectionRefused("not_of_this_community")
    objection = Objection.objects.create(notice=notice, entry_id=entry_id, text=text.strip(), filed_by=by, filed_at=at)
    if limit:
        limit.spend()
    _log(consultation, "objection.filed", f"objection:{objection.pk}", by=by, at=at)
    return objection


@transaction.atomic
def record_objection(
    *,
    notice_id: int,
    text: str,
    by: str,
    at: datetime,
    received_at: datetime | None = None,
    meeting_id: int | None = None,
) -> Objection:
    """Write down an objection that came on paper (``received_at``) or was raised at a meeting (``meeting_id``): also
    later, as long as it came while the notice hung.

    Raises ObjectionRefused "came_outside", "not_on_notice", "without_text" or "without_source".
    """
    notice = Notice.objects.get(pk=notice_id)
    consultation = locked(notice.consultation_id)
    meeting = consultation.meetings.filter(pk=meeting_id).first() if meeting_id else None
    came_at = meeting.held_at if meeting else received_at
    if came_at is None:
        raise ObjectionRefused("without_source")
    hung_at = notice.posted_at.replace(second=0, microsecond=0)  # people note minutes
    if not (hung_at <= came_at < notice.ends_at and came_at <= at):
        raise ObjectionRefused("came_outside", posted_at=notice.posted_at, ends_at=notice.ends_at)
    if not takes_objections(notice.kind, Stage(consultation.suspended_from or consultation.stage)):
        raise ObjectionRefused("not_on_notice")
    if not text.strip():
        raise ObjectionRefused("without_text")
    source = "meeting" if meeting else "paper"
    objection: Objection = Objection.objects.create(
        notice=notice, source=source, meeting=meeting, text=text.strip(), filed_by=by, filed_at=came_at
    )
    _log(consultation, "objection.recorded", f"objection:{objection.pk}", by=by, at=at, source=source)
    return objection


@transaction.atomic
def answer_objection(*, objection_id: int, answer: str, upheld: bool, by: str, at: datetime) -> Objection:
    """Answer an objection; one upheld against a plan on notice sends the plan back to consultation.

    Raises ObjectionRefused "answered_already" or "without_text".
    """
    notice_id = Objection.objects.values_list("notice_id", flat=True).get(pk=objection_id)
    consultation = locked(Notice.objects.get(pk=notice_id).consultation_id)
    objection = Objection.objects.select_for_update().get(pk=objection_id)
    if objection.answered_at is not None:
        raise ObjectionRefused("answered_already")
    if not answer.strip():
        raise ObjectionRefused("without_text")
    objection.answer, objection.upheld = answer.strip(), upheld
    objection.answered_by, objection.answered_at = by, at
    objection.save(update_fields=["answer", "upheld", "answered_by", "answered_at"])
    _log(consultation, "objection.answered", f"objection:{objection.pk}", by=by, at=at, upheld=upheld)
    on_plan = Notice.objects.filter(pk=notice_id, kind="plan").exists()
    if upheld and on_plan and Stage(consultation.stage) is Stage.ON_NOTICE:
        move(consultation, to=Stage.CONSULTING, by=by, at=at, reason=objection.answer)
    return objection


def _post(
    consultation: Consultation,
    kind: str,
    posted_where: str,
    *,
    ends_at: datetime,
    by: str,
    at: datetime,
    round: Round | None = None,
    plan: Plan | None = None,
) -> Notice:
    if not posted_where.strip():
        raise NoticeRefused("where_missing")
    if consultation.notices.filter(kind=kind, round=round, plan=plan, ends_at__gt=at).exists():
        raise NoticeRefused("posted_already")
    notice = Notice.objects.create(
        consultation=consultation,
        kind=kind,
        round=round,
        plan=plan,
        posted_where=posted_where.strip(),
        posted_by=by,
        posted_at=at,
        ends_at=ends_at,
    )
    _log(consultation, "notice.posted", f"notice:{notice.pk}", by=by, at=at, kind=kind)
    return notice


def _log(consultation: Consultation, what: str, about: str, *, by: str, at: datetime, **detail: str | bool) -> None:
    events.record(what=what, about=about, by=by, at=at, district=district_of(consultation), detail=detail)
