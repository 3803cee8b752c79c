"""One run of the Method of Equal Shares, against its definition in fractions."""

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from consultations.domain.plan.election.purses import Supporters
from consultations.domain.plan.election.run import Run
from consultations.domain.plan.election.values import Election, Project, Selected, Ties
from tests.consultations.domain.plan.election.elections import (
    election,
    elections,
    equal_shares_by_hand,
    names,
    shuffled,
    tied,
)

CASES = [  # what it shows, projects, budget, voices, chosen, ties
    ("each voice has the same part, a minority too", "A30 B30", 40, "A*3 B", "A", []),
    ("three quarters of the voices have three quarters of the money", "A30 B10", 40, "A*3 B", "AB", []),
    ("who has paid has less for the next", "A20 B20", 40, "AB AB A B", "A", ["AB"]),
    ("which may be enough", "A20 B16", 40, "AB AB A B", "AB", ["AB"]),
    ("the poor give all they have", "A20 B30", 60, "A AB B", "AB", ["AB"]),
    ("what supporters cannot pay is not bought, whatever others have", "A31", 40, "A*3 -", "", []),
    ("to the last unit", "A30", 40, "A*3 -", "A", []),
    ("what is free is bought if somebody wants it", "A0 B0 C5", 10, "C B", "BC", []),
    ("no voices, nothing is bought", "A1 B0", 10, "", "", []),
    ("no money buys what is free", "A1 B0", 0, "AB", "B", []),
    ("equals: the first of the file", "A10 B10", 10, "AB", "A", ["AB"]),
]


def run(made: Election, start: int | None = None, ties: Ties = Ties.FILE_ORDER) -> Selected:
    supporters = Supporters.among(made, made.eligible())
    return Run(supporters, made.budget if start is None else start, made.order(ties)).selected()


@pytest.mark.parametrize(
    "projects, budget, voices, chosen, ties", [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_projects_are_bought(projects, budget, voices, chosen, ties):
    made = election(projects, budget, voices)

    assert (names(made, run(made)), tied(made, run(made))) == (chosen, ties)


def test_the_cheapest_of_equals_may_come_first():
    made = election("A20 B10", 20, "AB")

    assert names(made, run(made, ties=Ties.CHEAPEST_FIRST)) == "B"


@given(elections(), st.integers(0, 60), st.sampled_from(Ties))
@example(election("A20 B30", 60, "A AB B"), 60, Ties.FILE_ORDER)
def test_it_buys_what_the_definition_buys(made, start, ties):
    share = Fraction(start, made.heads or 1)

    chosen, equal = equal_shares_by_hand(made, share, made.order(ties))

    selected = run(made, start, ties)
    assert list(selected.projects) == chosen
    assert [list(group) for group in selected.ties] == equal


@given(elections(most=10, costs=[7, 11, 13, 17, 19, 23, 29]), st.integers(0, 200))
def test_it_does_so_over_many_purchases(made, start):
    chosen, equal = equal_shares_by_hand(made, Fraction(start, made.heads or 1), made.order(Ties.FILE_ORDER))

    assert run(made, start) == Selected(tuple(chosen), tuple(map(tuple, equal)))


@given(elections())
def test_what_is_bought_fits_the_budget(made):
    assert made.cost(run(made).projects) <= made.budget


def paid_for(made: Election, selected: Selected) -> str:
    """Without what is free, which stands first, in the order of the file."""
    return "".join(made.projects[project].name for project in selected.projects if made.projects[project].cost)


@given(elections(), st.data())
def test_the_order_of_the_projects_only_breaks_ties(made, data):
    order = data.draw(st.permutations(range(len(made.projects))))
    other = shuffled(made, order)

    one, two = run(made), run(other)

    assert one.ties or two.ties or paid_for(made, one) == paid_for(other, two)


LARGE = 10**18  # a float of this size cannot tell one unit from none


@pytest.mark.parametrize("less", [0, 1, -1, 10**17], ids=str)
def test_as_many_supporters_who_can_all_pay_make_a_tie_whatever_the_cost(less):
    made = Election.of([Project("A", LARGE), Project("B", LARGE - less)], 10 * LARGE, {0b01: 5, 0b10: 5})

    assert (names(made, run(made)), tied(made, run(made))) == ("AB", ["AB"])


@pytest.mark.parametrize(
    "more, order, ties", [(1, "CDAB", ["CD"]), (0, "CDAB", ["CD", "AB"]), (-1, "CDBA", ["CD"])], ids=str
)
def test_rates_closer_than_floats_can_tell_are_decided_in_whole_numbers(more, order, ties):
    """C takes a quarter of a purse of a supporter of A, D as much and one unit more of a supporter of B.

    Both are then too poor for an equal part, and the second supporter of each pays what is missing.
    """
    a, b, c, d = 0b0001, 0b0010, 0b0100, 0b1000
    costs = [8 * LARGE // 5, 8 * LARGE // 5, 10 * LARGE // 4, 10 * LARGE // 4 + 10 * more]
    ballots = {a | c: 1, a: 1, b | d: 1, b: 1, c | d: 9}
    made = Election.of([Project(name, cost) for name, cost in zip("ABCD", costs, strict=True)], 13 * LARGE, ballots)

    assert (names(made, run(made)), tied(made, run(made))) == (order, ties)


@pytest.mark.parametrize("more, bought", [(0, "BA"), (1, "B"), (-1, "BA")], ids=str)
def test_the_last_unit_counts_where_purses_are_no_whole_numbers(more, bought):
    """B takes a quarter of LARGE of each of four; A asks for exactly what three of them have left."""
    left = 3 * LARGE - 3 * LARGE // 4

    made = Election.of([Project("A", left + more), Project("B", LARGE)], 10 * LARGE, {0b11: 3, 0b10: 1, 0: 6})

    assert names(made, run(made)) == bought
