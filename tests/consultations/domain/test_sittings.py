"""The steps of a meeting, its periods, who is in the room, and what hands resolve."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.domain import sittings
from consultations.domain.sittings import NEXT, Hands, Kind, State, Stay

NINE = datetime(2026, 5, 2, 1, 0, tzinfo=UTC)


def at(minutes: int) -> datetime:
    return NINE + timedelta(minutes=minutes)


def stay(who: str, came: int, left: int | None = None) -> Stay:
    return Stay(who, at(came), None if left is None else at(left))


def test_there_is_one_way_from_the_call_to_the_published_minutes():
    S = State
    way = [S.PREPARED, S.CALLED, S.OPEN, S.ENDED, S.MINUTED, S.SIGNED, S.PUBLISHED]

    assert {state: NEXT[state] - {S.CANCELLED} for state in way} == {
        **{one: {other} for one, other in pairwise(way)},
        S.PUBLISHED: set(),
    }
    assert {state for state in State if S.CANCELLED in NEXT[state]} == {S.PREPARED, S.CALLED}
    assert set(NEXT) == set(State)


@pytest.mark.parametrize("kind, days", [(Kind.OWNERS_ASSEMBLY, 15), (Kind.RESIDENTS, 3), (Kind.JOINT_REVIEW, 3)])
def test_an_owners_assembly_has_the_laws_notice_and_others_the_districts(kind, days):
    settings = {"decision_notice_days": 15, "meeting_notice_days": 3}

    assert sittings.notice_days(kind, settings) == days
    assert sittings.earliest(NINE, days) == NINE + timedelta(days=days)


@pytest.mark.parametrize(
    "minute, there",
    [(-1, 0), (0, 1), (9, 1), (10, 2), (19, 2), (20, 1), (29, 1), (30, 2), (60, 2)],
)
def test_who_comes_late_leaves_and_returns_is_counted_when_in_the_room(minute, there):
    stays = [stay("a", 0, 20), stay("b", 10), stay("a", 30)]

    assert sittings.present(stays, at(minute)) == there
    assert sittings.came(stays) == 2


@pytest.mark.parametrize(
    "present, entitled, percent, missing",
    [(4, 8, 50, 1), (5, 8, 50, 0), (0, 8, 50, 5), (4, 7, 50, 0), (3, 7, 50, 1), (6, 8, 75, 1), (7, 8, 75, 0)],
)
def test_the_quorum_is_more_than_the_districts_share(present, entitled, percent, missing):
    assert sittings.still_missing(present, entitled, percent) == missing
    assert sittings.quorate(present, entitled, percent) == (missing == 0)


@pytest.mark.parametrize(
    "hands, present, carried",
    [
        (Hands(3, 2), 5, True),
        (Hands(3, 3), 6, False),
        (Hands(3, 2, 1), 6, False),
        (Hands(4, 0), 4, False),
        (Hands(0, 0), 8, False),
    ],
)
def test_a_resolution_needs_the_quorum_and_more_than_all_other_hands(hands, present, carried):
    assert sittings.carries(hands, present=present, entitled=8, percent=50) is carried


@pytest.mark.parametrize(
    "hands, fits",
    [(Hands(3, 2, 1), True), (Hands(3, 2, 2), False), (Hands(0, 0), True), (Hands(-1, 2), False), (Hands(7, 0), False)],
)
def test_nobody_raises_two_hands(hands, fits):
    assert hands.fit(6) is fits


moments = st.integers(0, 100)
several = st.lists(
    st.tuples(st.sampled_from("abcd"), moments, st.none() | moments).map(lambda row: stay(*row)), max_size=12
)


@given(several, moments)
def test_nobody_is_there_twice_and_nobody_who_did_not_come(stays, minute):
    assert 0 <= sittings.present(stays, at(minute)) <= sittings.came(stays) <= len(stays)


@given(several, moments)
def test_somebody_who_leaves_takes_at_most_one_from_the_count(stays, minute):
    before = sittings.present(stays, at(minute))

    for gone in range(len(stays)):
        rest = stays[:gone] + stays[gone + 1 :]
        assert before - 1 <= sittings.present(rest, at(minute)) <= before


@given(st.integers(0, 500), st.integers(1, 500), st.integers(50, 99))
def test_what_is_missing_to_the_quorum_is_the_least_that_reaches_it(present, entitled, percent):
    missing = sittings.still_missing(present, entitled, percent)

    assert sittings.quorate(present + missing, entitled, percent)
    assert missing == 0 or not sittings.quorate(present + missing - 1, entitled, percent)


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.integers(0, 200), st.integers(1, 200))
def test_one_hand_more_for_it_never_loses_a_resolution(yes, no, none, present, entitled):
    told = {"present": present, "entitled": entitled, "percent": 50}

    assert sittings.carries(Hands(yes, no, none), **told) <= sittings.carries(Hands(yes + 1, no, none), **told)
