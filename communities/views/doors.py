"""Doors of pages that ask who one is: a letter for residents, password and second factor for staff."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from communities.access import credential_of, second_factor_passed

View = Callable[..., HttpResponse]


def voice(view: View) -> View:
    """Only with a letter: ``request.credential`` holds it. Others sign in first and come back."""

    @wraps(view)
    @never_cache
    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        credential = credential_of(request)
        if credential is None:
            return _sign_in("sign_in", request)
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
            return _sign_in("staff_sign_in", request)
        return view(request, *args, **kwargs)

    return door


def _sign_in(name: str, request: HttpRequest) -> HttpResponse:
    """To the sign-in page, and back to the page asked for; what was sent along is not repeated by itself."""
    way_back = request.get_full_path() if request.method == "GET" else ""
    return redirect(reverse(name) + (f"?{urlencode({'next': way_back})}" if way_back else ""))
