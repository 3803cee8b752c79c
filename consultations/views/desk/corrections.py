"""What people say is wrong with the roll, and the committee's answers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from communities import access as people
from communities.domain.roles import Permission
from communities.services.corrections import answer_correction
from communities.views.doors import staff
from consultations import access
from consultations.acting import accepted
from consultations.forms.desk.corrections import CorrectionAnswerForm
from consultations.loaders.desk import rolls
from consultations.views.desk.shell import by, fill_in, page, sent, to
from renewal_portal.ledger.clock import now
from renewal_portal.shown.words import listed

KEEP = Permission.KEEP_ROLL


@staff
@require_GET
def corrections(request: HttpRequest, slug: str) -> HttpResponse:
    """Those that wait for an answer first."""
    consultation = access.desk(request.user, KEEP, slug)
    found = rolls.corrections(consultation.community)
    told = [(correction, listed(doors)) for correction, doors in found]
    return page(request, "corrections", consultation, "desk_roll", title=_("Corrections"), corrections=told)


@staff
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Answer a correction, and say whether it is right; the register itself is corrected elsewhere."""
    correction = people.correction_for(request.user, KEEP, slug, pk)
    consultation, form = access.desk(request.user, KEEP, slug), CorrectionAnswerForm(sent(request))
    if form.is_bound and form.is_valid():
        values = {"correction_id": correction.pk, **form.values(), "by": by(request), "at": now()}
        if accepted(form, answer_correction, **values):
            messages.success(request, translate("The answer is sent. Whoever asked finds it on their page."))
            return to("desk_corrections", consultation)
    return fill_in(
        request,
        consultation,
        "desk_roll",
        title=translate("Answer a correction"),
        over=listed(rolls.doors_of_correction(correction)),
        quote=correction.text,
        form=form,
        back=reverse("desk_corrections", args=[slug]),
        submit=translate("Send the answer"),
    )
