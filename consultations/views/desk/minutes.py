"""Minutes at the desk: read again, edited, signed; the papers of a meeting; all of it as one file for the archive."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as translate
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communities.domain.roles import Permission
from communities.views.doors import staff
from consultations import access, sitting_papers, titles
from consultations.acting import accepted, by, carried_out
from consultations.domain.sittings import Part, State
from consultations.forms.desk.sittings import MinutesForm
from consultations.loaders import sittings as loader
from consultations.services import minuting as services
from consultations.sitting_sentences import PARTS
from consultations.views.desk.shell import page, sent
from renewal_portal.ledger.clock import now

P = Permission.RECORD_MEETING
SECTION = "desk_meetings"


@staff
@require_http_methods(["GET", "POST"])
def minutes(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The wording, to be edited until it is signed."""
    found = access.desk_sitting(request.user, P, slug, pk)
    if State(found.state) not in (State.MINUTED, State.SIGNED, State.PUBLISHED):
        raise Http404
    form = MinutesForm(sent(request), initial={"text": found.minutes})
    told = {"sitting_id": found.pk, "by": by(request), "at": now()}
    if form.is_valid() and accepted(form, services.edit_minutes, "text", text=form.cleaned_data["text"], **told):
        messages.success(request, translate("The minutes are saved."))
        return redirect("desk_minutes", slug, pk)
    return page(
        request,
        "minutes",
        found.consultation,
        SECTION,
        title=translate("Minutes"),
        sitting=found,
        name=titles.of_sitting(found),
        form=form if found.state == State.MINUTED else None,
        proposals=loader.proposals(found),
        signatures=[
            (part.value, PARTS[part], getattr(found, f"{part}_name"), getattr(found, f"{part}_at")) for part in Part
        ],
        signed_by_me=by(request) in (found.chair, found.recorder),
    )


@staff
@require_POST
def sign(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Sign what was read, as chair or as recorder."""
    found = access.desk_sitting(request.user, P, slug, pk)
    part = request.POST.get("part", "")
    name = getattr(request.user, "full_name", "") or request.user.get_username()
    told = {"sitting_id": found.pk, "by": by(request), "at": now(), "seen": request.POST.get("seen", "")}
    if part in set(Part):
        carried_out(request, services.sign, part=Part(part), name=name[:60], **told)
    return redirect("desk_minutes", slug, pk)


@staff
@require_safe
def paper(request: HttpRequest, slug: str, pk: int, name: str, language: str) -> HttpResponse:
    """A paper of a meeting that only its committee prints."""
    found = access.desk_sitting(request.user, P, slug, pk)
    return sitting_papers.answer(found, name, language)


@staff
@require_safe
def session(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Every paper of a meeting in one file."""
    found = access.desk_sitting(request.user, P, slug, pk)
    answer = HttpResponse(sitting_papers.session(found), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{slug}-meeting-{found.number}.zip"'
    return answer
