"""The summary of a ballot, and casting it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communities.access import helper_of, is_represented, strength_of
from communities.models import Credential
from communities.views.doors import voice
from consultations import titles
from consultations.access import voice_in
from consultations.acting import REFUSALS, carried_out
from consultations.domain.ballots import Answer
from consultations.loaders.paper import Line
from consultations.loaders.progress import cast_as
from consultations.loaders.sums import sums
from consultations.loaders.ties import advice
from consultations.services.casting import cast, confirm, forget_draft
from consultations.views.resident.booth import Booth, enter, said
from consultations.views.resident.showing import chapters, law
from consultations.views.resident.telling import afterwards
from renewal_portal.ledger.clock import now


@voice
@require_http_methods(["GET", "HEAD", "POST"])
def ballot_confirm(request: HttpRequest, slug: str, number: int, home: int | None = None) -> HttpResponse:
    """Every answer once more; the button casts exactly what stands here."""
    if request.method == "POST" and home is None and _is_cast_at_once(request, slug, number):
        return redirect("receipt", slug, number)
    booth = enter(request, slug, number, home)
    if booth.shut:
        if request.method == "POST":
            messages.error(request, _("Your ballot was not cast. Read below why."))
        return redirect(booth.url("ballot"))
    if request.method != "POST":
        return _summary(booth)
    if request.POST.get("go") == "keep" and booth.progress.cast:
        return _change_given_up(booth)
    if _is_cast_already(booth):
        return redirect(booth.url("receipt"))
    if request.POST.get("seen") != booth.filled.mark:
        messages.warning(request, _("The ballot was changed in another window. Read it once more, then confirm."))
        return redirect(booth.url("ballot_confirm"))
    strength, helper = booth.strength, booth.helper
    if carried_out(request, cast, said=said(booth.filled), strength=strength, helper=helper, **booth.signed):
        return redirect(booth.url("receipt"))
    return redirect(booth.url("ballot"))


def _is_cast_at_once(request: HttpRequest, slug: str, number: int) -> bool:
    """The way of nearly everybody who presses the button: what is kept is what was seen, and it is cast. Where this is
    refused nothing has happened, and the long way finds out what to say."""
    credential: Credential = request.credential  # type: ignore[attr-defined]
    if request.POST.get("go") == "keep" or is_represented(credential):
        return False
    keys = voice_in(credential, slug, number)
    if keys is None:
        return False
    try:
        confirm(
            round_id=keys[0],
            entry_id=keys[1],
            seen=request.POST.get("seen", ""),
            strength=strength_of(request, credential),
            helper=helper_of(request),
            by=f"voice:{keys[1]}",
            at=now(),
        )
    except REFUSALS:
        return False
    return True


def _change_given_up(booth: Booth) -> HttpResponse:
    forget_draft(**booth.ballot)
    messages.success(booth.request, _("Nothing is changed. The ballot you cast before stands."))
    return redirect(reverse("my"))


def _summary(booth: Booth) -> HttpResponse:
    filled, sheet = booth.filled, booth.sheet
    parts = [(chapter, [_row(booth, line) for line in chapter.lines]) for chapter in chapters(booth, filled)]
    rows = [row for _, of_chapter in parts for row in of_chapter]
    context = booth.context(
        parts=parts,
        first=rows[0]["line"].number,
        blank=[row for row in rows if not row["answer"]],
        advice=[(afterwards(tie, decides=not booth.is_selection), tie.line) for tie in advice(sheet, filled)],
        priorities=[titles.of_question(sheet.by_number[n].question) for n in filled.choices.priorities],
        sums=sums(sheet, filled),
        budget_fen=booth.round.consultation.budget_fen,
        seen=filled.mark,
        unchanged=_is_cast(booth),
        law=() if booth.is_selection else law(booth),
    )
    return render(booth.request, "resident/confirm.html", context)


def _row(booth: Booth, line: Line) -> dict[str, Any]:
    answer = booth.filled.answers.get(line.number, "")
    chosen = booth.filled.choices.options.get(line.number)
    option = next((each for each in line.options if each.code == chosen), None)
    return {
        "line": line,
        "title": titles.of_question(line.question),
        "answer": answer,
        "option": option,
        "which_left_open": answer == Answer.AGREE and line.options and option is None,
    }


def _is_cast(booth: Booth) -> bool:
    """Does exactly this stand already?"""
    standing = booth.progress.cast
    return standing is not None and cast_as(standing).mark == booth.filled.mark


def _is_cast_already(booth: Booth) -> bool:
    """A second press of the button, or the back button after it: what it asks for has been done."""
    standing = booth.progress.cast
    return standing is not None and booth.request.POST.get("seen") == cast_as(standing).mark
