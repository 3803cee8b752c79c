"""Letters: the printer's desk. Whoever prints them neither enters nor counts ballots."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from communities import access as people
from communities.domain.electorate import VoiceKind
from communities.domain.letters import Reason
from communities.domain.roles import Permission
from communities.models import LetterBatch
from communities.sentences import REASONS
from communities.services import letters as services
from communities.views.doors import staff
from consultations import access
from consultations.acting import accepted, carried_out, refused
from consultations.forms.desk.letters import DoorForm, ReasonForm
from consultations.loaders.desk import letters as loader
from consultations.models import Consultation
from consultations.views.desk.shell import ask, by, page, sent, to
from renewal_portal.ledger.clock import now
from renewal_portal.shown.times import moment
from renewal_portal.shown.words import listed

PRINT = Permission.PRINT_LETTERS
SIDES = {VoiceKind.HOUSEHOLD: _("Letters to households"), VoiceKind.OWNER: _("Letters to owners")}
UNDER_WAY = ("queued", "running")


@staff
@require_GET
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """How many voices lack a letter, what was made, and the way to a single door."""
    consultation, at = access.desk(request.user, PRINT, slug), now()
    batches = [_shown(batch, slug, at) for batch in loader.batches(consultation)]
    return page(
        request,
        "letters",
        consultation,
        "desk_letters",
        sides=[(side, SIDES[side.kind], called(side.call), *_both(side)) for side in loader.sides(consultation, at)],
        in_hand=[batch for batch in batches if batch["under_way"] or batch["ready"]],
        earlier=[batch for batch in batches if not (batch["under_way"] or batch["ready"])],
        form=DoorForm(),
    )


@staff
@require_http_methods(["GET", "POST"])
def order(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """For every voice that lacks a letter."""
    consultation, side, at = access.desk(request.user, PRINT, slug), side_of(kind), now()
    call = call_of(consultation, side, at)
    if request.method == "POST":
        wanted = services.Wanted(call.roll.pk, side, call.opens_at, call.closes_at)
        carried_out(request, services.order, wanted=wanted, by=by(request), at=at)
        return to("desk_letters", consultation)
    return ask(
        request,
        consultation,
        "desk_letters",
        title=translate("Make the letters that are missing?"),
        text=translate(
            "Every voice of the roll that has no letter gets one, and every co-owner. Letters that work stay as they "
            "are."
        )
        if side is VoiceKind.OWNER
        else translate("Every voice of the roll that has no letter gets one. Letters that work stay as they are."),
        rows=[(SIDES[side], called(call))],
        label=translate("Make the letters"),
    )


@staff
@require_http_methods(["GET", "POST"])
def anew(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """For every voice, with a reason; all letters sent before stop working."""
    consultation, side, at = access.desk(request.user, PRINT, slug), side_of(kind), now()
    call, form = call_of(consultation, side, at), ReasonForm(sent(request))
    if form.is_bound and form.is_valid():
        wanted = services.Wanted(call.roll.pk, side, call.opens_at, call.closes_at, **form.values())
        if accepted(form, services.order, wanted=wanted, by=by(request), at=at):
            return to("desk_letters", consultation)
    return ask(
        request,
        consultation,
        "desk_letters",
        title=translate("Make all letters anew?"),
        text=translate(
            "Every voice gets a new letter. As soon as they are made, no letter sent before works any more."
        ),
        rows=[(SIDES[side], called(call))],
        form=form,
        label=translate("Make all letters anew"),
        tone="danger",
    )


@staff
@require_GET
def batch(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """How far letters are, as the part of the page that a script asks for; others look at the whole page again."""
    found = people.letter_batch_for(request.user, PRINT, slug, pk)
    if not request.htmx:  # type: ignore[attr-defined]
        return to("desk_letters", access.desk(request.user, PRINT, slug))
    return render(request, "desk/parts/letters.html", {"batch": _shown(found, slug, now())})


@staff
@require_POST
def fetch(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The PDF, once."""
    found = people.letter_batch_for(request.user, PRINT, slug, pk)
    try:
        pdf = services.fetch(batch_id=found.pk, by=by(request), at=now())
    except services.LettersRefused as why:
        refused(request, why)
        return to("desk_letters", access.desk(request.user, PRINT, slug))
    named = {"Content-Disposition": f'attachment; filename="letters-{slug}-{found.pk}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=named)


def side_of(kind: str) -> VoiceKind:
    """Households or owners, as an address says it."""
    if kind not in set(VoiceKind):
        raise Http404
    return VoiceKind(kind)


def call_of(consultation: Consultation, kind: VoiceKind, at: datetime) -> loader.Call:
    """What letters of this kind speak of; not found before a roll is fixed."""
    found = loader.call(consultation, kind, at)
    if found is None:
        raise Http404
    return found


def called(call: loader.Call) -> str:
    """What the letters say of the vote."""
    if call.opens_at is None or call.closes_at is None:
        return translate("No vote is called: the letters say that its dates will hang on the notice board.")
    dates = {"begin": moment(call.opens_at), "end": moment(call.closes_at)}
    return translate("For the vote from %(begin)s to %(end)s") % dates


def _shown(batch: LetterBatch, slug: str, at: datetime) -> dict[str, Any]:
    """One batch as its part of the page shows it."""
    state, ready = batch.job.state, batch.can_be_fetched(at)
    return {
        "pk": batch.pk,
        "slug": slug,
        "id": f"letters-{batch.pk}",
        "work": f"work-{batch.pk}",
        "whole": f"#letters-{batch.pk}",
        "title": _title(batch),
        "reason": REASONS[Reason(batch.reason)] if batch.reason else "",
        "ordered_at": batch.ordered_at,
        "under_way": state in UNDER_WAY,
        "done": batch.job.progress_done,
        "total": batch.job.progress_total,
        "ready": ready,
        "failed": state == "failed",
        "text": _state(batch, ready=ready),
        "url": reverse("desk_letters_batch", args=[slug, batch.pk]),
    }


def _title(batch: LetterBatch) -> str:
    if batch.unit is not None:
        return translate("Letter to the household of %(door)s") % {"door": batch.unit.door}
    if batch.person_id:
        return translate("Letter to one co-owner")
    return translate("Letter to one owner") if batch.owner_id else str(SIDES[VoiceKind(batch.kind)])


def _both(side: loader.Side) -> tuple[str, str]:
    """How many letters there should be and how many are missing, where there are co-owners to be told apart."""
    if not side.co_owners:
        return "", ""
    return apart(side.voices, side.co_owners), apart(side.lacking, side.co_owners_lacking)


def apart(casting: int, co_owners: int) -> str:
    """Letters by what they are for: "212 for representatives, 31 for co-owners"."""
    return listed(
        [
            ngettext("%(n)s for a representative", "%(n)s for representatives", casting) % {"n": casting},
            ngettext("%(n)s for a co-owner", "%(n)s for co-owners", co_owners) % {"n": co_owners},
        ]
    )


def _state(batch: LetterBatch, *, ready: bool) -> str:
    if batch.job.state == "failed":
        return translate("They could not be made. Order them again; if it happens once more, tell who runs the portal.")
    if batch.job.state in UNDER_WAY:
        waits = batch.job.state == "queued"
        return translate("Waiting; it begins within a minute.") if waits else translate("The letters are being made.")
    pages = _pages(batch)
    if ready:
        until = translate("The file can be fetched once, until %(end)s.") % {"end": moment(batch.expires_at)}
    elif batch.fetched_at:
        until = translate("Fetched %(when)s and deleted here.") % {"when": moment(batch.fetched_at)}
    else:
        until = translate("Nobody fetched the file in time; it is deleted.")
    return f"{pages} {until}"


def _pages(batch: LetterBatch) -> str:
    """How many letters, and where there are co-owners among them, how many for whom."""
    pages = batch.pages or 0
    if not batch.co_owner_pages:
        return ngettext("%(n)s letter.", "%(n)s letters.", pages) % {"n": pages}
    which = apart(pages - batch.co_owner_pages, batch.co_owner_pages)
    return ngettext("%(n)s letter: %(which)s.", "%(n)s letters: %(which)s.", pages) % {"n": pages, "which": which}
