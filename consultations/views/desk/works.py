"""From approval to closing: one milestone after the other."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from communities.domain.roles import Permission
from communities.views.doors import staff
from consultations import access
from consultations.acting import accepted
from consultations.forms.desk.papers import WorksForm
from consultations.loaders.desk import papers as loader
from consultations.services.works import report_milestone
from consultations.titles import REPORTS
from consultations.views.desk.shell import by, needed, page, sent, to
from renewal_portal.ledger.clock import now

MILESTONES = {
    "beginning": (_("Beginning of the works"), _("When the works began, and who carries them out.")),
    "acceptance": (_("Acceptance of the works"), _("What the offices, the designer and the residents' group found.")),
    "evaluation": (_("Evaluation by the residents"), _("How the residents were asked, and what they said.")),
    "handover": (_("Handover"), _("What was handed over to whom: keys, papers, guarantees, the management.")),
}


@staff
@require_http_methods(["GET", "POST"])
def works(request: HttpRequest, slug: str) -> HttpResponse:
    """What was reported, and a form for the next milestone."""
    consultation = access.desk(request.user, needed(request, Permission.REPORT_WORKS), slug)
    expected = loader.next_milestone(consultation)
    kind = request.POST.get("kind", expected)
    kind = kind if kind in MILESTONES else expected
    form = WorksForm(sent(request), kind=kind)
    if form.is_bound and kind and form.is_valid():
        values = {"consultation_id": consultation.pk, "kind": kind, **form.values(), "by": by(request), "at": now()}
        if accepted(form, report_milestone, **values):
            messages.success(request, translate("It is reported."))
            return to("desk_works", consultation)
    return page(
        request,
        "works",
        consultation,
        "desk_works",
        reports=[(report, REPORTS[report.kind]) for report in loader.reports(consultation)],
        kind=kind,
        milestone=MILESTONES.get(kind),
        form=form,
    )
