"""What a voter keeps."""

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from communities.views.doors import voice
from consultations.views.resident.booth import enter

GROUP = 4


@voice
@require_safe
def receipt(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The receipt of the ballot that stands, and what became of a later one that does not."""
    booth = enter(request, slug, number)
    version = booth.progress.standing
    if version is None:
        return redirect(booth.url("ballot"))
    check = request.build_absolute_uri(f"{reverse('receipt_check')}?{urlencode({'serial': version.serial})}")
    newest = booth.progress.newest
    context = booth.context(
        version=version,
        code=grouped(version.serial),
        check=check,
        qr=qr(check),
        set_aside=newest if newest and newest.set_aside_reason else None,
        may_change=booth.shut == "" and version.channel == "online",
    )
    return render(request, "resident/receipt.html", context)


def grouped(serial: str) -> str:
    """A code in groups of four, as it is copied by hand."""
    return " ".join(serial[start : start + GROUP] for start in range(0, len(serial), GROUP))


def qr(text: str) -> SafeString:
    """A QR code as SVG without a style of its own."""
    code = segno.make(text, error="m")
    return mark_safe(code.svg_inline(omitsize=True, border=0, svgclass=None, lineclass=None))  # noqa: S308 - our own
