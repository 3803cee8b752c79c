"""The most votes that the budget can buy: against all subsets, and against branches on many projects."""

from collections import Counter
from itertools import combinations

import highspy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.domain.plan.election.values import Election, Project, Ties
from consultations.domain.plan.election.welfare import by_welfare
from tests.consultations.domain.plan.election.elections import election, elections, names, shuffled, tied

CASES = [  # what it shows, projects, budget, voices, chosen, exchanged
    ("two small ones beat a popular large one", "A90 B40 C50", 90, "A*3 B*2 C*2", "BC", []),
    ("a popular large one beats two small ones", "A90 B40 C50", 90, "A*5 B*2 C*2", "A", []),
    ("of equal plans the one with the first project", "A40 B40 C40", 80, "A B C", "AB", ["ABC"]),
    ("even where that is the dearer one", "A60 B40", 60, "A B", "A", ["AB"]),
    ("nobody wants it: it is not bought", "A1 B1", 9, "B", "B", []),
    ("what is free is in", "A0 B9", 8, "A B", "A", []),
    ("nothing fits", "A9", 8, "A", "", []),
    ("nothing is wanted", "A9", 9, "-", "", []),
]


@pytest.mark.parametrize(
    "projects, budget, voices, chosen, exchanged", [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_projects_are_chosen(projects, budget, voices, chosen, exchanged):
    made = election(projects, budget, voices)

    selected = by_welfare(made)

    assert (names(made, selected), tied(made, selected)) == (chosen, exchanged)


def test_the_cheapest_of_equals_may_come_first():
    made = election("A60 B40", 60, "A B")

    assert names(made, by_welfare(made, ties=Ties.CHEAPEST_FIRST)) == "B"


def test_too_few_votes_leave_a_project_out():
    made = election("A60 B30 C30", 60, "A*3 B*2 C*2")

    assert names(made, by_welfare(made, threshold=3)) == "A"


def all_best(made: Election, place: list[int]) -> list[tuple[int, ...]]:
    """Every plan with the most votes, the first of the published order first."""
    scores, wanted = made.scores(), sorted(made.eligible(), key=place.__getitem__)
    plans = [plan for size in range(len(wanted) + 1) for plan in combinations(wanted, size)]
    votes = {plan: sum(scores[p] for p in plan) for plan in plans if made.cost(plan) <= made.budget}
    most = max(votes.values())
    return sorted(
        (plan for plan in votes if votes[plan] == most), key=lambda plan: [project not in plan for project in wanted]
    )


@given(elections(), st.sampled_from(Ties))
def test_no_subset_is_better_and_no_equal_one_comes_earlier(made, ties):
    plans = all_best(made, made.order(ties))

    selected = by_welfare(made, ties=ties)

    assert selected.projects == plans[0]
    differing = {p for plan in plans for p in set(plan) ^ set(plans[0])}
    assert {p for group in selected.ties for p in group} == differing


@given(elections(), st.data())
def test_columns_in_another_order_give_the_plan_that_comes_first_there(made, data):
    other = shuffled(made, data.draw(st.permutations(range(len(made.projects)))))

    assert by_welfare(other).projects == all_best(other, other.order(Ties.FILE_ORDER))[0]


def hard(size: int, seed: int, scale: int = 1) -> Election:
    """Projects whose votes nearly follow their costs: where an almost best plan is easily taken for the best."""
    costs = [(seed * (7919 + 104729 * p) % 90 + 10) * scale for p in range(size)]
    ballots: Counter[int] = Counter()
    for project, cost in enumerate(costs):
        ballots[1 << project] += cost // scale + (project * seed) % 7
    return Election.of([Project(str(p), cost) for p, cost in enumerate(costs)], sum(costs) * 2 // 5, ballots)


def most_by_weight(made: Election) -> int:
    """The most votes for every amount of money: the plain table of knapsacks."""
    best = [0] * (made.budget + 1)
    for project, votes in zip(made.projects, made.scores(), strict=True):
        for money in range(made.budget, project.cost - 1, -1):
            best[money] = max(best[money], best[money - project.cost] + votes)
    return best[-1]


@pytest.mark.parametrize("size, seed", [(64, 3), (64, 23), (64, 42), (44, 11)])
def test_on_many_projects_it_finds_the_most(size, seed):
    made = hard(size, seed)
    scores = made.scores()

    chosen = by_welfare(made).projects

    assert sum(scores[p] for p in chosen) == most_by_weight(made)
    assert made.cost(chosen) <= made.budget


@pytest.mark.parametrize("scale", [10**9, 10**15, 10**16], ids=str)
def test_costs_of_any_size_give_the_same_plan(scale):
    """Beyond 2^53 the solver's floats would round; there all branches are tried in whole numbers."""
    assert by_welfare(hard(24, 5, scale)).projects == by_welfare(hard(24, 5)).projects


@pytest.mark.parametrize("more, chosen", [(0, "AB"), (1, "AC"), (2, "A")], ids=str)
def test_one_unit_too_much_in_10_to_the_15_does_not_fit(more, chosen):
    large = 10**15
    made = Election.of(
        [Project("A", large), Project("B", large + more), Project("C", large + more - 1)],
        2 * large,
        {0b001: 9, 0b010: 5, 0b100: 4},
    )

    assert names(made, by_welfare(made)) == chosen


def test_more_threads_give_the_same_plan():
    made = hard(64, 3)
    one = by_welfare(made)
    highspy.Highs.resetGlobalScheduler(True)

    two = by_welfare(made, threads=2)

    highspy.Highs.resetGlobalScheduler(True)
    assert one == two
