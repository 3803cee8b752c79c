"""A letter alone is not enough to decide in some districts: a code on the telephone on file makes it more."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communities.access import community_of, strength_of, strengthen
from communities.domain.contacts import ending
from communities.forms.phone_codes import PhoneCodeForm
from communities.models import Credential
from communities.sentences import of_refused
from communities.services import phone_codes as services
from communities.views.caller import address_of, asked_for
from communities.views.doors import voice
from renewal_portal.ledger.clock import now


@voice
@require_http_methods(["GET", "HEAD", "POST"])
def phone_code(request: HttpRequest) -> HttpResponse:
    """Have a code sent to the number on file, and type it. Without a number: what to do instead."""
    credential: Credential = request.credential  # type: ignore[attr-defined]
    if strength_of(request, credential) != "letter":
        return redirect(asked_for(request) or "my")
    if request.POST.get("go") == "send":
        return _sent(request, credential)
    form = PhoneCodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _taken(request, credential, form):
        messages.success(request, _("The code was right. You can decide online now, until you sign out."))
        return redirect(asked_for(request) or "my")
    return _page(request, credential, form)


def _sent(request: HttpRequest, credential: Credential) -> HttpResponse:
    text = _("%(code)s is your code for the Renewal Portal. It works for ten minutes. Give it to nobody.")
    form = PhoneCodeForm()
    try:
        services.send_code(credential_id=credential.pk, text=text, address=address_of(request), at=now())
    except services.PhoneCodeRefused as refused:
        messages.error(request, of_refused(refused))
    return _page(request, credential, form)


def _taken(request: HttpRequest, credential: Credential, form: PhoneCodeForm) -> bool:
    code, at = form.cleaned_data["code"], now()
    try:
        services.check_code(credential_id=credential.pk, code=code, address=address_of(request), at=at)
    except services.PhoneCodeRefused as refused:
        form.add_error("code", of_refused(refused))
        return False
    strengthen(request, credential, at)
    return True


def _page(request: HttpRequest, credential: Credential, form: PhoneCodeForm) -> HttpResponse:
    number = services.number_on_file(credential)
    context = {
        "form": form,
        "community": community_of(credential),
        "ending": ending(number) if number else "",
        "under_way": services.is_under_way(credential, now()),
        "next": asked_for(request),
    }
    return render(request, "resident/phone_code.html", context)
