"""The chain of a district's events: each link's hash covers its event and the link before it.

hash = SHA-256 of canonical JSON [TAG, district, seq, previous hash, event], as 64 small hex digits. The
event is {"about", "at", "by", "detail", "district", "id", "what"}; `at` is UTC to the microsecond, like
"2026-11-24T01:02:03.000000+00:00". Anyone can repeat it from an export without this code.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from renewal_portal.ledger.domain.canonical import Json, canonical_bytes
from renewal_portal.ledger.domain.refusals import NotCanonical

TAG = "renewal-portal/event/1"
GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as the chain covers it."""

    id: int
    what: str
    about: str
    by: str
    at: datetime
    district: str
    detail: dict[str, Json]


@dataclass(frozen=True, slots=True)
class Link:
    """An event with its place in the chain, as stored."""

    seq: int
    previous_hash: str
    hash: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain stands, or stood when it was printed; `seq` 0 is the empty chain."""

    district: str
    seq: int = 0
    hash: str = GENESIS


class FaultCode(StrEnum):
    GAP = "gap"  # a number is missing before this one, or stands twice
    BROKEN = "broken"  # does not continue the link before it
    ALTERED = "altered"  # event or seal is no longer what was hashed
    FOREIGN = "foreign"  # the event belongs to another district
    HEAD_MISSING = "head_missing"  # the chain no longer reaches a printed head
    HEAD_DIFFERS = "head_differs"  # the chain has another hash where the head was printed
    SEAL_LOST = "seal_lost"  # the event is neither sealed nor waiting to be


@dataclass(frozen=True, slots=True)
class Fault:
    """Where a chain is not what it was; `seq` is None where the event has no place in it any more."""

    code: FaultCode
    district: str
    seq: int | None
    event_id: int | None = None


def entry_bytes(entry: Entry) -> bytes:
    """The canonical JSON of an event."""
    return canonical_bytes(_entry_json(entry))


def link_hash(*, district: str, seq: int, previous_hash: str, entry: Entry) -> str:
    whole = canonical_bytes([TAG, district, seq, previous_hash, _entry_json(entry)])
    return hashlib.sha256(whole).hexdigest()


def extend(head: Head, entries: Iterable[Entry]) -> Iterator[Link]:
    """The links that continue the chain from `head`, in the order given."""
    seq, previous = head.seq, head.hash
    for entry in entries:
        seq += 1
        digest = link_hash(district=head.district, seq=seq, previous_hash=previous, entry=entry)
        yield Link(seq, previous, digest, entry)
        previous = digest


def verify(links: Iterable[Link], *, district: str, heads: Collection[Head] = ()) -> list[Fault]:
    """Every fault of a chain read from its first link, in order; `heads` are those printed on paper.

    After a fault the reading goes on from what is stored, so that one change is reported once.
    """
    printed = {(head.seq, head.hash) for head in heads if head.district == district}
    stored = {seq: "" for seq, _ in printed} | {0: GENESIS}
    faults: list[Fault] = []
    head = Head(district)
    for link in links:
        faults += [Fault(code, district, link.seq, link.entry.id) for code in _faults(head, link)]
        head = Head(district, link.seq, link.hash)
        if link.seq in stored:
            stored[link.seq] = link.hash
    for seq, digest in sorted(printed):
        if stored[seq] != digest:
            code = FaultCode.HEAD_DIFFERS if stored[seq] else FaultCode.HEAD_MISSING
            faults.append(Fault(code, district, seq))
    return faults


def _faults(head: Head, link: Link) -> Iterator[FaultCode]:
    if link.seq != head.seq + 1:
        yield FaultCode.GAP
    if link.previous_hash != head.hash:
        yield FaultCode.BROKEN
    if link.entry.district != head.district:
        yield FaultCode.FOREIGN
    if link.hash != _rehashed(head.district, link):
        yield FaultCode.ALTERED


def _rehashed(district: str, link: Link) -> str | None:
    try:
        return link_hash(district=district, seq=link.seq, previous_hash=link.previous_hash, entry=link.entry)
    except NotCanonical:  # nothing like it was ever sealed
        return None


def _entry_json(entry: Entry) -> dict[str, Json]:
    return {
        "about": entry.about,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "by": entry.by,
        "detail": entry.detail,
        "district": entry.district,
        "id": entry.id,
        "what": entry.what,
    }
