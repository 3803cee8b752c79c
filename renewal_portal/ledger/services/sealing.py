"""Chaining what has been written, district by district."""

from datetime import datetime

from django.db import transaction

from renewal_portal.ledger import loaders
from renewal_portal.ledger.domain.chain import Head, extend
from renewal_portal.ledger.models import Seal, Unsealed
from renewal_portal.ledger.services.locks import Space, hold


def seal(*, at: datetime, district: str | None = None, limit: int = 10_000) -> int:
    """Chain the events that are visible and not sealed, of one district or of all; returns how many.

    Each district is one transaction of its own, with up to `limit` events in the order of their ids. An
    event whose transaction ends later is sealed by a later call, after events with higher ids.
    Inside a caller's transaction it also seals what that transaction wrote, and other sealers of the
    district wait for its end: so call it last.
    """
    if district is not None:
        return _seal_district(district=district, at=at, limit=limit)
    waiting = Unsealed.objects.order_by("district").values_list("district", flat=True).distinct()
    return sum(_seal_district(district=name, at=at, limit=limit) for name in list(waiting))


def head(*, district: str) -> tuple[int, str]:
    """Number and hash of the last link of a district's chain; (0, zeros) where there is none."""
    last = _head(district)
    return last.seq, last.hash


def heads() -> dict[str, tuple[int, str]]:
    """Number and hash of the last link of every chain, by district."""
    return {last.district: (last.seq, last.hash) for last in Seal.objects.heads()}


@transaction.atomic
def _seal_district(*, district: str, at: datetime, limit: int) -> int:
    hold(Space.CHAIN, district)
    queue = Unsealed.objects.filter(district=district).select_related("event", "event__seal")
    events = [row.event for row in queue.order_by("event_id")[:limit]]
    # A data-only restore may have queued an event together with its seal.
    entries = [loaders.entry(event) for event in events if not hasattr(event, "seal")]
    links = list(extend(_head(district), entries))
    Seal.objects.bulk_create(
        Seal(
            event_id=link.entry.id,
            district=district,
            seq=link.seq,
            previous_hash=link.previous_hash,
            hash=link.hash,
            sealed_at=at,
        )
        for link in links
    )
    Unsealed.objects.filter(event_id__in=[event.pk for event in events]).delete()
    return len(links)


def _head(district: str) -> Head:
    last = Seal.objects.filter(district=district).order_by("-seq").first()
    return Head(district) if last is None else Head(district, last.seq, last.hash)
