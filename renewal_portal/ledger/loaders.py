"""Rows of the ledger → values of its domain."""

from collections.abc import Iterable, Iterator

from renewal_portal.ledger.domain.chain import Entry, Link
from renewal_portal.ledger.domain.settings import KNOWN, Timeline
from renewal_portal.ledger.models import DistrictSetting, Event, Seal


def entry(event: Event) -> Entry:
    return Entry(
        id=event.pk,
        what=event.what,
        about=event.about,
        by=event.by,
        at=event.at,
        district=event.district,
        detail=event.detail,
    )


def links(district: str) -> Iterator[Link]:
    """A district's chain from its first link, read in pieces out of one snapshot."""
    rows = Seal.objects.filter(district=district).select_related("event").order_by("seq", "id")
    for seal in rows.iterator(chunk_size=2000):
        yield Link(seq=seal.seq, previous_hash=seal.previous_hash, hash=seal.hash, entry=entry(seal.event))


def timelines(district: str, keys: Iterable[str]) -> dict[str, Timeline]:
    """A district's values of these settings over all days."""
    keys = list(keys)
    changes: dict[str, list[tuple]] = {key: [] for key in keys}
    for row in DistrictSetting.objects.filter(district=district, key__in=keys).order_by("valid_from"):
        changes[row.key].append((row.valid_from, row.value))
    return {key: Timeline(KNOWN[key].default, tuple(changes[key])) for key in keys}
