"""Sheets of paper: two readings, a third, and what does not add up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.domain.ballots import Answer
from consultations.domain.sheets import (
    Difference,
    Entered,
    Fault,
    Gap,
    Reading,
    Reconciliation,
    State,
    difference,
    entered,
    faulty,
    gaps,
    reconcile,
    settled,
)

ONE, OTHER = Reading("+-0"), Reading("+00")
UNSIGNED = faulty(Fault.UNSIGNED, "__.")

S, E = State, Entered
sheets = st.sampled_from(
    [
        (S.OUT, None),
        (S.SPOILT, None),
        (S.RETURNED, E.UNREAD),
        (S.RETURNED, E.ONCE),
        (S.RETURNED, E.DIFFERING),
        (S.COUNTED, None),
        (S.SET_ASIDE, None),
    ]
)


@pytest.mark.parametrize(
    "readings, how_far, holds",
    [
        ([], E.UNREAD, None),
        ([ONE], E.ONCE, None),
        ([ONE, ONE], E.SETTLED, ONE),
        ([ONE, OTHER], E.DIFFERING, None),
        ([ONE, OTHER, OTHER], E.SETTLED, OTHER),
        ([ONE, OTHER, UNSIGNED], E.SETTLED, UNSIGNED),
        ([UNSIGNED, faulty(Fault.BLANK, "__.")], E.DIFFERING, None),
    ],
)
def test_two_who_agree_settle_it_and_else_a_third(readings, how_far, holds):
    assert (entered(readings), settled(readings)) == (how_far, holds)


@pytest.mark.parametrize(
    "one, other, differs",
    [
        (ONE, ONE, Difference((), fault=False, choices=False, replaces=False)),
        (ONE, OTHER, Difference((2,), fault=False, choices=False, replaces=False)),
        (ONE, Reading("+-0", "p1"), Difference((), fault=False, choices=True, replaces=False)),
        (ONE, Reading("+-0", replaces=True), Difference((), fault=False, choices=False, replaces=True)),
        (ONE, faulty(Fault.BLANK, "___"), Difference((), fault=True, choices=False, replaces=False)),
    ],
)
def test_a_third_is_told_where_they_differ(one, other, differs):
    assert difference(one, other) == differs
    assert bool(difference(one, other)) is (one != other)


def test_what_is_read_says_which_questions_are_unclear():
    reading = Reading("+x_.0")

    assert (reading.said, reading.unclear) == ({1: Answer.AGREE, 5: Answer.ABSTAIN}, frozenset({2}))


def test_of_a_faulty_sheet_nothing_is_read():
    assert Reading("xx.", fault=Fault.UNSIGNED) == UNSIGNED
    assert (UNSIGNED.said, UNSIGNED.unclear) == ({}, frozenset({1, 2}))


FIGURES = {"issued": 10, "spoilt": 1, "missing": 2, "returned": 7, "counted": 6, "set_aside": 1, "in_box": 7}


@pytest.mark.parametrize(
    "changed, missing",
    [
        ({}, []),
        ({"in_box": None}, [(Gap.BOX_NOT_COUNTED, 7)]),
        ({"in_box": None, "missing": 9, "returned": 0, "counted": 0, "set_aside": 0}, []),
        ({"in_box": 5}, [(Gap.BOX_DIFFERS, 2)]),
        ({"missing": 1}, [(Gap.SHEETS, 1)]),
        ({"counted": 5}, [(Gap.SHEETS, 1)]),
        ({"counted": 4, "unread": 1, "once": 1}, [(Gap.UNREAD, 1), (Gap.ONCE, 1)]),
        ({"counted": 5, "differing": 1, "in_box": 8}, [(Gap.DIFFERING, 1), (Gap.BOX_DIFFERS, 1)]),
    ],
)
def test_what_does_not_add_up_is_named_with_its_number(changed, missing):
    paper = Reconciliation(**FIGURES | changed)

    assert list(gaps(paper)) == missing
    assert paper.adds_up is (missing == [])


def test_where_no_sheet_was_issued_nothing_is_missing():
    assert reconcile([]).adds_up is True


@given(st.lists(sheets))
def test_every_sheet_is_in_one_place(stack):
    paper = reconcile(stack)

    assert paper.first_sum is True
    assert paper.returned == paper.counted + paper.set_aside + paper.unread + paper.once + paper.differing


@given(st.lists(sheets, min_size=1), st.integers(0, 40))
def test_it_adds_up_when_nothing_waits_and_the_box_holds_what_came_back(stack, in_box):
    paper = reconcile(stack, in_box=in_box)

    waits = any(state is S.RETURNED for state, _ in stack)
    assert paper.adds_up is (not waits and in_box == paper.returned)
