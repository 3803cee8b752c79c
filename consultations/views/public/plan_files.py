"""A plan as files."""

import json

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from consultations import access, booklet
from consultations.domain.canonical import digest
from consultations.services import exporting
from renewal_portal.typesetting import typeset


@require_safe
@gzip_page
def plan_file(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What anybody draws the plan again from, as a file to be kept."""
    text = json.dumps(exporting.export_plan(plan_id=access.plan_of(slug, number).pk), ensure_ascii=False, indent=1)
    name = f"{slug}-plan-{number}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="application/json; charset=utf-8", headers=headers)


@require_safe
def plan_booklet(request: HttpRequest, slug: str, number: int, language: str) -> HttpResponse:
    """The plan to be printed and read at home; typeset once as long as it says the same."""
    if language not in booklet.LANGUAGES:
        raise Http404
    data = booklet.booklet(access.plan_of(slug, number), access.newest_consultation(slug), language)
    pdf = cache.get_or_set(f"booklet:{digest(data)}", lambda: typeset(booklet.LAYOUT, data), timeout=24 * 3600)
    headers = {"Content-Disposition": f'inline; filename="{slug}-plan-{number}-{language}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)
