"""A word to the committee about one item: written while the selection is open, read and taken back at any time."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communities.views.doors import voice
from consultations import titles
from consultations.acting import accepted, carried_out
from consultations.domain.remarks import Reason
from consultations.forms.remarks import RemarkForm
from consultations.loaders.paper import Line
from consultations.models import Remark
from consultations.services.remarking import take_back, write
from consultations.views.resident.booth import Booth, enter
from renewal_portal.shown.places import place_name


@voice
@require_http_methods(["GET", "HEAD", "POST"])
def ballot_remark(request: HttpRequest, slug: str, number: int, item: int, home: int | None = None) -> HttpResponse:
    """What this household wrote about an item, and the form to write it; nothing of it touches the ballot.

    Raises Http404 in a decision, and for an item that is not asked of this household.
    """
    booth = enter(request, slug, number, home)
    line = booth.sheet.by_number.get(item) if booth.is_selection else None
    if line is None:
        raise Http404
    remark = booth.remarks.get(line.number)
    if request.POST.get("go") == "take-back":
        return _taken_back(booth, line)
    if booth.shut and (remark is None or request.method == "POST"):
        if request.method == "POST":
            messages.error(request, _("What you wrote was not kept. Read below why."))
        return redirect(booth.url("ballot"))
    before = {"text": remark.text if remark else ""}
    form = RemarkForm(request.POST if request.method == "POST" else None, initial=before)
    if form.is_bound and form.is_valid() and accepted(form, write, **form.cleaned_data, **_about(booth, line)):
        messages.success(request, _("Your word is with the committee. It reads it before others do."))
        return redirect(_back(booth, line))
    return _page(booth, line, remark, form)


def _page(booth: Booth, line: Line, remark: Remark | None, form: RemarkForm) -> HttpResponse:
    context = booth.context(
        over=_named(line),
        place=line.question.place.kind,
        remark=remark,
        hidden_because=titles.HIDING[Reason(remark.reason)] if remark and remark.reason else "",
        form=None if booth.shut else form,
        back=_back(booth, line),
    )
    return render(booth.request, "resident/remark.html", context, status=422 if form.errors else 200)


def _taken_back(booth: Booth, line: Line) -> HttpResponse:
    if carried_out(booth.request, take_back, **_about(booth, line)):
        messages.success(booth.request, _("Your word is taken back. Nothing of it is kept."))
    return redirect(_back(booth, line))


def _named(line: Line) -> str:
    name, place = titles.of_question(line.question), place_name(line.question.place)
    return _("%(name)s (%(place)s)") % {"name": name, "place": place}


def _about(booth: Booth, line: Line) -> dict[str, Any]:
    voice = {"entry_id": booth.entry.pk, "by_owner": booth.home is not None, "by": booth.acts, "at": booth.at}
    return {"question_id": line.question.pk, **voice}


def _back(booth: Booth, line: Line) -> str:
    """To the same item of the ballot; what was filled in there is kept as a draft."""
    return f"{booth.url('ballot', line.number)}#q-{line.number}"
