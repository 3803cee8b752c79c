"""Sweeps of the ledger. Each may be lost, doubled or late."""

from celery import shared_task

from renewal_portal.ledger import clock
from renewal_portal.ledger.services import sealing


@shared_task
def seal_events(**_later: object) -> int:
    """Chain what has been written since; two at once wait for each other."""
    return sealing.seal(at=clock.now())
