"""Paper ballots: who gets a sheet, which came back, and what is missing before the count."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from communities.domain.roles import Permission
from communities.models import Place
from communities.views.doors import staff
from consultations import access
from consultations.acting import accepted, carried_out
from consultations.domain.phases import Phase
from consultations.domain.sheets import Gap, Reconciliation, State, gaps
from consultations.forms.desk.sheets import BoxForm, FindForm, SignForm
from consultations.loaders.desk import sheets as loader
from consultations.loaders.rounds import phase_of
from consultations.loaders.sheets import reconciliation
from consultations.models import Consultation, Round
from consultations.services import reconciling
from consultations.services import sheets as services
from consultations.sheet_papers import sheets_pdf
from consultations.titles import of_round
from consultations.views.desk.shell import ask, by, page, sent, to
from renewal_portal.ledger.clock import now
from renewal_portal.shown.places import place_name
from renewal_portal.shown.words import listed

HANDLE, ENTER, RUN = Permission.HANDLE_PAPER, Permission.ENTER_PAPER, Permission.RUN_ROUND
PER_PAGE = 50
STATES = {
    State.OUT: _("given out"),
    State.RETURNED: _("handed in, to be entered"),
    State.COUNTED: _("counts"),
    State.SET_ASIDE: _("set aside"),
    State.SPOILT: _("taken out of use"),
}
GAPS = {
    Gap.SHEETS: _("Sheets that are nowhere: %(n)s"),
    Gap.UNREAD: _("Sheets nobody has entered yet: %(n)s"),
    Gap.ONCE: _("Sheets only one person has entered: %(n)s"),
    Gap.DIFFERING: _("Sheets on which two entries differ; a third person settles it: %(n)s"),
    Gap.BOX_NOT_COUNTED: _("The sheets in the box have not been counted by hand; handed in were %(n)s"),
    Gap.BOX_DIFFERS: _("The box holds more or fewer sheets than were handed in; the difference: %(n)s"),
}


@staff
@require_GET
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """The sheets of the newest vote, those in one state listed; the way to a single one, and to giving out more."""
    consultation = access.desk(request.user, HANDLE, slug)
    round = loader.current(consultation)
    if round is None:
        return page(request, "sheets", consultation, "desk_sheets", round=None)
    state = request.GET.get("state") if request.GET.get("state") in set(State) else State.OUT.value
    shown = Paginator(loader.listed(round, str(state)), PER_PAGE).get_page(request.GET.get("page"))
    doors = loader.doors_of(round, [sheet.entry for sheet in shown.object_list])
    paper = reconciliation(round)
    giving = phase_of(round, now()) in (Phase.AHEAD, Phase.OPEN)
    return page(
        request,
        "sheets",
        consultation,
        "desk_sheets",
        round=round,
        name=of_round(round),
        form=FindForm(),
        state=state,
        states=[(each.value, words, _of(paper, each)) for each, words in STATES.items()],
        sheets=[(sheet, listed(doors[sheet.entry_id])) for sheet in shown.object_list],
        page=shown,
        due=[(each, place_name(each.place)) for each in loader.due(round)] if giving else [],
        mine=loader.to_enter(round, by(request)).count(),
        paper=paper,
    )


@staff
@require_GET
def find(request: HttpRequest, slug: str) -> HttpResponse:
    """A sheet by its number, its code or a door; for a door without one, the way to give one out."""
    consultation, round = _round(request, slug, HANDLE)
    form = FindForm(request.GET)
    asked = form.is_valid()
    typed = form.cleaned_data["sheet"] if asked else ""
    sheets = loader.found(round, typed) if asked else []
    if len(sheets) == 1:
        return redirect("desk_sheet", slug, sheets[0].pk)
    doors = loader.doors_of(round, [sheet.entry for sheet in sheets])
    voices = loader.behind(round, typed) if asked and not sheets else []
    own = loader.doors_of(round, voices)
    return page(
        request,
        "sheets_found",
        consultation,
        "desk_sheets",
        title=translate("Find a sheet"),
        form=form,
        asked=asked,
        sheets=[(sheet, listed(doors[sheet.entry_id]), STATES[State(sheet.state)]) for sheet in sheets],
        voices=[(entry, listed(own[entry.pk])) for entry in voices],
    )


@staff
@require_http_methods(["GET", "POST"])
def issue(request: HttpRequest, slug: str, place: str) -> HttpResponse:
    """Give a sheet to every voice of a place that has neither voted nor one."""
    consultation, round = _round(request, slug, HANDLE)
    where = get_object_or_404(Place, community=consultation.community, code=place)
    entries = loader.entries_due(round, where)
    if request.method == "POST":
        if carried_out(request, services.issue, round_id=round.pk, entry_ids=entries, by=by(request), at=now()):
            messages.success(request, translate("The sheets are given out. Print them now."))
        return to("desk_sheets", consultation)
    return ask(
        request,
        consultation,
        "desk_sheets",
        title=translate("Give out sheets here?"),
        text=translate("Whoever has voted already, or has a sheet, gets none. Each sheet has a number of its own."),
        rows=[
            (translate("Vote"), of_round(round)),
            (translate("Where"), place_name(where)),
            (translate("Sheets"), ngettext("%(n)s sheet", "%(n)s sheets", len(entries)) % {"n": len(entries)}),
        ],
        label=translate("Give out the sheets"),
    )


@staff
@require_http_methods(["POST"])
def issue_one(request: HttpRequest, slug: str, entry: int) -> HttpResponse:
    """Give one voice its sheet."""
    consultation, round = _round(request, slug, HANDLE)
    if carried_out(request, services.issue, round_id=round.pk, entry_ids=[entry], by=by(request), at=now()):
        messages.success(request, translate("The sheet is given out. Print it now."))
    return to("desk_sheets", consultation)


@staff
@require_GET
def print_(request: HttpRequest, slug: str) -> HttpResponse:
    """The sheets that are out, as one PDF."""
    _, round = _round(request, slug, HANDLE)
    sheets = list(loader.listed(round, State.OUT.value)[: services.MOST_AT_ONCE])
    if not sheets:
        raise Http404
    return pdf(sheets_pdf(round, sheets), f"ballots-{slug}.pdf")


@staff
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """The reconciliation: both sums, what is missing, and the box."""
    consultation, round = _round(request, slug, HANDLE)
    form = BoxForm(sent(request))
    if _kept(request, form, round, reconciling.count_box):
        messages.success(request, translate("The count of the box is recorded."))
        return to("desk_sheets_check", consultation)
    paper, signed = reconciliation(round), loader.check_of(round)
    return page(
        request,
        "sheets_check",
        consultation,
        "desk_sheets",
        title=translate("Does the paper add up?"),
        round=round,
        name=of_round(round),
        paper=paper,
        gaps=told(paper),
        check=signed,
        names=loader.names([signed.signed_by, signed.box_counted_by] if signed else []),
        form=form,
        closed=round.state == "closed",
    )


@staff
@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, slug: str) -> HttpResponse:
    """Sign why the vote may be counted all the same."""
    consultation, round = _round(request, slug, RUN)
    form = SignForm(sent(request))
    if _kept(request, form, round, reconciling.sign_reason):
        messages.success(request, translate("The reason is signed. The vote can be counted."))
        return to("desk_rounds", consultation)
    return ask(
        request,
        consultation,
        "desk_sheets",
        title=translate("Count although the paper does not add up?"),
        text=translate(
            "Sheets that nobody has entered twice by then do not count. Your name and the time stand beside."
        ),
        rows=[(translate("Missing"), listed(told(reconciliation(round))))],
        form=form,
        label=translate("Sign the reason"),
        tone="danger",
    )


def _kept(request: HttpRequest, form: BoxForm | SignForm, round: Round, act: Any) -> bool:
    if not (form.is_bound and form.is_valid()):
        return False
    return accepted(form, act, round_id=round.pk, **form.values(), by=by(request), at=now())


def pdf(content: bytes, name: str) -> HttpResponse:
    """A file to print."""
    named = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=named)


def told(paper: Reconciliation) -> list[str]:
    """What does not add up, in words."""
    return [str(GAPS[gap]) % {"n": number} for gap, number in gaps(paper)]


def _round(request: HttpRequest, slug: str, permission: Permission) -> tuple[Consultation, Round]:
    """The consultation and its newest vote. Raises Http404."""
    consultation = access.desk(request.user, permission, slug)
    round = loader.current(consultation)
    if round is None:
        raise Http404
    return consultation, round


def _of(paper: Reconciliation, state: State) -> Any:
    waiting = paper.unread + paper.once + paper.differing
    return {
        State.OUT: paper.missing,
        State.RETURNED: waiting,
        State.COUNTED: paper.counted,
        State.SET_ASIDE: paper.set_aside,
        State.SPOILT: paper.spoilt,
    }[state]
