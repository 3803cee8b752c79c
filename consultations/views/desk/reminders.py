"""Reminding those a vote waits for: how many, by which way, and which doors. Never what anybody answered."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from communities.domain.roles import Permission
from communities.views.doors import staff
from consultations import access
from consultations.acting import carried_out
from consultations.domain.phases import Phase
from consultations.domain.reminding import Channel, Group
from consultations.loaders.desk import reminders as loader
from consultations.loaders.reminding import Waiting
from consultations.loaders.rounds import phase_of
from consultations.models import Round
from consultations.services import reminding as services
from consultations.titles import of_round
from consultations.views.desk.shell import by, page
from renewal_portal.ledger.clock import now
from renewal_portal.shown.words import listed

RUN = Permission.RUN_ROUND
GROUPS = {
    Group.DRAFT: (_("Filled in, not confirmed"), _("They have begun. Nothing counts until they confirm it.")),
    Group.SILENT: (_("Nothing has come yet"), _("Neither a ballot nor a beginning.")),
}
MISSED = {Channel.EMAIL: _("e-mail did not reach it"), Channel.SMS: _("no message reached it")}


@staff
@require_GET
def overview(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Both groups in figures, each with its button; the doors that need a visit."""
    round = access.desk_round(request.user, RUN, slug, number)
    return page(
        request,
        "reminders",
        round.consultation,
        "desk_rounds",
        title=translate("Reminders"),
        round=round,
        name=of_round(round),
        is_open=phase_of(round, now()) is Phase.OPEN,
        groups=[(reach, *GROUPS[reach.group]) for reach in loader.reaches(round)],
        visited=loader.visited_last(round),
    )


@staff
@require_POST
def send(request: HttpRequest, slug: str, number: int, group: str) -> HttpResponse:
    """Remind one group on the ways its voices gave."""
    round = access.desk_round(request.user, RUN, slug, number)
    if group not in list(Group):
        raise Http404
    if carried_out(request, services.order, round_id=round.pk, group=Group(group), by=by(request), at=now()):
        messages.success(request, translate("The reminders are being sent. Nobody gets two of one kind on one day."))
    return _back("desk_reminders", round)


@staff
@require_http_methods(["GET", "POST"])
def doors(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The list somebody walks with; the button records that all of it was walked."""
    round = access.desk_round(request.user, RUN, slug, number)
    if request.method == "POST":
        if carried_out(request, services.record_visits, round_id=round.pk, by=by(request), at=now()):
            messages.success(request, translate("It is recorded that these doors were reminded."))
        return _back("desk_reminders", round)
    return page(
        request,
        "reminders_doors",
        round.consultation,
        "desk_rounds",
        title=translate("Doors to remind"),
        round=round,
        name=of_round(round),
        is_open=phase_of(round, now()) is Phase.OPEN,
        columns=[translate("Door"), translate("Why a visit"), translate("Done")],
        rows=[_row(voice) for voice in loader.doors(round)],
        now=now(),
    )


def _row(voice: Waiting) -> list[Any]:
    missed = [str(MISSED[channel]) for channel in sorted(voice.failed & voice.ways)]
    return [listed(voice.doors), listed(missed) or translate("gave no other way"), "☐"]


def _back(name: str, round: Round) -> HttpResponse:
    return redirect(name, round.consultation.community.slug, round.number)
