import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renewal_portal.ledger.domain.chain import GENESIS, Entry, Fault, FaultCode, Head, entry_bytes, extend, verify

from .test_canonical import JSON, TEXT

AT = datetime(2026, 11, 24, 1, 2, 3, 45, tzinfo=UTC)
CLOSED = Entry(7, "round.closed", "round:12", "user:3", AT, "500107", {"votes": 214, "paper": True})

ENTRIES = st.builds(
    Entry,
    id=st.integers(1, 10**9),
    what=TEXT,
    about=TEXT,
    by=TEXT,
    at=st.datetimes(timezones=st.just(UTC)),
    district=st.just("500107"),
    detail=st.dictionaries(TEXT, JSON, max_size=3),
)
CHAINS = st.lists(ENTRIES, min_size=1, max_size=6, unique_by=lambda entry: entry.id)


def chain(entries):
    return list(extend(Head("500107"), entries))


def codes(faults):
    return [(fault.code, fault.seq) for fault in faults]


def test_hash_can_be_repeated_by_hand():
    event = (
        '{"about":"round:12","at":"2026-11-24T01:02:03.000045+00:00","by":"user:3",'
        '"detail":{"paper":true,"votes":214},"district":"500107","id":7,"what":"round.closed"}'
    )
    whole = f'["renewal-portal/event/1","500107",1,"{"0" * 64}",{event}]'

    [link] = chain([CLOSED])

    assert entry_bytes(CLOSED) == event.encode()
    assert (link.seq, link.previous_hash) == (1, "0" * 64)
    assert link.hash == hashlib.sha256(whole.encode()).hexdigest()


def test_time_zone_of_the_reader_never_matters():
    elsewhere = replace(CLOSED, at=AT.astimezone(timezone(timedelta(hours=8))))

    assert chain([elsewhere])[0].hash == chain([CLOSED])[0].hash


def test_an_empty_chain_is_whole():
    assert verify([], district="500107", heads=[Head("500107")]) == []


@given(CHAINS)
def test_what_was_chained_is_whole(entries):
    assert verify(chain(entries), district="500107") == []


@given(CHAINS, st.data())
def test_chaining_in_pieces_gives_the_same_chain(entries, data):
    links = chain(entries)
    cut = data.draw(st.integers(0, len(entries)))
    head = Head("500107", cut, links[cut - 1].hash if cut else GENESIS)

    assert links[:cut] + list(extend(head, entries[cut:])) == links


CHANGES = {
    "id": lambda entry: replace(entry, id=entry.id + 1),
    "what": lambda entry: replace(entry, what=entry.what + "x"),
    "about": lambda entry: replace(entry, about=entry.about + "x"),
    "by": lambda entry: replace(entry, by=entry.by + "x"),
    "a microsecond": lambda entry: replace(
        entry, at=entry.at + timedelta(microseconds=1 if entry.at.year < 9000 else -1)
    ),
    "detail": lambda entry: replace(entry, detail={"was": entry.detail}),
    "detail with a float": lambda entry: replace(entry, detail={**entry.detail, "x": 0.5}),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@given(entries=CHAINS, data=st.data())
def test_a_changed_event_is_found_where_it_stands_and_only_there(change, entries, data):
    links = chain(entries)
    place = data.draw(st.integers(0, len(links) - 1))
    links[place] = replace(links[place], entry=change(links[place].entry))

    assert verify(links, district="500107") == [Fault(FaultCode.ALTERED, "500107", place + 1, links[place].entry.id)]


@given(st.lists(ENTRIES, min_size=2, max_size=6, unique_by=lambda entry: entry.id), st.data())
def test_a_link_taken_out_is_found_at_the_next(entries, data):
    links = chain(entries)
    place = data.draw(st.integers(0, len(links) - 2))
    del links[place]

    assert codes(verify(links, district="500107")) == [
        (FaultCode.GAP, place + 2),
        (FaultCode.BROKEN, place + 2),
    ]


@given(st.lists(ENTRIES, min_size=2, max_size=6, unique_by=lambda entry: entry.id), st.data())
def test_two_events_that_changed_places_are_both_found(entries, data):
    links = chain(entries)
    one, other = sorted(data.draw(st.lists(st.integers(0, len(links) - 1), min_size=2, max_size=2, unique=True)))
    first, second = links[one], links[other]
    links[one], links[other] = replace(first, entry=second.entry), replace(second, entry=first.entry)

    assert codes(verify(links, district="500107")) == [
        (FaultCode.ALTERED, one + 1),
        (FaultCode.ALTERED, other + 1),
    ]


@given(CHAINS)
def test_an_event_of_another_district_has_no_place(entries):
    links = list(extend(Head("500107"), [replace(entry, district="500112") for entry in entries]))

    assert codes(verify(links, district="500107")) == [(FaultCode.FOREIGN, seq) for seq in range(1, len(links) + 1)]


@given(CHAINS)
def test_chain_copied_to_another_district_is_altered_throughout(entries):
    copied = [replace(link, entry=replace(link.entry, district="500112")) for link in chain(entries)]

    assert codes(verify(copied, district="500112")) == [(FaultCode.ALTERED, link.seq) for link in copied]


@given(CHAINS)
def test_every_head_ever_printed_still_holds(entries):
    links = chain(entries)

    assert verify(links, district="500107", heads=[Head("500107", x.seq, x.hash) for x in links]) == []


@given(CHAINS, st.data())
def test_cutting_the_end_off_is_seen_by_the_printed_heads_alone(entries, data):
    links = chain(entries)
    kept = data.draw(st.integers(0, len(links) - 1))
    printed = Head("500107", links[-1].seq, links[-1].hash)

    assert verify(links[:kept], district="500107") == []
    assert verify(links[:kept], district="500107", heads=[printed]) == [
        Fault(FaultCode.HEAD_MISSING, "500107", len(links))
    ]


@given(CHAINS)
def test_a_chain_written_anew_is_seen_by_the_printed_head_alone(entries):
    printed = Head("500107", len(entries), chain(entries)[-1].hash)
    anew = chain([replace(entries[0], what=entries[0].what + "x"), *entries[1:]])

    assert verify(anew, district="500107") == []
    assert verify(anew, district="500107", heads=[printed]) == [Fault(FaultCode.HEAD_DIFFERS, "500107", len(entries))]


def test_a_head_of_another_district_is_not_asked_of_this_chain():
    assert verify(chain([CLOSED]), district="500107", heads=[Head("500112", 9, "f" * 64)]) == []
