"""Meetings: minutes with motions, and what became of them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as translate
from django.views.decorators.http import require_http_methods

from communities.domain.roles import Permission
from communities.views.doors import staff
from consultations import access
from consultations.acting import accepted
from consultations.domain.plan.values import PlanKind
from consultations.domain.sittings import State
from consultations.domain.stages import Stage
from consultations.forms.desk.meetings import MeetingForm, Motions
from consultations.loaders import sittings
from consultations.loaders.desk import meetings as loader
from consultations.services import meetings as services
from consultations.sitting_sentences import STATES
from consultations.titles import MEETINGS, of_sitting
from consultations.views.desk.shell import by, needed, page, sent, to
from renewal_portal.ledger.clock import now


@staff
@require_http_methods(["GET", "POST"])
def meetings(request: HttpRequest, slug: str) -> HttpResponse:
    """What was held so far, and a form for the next minutes."""
    consultation = access.desk(request.user, needed(request, Permission.RECORD_MEETING), slug)
    draft = consultation.plans.newest(PlanKind.DRAFT)
    planned = Stage(consultation.stage) is Stage.PLANNED
    at = now()
    form = MeetingForm(sent(request))
    motions = Motions(sent(request), prefix="motion", form_kwargs={"draft": draft is not None, "final": planned})
    if form.is_bound and all([form.is_valid(), motions.is_valid()]):
        values = {
            "consultation_id": consultation.pk,
            **form.values(),
            "motions": [each.motion() for each in motions if each.said],
            "by": by(request),
            "at": at,
        }
        if accepted(form, services.record_meeting, **values):
            messages.success(request, translate("The meeting is recorded."))
            return to("desk_meetings", consultation)
    return page(
        request,
        "meetings",
        consultation,
        "desk_meetings",
        meetings=[(meeting, MEETINGS[meeting.kind]) for meeting in loader.held(consultation)],
        sittings=[
            (each, of_sitting(each), STATES[State(each.state)])
            for each in sittings.sittings(consultation)
            if each.state != State.PUBLISHED
        ],
        quorum=loader.quorum(consultation, at),
        form=form,
        motions=motions,
        motion_errors=_errors(motions),
        draft=draft,
    )


def _errors(motions: Any) -> list[tuple[str, str]]:
    """What has to be put right in the motions, each a way to its field."""
    return [
        (f"#{form[name].id_for_label}", f"{form[name].label}: {error}")
        for form in motions
        for name, errors in (form.errors.items() if form.is_bound else ())
        for error in errors
    ]
