"""The one place where the present moment is read. In the demo it can be moved; anywhere else it cannot."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from renewal_portal.ledger.models import DemoClock


def now() -> datetime:
    """The present moment, aware, UTC. Only views, tasks and commands call this; everything below is told."""
    return timezone.now() + offset()


def offset() -> timedelta:
    """How far the demo's clock is moved; nothing outside the demo."""
    if not settings.DEMO:
        return timedelta(0)
    seconds = DemoClock.objects.values_list("seconds", flat=True).first()
    return timedelta(seconds=seconds or 0)
