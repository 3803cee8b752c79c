"""A resident signs in with a letter: by its QR link or by typing its number and code."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from communities.access import HELPER_KEY, SESSION_KEY, community_of
from communities.forms.signing import HelperForm, LetterForm
from communities.loaders import doors_of
from communities.models import Credential
from communities.sentences import of_refused
from communities.services.credentials import SignInRefused, by_code, by_link
from communities.views.caller import address_of, asked_for
from renewal_portal.ledger.clock import now


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Letter number and code, typed."""
    form = LetterForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            credential = by_code(
                letter_number=typed["letter_number"], code=typed["code"], address=address_of(request), at=now()
            )
        except SignInRefused as refused:
            form.add_error(None, of_refused(refused))
        else:
            return _signed_in(request, credential, typed["helper"])
    return render(request, "resident/sign_in.html", {"form": form, "next": asked_for(request)})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, link: str) -> HttpResponse:
    """The link of a letter's QR code. Looking at it signs nobody in: chat programs open links by themselves."""
    try:
        credential = by_link(link=link, address=address_of(request), at=now())
    except SignInRefused as refused:
        too_many = refused.code == "too_many_guesses"
        return render(request, "resident/link_unknown.html", {"too_many": too_many}, status=429 if too_many else 404)
    form = HelperForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _signed_in(request, credential, form.cleaned_data["helper"])
    return render(request, "resident/link.html", _whose(credential) | {"form": form})


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Forget the letter on this device."""
    request.session.flush()
    messages.success(request, _("You are signed out. Nobody can use your letter on this device any more."))
    return redirect("home")


def _signed_in(request: HttpRequest, credential: Credential, helper: str) -> HttpResponse:
    """A new session that holds the letter's id and the helper's name, and nothing of whoever was signed in before."""
    way_on = asked_for(request)
    request.session.flush()
    request.session[SESSION_KEY] = credential.pk
    if helper.strip():
        request.session[HELPER_KEY] = helper.strip()
    rotate_token(request)
    return redirect(way_on or "my")


def _whose(credential: Credential) -> dict[str, Any]:
    return {
        "credential": credential,
        "community": community_of(credential),
        "doors": doors_of(credential),
    }
