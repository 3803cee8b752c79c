"""Votes: opening, calling, closing, counting, annulling. Turnout only, never what was answered."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from communities.domain.roles import Permission
from communities.views.doors import staff
from consultations import access
from consultations.acting import accepted, carried_out
from consultations.domain.plan.values import PlanKind
from consultations.forms.desk.rounds import AnnulForm, CallingForm, ClosingForm
from consultations.loaders.desk import home, rounds
from consultations.loaders.disputes import how_many_unsettled
from consultations.loaders.remarks import how_many_wait
from consultations.loaders.results import left_to_ask
from consultations.loaders.sheets import waits_for_paper
from consultations.models import Consultation, Round
from consultations.services import counting
from consultations.services import rounds as services
from consultations.titles import of_annulment, of_round
from consultations.views.desk.shell import ask, by, fill_in, page, sent, to
from renewal_portal.ledger.clock import now
from renewal_portal.shown.times import moment

STATES = {
    "open": _("open"),
    "closed": _("closed, not yet counted"),
    "counted": _("counted"),
    "annulled": _("annulled"),
}


@staff
@require_GET
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """The vote that runs with its turnout, and all that were."""
    consultation = access.desk(request.user, Permission.SEE_DESK, slug)
    at = now()
    running = home.running_round(consultation)
    return page(
        request,
        "rounds",
        consultation,
        "desk_rounds",
        running=running,
        running_name=of_round(running) if running else "",
        turnout=rounds.turnout(running) if running else None,
        disputed=how_many_unsettled(running) if running and running.kind == "decision" else 0,
        paper_open=bool(running and running.state == "closed" and waits_for_paper(running)),
        unread=how_many_wait(consultation) if running and running.kind == "selection" else 0,
        history=[
            (each, of_round(each), STATES[each.state], rounds.may_be_annulled(consultation, each), of_annulment(each))
            for each in rounds.history(consultation)
        ],
        may_be_annulled=bool(running and rounds.may_be_annulled(consultation, running)),
        now=at,
        over=bool(running and at >= running.closes_at),
        begun=bool(running and at >= running.opens_at),
    )


@staff
@require_http_methods(["GET", "POST"])
def open_(request: HttpRequest, slug: str) -> HttpResponse:
    """Open the households' selection, at once."""
    consultation = access.desk(request.user, Permission.RUN_ROUND, slug)
    at = now()
    form = ClosingForm(sent(request), period=rounds.period(consultation, at), at=at)
    if _done(request, form, services.open_selection, consultation, at):
        messages.success(request, translate("The selection is open. The households can choose now."))
        return to("desk_rounds", consultation)
    return fill_in(
        request,
        consultation,
        "desk_rounds",
        title=translate("Open the selection"),
        lead=translate("Every household says which items it wants. It begins at once and nobody can shorten it."),
        form=form,
        submit=translate("Open the selection"),
    )


@staff
@require_http_methods(["GET", "POST"])
def call(request: HttpRequest, slug: str) -> HttpResponse:
    """Call the owners to decide on the adopted draft; or go on, where all of it is decided already."""
    consultation = access.desk(request.user, Permission.RUN_ROUND, slug)
    at = now()
    draft = consultation.plans.newest(PlanKind.DRAFT)
    left = left_to_ask(draft) if draft else []
    if draft and not left:
        return _rely(request, consultation, at)
    form = CallingForm(sent(request), period=rounds.period(consultation, at), at=at)
    if _done(request, form, services.call_decision, consultation, at):
        messages.success(request, translate("The owners are called. The questions are posted and no longer change."))
        return to("desk_rounds", consultation)
    return fill_in(
        request,
        consultation,
        "desk_rounds",
        title=translate("Call the owners to decide"),
        lead=translate("The questions of the adopted draft are posted now and no longer change."),
        rows=[(translate("Questions"), len(left))] if draft else None,
        form=form,
        submit=translate("Call the owners"),
    )


@staff
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Close a vote whose time is over."""
    round = access.desk_round(request.user, Permission.RUN_ROUND, slug, number)
    if request.method == "POST":
        if carried_out(request, services.close_round, round_id=round.pk, by=by(request), at=now()):
            messages.success(request, translate("The vote is closed. Nothing is cast any more."))
        return to("desk_rounds", round.consultation)
    return ask(
        request,
        round.consultation,
        "desk_rounds",
        title=translate("Close this vote?"),
        text=translate("After that no ballot is accepted. Nobody can close it before its time is over."),
        rows=[*_of_round(round), (translate("Can be closed from"), moment(round.closes_at))],
        label=translate("Close the vote"),
    )


@staff
@require_http_methods(["GET", "POST"])
def count(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Count a closed vote; the result is public at once."""
    round = access.desk_round(request.user, Permission.RUN_ROUND, slug, number)
    if request.method == "POST":
        if carried_out(request, counting.count_round, round_id=round.pk, by=by(request), at=now()):
            messages.success(request, translate("The vote is counted. Everybody can see the result."))
        return to("desk_rounds", round.consultation)
    return ask(
        request,
        round.consultation,
        "desk_rounds",
        title=translate("Count this vote?"),
        text=translate("The result is public at once and is never counted differently afterwards."),
        rows=_of_round(round),
        label=translate("Count the vote"),
    )


@staff
@require_http_methods(["GET", "POST"])
def annul(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Set a vote aside with a public reason."""
    round = access.desk_round(request.user, Permission.RUN_ROUND, slug, number)
    form = AnnulForm(sent(request), resolutions=rounds.resolutions_since(round))
    if form.is_bound and form.is_valid():
        values = {"round_id": round.pk, **form.values(), "by": by(request), "at": now()}
        if accepted(form, services.annul_round, **values):
            messages.success(request, translate("The vote is annulled. Its questions may be asked again."))
            return to("desk_rounds", round.consultation)
    return ask(
        request,
        round.consultation,
        "desk_rounds",
        title=translate("Annul this vote?"),
        text=translate("Its ballots stay stored and count for nothing. It needs a minuted decision or a court ruling."),
        rows=_of_round(round),
        form=form,
        label=translate("Annul the vote"),
        tone="danger",
    )


def _done(request: HttpRequest, form: Form, service: Any, consultation: Consultation, at: datetime) -> bool:
    if not (form.is_bound and form.is_valid()):
        return False
    values = form.values()  # type: ignore[attr-defined]
    return accepted(form, service, consultation_id=consultation.pk, **values, by=by(request), at=at)


def _rely(request: HttpRequest, consultation: Consultation, at: datetime) -> HttpResponse:
    if request.method == "POST":
        if carried_out(request, services.rely_on_results, consultation_id=consultation.pk, by=by(request), at=at):
            messages.success(request, translate("The results of the earlier decision stand."))
        return to("desk_community", consultation)
    return ask(
        request,
        consultation,
        "desk_rounds",
        title=translate("Go on without asking again?"),
        text=translate("The owners have decided every line of this draft already, and nothing in it has changed."),
        label=translate("Go on"),
    )


def _of_round(round: Round) -> list[tuple[str, Any]]:
    turnout = rounds.turnout(round)
    taking_part = translate("%(part)s of %(whole)s") % {"part": turnout.heads, "whole": turnout.heads_of}
    return [
        (translate("Vote"), of_round(round)),
        (translate("Open from"), moment(round.opens_at)),
        (translate("Until"), moment(round.closes_at)),
        (translate("Households") if round.kind == "selection" else translate("Owners"), taking_part),
    ]
