"""Co-owners: the ballot they have together, as those see it who do not cast it. Never what it says."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from communities.views.doors import voice
from consultations import titles
from consultations.access import dispute_for
from consultations.acting import accepted, carried_out
from consultations.forms.disputes import DisputeForm
from consultations.loaders import disputes as loader
from consultations.loaders.rounds import phase_of
from consultations.services.disputing import raise_dispute, withdraw_dispute
from consultations.views.resident.booth import Booth, enter


def shared(booth: Booth, form: DisputeForm | None = None) -> HttpResponse:
    """Whether the ballot was cast and when, whether somebody disputes it, and how it may be disputed until closing."""
    disputes = loader.of_entry(booth.round, booth.entry)
    person = booth.credential.person_id
    context = booth.context(
        name=titles.of_round(booth.round),
        phase=phase_of(booth.round, booth.at),
        representative=loader.representative(booth.entry.owner_id),
        mine=[dispute for dispute in disputes if dispute.person_id == person],
        of_others=any(dispute.settled_at is None for dispute in disputes if dispute.person_id != person),
        standing=next((d for d in disputes if d.person_id == person and d.settled_at is None), None),
        form=form or DisputeForm(),
    )
    return render(booth.request, "resident/shared.html", context, status=422 if form and form.errors else 200)


@voice
@require_POST
def ballot_dispute(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Dispute the ballot; what was typed is never lost. Raises Http404 for whoever casts it."""
    booth, form = _of_a_co_owner(request, slug, number), DisputeForm(request.POST)
    if form.is_valid() and accepted(form, raise_dispute, **form.cleaned_data, **_about(booth)):
        messages.success(request, _("Your disagreement is recorded. Your representative and the committee see it."))
        return redirect(booth.url("ballot"))
    return shared(booth, form)


@voice
@require_POST
def ballot_dispute_withdraw(request: HttpRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Agree after all."""
    booth = _of_a_co_owner(request, slug, number)
    dispute = dispute_for(booth.credential, booth.entry, pk)
    if carried_out(request, withdraw_dispute, dispute_id=dispute.pk, by=booth.acts, at=booth.at):
        messages.success(request, _("You have withdrawn it. The ballot counts, unless somebody else disputes it."))
    return redirect(booth.url("ballot"))


def _about(booth: Booth) -> dict[str, Any]:
    person = booth.credential.person_id
    voice = {"round_id": booth.round.pk, "entry_id": booth.entry.pk, "by": booth.acts, "at": booth.at}
    return voice | {"person_id": person}


def _of_a_co_owner(request: HttpRequest, slug: str, number: int) -> Booth:
    booth = enter(request, slug, number)
    if not booth.represented:
        raise Http404
    return booth
