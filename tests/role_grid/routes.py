"""All addresses the portal answers, and what an answer means for whoever asked."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

IN, SIGN_IN, HIDDEN, FORBIDDEN = "in", "sign in", "hidden", "forbidden"
SIGN_IN_PAGES = ("sign_in", "staff_sign_in")


def patterns() -> set[str]:
    """Every address the portal answers, as its pattern; several of them may share a name."""
    return set(_patterns(get_resolver(), ""))


def pattern_of(address: str) -> str:
    """The pattern an address is answered by."""
    return str(resolve(address).route)


def _patterns(resolver: URLResolver, prefix: str) -> Iterator[str]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from _patterns(each, prefix + str(each.pattern))
        elif isinstance(each, URLPattern):
            yield prefix + str(each.pattern)


def outcome(response: HttpResponse) -> str | None:
    """What became of a request; None where the method is not answered at all."""
    if response.status_code == 405:
        return None
    if response.status_code == 404:
        return HIDDEN
    if response.status_code == 403:
        return FORBIDDEN
    if response.status_code == 302 and response["Location"].split("?")[0] in {reverse(name) for name in SIGN_IN_PAGES}:
        return SIGN_IN
    return IN
