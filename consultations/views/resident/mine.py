"""The first page after signing in: what this letter is for, and what is to be done now."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from communities.access import community_of
from communities.loaders import doors_of
from communities.models import Credential
from communities.views.doors import voice
from consultations import titles
from consultations.access import newest_consultation
from consultations.domain.phases import Phase
from consultations.loaders.voices import newest_entry, rounds_of
from consultations.views.public.words import notice_card
from consultations.views.resident.roll import areas_of
from renewal_portal.ledger.clock import now

COMING = (Phase.OPEN, Phase.RESTING, Phase.AHEAD)


@voice
@require_safe
def my(request: HttpRequest) -> HttpResponse:
    """Open rounds with their state, what comes next, the letter's own area, notices."""
    credential: Credential = request.credential  # type: ignore[attr-defined]
    community = community_of(credential)
    consultation = newest_consultation(community.slug)
    at = now()
    standings = [(each, titles.of_round(each.round)) for each in rounds_of(consultation, credential, at)]
    entry = newest_entry(credential, community.pk)
    running = consultation.notices.running(at).select_related("round", "plan")
    context = {
        "credential": credential,
        "community": consultation.community,
        "consultation": consultation,
        "doors": doors_of(credential),
        "has_package": any(consultation.plans.order_by("-number").values_list("package", flat=True)[:1]),
        "now_open": [(each, name) for each, name in standings if each.phase in COMING],
        "past": [(each, name) for each, name in standings if each.phase not in COMING],
        "notices": [notice_card(notice, at) for notice in running.order_by("-posted_at")],
    }
    return render(request, "resident/my.html", context | (areas_of(entry) if entry else {}))
