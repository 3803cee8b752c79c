"""What the roll says of a letter's holder, and saying what is wrong with it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communities.access import community_of
from communities.loaders import doors_of, names_of
from communities.models import Credential, RollCorrection, RollEntry, Unit
from communities.services.corrections import file_correction
from communities.views.doors import voice
from consultations.acting import accepted
from consultations.forms.corrections import CorrectionForm
from consultations.loaders.shares import parts_of, places_of
from consultations.loaders.voices import newest_entry
from consultations.titles import SOURCES, USES
from consultations.views.resident.rights import as_one, who_answers
from renewal_portal.ledger.clock import now
from renewal_portal.shown.numbers import area, percent
from renewal_portal.shown.places import place_name


@voice
@require_http_methods(["GET", "HEAD", "POST"])
def my_roll(request: HttpRequest) -> HttpResponse:
    """Doors with their areas, heads, who may answer; a form for what is wrong, and what was answered."""
    credential: Credential = request.credential  # type: ignore[attr-defined]
    form = CorrectionForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        values = {"credential_id": credential.pk, **form.cleaned_data, "at": now()}
        if accepted(form, file_correction, **values):
            messages.success(request, _("It is with the committee. The answer will stand here."))
            return redirect("my_roll")
    context = _said_of(credential) | {"form": form}
    return render(request, "resident/roll.html", context, status=422 if form.errors else 200)


def areas_of(entry: RollEntry) -> dict[str, Any]:
    """Place, own area, and which part of the place that is: a table with its columns."""
    rows = [
        [place_name(place), area(part.area_cm2), percent(part.area_cm2, part.place_area_cm2)]
        for place, part in places_of(parts_of(entry), entry)
    ]
    return {"columns": [_("Place"), (_("Own area"), "number"), (_("Part of the place"), "number")], "areas": rows}


def _said_of(credential: Credential) -> dict[str, Any]:
    community = community_of(credential)
    entry, doors = newest_entry(credential, community.pk), doors_of(credential)
    own = RollCorrection.objects.of_voice(owner_id=credential.owner_id, unit_id=credential.unit_id)
    names = names_of(credential)
    return {
        "credential": credential,
        "community": community,
        "entry": entry,
        "door_columns": [_("Door"), _("Where"), _("Used as"), (_("Area"), "number"), _("The area is from")],
        "doors": [_door(unit) for unit in doors],
        "heads": as_one(credential, len(doors), names),
        "rules": who_answers(credential, names),
        "corrections": own.order_by("-filed_at", "-pk"),
        **(areas_of(entry) if entry else {}),
    }


def _door(unit: Unit) -> list[Any]:
    return [unit.door, place_name(unit.place), USES[unit.use], area(unit.area_cm2), SOURCES[unit.area_source]]
