"""A meeting at the desk: called, prepared, cancelled; and the one page that shows how far it is."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as translate
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communities.domain.roles import Permission
from communities.views.doors import staff
from consultations import access, sitting_papers, titles
from consultations.acting import accepted, carried_out
from consultations.domain.sittings import Field, Kind, State, earliest, notice_days
from consultations.forms.desk.sittings import CancelForm, GuestForm, PointForm, SittingForm
from consultations.loaders import sittings as loader
from consultations.loaders.settings import settings_on
from consultations.minutes import drafted
from consultations.models import Sitting
from consultations.services import minuting, sitting_room
from consultations.services import sittings as services
from consultations.sitting_sentences import FIELDS, PAPERS, STATES
from consultations.views.desk.shell import by, fill_in, page, sent
from renewal_portal.ledger.clock import now

P = Permission.RECORD_MEETING
SECTION = "desk_meetings"


@staff
@require_http_methods(["GET", "POST"])
def prepare(request: HttpRequest, slug: str) -> HttpResponse:
    """A new meeting: kind, day and place; the agenda comes next."""
    consultation, at = access.desk(request.user, P, slug), now()
    form = SittingForm(sent(request))
    if form.is_valid() and accepted(
        form, services.prepare, consultation_id=consultation.pk, by=by(request), at=at, **form.values()
    ):
        newest = loader.sittings(consultation)[0]
        return redirect("desk_sitting", slug, newest.pk)
    settings = settings_on(consultation, at)
    days = {kind: notice_days(kind, settings) for kind in Kind}
    return fill_in(
        request,
        consultation,
        SECTION,
        title=translate("Call a meeting"),
        text=translate(
            "An owners' assembly is announced at least %(assembly)s days before, other meetings at least %(other)s."
        )
        % {"assembly": days[Kind.OWNERS_ASSEMBLY], "other": days[Kind.RESIDENTS]},
        form=form,
        submit=translate("Go on to the agenda"),
    )


@staff
@require_safe
def sitting(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """How far a meeting is, and the one thing to do next."""
    found = access.desk_sitting(request.user, Permission.SEE_DESK, slug, pk)
    at = now()
    days = notice_days(Kind(found.kind), settings_on(found.consultation, at))
    return page(
        request,
        "sitting",
        found.consultation,
        SECTION,
        title=titles.of_sitting(found),
        sitting=found,
        state=STATES[State(found.state)],
        room=loader.room(found, at),
        points=loader.agenda(found),
        guests=[(each, FIELDS[Field(each.field)]) for each in loader.guests(found)],
        days=days,
        earliest=earliest(at, days),
        too_late=found.starts_at < earliest(at, days),
        point_form=PointForm(consultation=found.consultation),
        guest_form=GuestForm(),
        papers=[(name, label) for name, label in PAPERS.items() if name in sitting_papers.there_are(found)],
    )


@staff
@require_POST
def add_point(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One more point of the agenda."""
    found = access.desk_sitting(request.user, P, slug, pk)
    form = PointForm(request.POST, consultation=found.consultation)
    return _with_form(request, found, form, lambda: form.values(), services.add_point)


@staff
@require_POST
def remove_point(request: HttpRequest, slug: str, pk: int, point: int) -> HttpResponse:
    """A point less."""
    found = access.desk_sitting(request.user, P, slug, pk)
    carried_out(request, services.remove_point, point_id=access.agenda_point(found, point).pk, by=by(request), at=now())
    return _back(found)


@staff
@require_POST
def add_guest(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A guest who advises."""
    found = access.desk_sitting(request.user, P, slug, pk)
    form = GuestForm(request.POST)
    return _with_form(
        request, found, form, lambda: form.cleaned_data | {"field": Field(form.cleaned_data["field"])}, services.invite
    )


@staff
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A meeting that is not held."""
    found = access.desk_sitting(request.user, P, slug, pk)
    form = CancelForm(sent(request))
    told = {"sitting_id": found.pk, "by": by(request), "at": now()}
    if form.is_valid() and accepted(form, services.cancel, "reason", reason=form.cleaned_data["reason"], **told):
        messages.success(request, translate("The meeting is cancelled."))
        return _back(found)
    return fill_in(
        request,
        found.consultation,
        SECTION,
        title=translate("Cancel the meeting?"),
        form=form,
        submit=translate("Cancel the meeting"),
        tone="danger",
    )


#: Steps that ask for nothing more than the button.
STEPS: dict[str, Callable[..., Any]] = {
    "call": services.call,
    "open": sitting_room.open_sitting,
    "end": sitting_room.end_sitting,
    "publish": minuting.publish,
}


@staff
@require_POST
def step(request: HttpRequest, slug: str, pk: int, act: str) -> HttpResponse:
    """On to the next state."""
    found = access.desk_sitting(request.user, P, slug, pk)
    told = {"sitting_id": found.pk, "by": by(request), "at": now()}
    if act == "draft":
        carried_out(request, minuting.draft_minutes, text=drafted(found), **told)
        return redirect("desk_minutes", slug, found.pk)
    if act not in STEPS:
        raise Http404
    done = carried_out(request, STEPS[act], **told)
    return redirect("desk_sitting_run", slug, found.pk) if act == "open" and done else _back(found)


def _with_form(
    request: HttpRequest, found: Sitting, form: Any, values: Callable[[], Any], service: Callable[..., Any]
) -> HttpResponse:
    """What a short form says, done, or said on the page why not."""
    if form.is_valid():
        carried_out(request, service, sitting_id=found.pk, by=by(request), at=now(), **values())
    else:
        messages.error(request, " ".join(f"{form[name].label}: {errors[0]}" for name, errors in form.errors.items()))
    return _back(found)


def _back(found: Sitting) -> HttpResponse:
    return redirect("desk_sitting", found.consultation.community.slug, found.pk)
