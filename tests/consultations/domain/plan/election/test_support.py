"""In order of votes, skipping what no longer fits, with the options that real cities have."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.domain.plan.election.support import by_support
from consultations.domain.plan.election.values import Ties
from tests.consultations.domain.plan.election.elections import election, elections, names, tied

CASES = [  # what it shows, projects, budget, voices, options, chosen
    ("most votes first", "A40 B40 C40", 80, "C*3 A*2 B", {}, "CA"),
    ("what does not fit is skipped", "A40 B70 C40", 80, "A*3 B*2 C", {}, "AC"),
    ("or it is the end", "A40 B70 C40", 80, "A*3 B*2 C", {"stop_at_misfit": True}, "A"),
    ("money is spent to the last unit", "A40 B40", 80, "A B", {}, "AB"),
    ("equals stand in the order of the file", "A50 B40 C30", 80, "A B C", {}, "AC"),
    ("or the cheapest first", "A50 B40 C30", 80, "A B C", {"ties": Ties.CHEAPEST_FIRST}, "CB"),
    ("too few votes leave a project out", "A40 B40 C40", 120, "A*3 B*2 C", {"threshold": 2}, "AB"),
    ("one below the threshold stops nothing", "A40 B90 C40", 80, "A*3 B C*2", {"threshold": 2}, "AC"),
    ("nobody wants it: it is not bought", "A40 B40", 80, "A -", {}, "A"),
    ("80 % of the cost are left: one last project", "A50 B60 C2", 98, "A*3 B*2 C", {"last_from": Fraction(4, 5)}, "AB"),
    ("one unit less is not enough", "A50 B60 C2", 97, "A*3 B*2 C", {"last_from": Fraction(4, 5)}, "AC"),
    ("what is in already is paid", "A40 B40 C40", 80, "A*3 B*2 C", {"bought": (2,)}, "CA"),
    ("no money buys what is free", "A0 B1", 0, "A B", {}, "A"),
]


@pytest.mark.parametrize("projects, budget, voices, options, chosen", [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_projects_are_chosen(projects, budget, voices, options, chosen):
    made = election(projects, budget, voices)

    assert names(made, by_support(made, **options)) == chosen


def test_equal_scores_are_named_whether_or_not_it_mattered():
    made = election("A1 B1 C1 D1 E1", 9, "A*2 B*2 C D*2 E -")

    assert tied(made, by_support(made)) == ["ABD", "CE"]


@given(elections())
def test_the_plan_fits_and_nothing_wanted_that_would_fit_is_left_out(made):
    chosen = by_support(made).projects

    left = made.budget - made.cost(chosen)
    assert left >= 0
    assert [p for p in made.eligible() if p not in chosen and made.projects[p].cost <= left] == []


@given(elections(), st.integers(0, 4))
def test_stopping_at_the_first_misfit_gives_the_beginning_of_the_same_order(made, threshold):
    skipping = by_support(made, threshold=threshold).projects
    stopping = by_support(made, threshold=threshold, stop_at_misfit=True).projects

    assert stopping == skipping[: len(stopping)]
