"""Trying all branches finds what trying all subsets finds, also where choices need or exclude others."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from consultations.domain.plan.election import branching
from consultations.domain.plan.election.program import Limit, Program, ceiling, settled
from consultations.domain.plan.election.solver import Solver


@st.composite
def programs(draw: st.DrawFn) -> Program:
    """Small programs: money, and a few limits with weights of both signs, as needs and exclusions have them."""
    size = draw(st.integers(1, 6))
    number = st.integers(0, 9)
    money = Limit({choice: draw(number) for choice in range(size)}, draw(st.integers(0, 25)))
    weights = st.dictionaries(st.integers(0, size - 1), st.integers(-2, 2), max_size=3)
    others = draw(st.lists(st.builds(Limit, weights, st.integers(-1, 2)), max_size=3))
    return Program([draw(number) for _ in range(size)], [money, *others])


def best_of_all(program: Program, fixed: dict[int, bool]) -> int | None:
    size = len(program.worth)
    subsets = [set(chosen) for count in range(size + 1) for chosen in combinations(range(size), count)]
    allowed = [s for s in subsets if program.allows(s) and all((c in s) == yes for c, yes in fixed.items())]
    return max((program.value(subset) for subset in allowed), default=None)


@given(programs(), st.dictionaries(st.just(0), st.booleans()))
def test_branches_find_the_best_of_all_subsets(program, fixed):
    found, best = branching.most(program, fixed), best_of_all(program, fixed)

    assert (None if found is None else program.value(found)) == best
    assert found is None or (program.allows(found) and all((c in found) == yes for c, yes in fixed.items()))


#: Worths that no float tells apart from their neighbours.
LARGE = 10**30


@given(programs(), st.dictionaries(st.just(0), st.booleans()), st.booleans())
def test_the_solver_finds_what_is_worth_so_much_and_nothing_where_nothing_is(program, fixed, large):
    if large:
        program = Program([worth * LARGE + number for number, worth in enumerate(program.worth)], program.limits)
    solver, best = Solver(program), best_of_all(program, fixed)

    found = solver.at_least(best or 0, fixed)
    assert (None if found is None else program.value(found)) == best
    assert found is None or (program.allows(found) and all((c in found) == yes for c, yes in fixed.items()))
    assert solver.at_least((best or 0) + 1, fixed) is None


@given(programs(), st.lists(st.fractions(0, 3), min_size=4, max_size=4))
def test_what_is_settled_is_answered_alike_by_every_best_plan(program, prices):
    subsets = [set(c) for n in range(len(program.worth) + 1) for c in combinations(range(len(program.worth)), n)]
    best = best_of_all(program, {})
    plans = [each for each in subsets if program.allows(each) and program.value(each) == best]

    for asked in (prices[: len(program.limits)], Solver(program).prices()):
        for choice in settled(program, asked, best or 0) if plans else ():
            assert len({choice in plan for plan in plans}) == 1


@given(programs(), st.sets(st.integers(0, 5)))
def test_nothing_is_better_than_the_ceiling(program, yes):
    chosen = [choice for choice in yes if choice < len(program.worth)]
    order = [choice for choice in program.by_worth_for_money() if choice not in chosen]
    best = best_of_all(program, dict.fromkeys(chosen, True))

    assert best is None or best <= ceiling(program, order, chosen)
