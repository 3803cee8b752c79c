"""Moving the demo's clock."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction

from renewal_portal.ledger.clock import offset
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.models import DemoClock


class ClockRefused(Refused):
    """The clock is moved only in the demo ("not_a_demo"), and only forward ("not_forward")."""


@transaction.atomic
def move_forward(*, by: timedelta) -> timedelta:
    """Move the demo's clock on; returns how far it is ahead now. Raises ClockRefused."""
    if not settings.DEMO:
        raise ClockRefused("not_a_demo")
    if by <= timedelta(0):
        raise ClockRefused("not_forward")
    row, _ = DemoClock.objects.select_for_update().get_or_create(pk=1)
    row.seconds = int((offset() + by).total_seconds())
    row.save(update_fields=["seconds"])
    return timedelta(seconds=row.seconds)
