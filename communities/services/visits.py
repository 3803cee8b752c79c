"""A registration visit: somebody shows the committee the letter and an identity document."""

from datetime import datetime

from django.db import transaction

from communities.models import Credential
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.services import events


class VisitRefused(Refused):
    """The visit is not recorded."""


@transaction.atomic
def confirm_visit(*, credential_id: int, by: str, at: datetime) -> Credential:
    """From now on the letter proves more than that somebody holds it. Another letter begins anew.

    Raises VisitRefused "letter_revoked", "wishes_need_no_visit" (a household's letter) or "visited_before".
    """
    credential: Credential = Credential.objects.select_for_update().get(pk=credential_id)
    if credential.revoked_at is not None:
        raise VisitRefused("letter_revoked")
    if credential.owner_id is None:
        raise VisitRefused("wishes_need_no_visit")
    if credential.confirmed_at is not None:
        raise VisitRefused("visited_before")
    credential.strength, credential.confirmed_by, credential.confirmed_at = "visit", by, at
    credential.save(update_fields=["strength", "confirmed_by", "confirmed_at"])
    events.record(what="credential.visit_confirmed", about=f"credential:{credential.pk}", by=by, at=at)
    return credential
