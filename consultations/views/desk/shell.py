"""What every page of the desk has: the ways in at the side, what one may do, and where one is."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from communities.access import permissions_in
from communities.domain.roles import Permission
from consultations.acting import by
from consultations.domain.stages import OPENS, Stage
from consultations.models import Consultation
from renewal_portal.shown.words import in_language

__all__ = ["ask", "by", "fill_in", "needed", "page", "sent", "to"]

#: The ways in: address, what it is called, its icon.
NAV = (
    ("desk_community", _("To do"), "check"),
    ("desk_findings", _("Survey"), "eye"),
    ("desk_roll", _("Roll"), "people"),
    ("desk_menu", _("Menu"), "wish"),
    ("desk_rounds", _("Votes"), "ballot"),
    ("desk_sheets", _("Paper ballots"), "paper"),
    ("desk_doors", _("Door to door"), "building"),
    ("desk_meetings", _("Meetings"), "meeting"),
    ("desk_plans", _("Plans"), "plan"),
    ("desk_notices", _("Notices"), "notice"),
    ("desk_objections", _("Objections"), "pencil"),
    ("desk_submit", _("Review"), "review"),
    ("desk_works", _("Works"), "works"),
    ("desk_letters", _("Letters"), "print"),
    ("desk_move", _("Going back, pausing"), "back"),
)
#: Ways in that others would not find: they are shown to those who hold the permission.
CLOSED_WAYS = {
    "desk_sheets": Permission.HANDLE_PAPER,
    "desk_doors": Permission.WALK_DOORS,
    "desk_letters": Permission.PRINT_LETTERS,
    "desk_move": Permission.RUN_ROUND,
}


def page(request: HttpRequest, template: str, consultation: Consultation, here: str, /, **context: Any) -> HttpResponse:
    """A page of one community's desk; ``here`` is the way in it belongs to."""
    slug, held = consultation.community.slug, permissions_in(request.user, consultation.community)
    frame = {
        "consultation": consultation,
        "community": consultation.community,
        "may": {permission.value: True for permission in held},
        "opens": {act.value: True for act in OPENS[Stage(consultation.stage)]},
        "desk_nav": [
            {"label": label, "href": reverse(name, args=[slug]), "icon": icon, "current": name == here}
            for name, label, icon in NAV
            if CLOSED_WAYS.get(name, Permission.SEE_DESK) in held
        ],
        "crumbs": _crumbs(consultation, here, context.get("title"), held),
        "official_catalogue": consultation.edition.is_official,
    }
    return render(request, f"desk/{template}.html", frame | context)


def fill_in(request: HttpRequest, consultation: Consultation, here: str, /, **context: Any) -> HttpResponse:
    """A page with one form: title, lead, facts, form, submit (the button's label)."""
    return page(request, "form", consultation, here, **{"back": reverse(here, args=[_slug(consultation)])} | context)


def ask(request: HttpRequest, consultation: Consultation, here: str, /, **context: Any) -> HttpResponse:
    """The page before something that cannot be taken back: title (a question), text, rows, form, label."""
    return page(request, "confirm", consultation, here, **{"back": reverse(here, args=[_slug(consultation)])} | context)


def to(name: str, consultation: Consultation) -> HttpResponse:
    """On to another page of the same desk."""
    return redirect(name, _slug(consultation))


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: what was sent, or nothing."""
    return request.POST if request.method == "POST" else None


def needed(request: HttpRequest, to_write: Permission) -> Permission:
    """Reading a page of the desk asks for less than acting on it."""
    return to_write if request.method == "POST" else Permission.SEE_DESK


def _slug(consultation: Consultation) -> str:
    return str(consultation.community.slug)


def _crumbs(consultation: Consultation, here: str, title: Any, held: frozenset[Permission]) -> list[tuple[Any, str]]:
    slug, labels = _slug(consultation), {name: label for name, label, _icon in NAV}
    own = in_language(consultation.community)
    ways = [(_("My communities"), reverse("desk")), (own, reverse("desk_community", args=[slug]))]
    if Permission.SEE_DESK not in held:
        ways.pop()  # their own way in is all they find here
    if here == "desk_community":
        return [*ways[:1], (own, "")]
    section = labels[here]
    return [*ways, (section, reverse(here, args=[slug])), (title, "")] if title else [*ways, (section, "")]
