"""Writing the audit trail."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from renewal_portal.ledger.domain.canonical import Json, check
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.models import Event


class EventRefused(Refused):
    """The event would stand outside its transaction, or has no time zone."""


def record(
    *,
    what: str,
    about: str,
    by: str,
    at: datetime,
    district: str = "",
    detail: Mapping[str, Json] | None = None,
) -> Event:
    """Write an event inside the caller's transaction, so that neither exists without the other.

    `what` is dotted small letters ("round.closed"), `about` and `by` are "kind:id" ("round:12", "voice:17",
    "system:beat"), `district` is its code or "" for none. `detail` may hold text, whole numbers, booleans,
    None, lists and dictionaries; never names, never choices. Not chained here: the sealer does that.

    Raises `EventRefused` outside a transaction or for a time without zone, `NotCanonical` for a detail that
    has no canonical form, IntegrityError where a text is not of its form.
    """
    if not transaction.get_connection().in_atomic_block:
        raise EventRefused("outside_transaction", what=what)
    if at.tzinfo is None:
        raise EventRefused("time_without_zone", what=what)
    kept = dict(detail or {})
    check(kept, where="detail")
    return Event.objects.create(what=what, about=about, by=by, at=at, district=district, detail=kept)
