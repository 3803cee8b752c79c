"""The method *welfare*: examples line by line, and against every plan there could be."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import highspy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultations.domain.plan import draw, plan_digest, welfare
from consultations.domain.plan.drawing import Drawing, begin
from consultations.domain.plan.election import branching
from consultations.domain.plan.election.program import Limit, Program
from consultations.domain.plan.election.values import Election, Project
from consultations.domain.plan.election.welfare import by_welfare
from consultations.domain.plan.values import Measure, Method, Outcome, PlanInputs, PlanKind, Standing, Why
from consultations.domain.tally import Verdict
from menus.domain.catalogue import LineageKey
from tests.consultations.domain.plan.lines import because, drawn, inputs, line, plans, short, within
from tests.menus.domain.menu import keys

IN, OUT, RESERVE, WISH = Outcome.IN, Outcome.OUT, Outcome.RESERVE, Outcome.WISH
PASSED, FAILED = Verdict.PASSED, Verdict.FAILED
SUPPORTED, DUE = because(Why.SUPPORTED), because(Why.DUE)

CASES = [  # what it shows, lines, what else is given, outcome and reason by line
    (
        "two small lines beat a popular large one",
        [line("A", 100, 90), line("B", 50, 60), line("C", 50, 60)],
        {},
        {"A": (RESERVE, because(Why.MONEY, short_fen=100)), "B": (IN, SUPPORTED), "C": (IN, SUPPORTED)},
    ),
    (
        "what is due comes first, whatever could be had instead",
        [line("A", 100, 1, due=True), line("B", 50, 60), line("C", 50, 60)],
        {},
        {
            "A": (IN, DUE),
            "B": (RESERVE, because(Why.MONEY, short_fen=50)),
            "C": (RESERVE, because(Why.MONEY, short_fen=50)),
        },
    ),
    (
        "what every plan holds comes in, wanted or not",
        [line("A", 100, 90), line("M", 5, 0, wanted=False)],
        {"relations": "* brings_with M"},
        {"A": (RESERVE, because(Why.MONEY, short_fen=5)), "M": (IN, because(Why.COMPULSORY))},
    ),
    (
        "what fewer want than do not stays out, though it is free",
        [line("A", 50), line("B", 0, 40, wanted=False)],
        {},
        {"A": (IN, SUPPORTED), "B": (OUT, because(Why.NOT_WANTED))},
    ),
    (
        "a line brings what it needs, which adds nothing",
        [line("A", 60, 90), line("B", 40, 49, wanted=False), line("C", 50, 80), line("D", 50, 20)],
        {"relations": "A needs B"},
        {
            "A": (RESERVE, because(Why.MONEY, "B", short_fen=100)),
            "B": (OUT, because(Why.NOT_WANTED)),
            "C": (IN, SUPPORTED),
            "D": (IN, SUPPORTED),
        },
    ),
    (
        "and is in with it where both together are worth most",
        [line("A", 60, 90), line("B", 40, 49, wanted=False), line("C", 50, 80)],
        {"relations": "A needs B"},
        {
            "A": (IN, SUPPORTED),
            "B": (IN, because(Why.BROUGHT, "A")),
            "C": (RESERVE, because(Why.MONEY, short_fen=50)),
        },
    ),
    (
        "of what excludes each other the better one",
        [line("A", support=50), line("B", support=60), line("C", support=20)],
        {"relations": "A excludes B"},
        {"A": (OUT, because(Why.EXCLUDED, "B")), "B": (IN, SUPPORTED), "C": (IN, SUPPORTED)},
    ),
    (
        "two that go together beat a better one that excludes both",
        [line("A", support=90), line("B", support=50), line("C", support=50)],
        {"relations": "A excludes B, A excludes C"},
        {"A": (OUT, because(Why.EXCLUDED, "B C")), "B": (IN, SUPPORTED), "C": (IN, SUPPORTED)},
    ),
    (
        "of a choice group one line",
        [line("A", support=70), line("B@1", support=80), line("C", support=60)],
        {"groups": {"either": "A B@1 C"}},
        {"A": (OUT, because(Why.EXCLUDED, "B@1")), "B@1": (IN, SUPPORTED), "C": (OUT, because(Why.EXCLUDED, "B@1"))},
    ),
    (
        "of alternatives nobody asks for the first one comes along, and only one",
        [line("A", support=90), *(line(name, 0, wanted=False) for name in ("B@1", "B@2"))],
        {"relations": "A needs B", "groups": {"either": "B@1 B@2"}},
        {"A": (IN, SUPPORTED), "B@1": (IN, because(Why.BROUGHT, "A")), "B@2": (OUT, because(Why.NOT_WANTED))},
    ),
    (
        "alternatives are tried in combination, where support takes them one after another",
        [line("A", support=90), *(line(name, wanted=False) for name in "BCEF")],
        {
            "relations": "A needs B, A needs E, A needs C, A needs F, B excludes C, B excludes F, E excludes F",
            "groups": {"either": "B E", "or": "C F"},
        },
        {
            "A": (IN, SUPPORTED),
            "B": (OUT, because(Why.NOT_WANTED)),
            "C": (IN, because(Why.BROUGHT, "A")),
            "E": (IN, because(Why.BROUGHT, "A")),
            "F": (OUT, because(Why.NOT_WANTED)),
        },
    ),
    (
        "a source of money has its own end",
        [line("A", 30, 90, source="city"), line("B", 25, 80, source="city"), line("C", 25, 70, source="city")],
        {"city": 50},
        {
            "A": (RESERVE, because(Why.SOURCE, short_fen=30)),
            "B": (IN, SUPPORTED),
            "C": (IN, SUPPORTED),
        },
    ),
    (
        "a wish is passed on, and what needs it is not in the plan",
        [line("A"), line("W", standing=Standing.WISH)],
        {"relations": "A needs W"},
        {"A": (OUT, because(Why.NEEDS, "W")), "W": (WISH, because(Why.FOR_THE_DISTRICT))},
    ),
    (
        "the decision only filters; what passed and nobody wished for comes in where money is left",
        [
            line("A", 60, 90, verdict=FAILED),
            line("B", 50, 50, verdict=PASSED),
            line("C", 30, 0, wanted=False, verdict=PASSED),
        ],
        {"kind": PlanKind.FINAL},
        {"A": (OUT, because(Why.FAILED)), "B": (IN, SUPPORTED), "C": (IN, SUPPORTED)},
    ),
]


@pytest.mark.parametrize("what, lines, given, expected", CASES, ids=[case[0] for case in CASES])
def test_outcome_and_reason(what, lines, given, expected):
    assert drawn(*lines, method=Method.WELFARE, **given) == expected


def test_of_equal_plans_the_one_with_the_first_line_and_the_lines_it_was_exchanged_for_are_named():
    plan = draw(inputs(line("A", 60), line("B", 50), line("C", 60, 20), line("D", 40, 20), method=Method.WELFARE))

    assert [short(key) for key in within(plan)] == ["A", "D"]
    assert plan.ties == (keys("A B"),)


def test_what_is_due_is_tied_by_support_as_ever():
    plan = draw(inputs(line("A", due=True), line("B", due=True), line("C"), method=Method.WELFARE))

    assert plan.ties == (keys("A B"),)


def test_thirds_and_sevenths_are_added_exactly():
    """1/3 + 3/7 is more than 16/21 - 1/10^9, and less than 16/21 + 1/10^9."""
    third, seventh, both = Fraction(100, 3), Fraction(300, 7), Fraction(1600, 21)
    for more, expected in ((Fraction(1, 10**9), ["A"]), (-Fraction(1, 10**9), ["B", "C"]), (0, ["A"])):
        plan = draw(
            inputs(line("A", 100, both + more), line("B", 50, third), line("C", 50, seventh), method=Method.WELFARE)
        )

        assert [short(key) for key in within(plan)] == expected


def welfare_of(given: PlanInputs) -> PlanInputs:
    return replace(given, method=Method.WELFARE)


def base(given: PlanInputs) -> Drawing:
    """What is in before the rest of the money is spent."""
    drawing = begin(given)
    for candidate in drawing.order:
        if candidate.due:
            drawing.turn(candidate)
    for candidate in drawing.order:
        if candidate.key in drawing.compulsory:
            drawing.turn(candidate)
    return drawing


def all_allowed(given: PlanInputs, drawing: Drawing) -> list[frozenset[LineageKey]]:
    """Every plan that holds what is in already and every rule, one after another."""
    by_key = {each.key: each for each in given.candidates}
    others = [key for key in by_key if drawing.may_enter(key)]
    found = []
    for size in range(len(others) + 1):
        for more in combinations(others, size):
            plan = frozenset({*drawing.chosen, *more})
            clauses = [clause for key in more for clause in drawing.graph.needs(key) + drawing.graph.brings(key)]
            if any(plan.isdisjoint(clause) for clause in clauses):
                continue
            if any(drawing.graph.excluded_by(key) & plan for key in plan):
                continue
            if sum(by_key[key].cost_fen for key in plan) > given.budget_fen:
                continue
            spent = {s: sum(by_key[key].cost_fen for key in plan if by_key[key].source == s) for s in given.limits}
            if all(spent[source] <= limit for source, limit in given.limits.items()):
                found.append(plan)
    return found


def worth(given: PlanInputs, drawing: Drawing, plan: frozenset[LineageKey]) -> Fraction:
    return sum((each.support for each in given.candidates if each.key in plan and drawing.stands(each)), Fraction(0))


@given(plans())
@settings(max_examples=300)
def test_no_plan_that_holds_the_rules_has_more_support_and_no_equal_one_comes_before_it(given):
    drawing = base(given)
    allowed = all_allowed(given, drawing)
    most = max(worth(given, drawing, plan) for plan in allowed)
    asking = [each.key for each in given.candidates if drawing.stands(each)]
    along = [each.key for each in reversed(given.candidates) if not drawing.stands(each)]

    def place(plan: frozenset[LineageKey]) -> list[bool]:
        return [key not in plan for key in asking] + [key in plan for key in along]

    chosen = frozenset(within(draw(welfare_of(given))))

    equal = [plan for plan in allowed if worth(given, drawing, plan) == most]
    assert chosen == min(equal, key=place)


@given(plans(), st.randoms())
def test_in_whatever_order_the_candidates_come_the_plan_and_its_digest_are_the_same(given, random):
    given = welfare_of(given)
    shuffled = list(given.candidates)
    random.shuffle(shuffled)
    turned = replace(given, candidates=tuple(shuffled), relations=given.relations[::-1])

    assert draw(turned) == draw(given)
    assert plan_digest(turned, draw(turned)) == plan_digest(given, draw(given))


@given(plans())
def test_every_line_has_a_reason_and_the_money_adds_up(given):
    plan = draw(welfare_of(given))
    chosen = [each for each in given.candidates if each.key in set(within(plan))]

    assert [each.key for each in plan.lines] == [each.key for each in given.candidates]
    assert plan.total_fen == sum(each.cost_fen for each in chosen) == given.budget_fen - plan.left_fen
    assert [each for each in plan.lines if each.outcome is RESERVE and each.reason.short_fen <= 0] == []


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), min_size=1, max_size=8), st.integers(0, 90))
def test_with_no_ties_and_one_source_it_is_the_election(given, money):
    """Measured in voices, each line wanted by so many."""
    wanted = [line(chr(65 + n), cost, 100 * heads) for n, (cost, heads) in enumerate(given)]
    plan = draw(replace(inputs(*wanted, money=money, method=Method.WELFARE), measure=Measure.VOICES))
    projects = [Project(short(each.key), each.cost_fen) for each in wanted]
    ballots = {1 << number: heads for number, (_, heads) in enumerate(given)}

    selected = by_welfare(Election.of(projects, money, ballots))

    assert [short(key) for key in within(plan)] == [projects[number].name for number in selected.projects]


def large(size: int, seed: int) -> PlanInputs:
    """Lines that need, bring along and exclude each other, of many places with electorates of their own."""
    lines = [
        line(
            f"L{number}@{number % 16 + 1}",
            (seed * (7919 + 104729 * number) % 90 + 10) * 1000,
            Fraction(100 * (number * seed % (7 + number % 16) + 1), 8 + number % 16),
            wanted=number % 7 != 3,
        )
        for number in range(size)
    ]
    needs = [f"L{number} needs L{number + 16}" for number in range(0, size - 16, 5)]
    excludes = [f"L{number} excludes L{number + 32}" for number in range(1, size - 32, 9)]
    money = sum(each.cost_fen for each in lines) * 2 // 5
    return inputs(*lines, money=money, relations=", ".join(needs + excludes), method=Method.WELFARE)


@pytest.mark.parametrize("seed", [3, 23])
def test_on_64_lines_branches_alone_find_no_more(seed):
    given = large(64, seed)
    drawing = begin(given)
    lines = [each for each in given.candidates if drawing.may_enter(each.key)]
    number = {each.key: place for place, each in enumerate(lines)}
    whole = 2**3 * 3**2 * 5 * 7 * 11 * 13 * 17 * 19 * 23
    value = [int(each.support * whole) if each.wanted else 0 for each in lines]
    limits = [Limit({place: each.cost_fen for place, each in enumerate(lines)}, given.budget_fen)]
    for key, place in number.items():
        limits += [
            Limit({place: 1} | {number[other]: -1 for other in clause}, 0)
            for clause in drawing.graph.needs(key) + drawing.graph.brings(key)
        ]
        limits += [Limit({place: 1, number[other]: 1}, 1) for other in drawing.graph.excluded_by(key)]
    program = Program(value, limits)

    chosen = [number[key] for key in within(draw(given))]

    assert program.allows(chosen)
    assert branching.most(program, {}, above=program.value(chosen)) is None


def test_more_threads_give_the_same_plan():
    given = large(64, 3)
    one = welfare.draw(given)
    highspy.Highs.resetGlobalScheduler(True)

    two = welfare.draw(given, threads=2)

    highspy.Highs.resetGlobalScheduler(True)
    assert one == two
