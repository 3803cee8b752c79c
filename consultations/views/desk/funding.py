"""Who pays for the plan, line by line."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as translate
from django.views.decorators.http import require_GET, require_http_methods

from communities.domain.roles import Permission
from communities.views.doors import staff
from consultations import access
from consultations.acting import accepted
from consultations.domain.funding import Source, allowed, why_not
from consultations.forms.desk.funding import FundingForm
from consultations.funds import SOURCES, WHY_NOT
from consultations.loaders import funding as loader
from consultations.loaders.desk.plans import history
from consultations.loaders.public.plans import lines
from consultations.models import PlanLine
from consultations.services.funding import set_funding
from consultations.titles import of_plan
from consultations.views.desk.shell import by, fill_in, page, sent, to
from consultations.views.public.plans import who_pays
from renewal_portal.ledger.clock import now
from renewal_portal.shown.numbers import yuan
from renewal_portal.shown.places import place_name
from renewal_portal.shown.words import in_language


@staff
@require_GET
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """Every line of the newest plan that costs money once, with who pays for it."""
    consultation = access.desk(request.user, Permission.SEE_DESK, slug)
    plan = next(iter(history(consultation)), None)
    found = loader.paid(lines(plan)) if plan else []
    return page(
        request,
        "funding",
        consultation,
        "desk_plans",
        title=translate("Who pays"),
        plan=plan,
        name=of_plan(plan) if plan else "",
        rows=[(each.line, [(SOURCES[source], fen) for source, fen in each.amounts.items()]) for each in found],
        **who_pays(found),
    )


@staff
@require_http_methods(["GET", "POST"])
def line(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say which sources pay how much of one line, to the fen."""
    consultation = access.desk(request.user, Permission.DRAW_PLAN, slug)
    plan = next(iter(history(consultation)), None)
    found = loader.line_of(plan, pk) if plan else None
    if found is None:
        raise Http404
    target, (paid,) = loader.payable(found), loader.paid([found])
    form = FundingForm(sent(request), allowed=allowed(target), said=paid.amounts)
    if form.is_bound and form.is_valid():
        values: dict[str, Any] = {"line_id": found.pk, "amounts": form.amounts(), "by": by(request), "at": now()}
        if accepted(form, set_funding, **values):
            messages.success(request, translate("Who pays for this line is said."))
            return to("desk_funding", consultation)
    return fill_in(
        request,
        consultation,
        "desk_plans",
        title=in_language(found.offered, "wording"),
        lead=translate("The amounts together are what the line costs, to the fen."),
        rows=_facts(found),
        form=form,
        submit=translate("Save"),
    )


def _facts(found: PlanLine) -> list[tuple[str, str]]:
    """What the line costs, and which sources may not pay for it and why."""
    target = loader.payable(found)
    barred = [(str(SOURCES[source]), why_not(source, target)) for source in Source]
    return [
        (translate("Place"), place_name(found.offered.place)),
        (translate("Cost"), yuan(found.cost_fen)),
        *((name, translate("may not pay: %(why)s") % {"why": WHY_NOT[why]}) for name, why in barred if why),
    ]
