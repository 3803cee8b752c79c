"""What a voter keeps."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from communities.views.doors import voice
from consultations import titles
from consultations.loaders.disputes import unsettled
from consultations.loaders.rounds import phase_of
from consultations.views.resident.booth import enter
from renewal_portal.shown.codes import grouped, qr


@voice
@require_safe
def receipt(request: HttpRequest, slug: str, number: int, home: int | None = None) -> HttpResponse:
    """The receipt of the ballot in force, whether it counts, and what became of a later one that does not."""
    booth = enter(request, slug, number, home)
    progress = booth.progress
    version = progress.cast
    if version is None or booth.represented:
        return redirect(booth.url("ballot"))
    check = request.build_absolute_uri(f"{reverse('receipt_check')}?{urlencode({'serial': version.serial})}")
    newest = progress.newest
    context = booth.context(
        version=version,
        code=grouped(version.serial),
        check=check,
        qr=qr(check),
        set_aside=newest if newest and newest.set_aside_reason == "second_ballot" else None,
        beside=progress.others,
        disputes=unsettled(booth.round, booth.entry) if progress.disputed else (),
        name=titles.of_round(booth.round),
        phase=phase_of(booth.round, booth.at),
        may_change=booth.shut == "",
    )
    return render(request, "resident/receipt.html", context)
