"""The menu: money and method, lines, rulings, what is left out, and the offer."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as translate
from django.views.decorators.http import require_GET, require_http_methods

from communities.domain.roles import Permission
from communities.views.doors import staff
from consultations import access
from consultations.acting import accepted, carried_out
from consultations.forms.desk.menu import (
    AnnounceForm,
    LeftOutForm,
    LineForm,
    RulingForm,
    price_range,
)
from consultations.loaders.desk import menu
from consultations.models import Consultation, OfferedItem
from consultations.services import offering
from consultations.titles import MEASURES, METHODS
from consultations.views.desk.shell import ask, by, fill_in, page, sent, to
from menus.sentences import of_problem
from renewal_portal.ledger.clock import now
from renewal_portal.shown.numbers import quantity, yuan
from renewal_portal.shown.places import place_name
from renewal_portal.shown.words import in_language


@staff
@require_GET
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """The menu by major item, its sum against the budget, what contradicts itself, what is due."""
    consultation = access.desk(request.user, Permission.SEE_DESK, slug)
    newest = menu.newest(consultation)
    chapters = menu.chapters(newest)
    found = menu.problems(newest)
    return page(
        request,
        "menu",
        consultation,
        "desk_menu",
        menu=newest,
        chapters=chapters,
        sum_fen=menu.sum_fen(chapters),
        blocking=[of_problem(each) for each in found if each.code.blocks],
        hints=[of_problem(each) for each in found if not each.code.blocks],
        due=menu.due(consultation),
        left_out=menu.left_out(newest),
        method=METHODS[consultation.method],  # type: ignore[index]
        measure=MEASURES[consultation.measure],  # type: ignore[index]
    )


@staff
@require_http_methods(["GET", "POST"])
def announce(request: HttpRequest, slug: str) -> HttpResponse:
    """The money there is, and how the plan will be drawn."""
    consultation = access.desk(request.user, Permission.OFFER_MENU, slug)
    form = AnnounceForm(sent(request), consultation=consultation)
    if form.is_bound and form.is_valid():
        values = {"consultation_id": consultation.pk, **form.values(), "by": by(request), "at": now()}
        if accepted(form, offering.announce, **values):
            messages.success(request, translate("Budget and method are announced."))
            return to("desk_menu", consultation)
    return fill_in(
        request,
        consultation,
        "desk_menu",
        title=translate("Announce budget and method"),
        lead=translate("Everybody can read this before the households choose."),
        form=form,
        submit=translate("Announce"),
    )


@staff
@require_http_methods(["GET", "POST"])
def line(request: HttpRequest, slug: str, pk: int | None = None) -> HttpResponse:
    """Choose an item, then say where, how much and at what price; or change a line that is there."""
    consultation = access.desk(request.user, Permission.OFFER_MENU, slug)
    present = access.desk_line(request.user, Permission.OFFER_MENU, slug, pk) if pk else None
    item = present.item if present else access.item_of(consultation, request.GET.get("item"))
    if item is None:
        return page(
            request,
            "choose",
            consultation,
            "desk_menu",
            title=translate("Choose an item"),
            majors=[
                (major, [(each, price_range(each)) for each in major.items.all()])
                for major in menu.catalogue(consultation)
            ],
        )
    places = [] if present else menu.places_for(consultation, item)
    if not present and not places:
        messages.info(request, translate("%s stands on the menu wherever it can. Change its lines there.") % item.name)
        return to("desk_menu", consultation)
    form = LineForm(sent(request), item=item, places=places, line=present, place=request.GET.get("place", ""))
    if form.is_bound and form.is_valid():
        values = {"consultation_id": consultation.pk, **form.values(), "by": by(request), "at": now()}
        if accepted(form, offering.set_line, **values):
            messages.success(request, translate("The line is on the menu."))
            return to("desk_menu", consultation)
    return fill_in(
        request,
        consultation,
        "desk_menu",
        title=translate("Change a line") if present else translate("Add a line"),
        lead=f"{item.code} {item.name}",
        text=item.explanation,
        rows=[(translate("Where"), place_name(present.place))] if present else None,
        form=form,
        submit=translate("Save the line"),
    )


@staff
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a line off the menu in preparation."""
    line = access.desk_line(request.user, Permission.OFFER_MENU, slug, pk)
    consultation = line.menu.consultation
    if request.method == "POST":
        if carried_out(request, offering.remove_line, line_id=line.pk, by=by(request), at=now()):
            messages.success(request, translate("The line is off the menu."))
        return to("desk_menu", consultation)
    return ask(
        request,
        consultation,
        "desk_menu",
        title=translate("Take this line off the menu?"),
        rows=_of_line(line),
        label=translate("Take it off"),
        tone="danger",
    )


