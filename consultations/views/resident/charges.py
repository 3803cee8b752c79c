"""What the own home pays a month for the management package of the plan."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from communities.access import community_of
from communities.models import Credential
from communities.views.doors import voice
from consultations import titles
from consultations.access import newest_consultation
from consultations.loaders import charges as loader


@voice
@require_safe
def my_charges(request: HttpRequest) -> HttpResponse:
    """Service by service, for each home of the letter. Raises Http404 while no plan has a package."""
    credential: Credential = request.credential  # type: ignore[attr-defined]
    consultation = newest_consultation(community_of(credential).slug)
    made = loader.sheet(consultation)
    if made is None:
        raise Http404
    keys = [(line, loader.key_of(line)) for line in made.services]
    context = {
        "community": consultation.community,
        "plan": made.plan,
        "plan_title": titles.of_plan(made.plan),
        "per_square_metre_fen": made.per_square_metre_fen,
        "homes": [
            {
                "door": loader.door(home),
                "area_cm2": made.areas_cm2[home.pk],
                "services": [(line, made.paid[home.pk][key]) for line, key in keys if key in made.paid[home.pk]],
                "total_fen": made.total_of(home.pk),
            }
            for home in loader.homes_of(credential, made)
        ],
    }
    return render(request, "resident/charges.html", context)
