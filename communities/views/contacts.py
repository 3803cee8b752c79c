"""How may we remind you? Given, changed and withdrawn by whoever holds the letter."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communities.access import community_of
from communities.domain.contacts import ContactKind
from communities.forms.contacts import ContactForm
from communities.models import Credential
from communities.sentences import of_refused
from communities.services import contacts as services
from communities.views.doors import voice
from renewal_portal.ledger.clock import now


@voice
@require_http_methods(["GET", "HEAD", "POST"])
def contacts(request: HttpRequest) -> HttpResponse:
    """One form for each kind; what is given stands there with a button that withdraws it."""
    credential: Credential = request.credential  # type: ignore[attr-defined]
    kind = next((kind for kind in ContactKind if kind == request.POST.get("kind")), None)
    form = ContactForm(request.POST, kind=kind) if kind else None
    if kind and request.POST.get("go") == "withdraw":
        services.withdraw(credential_id=credential.pk, kind=kind, at=now())
        messages.success(request, _("It is deleted. You get no more reminders there."))
        return redirect("contacts")
    if form and form.is_valid() and _given(credential, form):
        messages.success(request, _("It is kept. You are reminded there when a vote needs you."))
        return redirect("contacts")
    return render(request, "resident/contacts.html", _shown(credential, form))


def _given(credential: Credential, form: ContactForm) -> bool:
    value = form.cleaned_data["value"]
    try:
        services.give(credential_id=credential.pk, kind=form.kind, value=value, at=now())
    except services.ContactRefused as refused:
        form.add_error("value", of_refused(refused))
        return False
    return True


def _shown(credential: Credential, sent: ContactForm | None) -> dict[str, Any]:
    names = {ContactKind.EMAIL: _("By e-mail"), ContactKind.PHONE: _("By short message")}
    given = services.standing(credential)
    forms = {kind: sent if sent and sent.kind is kind else ContactForm(kind=kind) for kind in ContactKind}
    return {
        "community": community_of(credential),
        "ways": [(kind.value, names[kind], given.get(kind, ""), forms[kind]) for kind in ContactKind],
        "form": sent,
        "to_a_person": credential.unit_id is not None or credential.person_id is not None,
    }