@staff
@require_http_methods(["GET", "POST"])
def ruling(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Does this line change the use of common parts? It decides by which majority it passes."""
    line = access.desk_line(request.user, Permission.OFFER_MENU, slug, pk)
    consultation = line.menu.consultation
    form = RulingForm(sent(request), line=line)
    if form.is_bound and form.is_valid():
        values = {"line_id": line.pk, **form.values(), "by": by(request), "at": now()}
        if accepted(form, offering.rule_on_use, **values):
            messages.success(request, translate("The ruling is recorded."))
            return to("desk_menu", consultation)
    return fill_in(
        request,
        consultation,
        "desk_menu",
        title=translate("Rule on common use"),
        lead=translate("Where the use of a common part changes, the law asks for a larger majority."),
        rows=_of_line(line),
        form=form,
        submit=translate("Record the ruling"),
    )


@staff
@require_http_methods(["GET", "POST"])
def left_out(request: HttpRequest, slug: str) -> HttpResponse:
    """Leave a basic item that is due off the menu, with a reason."""
    consultation = access.desk(request.user, Permission.OFFER_MENU, slug)
    newest = menu.newest(consultation)
    chosen = f"{request.GET.get('item', '')}|{request.GET.get('place', '')}"
    form = LeftOutForm(sent(request), due=menu.due(consultation), left=menu.left_out(newest), chosen=chosen)
    if form.is_bound and form.is_valid():
        values = {"consultation_id": consultation.pk, **form.values(), "by": by(request), "at": now()}
        if accepted(form, offering.leave_out, **values):
            messages.success(request, translate("It is left out, with its reason."))
            return to("desk_menu", consultation)
    return fill_in(
        request,
        consultation,
        "desk_menu",
        title=translate("Leave out a basic item"),
        lead=translate("A basic item with a checked finding belongs on the menu. Leaving it out needs a reason."),
        form=form,
        submit=translate("Leave it out"),
    )


@staff
@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest, slug: str) -> HttpResponse:
    """Freeze the menu: everything once more, then it no longer changes."""
    consultation = access.desk(request.user, Permission.OFFER_MENU, slug)
    if request.method == "POST":
        if carried_out(request, offering.offer_menu, consultation_id=consultation.pk, by=by(request), at=now()):
            messages.success(request, translate("The menu is offered."))
            return to("desk_community", consultation)
        return to("desk_menu", consultation)
    chapters = menu.chapters(menu.newest(consultation))
    return ask(
        request,
        consultation,
        "desk_menu",
        title=translate("Offer this menu?"),
        text=translate("Once offered it no longer changes; a correction makes a new version, offered again."),
        rows=_of_menu(consultation, chapters),
        chapters=chapters,
        label=translate("Offer the menu"),
    )


def _of_line(line: OfferedItem) -> list[tuple[str, Any]]:
    return [
        (translate("Item"), f"{line.code} {in_language(line, 'wording')}"),
        (translate("Where"), place_name(line.place)),
        (translate("Quantity"), quantity(line.quantity_milli, line.unit)),
        (translate("Cost"), yuan(line.cost_fen)),
    ]


def _of_menu(consultation: Consultation, chapters: list[menu.Chapter]) -> list[tuple[str, Any]]:
    lines = sum(len(chapter.lines) for chapter in chapters)
    return [
        (translate("Lines"), lines),
        (translate("All of them together"), yuan(menu.sum_fen(chapters))),
        (translate("Budget"), yuan(consultation.budget_fen)),
    ]
