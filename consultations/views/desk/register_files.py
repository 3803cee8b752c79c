"""The register from a file: brought, looked at beside the register that stands, and taken over or thrown away."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from communities import access as people
from communities.domain.roles import Permission
from communities.services import register_copies, register_files, register_import
from communities.services.register_files import RegisterFileRefused
from communities.views.doors import staff
from consultations import access
from consultations.acting import accepted, carried_out, refused
from consultations.forms.desk.register_files import ColumnsForm, RegisterFileForm
from consultations.loaders.desk import register_files as loader
from consultations.views.desk.register_shown import shown
from consultations.views.desk.shell import by, page, sent, to
from renewal_portal.ledger.clock import now

KEEP = Permission.KEEP_ROLL
TYPES = {
    register_copies.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    register_copies.CSV: "text/csv; charset=utf-8",
}


@staff
@require_http_methods(["GET", "POST"])
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """The file that waits with what was found in it; the form for the next one; template and copy to fetch."""
    consultation = access.desk(request.user, KEEP, slug)
    form = RegisterFileForm(sent(request), request.FILES or None)
    if form.is_bound and form.is_valid():
        values = {"community_id": consultation.community_id, **form.values(), "by": by(request), "at": now()}
        if accepted(form, register_import.bring, field="file", **values):
            return to("desk_register", consultation)
    file = loader.waiting(consultation.community)
    return page(
        request,
        "register",
        consultation,
        "desk_roll",
        title=_("The register from a file"),
        form=form,
        file=shown(file, slug, now()) if file else None,
        last=loader.last_taken(consultation.community),
    )


@staff
@require_GET
def file(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """How far a file is, as the part of the page that a script asks for; others look at the whole page again."""
    found = people.register_file_for(request.user, KEEP, slug, pk)
    if not request.htmx:  # type: ignore[attr-defined]
        return to("desk_register", access.desk(request.user, KEEP, slug))
    return render(request, "desk/parts/register_file.html", {"file": shown(found, slug, now())})


@staff
@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say which column is which, beside the first rows of the file."""
    found, consultation = people.register_file_for(request.user, KEEP, slug, pk), access.desk(request.user, KEEP, slug)
    headings = register_files.headings_of(found)
    form = ColumnsForm(sent(request), headings=headings, layout=found.columns)
    if form.is_bound and form.is_valid():
        values = {"file_id": found.pk, **form.values(), "by": by(request), "at": now()}
        if accepted(form, register_import.say_columns, **values):
            return to("desk_register", consultation)
    try:
        lines = register_files.first_lines(found)
    except RegisterFileRefused as why:
        refused(request, why)
        return to("desk_register", consultation)
    return page(
        request,
        "register_columns",
        consultation,
        "desk_roll",
        title=_("Which column is which?"),
        form=form,
        file=found,
        columns=[(heading, "") for heading in headings],
        rows=[[*line, *[""] * (len(headings) - len(line))] for line in lines],
    )


@staff
@require_POST
def take(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Make the register say what the file says."""
    found, consultation = people.register_file_for(request.user, KEEP, slug, pk), access.desk(request.user, KEEP, slug)
    if carried_out(request, register_import.take_over, file_id=found.pk, by=by(request), at=now()):
        found.refresh_from_db()
        if found.applied_at:
            messages.success(request, translate("The register says what the file says. Fix the roll anew."))
    return to("desk_register", consultation)


@staff
@require_POST
def discard(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Delete a file without taking it over."""
    found, consultation = people.register_file_for(request.user, KEEP, slug, pk), access.desk(request.user, KEEP, slug)
    if carried_out(request, register_import.throw_away, file_id=found.pk, by=by(request), at=now()):
        messages.success(request, translate("The file is deleted. The register is as it was."))
    return to("desk_register", consultation)


@staff
@require_GET
def template(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """A file to fill in."""
    access.desk(request.user, KEEP, slug)
    return _fetched(register_copies.template(kind=_kind(kind)), "register-template", kind)


@staff
@require_POST
def copy(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The register as a file; that somebody fetched it is logged."""
    consultation, wanted = access.desk(request.user, KEEP, slug), _kind(kind)
    told: dict[str, Any] = {"community_id": consultation.community_id, "kind": wanted, "by": by(request), "at": now()}
    return _fetched(register_copies.copy_register(**told), f"register-{slug}", kind)


def _kind(kind: str) -> str:
    if kind not in TYPES:
        raise Http404
    return kind


def _fetched(content: bytes, name: str, kind: str) -> HttpResponse:
    named = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    return HttpResponse(content, content_type=TYPES[kind], headers=named)
