"""Ballots that co-owners dispute. Nobody at the desk sees what a ballot says."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from communities.domain.roles import Permission
from communities.views.doors import staff
from consultations import access
from consultations.acting import accepted
from consultations.forms.desk.corrections import AgreementForm
from consultations.loaders import disputes as loader
from consultations.services.disputing import record_agreement
from consultations.views.desk.shell import ask, by, page, sent, to
from renewal_portal.ledger.clock import now
from renewal_portal.shown.times import moment
from renewal_portal.shown.words import listed

KEEP = Permission.KEEP_ROLL


@staff
@require_GET
def disputes(request: HttpRequest, slug: str) -> HttpResponse:
    """Every dispute of the newest decision, those that stand first."""
    consultation = access.desk(request.user, KEEP, slug)
    told = [(each, listed(each.doors)) for each in loader.of_consultation(consultation)]
    return page(request, "disputes", consultation, "desk_rounds", title=_("Disputed ballots"), disputes=told)


@staff
@require_http_methods(["GET", "POST"])
def settle(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Record the agreement that the co-owners signed."""
    dispute = access.desk_dispute(request.user, KEEP, slug, pk)
    consultation, form = dispute.ballot.round.consultation, AgreementForm(sent(request))
    if form.is_bound and form.is_valid():
        values = {"dispute_id": dispute.pk, **form.values(), "by": by(request), "at": now()}
        if accepted(form, record_agreement, **values):
            messages.success(request, translate("The agreement is recorded. This dispute is settled."))
            return to("desk_disputes", consultation)
    return ask(
        request,
        consultation,
        "desk_rounds",
        title=translate("Record a signed agreement?"),
        text=translate(
            "With it the dispute is settled and the ballot counts, unless somebody else disputes it. "
            "Keep the signed paper."
        ),
        rows=[
            (translate("Disputed by"), dispute.person.name),
            (translate("Disputed"), moment(dispute.raised_at)),
            (translate("The reason given"), dispute.reason),
        ],
        form=form,
        label=translate("Record the agreement"),
    )
