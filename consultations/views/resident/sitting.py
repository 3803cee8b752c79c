"""The door of a meeting: a voice signs in with its letter and the square code that hangs there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from communities.loaders import doors_of
from communities.models import Credential
from communities.views.doors import voice
from consultations import access, titles
from consultations.acting import carried_out
from consultations.loaders import sittings as loader
from consultations.services import sitting_room
from renewal_portal.ledger.clock import now


@voice
@require_http_methods(["GET", "POST"])
def my_sitting(request: HttpRequest, slug: str, pk: int, door: str) -> HttpResponse:
    """One button: I am here. Nobody else is named."""
    credential: Credential = request.credential  # type: ignore[attr-defined]
    sitting = access.sitting_at_door(credential, slug, pk, door)
    entry = loader.entry_of(credential, sitting)
    if request.method == "POST":
        if entry is not None:
            told = {"sitting_id": sitting.pk, "entry_id": entry.pk, "by": f"voice:{entry.pk}", "at": now()}
            carried_out(request, sitting_room.sign_in, by_phone=True, **told)
        return redirect("my_sitting", slug, pk, door)
    context = {
        "community": sitting.consultation.community,
        "sitting": sitting,
        "title": titles.of_sitting(sitting),
        "called": entry is not None,
        "there": loader.stay_of(sitting, entry),
        "doors": doors_of(credential),
    }
    return render(request, "resident/sitting.html", context)
