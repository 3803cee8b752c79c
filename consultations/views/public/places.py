"""The first page with its list of communities, and each community's own page."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from consultations.filters import ConsultationFilter
from consultations.loaders.public import communities
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
