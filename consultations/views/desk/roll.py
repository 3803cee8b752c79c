"""The roll: the register as it stands, and the copies that votes are counted by."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as translate
from django.views.decorators.http import require_http_methods

from communities.domain.roles import Permission
from communities.services.rolls import freeze_roll
from communities.views.doors import staff
from consultations import access
from consultations.acting import carried_out
from consultations.loaders.desk import rolls
from consultations.views.desk.shell import by, needed, page, to
from renewal_portal.ledger.clock import now


@staff
@require_http_methods(["GET", "POST"])
def roll(request: HttpRequest, slug: str) -> HttpResponse:
    """Heads and areas of every roll; the button copies the register into a new one."""
    consultation = access.desk(request.user, needed(request, Permission.KEEP_ROLL), slug)
    if request.method == "POST":
        community_id = consultation.community_id
        if carried_out(request, freeze_roll, community_id=community_id, by=by(request), at=now()):
            messages.success(request, translate("The roll is fixed."))
        return to("desk_roll", consultation)
    return page(
        request,
        "roll",
        consultation,
        "desk_roll",
        register=rolls.register(consultation.community),
        rolls=rolls.rolls(consultation.community),
        unanswered=rolls.unanswered(consultation.community),
    )
