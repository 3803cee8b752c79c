"""A plan as files."""

import json

from django.http import HttpRequest, HttpResponse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from consultations import access
from consultations.services import exporting


@require_safe
@gzip_page
def plan_file(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What anybody draws the plan again from, as a file to be kept."""
    text = json.dumps(exporting.export_plan(plan_id=access.plan_of(slug, number).pk), ensure_ascii=False, indent=1)
    name = f"{slug}-plan-{number}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="application/json; charset=utf-8", headers=headers)
