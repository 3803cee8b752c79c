"""Whose ballots a worker does not enter."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as translate
from django.views.decorators.http import require_http_methods, require_POST

from communities import access as people
from communities.models import DeclaredKin, Unit
from communities.services import kin as services
from communities.views.doors import staff
from consultations import access
from consultations.acting import accepted, carried_out
from consultations.forms.desk.letters import DoorForm
from consultations.loaders.desk.sheets import names
from consultations.views.desk.sheets import HANDLE, RUN
from consultations.views.desk.shell import by, page, sent, to
from renewal_portal.ledger.clock import now


@staff
@require_http_methods(["GET", "POST"])
def kin(request: HttpRequest, slug: str) -> HttpResponse:
    """What workers have said, and a field to say it."""
    consultation = access.desk(request.user, HANDLE, slug)
    community, form = consultation.community, DoorForm(sent(request))
    if form.is_bound and form.is_valid():
        unit = Unit.objects.of(community.pk).filter(door__iexact=form.cleaned_data["door"].strip()).first()
        if unit is None:
            form.add_error("door", translate("The register has no such door. Look at the plate once more."))
        elif accepted(form, services.declare, field="door", unit_id=unit.pk, by=by(request), at=now()):
            messages.success(request, translate("It is recorded. You enter no paper ballot of this door."))
            return to("desk_kin", consultation)
    standing = list(DeclaredKin.objects.standing().of(community.pk).select_related("unit").order_by("-pk"))
    known = names(each.declared_by for each in standing)
    return page(
        request,
        "kin",
        consultation,
        "desk_sheets",
        title=translate("Own and relatives' doors"),
        form=form,
        declared=[(each, known.get(each.declared_by, each.declared_by)) for each in standing],
        me=by(request),
    )


@staff
@require_POST
def end(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """It holds no longer."""
    declared = people.kin_for(request.user, RUN, slug, pk)
    consultation = access.desk(request.user, RUN, slug)
    if carried_out(request, services.end, kin_id=declared.pk, by=by(request), at=now()):
        messages.success(request, translate("It is taken back."))
    return to("desk_kin", consultation)
