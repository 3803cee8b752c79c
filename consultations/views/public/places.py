"""The first page with its list of communities, and each community's own page."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from communities.sentences import OBSTACLES
from consultations import access, titles
from consultations.domain.rules import from_plain
from consultations.filters import ConsultationFilter
from consultations.loaders.public import communities
from consultations.loaders.public.overview import Facts, facts, overview
from consultations.views.public import words
from renewal_portal.ledger.clock import now
from renewal_portal.shown.stages import way

PER_PAGE = 20


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What the portal is, and every community with its stage."""
    at = now()
    search = ConsultationFilter(request.GET, queryset=communities.listed(at))
    page = Paginator(search.qs, PER_PAGE).get_page(request.GET.get("page"))
    rows = [
        {"row": row, "way": way(row.consultation.stage, row.consultation.suspended_from or "")}
        for row in communities.rows(list(page.object_list), at)
    ]
    return render(request, "public/home.html", {"form": search.form, "page": page, "rows": rows, "now": at})


@require_safe
def community(request: HttpRequest, slug: str) -> HttpResponse:
    """Where one community stands, what happens next, and everything that hangs on its board."""
    at = now()
    consultation = access.newest_consultation(slug)
    seen = overview(consultation, at)
    context = {
        "community": consultation.community,
        "crumbs": words.crumbs(consultation.community),
        "consultation": consultation,
        "seen": seen,
        "stopped_at": words.stopped_at(seen),
        "until": words.until(seen, at),
        "now_text": words.aside(seen),
        "running_notice": seen.running_notice(at),
        "book": from_plain(seen.round.rule_book) if seen.round else None,
        "rounds": [(each, titles.of_round(each), words.state_of(each, at)) for each in seen.rounds],
        "plans": [(each, titles.of_plan(each)) for each in seen.plans],
        "notices": [words.notice_card(each, at) for each in seen.notices],
        "meetings": [(each, titles.MEETINGS[each.kind]) for each in seen.meetings],
        "called": [(each, titles.of_sitting(each)) for each in seen.called],
        "events": words.events(seen),
        "now": at,
        **_facts(facts(consultation, at)),
    }
    return render(request, "public/community.html", context)


def _facts(found: Facts) -> dict[str, Any]:
    return {"facts": found, "obstacles": [OBSTACLES[each] for each in found.obstacles]}
