"""What equal shares leave: it is kept, or the shares grow one unit at a time, and then the rest goes by support."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.domain.plan.election.equal_shares import Completion, by_equal_shares
from consultations.domain.plan.election.purses import Supporters
from consultations.domain.plan.election.run import Run
from consultations.domain.plan.election.values import Election, Project, Selected, Ties
from tests.consultations.domain.plan.election.elections import election, elections, names, tied

NONE, ADD1, BOTH = Completion.NONE, Completion.ADD1, Completion.ADD1_SUPPORT

CASES = [  # what it shows, projects, budget, voices, completion, chosen
    ("a third of the voices cannot pay half the budget", "A50 B40", 100, "A*2 B", NONE, "A"),
    ("until their shares have grown", "A50 B40", 100, "A*2 B", ADD1, "AB"),
    ("growing ends before a plan that does not fit", "A50 B60", 100, "A*2 B", ADD1, "A"),
    ("and when all that is wanted is in", "A5 B4 C1", 100, "A*2 B -", ADD1, "AB"),
    ("what still fits is then bought by support", "A50 B60 C45", 100, "A*4 B*2 C -", BOTH, "AC"),
    ("which growing alone does not reach", "A50 B60 C45", 100, "A*4 B*2 C -", ADD1, "A"),
    ("a project dearer than the budget ends it when its turn comes", "A50 B101 C45", 100, "A*4 B*3 C", ADD1, "A"),
    ("nothing to do where nobody wants anything", "A1", 100, "- -", ADD1, ""),
    ("or where nobody is", "A0", 100, "", BOTH, ""),
    ("no money is no obstacle to begin with", "A1 B2", 0, "A B", ADD1, ""),
]


@pytest.mark.parametrize(
    "projects, budget, voices, completion, chosen", [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_projects_are_bought(projects, budget, voices, completion, chosen):
    made = election(projects, budget, voices)

    assert names(made, by_equal_shares(made, completion=completion)) == chosen


def test_a_unit_of_currency_may_be_many_small_ones():
    """At 34 a voice B's one supporter still lacks; the next share is 44."""
    made = election("A50 B40 C99", 100, "A*2 B", unit=10)

    assert names(made, by_equal_shares(made, completion=ADD1)) == "AB"
    assert by_equal_shares(made, completion=ADD1) == grown_one_by_one(made, Ties.FILE_ORDER)


def test_too_few_votes_leave_a_project_out_of_both_steps():
    made = election("A50 B10 C45", 100, "A*4 B C*2")

    assert names(made, by_equal_shares(made, threshold=2, completion=BOTH)) == "AC"


def test_ties_are_those_of_the_last_shares():
    made = election("A10 B10 C30", 30, "AB AB C")

    assert tied(made, by_equal_shares(made, completion=NONE)) == ["AB"]


def grown_one_by_one(made: Election, ties: Ties) -> Selected:
    """The shares raised without passing over any."""
    supporters, start = Supporters.among(made, made.eligible()), made.budget
    best = Run(supporters, start, made.order(ties)).selected()
    while len(best.projects) < len(supporters.of):
        start += made.unit * made.heads
        further = Run(supporters, start, made.order(ties)).selected()
        if made.cost(further.projects) > made.budget:
            return best
        best = further
    return best


@given(elections(), st.sampled_from(Ties))
def test_no_share_is_passed_over_that_would_change_the_plan(made, ties):
    assert by_equal_shares(made, ties=ties, completion=ADD1) == grown_one_by_one(made, ties)


@given(elections(most=8, costs=[190, 210, 230, 290, 310]), st.integers(200, 1500))
def test_nor_where_ranges_are_long(made, budget):
    rich = Election(made.projects, budget, made.approvals, made.voices)

    assert by_equal_shares(rich, completion=ADD1) == grown_one_by_one(rich, Ties.FILE_ORDER)


@given(elections())
def test_what_is_bought_fits_and_with_support_nothing_wanted_is_left_that_would_fit(made):
    chosen = by_equal_shares(made, completion=BOTH).projects

    left = made.budget - made.cost(chosen)
    assert left >= 0
    assert [p for p in made.eligible() if p not in chosen and made.projects[p].cost <= left] == []


def test_a_withdrawn_project_does_not_hold_the_growing_up():
    made = Election.of([Project("A", 50), Project("B", 999_999_999)], 100, {0b01: 2, 0b10: 1})

    assert names(made, by_equal_shares(made, completion=ADD1)) == "A"
