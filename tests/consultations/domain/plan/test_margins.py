"""How far a line is from being in: every figure is one that was seen to work."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.domain.plan import draw
from consultations.domain.plan.margins import MOST, Margin, Wish, margins, to_plain
from consultations.domain.plan.values import Measure, Method, Outcome
from tests.consultations.domain.plan.lines import inputs, line
from tests.menus.domain.menu import key, keys

CASES = [  # what it shows, lines, what else is given, households wanting of a hundred, margin by line
    (
        "what was lacking brings it in, where nothing else takes it",
        [line("A", 60, 40), line("B", 60, 80)],
        {},
        {"A": 40, "B": 80},
        {"A": Margin(20, 40, keys("B"))},
    ),
    (
        "what comes first takes the first of it",
        [line("A", 90, 90), line("B", 30, 80), line("C", 30, 70)],
        {},
        {"A": 90, "B": 80, "C": 70},
        {"B": Margin(20, 11, keys("A")), "C": Margin(50, 21, keys("A"))},
    ),
    (
        "one more household than do not want it",
        [line("A", 30, 20, wanted=False)],
        {},
        {"A": 20},
        {"A": Margin(None, 1)},
    ),
    (
        "what can never fit by wishes alone needs money alone",
        [line("A", 130, 90)],
        {},
        {"A": 90},
        {"A": Margin(30, None)},
    ),
    ("what all want and nobody can pay", [line("A", 130, 100)], {}, {"A": 100}, {"A": Margin(30, None)}),
    ("what is in has no margin", [line("A", 30, 90)], {}, {"A": 90}, {}),
    (
        "what is shut out by another is not told to bring money",
        [line("A", 30, 90), line("B", 30, 80)],
        {"relations": "A excludes B"},
        {"A": 90, "B": 80},
        {},
    ),
    (
        "an area cannot be told in households",
        [line("A", 60, 40), line("B", 60, 80)],
        {"measure": Measure.AREA},
        {"A": 40, "B": 80},
        {"A": Margin(20, None)},
    ),
]


def wishes(wanted: dict[str, int]) -> dict:
    """A hundred households each, of which twenty are against."""
    return {key(name): Wish(count, 20, 100) for name, count in wanted.items()}


@pytest.mark.parametrize("what, lines, more, wanted, expected", CASES, ids=[case[0] for case in CASES])
def test_margins(what, lines, more, wanted, expected):
    more = dict(more)
    measure = more.pop("measure", Measure.SHARE)
    given_inputs = replace(inputs(*lines, **more), measure=measure)

    found = margins(given_inputs, draw(given_inputs), wishes(wanted))

    assert found == {key(name): margin for name, margin in expected.items()}


LINES = st.lists(st.tuples(st.integers(1, 80), st.integers(1, 99)), min_size=1, max_size=6).map(
    lambda rows: [line("ABCDEF"[i], cost, support) for i, (cost, support) in enumerate(rows)]
)


@given(LINES, st.sampled_from(Method))
def test_with_the_figure_the_line_is_in_and_with_one_household_fewer_it_is_not(lines, method):
    given_inputs = inputs(*lines, method=method)
    plan = draw(given_inputs)
    wanted = {each.key: Wish(int(each.support * 100), 0, 100) for each in given_inputs.candidates}

    for name, margin in margins(given_inputs, plan, wanted).items():
        if margin.more_fen is not None:
            richer = replace(given_inputs, budget_fen=given_inputs.budget_fen + margin.more_fen)
            assert name in within(draw(richer))
        if margin.more_households is not None:
            with_it = drawn_with(given_inputs, name, wanted[name].wanted + margin.more_households)
            assert name in with_it
            assert set(margin.instead) == within(plan) - with_it
            assert name not in drawn_with(given_inputs, name, wanted[name].wanted + margin.more_households - 1)


def drawn_with(given_inputs, name, wanted):
    candidates = tuple(
        replace(each, support=Fraction(wanted, 100)) if each.key == name else each for each in given_inputs.candidates
    )
    return within(draw(replace(given_inputs, candidates=candidates)))


def within(plan):
    return {each.key for each in plan.lines if each.outcome is Outcome.IN}


def test_too_many_lines_are_not_drawn_again_and_again():
    many = inputs(*[line(f"A{number}", 60, 50) for number in range(MOST[Method.SUPPORT] + 1)])

    assert margins(many, draw(many), {}) == {}


def test_as_json():
    assert to_plain({key("A@1-1"): Margin(20, None, keys("B"))}) == {
        "A@1-1": {"more_fen": 20, "more_households": None, "instead": [["B", "community"]]}
    }
