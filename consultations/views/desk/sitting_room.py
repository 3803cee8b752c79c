"""The chair's phone and the door: who is there, which point is talked about, what the hands say."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as translate
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communities.domain.roles import Permission
from communities.views.doors import staff
from consultations import access, titles
from consultations.acting import by, carried_out
from consultations.domain.plan.values import PlanKind
from consultations.forms.desk.sittings import AdviceForm, HandsForm, NameForm, ProposalForm
from consultations.loaders import sittings as loader
from consultations.models import Sitting
from consultations.services import sitting_room as services
from consultations.views.desk.shell import page
from renewal_portal.ledger.clock import now
from renewal_portal.shown.codes import qr

P = Permission.RECORD_MEETING
SECTION = "desk_meetings"


@staff
@require_safe
def run(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The meeting item by item: ``?point=2`` is the one that is talked about."""
    found = access.desk_sitting(request.user, P, slug, pk)
    points = loader.agenda(found)
    number = request.GET.get("point", "1")
    here = next((each for each in points if str(each.number) == number), points[0] if points else None)
    guests = loader.guests(found)
    return page(
        request,
        "sitting_run",
        found.consultation,
        SECTION,
        title=titles.of_sitting(found),
        sitting=found,
        room=loader.room(found, now()),
        points=points,
        point=here,
        next_point=next((each for each in points if here and each.number == here.number + 1), None),
        uncounted=next((each for each in loader.proposals(found) if each.counted_at is None), None),
        proposal_form=ProposalForm(),
        has_draft=found.consultation.plans.newest(PlanKind.DRAFT) is not None,
        hands_form=HandsForm(),
        advice_form=AdviceForm(guests=guests) if guests else None,
    )


@staff
@require_http_methods(["GET", "POST"])
def room(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The door: its square code, who is there, and the list from which others are noted."""
    found = access.desk_sitting(request.user, P, slug, pk)
    if request.method == "POST":
        _note(request, found)
        return redirect("desk_sitting_room", slug, pk)
    stays = loader.attendances(found)
    there = {stay.entry_id for stay in stays if stay.left_at is None}
    return page(
        request,
        "sitting_room",
        found.consultation,
        SECTION,
        title=translate("At the door"),
        sitting=found,
        name=titles.of_sitting(found),
        room=loader.room(found, now()),
        stays=[(stay, titles.of_stay(stay)) for stay in stays],
        absent=[(entry, titles.of_entry(entry)) for entry in loader.called(found) if entry.pk not in there],
        code=qr(_door(request, found)) if found.roll_id else "",
        form=NameForm(),
    )


@staff
@require_POST
def leave(request: HttpRequest, slug: str, pk: int, stay: int) -> HttpResponse:
    """Somebody goes before the end."""
    found = access.stay(access.desk_sitting(request.user, P, slug, pk), stay)
    carried_out(request, services.leave, attendance_id=found.pk, by=by(request), at=now())
    return redirect("desk_sitting_room", slug, pk)


@staff
@require_POST
def put(request: HttpRequest, slug: str, pk: int, point: int) -> HttpResponse:
    """A resolution is put to the hands."""
    found = access.agenda_point(access.desk_sitting(request.user, P, slug, pk), point)
    form = ProposalForm(request.POST)
    if _valid(request, form):
        carried_out(request, services.put, point_id=found.pk, by=by(request), at=now(), **form.cleaned_data)
    return _on(slug, pk, found.number)


@staff
@require_POST
def count(request: HttpRequest, slug: str, pk: int, proposal: int) -> HttpResponse:
    """The hands are counted."""
    found = access.proposal(access.desk_sitting(request.user, P, slug, pk), proposal)
    form = HandsForm(request.POST)
    if _valid(request, form):
        carried_out(request, services.count, proposal_id=found.pk, hands=form.hands(), by=by(request), at=now())
    return _on(slug, pk, found.point.number if found.point else 1)


@staff
@require_POST
def advise(request: HttpRequest, slug: str, pk: int, point: int) -> HttpResponse:
    """What a guest says to a point."""
    sitting = access.desk_sitting(request.user, P, slug, pk)
    found = access.agenda_point(sitting, point)
    form = AdviceForm(request.POST, guests=loader.guests(sitting))
    if _valid(request, form):
        told = {"guest_id": int(form.cleaned_data["guest"]), "text": form.cleaned_data["text"]}
        carried_out(request, services.advise, point_id=found.pk, by=by(request), at=now(), **told)
    return _on(slug, pk, found.number)


def _note(request: HttpRequest, found: Sitting) -> None:
    """Somebody from the roll, or a name."""
    told = {"sitting_id": found.pk, "by": by(request), "at": now()}
    entry = request.POST.get("entry", "")
    if entry.isdigit():
        carried_out(request, services.sign_in, entry_id=int(entry), **told)
    else:
        carried_out(request, services.sign_in_name, name=request.POST.get("name", "")[:60], **told)


def _door(request: HttpRequest, found: Sitting) -> str:
    """The address the square code at the door opens."""
    slug = found.consultation.community.slug
    return request.build_absolute_uri(reverse("my_sitting", args=[slug, found.pk, found.door_code]))


def _valid(request: HttpRequest, form: Any) -> bool:
    """Is the short form filled in? If not, the page says which field."""
    if form.is_valid():
        return True
    messages.error(request, " ".join(f"{form[name].label}: {errors[0]}" for name, errors in form.errors.items()))
    return False


def _on(slug: str, pk: int, point: int) -> HttpResponse:
    return redirect(reverse("desk_sitting_run", args=[slug, pk]) + f"?point={point}")
