"""One sheet of paper: where it is, that it came back, that it is not used, and what one person reads on it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from communities.views.doors import staff
from consultations import access, titles
from consultations.acting import accepted, carried_out
from consultations.domain.sheets import Entered, State
from consultations.forms.desk.sheets import WHY, ReadForm, TakeOutForm
from consultations.loaders.desk import sheets as loader
from consultations.loaders.paper import sheet as paper_of
from consultations.models import PaperSheet
from consultations.services import reading
from consultations.services import sheets as services
from consultations.sheet_papers import sheets_pdf
from consultations.views.desk.sheets import ENTER, HANDLE, STATES, pdf
from consultations.views.desk.shell import ask, by, page, sent, to
from renewal_portal.ledger.clock import now
from renewal_portal.shown.codes import grouped
from renewal_portal.shown.places import place_name
from renewal_portal.shown.times import moment
from renewal_portal.shown.words import in_language, listed

MARKS = {
    "selection": (
        ("+", "check", _("Want it")),
        ("-", "cross", _("Don't want it")),
        ("0", "ring", _("No opinion")),
    ),
    "decision": (("+", "check", _("Agree")), ("-", "cross", _("Against")), ("0", "ring", _("Abstain"))),
}
MORE = (("_", "", _("nothing marked")), ("x", "", _("unclear")))
NEXT = {
    Entered.ONCE: _("Your entry is kept. Somebody else enters this sheet too."),
    Entered.DIFFERING: _("Your entry differs from the other one. A third person settles it."),
    Entered.SETTLED: _("This sheet is entered."),
}


@staff
@require_GET
def sheet(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Where a sheet is, and what may be done with it."""
    found = access.desk_sheet(request.user, HANDLE, slug, pk)
    names = loader.names([found.issued_by, found.returned_by, found.spoilt_by])
    return page(
        request,
        "sheet",
        found.round.consultation,
        "desk_sheets",
        title=translate("Sheet %(number)s") % {"number": found.number},
        sheet=found,
        state=STATES[State(found.state)],
        rows=[*_whose(found), *_history(found, names)],
        mine=loader.to_enter(found.round, by(request)).filter(pk=found.pk).exists(),
    )


@staff
@require_POST
def receive(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The sheet is handed in."""
    found = access.desk_sheet(request.user, HANDLE, slug, pk)
    if carried_out(request, services.receive, sheet_id=found.pk, by=by(request), at=now()):
        messages.success(request, translate("Sheet %(number)s is handed in.") % {"number": found.number})
    return redirect("desk_sheet", slug, found.pk)


@staff
@require_http_methods(["GET", "POST"])
def take_out(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The sheet is not used; its voter may get another one."""
    found = access.desk_sheet(request.user, HANDLE, slug, pk)
    consultation, form = found.round.consultation, TakeOutForm(sent(request))
    if form.is_bound and form.is_valid():
        values = {"sheet_id": found.pk, **form.values(), "by": by(request), "at": now()}
        if accepted(form, services.take_out, **values):
            messages.success(request, translate("Sheet %(number)s is out of use.") % {"number": found.number})
            return to("desk_sheets", consultation)
    return ask(
        request,
        consultation,
        "desk_sheets",
        title=translate("Take this sheet out of use?"),
        text=translate("If it turns up later it does not count."),
        rows=_whose(found),
        form=form,
        label=translate("Take it out of use"),
        tone="danger",
    )


@staff
@require_GET
def print_(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One sheet as a PDF."""
    found = access.desk_sheet(request.user, HANDLE, slug, pk)
    return pdf(sheets_pdf(found.round, [found]), f"ballot-{slug}-{found.number}.pdf")


@staff
@require_GET
def next_(request: HttpRequest, slug: str) -> HttpResponse:
    """On to the next sheet that waits for whoever asks."""
    consultation = access.desk(request.user, ENTER, slug)
    round = loader.current(consultation)
    waiting = loader.to_enter(round, by(request)).first() if round else None
    if waiting is None:
        messages.success(request, translate("No sheet waits for you."))
        return to("desk_sheets", consultation)
    return redirect("desk_sheet_enter", slug, waiting.pk)


@staff
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The sheet once more on the screen: one types what stands there, and sees nothing of what others typed."""
    found = access.desk_sheet(request.user, ENTER, slug, pk)
    paper = paper_of(found.round, found.entry)
    lines = sorted(paper.lines, key=lambda line: line.number)
    form = ReadForm(sent(request), lines=lines, wishes=found.round.kind == "selection")
    if form.is_bound and form.is_valid() and _read(request, form, found):
        return redirect("desk_sheet_next", slug)
    differs = loader.differs(found)
    return page(
        request,
        "sheet_enter",
        found.round.consultation,
        "desk_sheets",
        title=translate("Enter sheet %(number)s") % {"number": found.number},
        sheet=found,
        doors=_doors(found),
        form=form,
        lines=[_line(line, form, differs) for line in lines],
        marks=[*MARKS[found.round.kind], *MORE],
        priorities=[form[name] for name in form.fields if name.startswith("p-")],
        differs=differs,
    )


def _read(request: HttpRequest, form: ReadForm, found: PaperSheet) -> bool:
    done: list[Entered] = []

    def act(**values: Any) -> None:
        done.append(reading.read(**values))

    if accepted(form, act, sheet_id=found.pk, **form.values(), by=by(request), at=now()):
        messages.success(request, str(NEXT[done[0]]))
        return True
    return False


def _line(line: Any, form: ReadForm, differs: Any) -> dict[str, Any]:
    name, option = f"a-{line.number}", f"o-{line.number}"
    return {
        "name": name,
        "legend": f"{line.number} {titles.of_question(line.question)} · {place_name(line.question.place)}",
        "value": form[name].value() or "",
        "option": option,
        "options": [(each.code, "", in_language(each)) for each in line.options],
        "chosen": (form[option].value() or "") if line.options else "",
        "differs": bool(differs) and line.number in differs.questions,
    }


def _doors(found: PaperSheet) -> str:
    return listed(loader.doors_of(found.round, [found.entry])[found.entry_id])


def _whose(found: PaperSheet) -> list[tuple[str, Any]]:
    return [
        (translate("Number"), found.number),
        (translate("Code"), grouped(found.serial)),
        (translate("Door"), _doors(found)),
    ]


def _history(found: PaperSheet, names: dict[str, str]) -> list[tuple[str, Any]]:
    def told(sign: str | None, at: Any) -> str:
        return f"{moment(at)}, {names.get(sign or '', sign)}"

    rows: list[tuple[str, Any]] = [(translate("Given out"), told(found.issued_by, found.issued_at))]
    if found.returned_at:
        rows.append((translate("Came back"), told(found.returned_by, found.returned_at)))
    if found.spoilt_at:
        rows.append((translate("Taken out of use"), told(found.spoilt_by, found.spoilt_at)))
        rows.extend((translate("Why"), words) for why, words in WHY.items() if why.value == found.spoilt_why)
    if found.version and found.version.set_aside_reason:
        rows.append((translate("Set aside"), titles.SET_ASIDE[found.version.set_aside_reason]))
    return rows
