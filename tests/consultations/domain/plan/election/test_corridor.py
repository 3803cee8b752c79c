"""A proof about a range of budgets holds for each of them; where it fails, nothing is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.domain.plan.election.corridor import Corridor
from consultations.domain.plan.election.purses import Supporters
from consultations.domain.plan.election.run import Run
from consultations.domain.plan.election.values import Ties
from tests.consultations.domain.plan.election.elections import election, elections

CASES = [  # what it shows, projects, voices, from what each begins with, to what, is it sure that A and B are bought
    ("all can pay, at every budget", "A30 B20", "A*3 B", 21, 90, True),
    ("B cannot be bought at the lower end", "A30 B20", "A*3 B", 19, 90, False),
    ("at the very end floats cannot tell", "A30 B20", "A*3 B", 20, 90, False),
    ("a project more is bought at the upper end", "A30 B20 C91", "A*3 B C", 21, 91, False),
    ("just not", "A30 B20 C92", "A*3 B C", 21, 91, True),
    ("equals for ever: the first of the file", "A30 B30", "A*3 B*3", 11, 90, True),
    ("the other order is never bought", "B30 A30", "A*3 B*3", 11, 90, False),
]


@pytest.mark.parametrize(
    "projects, voices, least, most, sure", [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_a_range_is_proved(projects, voices, least, most, sure):
    made = election(projects, 0, voices)
    supporters, place = Supporters.among(made, made.eligible()), made.order(Ties.FILE_ORDER)
    order = ["".join(project.name for project in made.projects).index(name) for name in "AB"]

    assert Corridor(supporters, least * made.heads, most * made.heads, place).buys(order) is sure


@given(elections(costs=range(1, 13)), st.integers(1, 40), st.integers(0, 20), st.data())
def test_what_is_proved_for_a_range_is_bought_at_each_budget_in_it(made, start, width, data):
    supporters, place = Supporters.among(made, made.eligible()), made.order(Ties.FILE_ORDER)
    order = Run(supporters, start, place).selected().projects
    between = data.draw(st.integers(start, start + width))

    if Corridor(supporters, start, start + width, place).buys(order):
        assert Run(supporters, between, place).selected().projects == order
