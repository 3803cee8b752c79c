"""Findings: reported by one person, checked by another."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as translate
from django.views.decorators.http import require_http_methods, require_POST

from communities.domain.roles import Permission
from communities.views.doors import staff
from consultations import access
from consultations.acting import accepted, carried_out
from consultations.forms.desk.survey import FindingForm
from consultations.loaders.desk import menu
from consultations.services import surveying
from consultations.views.desk.shell import by, needed, page, sent, to
from renewal_portal.ledger.clock import now


@staff
@require_http_methods(["GET", "POST"])
def findings(request: HttpRequest, slug: str) -> HttpResponse:
    """What was found, and a form to report more."""
    consultation = access.desk(request.user, needed(request, Permission.REPORT_FINDING), slug)
    form = FindingForm(
        sent(request), request.FILES or None, items=menu.defects(consultation), places=menu.places(consultation)
    )
    if form.is_bound and form.is_valid():
        values = {"consultation_id": consultation.pk, **form.values(), "by": by(request), "at": now()}
        if accepted(form, surveying.report_finding, **values):
            messages.success(request, translate("The finding is recorded. A second person has to check it."))
            return to("desk_findings", consultation)
    found = consultation.findings.select_related("item", "place").order_by("checked_at", "-found_at", "-pk")
    return page(request, "findings", consultation, "desk_findings", findings=found, form=form, me=by(request))


@staff
@require_POST
def check(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The second person says that it is so."""
    finding = access.desk_finding(request.user, Permission.CHECK_FINDING, slug, pk)
    if carried_out(request, surveying.check_finding, finding_id=finding.pk, by=by(request), at=now()):
        messages.success(request, translate("The finding is checked."))
    return to("desk_findings", finding.consultation)
