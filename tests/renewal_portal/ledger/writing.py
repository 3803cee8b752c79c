"""Events for the tests, written the way services write them."""

from contextlib import contextmanager
from datetime import UTC, datetime

from django.db import transaction

from renewal_portal.ledger.services import events

AT = datetime(2026, 11, 24, 1, 2, 3, 45, tzinfo=UTC)
JIULONGPO, YUBEI = "500107", "500112"


def write(number, *, district=JIULONGPO, detail=None):
    with transaction.atomic():
        return events.record(
            what="round.closed",
            about=f"round:{number}",
            by="user:3",
            at=AT,
            district=district,
            detail=detail or {"questions": number},
        )


@contextmanager
def rolled_back():
    """A transaction that fails at its end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
