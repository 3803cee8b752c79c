"""Doors of pages that ask who one is: a letter for residents, password and second factor for staff."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django_htmx.http import HttpResponseClientRedirect

from communities.access import credential_of, second_factor_passed

View = Callable[..., HttpResponse]

_SIGNED_OUT = _(
    "You were signed out, because nothing was done here for a long time or your letter was replaced. What was saved is "
    "still there: sign in once more and go on."
)


def voice(view: View) -> View:
    """Only with a letter: ``request.credential`` holds it. Others sign in first and come back to the same page, also
    those whose session ended while they were filling it in."""

    @wraps(view)
    @never_cache
    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        credential = credential_of(request)
        if credential is None:
            if request.method == "POST":
                messages.warning(request, _SIGNED_OUT)
            return _sign_in("sign_in", request, way_back=request.get_full_path())
        request.credential = credential  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)

    return door


def staff(view: View) -> View:
    """Only with password and second factor. Which community and which job is the view's to ask of `access`."""

    @wraps(view)
    @never_cache
    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = request.user
        if not (user.is_authenticated and user.is_active and second_factor_passed(user)):
            return _sign_in(
                "staff_sign_in", request, way_back=request.get_full_path() if request.method == "GET" else ""
            )
        return view(request, *args, **kwargs)

    return door


def _sign_in(name: str, request: HttpRequest, *, way_back: str) -> HttpResponse:
    """To the sign-in page, as a whole page also where only a part was asked for; what was sent is not repeated."""
    page = reverse(name) + (f"?{urlencode({'next': way_back})}" if way_back else "")
    return HttpResponseClientRedirect(page) if request.htmx else redirect(page)  # type: ignore[attr-defined]
