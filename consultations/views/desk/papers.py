"""Notices posted, objections answered, the plan handed to the offices, the works reported."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from communities.domain.roles import Permission
from communities.views.doors import staff
from consultations import access
from consultations.acting import accepted, carried_out
from consultations.domain.review import Decision
from consultations.forms.desk.papers import AnswerForm, PostForm, PuttingUpForm, RecordedObjectionForm
from consultations.loaders.desk import home
from consultations.loaders.desk import papers as loader
from consultations.models import Consultation
from consultations.sentences import OFFICES
from consultations.services import notices as services
from consultations.services import putting_up, reviewing
from consultations.titles import DECISIONS, OPINIONS, of_notice
from consultations.views.desk.shell import ask, by, fill_in, page, sent, to
from renewal_portal.ledger.clock import now
from renewal_portal.shown.numbers import yuan
from renewal_portal.shown.times import moment

KINDS = {"vote": _("Questions"), "result": _("Result"), "plan": _("Plan")}


@staff
@require_GET
def notices(request: HttpRequest, slug: str) -> HttpResponse:
    """What hangs and until when, and what may be posted now."""
    consultation = access.desk(request.user, Permission.SEE_DESK, slug)
    at = now()
    return page(
        request,
        "notices",
        consultation,
        "desk_notices",
        notices=[
            (notice, of_notice(notice), KINDS[notice.kind], loader.may_record(notice))
            for notice in loader.notices(consultation)
        ],
        result=loader.result_to_post(consultation),
        plan=loader.plan_to_post(consultation),
        now=at,
    )


@staff
@require_http_methods(["GET", "POST"])
def post(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Post a result or the final plan; the period begins at once."""
    consultation = access.desk(request.user, Permission.POST_NOTICE, slug)
    at = now()
    form = PostForm(sent(request))
    if form.is_bound and form.is_valid() and _posted(form, consultation, kind, by=by(request), at=at):
        messages.success(request, translate("It is posted. The period has begun."))
        return to("desk_notices", consultation)
    days = services.RESULT_DAYS if kind == "result" else loader.plan_notice_days(consultation, at)
    questions = {"result": _("Post the result?"), "plan": _("Post the final plan?")}
    return ask(
        request,
        consultation,
        "desk_notices",
        title=questions[kind],
        text=translate("Everybody can read it at once and object. It hangs for %(days)s days.") % {"days": days},
        form=form,
        label=translate("Post it"),
    )


@staff
@require_http_methods(["GET", "POST"])
def put_up(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Record where a notice hangs on paper, with a photo."""
    notice = access.desk_notice(request.user, Permission.SHOW_POSTING, slug, pk)
    form = PuttingUpForm(sent(request), request.FILES or None)
    if form.is_bound and form.is_valid():
        values = {"notice_id": notice.pk, **form.values(), "by": by(request), "at": now()}
        if accepted(form, putting_up.put_up, **values):
            messages.success(request, translate("It is recorded. Everybody can read where the notice hangs."))
            return to("desk_notices", notice.consultation)
    return fill_in(
        request,
        notice.consultation,
        "desk_notices",
        title=translate("Record where it hangs"),
        rows=[(translate("Notice"), of_notice(notice)), (translate("Hangs until"), moment(notice.ends_at))],
        form=form,
        multipart=True,
        submit=translate("Record it"),
    )


@staff
@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Write down an objection that came on paper or at a meeting."""
    notice = access.desk_notice(request.user, Permission.ANSWER_OBJECTION, slug, pk)
    form = RecordedObjectionForm(sent(request), meetings=loader.meetings_during(notice), at=now())
    if form.is_bound and form.is_valid():
        values = {"notice_id": notice.pk, **form.values(), "by": by(request), "at": now()}
        if accepted(form, services.record_objection, **values):
            messages.success(request, translate("The objection is recorded. It waits for an answer like every other."))
            return to("desk_objections", notice.consultation)
    return fill_in(
        request,
        notice.consultation,
        "desk_objections",
        title=translate("Write down an objection"),
        rows=[(translate("Notice"), of_notice(notice)), (translate("Hangs until"), moment(notice.ends_at))],
        form=form,
        submit=translate("Record it"),
    )


def _posted(form: PostForm, consultation: Consultation, kind: str, **who: Any) -> bool:
    if kind == "plan":
        return accepted(form, services.post_plan, consultation_id=consultation.pk, **form.values(), **who)
    newest = consultation.rounds.newest("decision")
    if newest is None:
        raise Http404
    return accepted(form, services.post_result, round_id=newest.pk, **form.values(), **who)


@staff
@require_GET
def objections(request: HttpRequest, slug: str) -> HttpResponse:
    """Objections with their answers; those without one first."""
    consultation = access.desk(request.user, Permission.SEE_DESK, slug)
    found = [(each, of_notice(each.notice)) for each in loader.objections(consultation)]
    return page(request, "objections", consultation, "desk_objections", objections=found, now=now())


@staff
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Answer an objection, and say whether it is right."""
    objection = access.desk_objection(request.user, Permission.ANSWER_OBJECTION, slug, pk)
    consultation = objection.notice.consultation
    form = AnswerForm(sent(request), sends_back=loader.sends_back(objection))
    if form.is_bound and form.is_valid():
        values = {"objection_id": objection.pk, **form.values(), "by": by(request), "at": now()}
        if accepted(form, services.answer_objection, **values):
            messages.success(request, translate("The answer is posted."))
            return to("desk_objections", consultation)
    return fill_in(
        request,
        consultation,
        "desk_objections",
        title=translate("Answer an objection"),
        quote=objection.text,
        over=of_notice(objection.notice),
        form=form,
        submit=translate("Post the answer"),
    )


@staff
@require_http_methods(["GET", "POST"])
def submit(request: HttpRequest, slug: str) -> HttpResponse:
    """Hand the plan to the offices; afterwards what they say."""
    to_write = Permission.SUBMIT_PLAN if request.method == "POST" else Permission.SEE_DESK
    consultation = access.desk(request.user, to_write, slug)
    at = now()
    if request.method == "POST":
        if carried_out(request, reviewing.submit_plan, consultation_id=consultation.pk, by=by(request), at=at):
            messages.success(request, translate("The plan is with the offices now."))
        return to("desk_submit", consultation)
    waiting, until = home.waiting_offices(consultation, at)
    return page(
        request,
        "review",
        consultation,
        "desk_submit",
        reviews=[_review(review) for review in loader.reviews(consultation)],
        waiting=[OFFICES[office] for office in waiting],
        until=until,
        ready=loader.ready_to_submit(consultation, at),
        plan_rows=_of_plan(consultation),
        now=at,
    )


def _review(review: Any) -> dict[str, Any]:
    return {
        "plan": review.plan,
        "submitted_at": review.submitted_at,
        "decided_at": review.decided_at,
        "decision": DECISIONS[Decision(review.decision)] if review.decision else "",
        "approved": review.decision == Decision.APPROVE,
        "reason": review.reason,
        "opinions": [
            (OFFICES[each.office], OPINIONS[each.opinion], each.note)
            for each in sorted(review.opinions.all(), key=lambda each: each.given_at)
        ],
    }


def _of_plan(consultation: Consultation) -> list[tuple[str, Any]]:
    plan = consultation.plans.newest("final")
    if plan is None:
        return []
    return [
        (translate("Final plan"), translate("version %(number)s") % {"number": plan.number}),
        (translate("Cost"), yuan(plan.total_fen)),
        (translate("Budget"), yuan(plan.budget_fen)),
    ]
