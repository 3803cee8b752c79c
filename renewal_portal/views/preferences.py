"""How a reader likes to read: large text, strong contrast. Remembered in a cookie that says nothing else."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

YEAR = 365 * 24 * 3600
COOKIES = ("elder", "contrast")


def chosen(request: HttpRequest) -> list[str]:
    """The modes this reader has switched on."""
    return [name for name in COOKIES if request.COOKIES.get(name) == "1"]


@require_POST
def elder_mode(request: HttpRequest) -> HttpResponse:
    """Large text, large targets, one thing per screen: ``on`` is 1 or 0."""
    return _remember(request, "elder")


@require_POST
def high_contrast(request: HttpRequest) -> HttpResponse:
    """Black on white, no soft tones: ``on`` is 1 or 0."""
    return _remember(request, "contrast")


def _remember(request: HttpRequest, cookie: str) -> HttpResponse:
    response = HttpResponseRedirect(_back(request))
    if request.POST.get("on") == "1":
        response.set_cookie(cookie, "1", max_age=YEAR, httponly=True, samesite="Lax", secure=settings.HTTPS)
    else:
        response.delete_cookie(cookie, samesite="Lax")
    return response


def _back(request: HttpRequest) -> str:
    """Where the reader came from; never another site."""
    asked = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if safe else "/"
