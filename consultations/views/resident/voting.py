"""Filling in a ballot, page by page; every step is kept as a draft."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communities.views.doors import voice
from consultations.domain.ballots import BallotFault
from consultations.domain.filling import Filled, instead_of_rivals, rivals, with_part, with_priorities
from consultations.forms.voting import PartForm, PrioritiesForm, numbers_shown
from consultations.loaders.progress import cast_as
from consultations.sentences import of_refused
from consultations.services.casting import BallotRefused, forget_draft, save_draft
from consultations.views.resident import showing
from consultations.views.resident.booth import PRIORITIES, Booth, enter, leading_to, said
from consultations.views.resident.sharing import shared


@voice
@require_http_methods(["GET", "HEAD", "POST"])
def ballot(request: HttpRequest, slug: str, number: int, home: int | None = None) -> HttpResponse:
    """One part of the ballot, or the priorities; why not, where nothing can be filled in."""
    booth = enter(request, slug, number, home)
    if booth.shut:
        if request.method == "POST":
            messages.error(request, _("Your last page was not kept. Read below why."))
            return leading_to(request, booth.url("ballot"))
        if booth.represented:
            return shared(booth)
        return render(request, "resident/shut.html", booth.context(shut=booth.shut))
    asked_for = request.GET.get("item", "")
    if asked_for == PRIORITIES and booth.is_selection:
        return _priorities(booth)
    return _part_sent(booth) if request.method == "POST" else _part_shown(booth, asked_for)


def _part_shown(booth: Booth, item: str) -> HttpResponse:
    page = showing.page_of(booth, item)
    if page is None:  # another voter's question, such as after signing in with another letter
        return redirect(booth.url("ballot"))
    return render(booth.request, "resident/part.html", showing.part(booth, booth.pages[page], booth.filled))


def _part_sent(booth: Booth) -> HttpResponse:
    """Keep what a page said and go where its button leads; a page that cannot be kept comes back as it was sent."""
    sheet = booth.sheet
    numbers = numbers_shown(booth.request.POST, sheet.by_number)
    go = booth.request.POST.get("go", "")
    form = PartForm({} if go == "clear" else booth.request.POST, lines=[sheet.by_number[n] for n in numbers])
    if not form.is_valid():
        return _not_kept(booth, numbers, form, booth.filled)
    filled = with_part(booth.filled, numbers, form.answers, form.options)
    if go.startswith("instead-"):
        filled = _taken_instead(booth, filled, go)
    if not _kept(booth, filled, form):
        return _not_kept(booth, numbers, form, filled)
    if booth.request.htmx:  # type: ignore[attr-defined]
        return render(booth.request, "resident/parts/state.html", showing.state(booth, filled, saved_at=booth.at))
    return redirect(_way_on(booth, numbers, go))


def _priorities(booth: Booth) -> HttpResponse:
    sent = booth.request.POST if booth.request.method == "POST" else None
    form = PrioritiesForm(sent, wanted=booth.wanted, filled=booth.filled)
    if form.is_valid() and _kept(booth, with_priorities(booth.filled, form.priorities), form):
        return redirect(_way_on(booth, (), booth.request.POST.get("go", "") or "confirm"))
    return render(booth.request, "resident/priorities.html", booth.context(form=form))


def _kept(booth: Booth, filled: Filled, form: PartForm | PrioritiesForm) -> bool:
    """Save the draft; False when it was refused, with the sentence on the form. What stands already needs no draft."""
    standing = booth.progress.cast
    if standing and filled == cast_as(standing):
        forget_draft(**booth.ballot)
        return True
    try:
        save_draft(said=said(filled), **booth.signed)
    except (BallotRefused, BallotFault) as error:
        if isinstance(form, PartForm):
            for clash in rivals(filled, booth.sheet.groups):
                form.refuse_rivals([booth.sheet.by_number[number] for number in clash])
        if not form.errors:
            form.add_error(None, of_refused(error))
        return False
    return True


def _not_kept(booth: Booth, numbers: tuple[int, ...], form: PartForm, filled: Filled) -> HttpResponse:
    context = showing.part(booth, numbers, filled, form)
    template = "resident/parts/state.html" if booth.request.htmx else "resident/part.html"  # type: ignore[attr-defined]
    return render(booth.request, template, context)


def _taken_instead(booth: Booth, filled: Filled, go: str) -> Filled:
    number = go.removeprefix("instead-")
    known = number.isascii() and number.isdigit() and int(number) in booth.sheet.by_number
    return instead_of_rivals(filled, int(number), booth.sheet.groups) if known else filled


def _to_remark(booth: Booth, item: str) -> str:
    """To the page of a word about one item; back to the ballot where no such item is asked."""
    known = item.isascii() and item.isdigit() and int(item) in booth.sheet.by_number
    return booth.remark_url(int(item)) if known else booth.url("ballot")


def _way_on(booth: Booth, numbers: tuple[int, ...], go: str) -> str:
    """Where the pressed button leads, once the page is kept."""
    if go == "pause":
        if not booth.progress.cast:
            messages.info(booth.request, _("Saved. Your ballot counts only once you have confirmed it."))
        return reverse("my")
    if go == "confirm":
        return booth.url("ballot_confirm")
    if go.startswith("to-"):
        item = go.removeprefix("to-")
        return booth.url("ballot", item) + (f"#q-{item}" if item.isdigit() else "")
    if go.startswith("remark-"):
        return _to_remark(booth, go.removeprefix("remark-"))
    if go == "clear" or go.startswith("instead-"):
        return booth.url("ballot", numbers[0] if numbers else "")
    way = showing.ways(booth, numbers)
    return way.back if go == "back" else way.onward
