"""The method *support*: examples line by line (laws: test_support_laws.py)."""

from fractions import Fraction

import pytest

from consultations.domain.plan import draw
from consultations.domain.plan.drawing import ranking, ties
from consultations.domain.plan.values import Outcome, PlanFault, PlanKind, Standing, Why
from consultations.domain.tally import Verdict
from tests.consultations.domain.plan.lines import because, drawn, inputs, line, short, told
from tests.menus.domain.menu import keys

IN, OUT, RESERVE, WISH = Outcome.IN, Outcome.OUT, Outcome.RESERVE, Outcome.WISH
FINAL = PlanKind.FINAL
PASSED, FAILED = Verdict.PASSED, Verdict.FAILED
SUPPORTED, DUE = because(Why.SUPPORTED), because(Why.DUE)

CASES = [  # what it shows, lines, what else is given, outcome and reason by line
    (
        "more support comes first, and what no longer fits is held in reserve with what was lacking",
        [line("A", 60, 40), line("B", 60, 80)],
        {},
        {"A": (RESERVE, because(Why.MONEY, short_fen=20)), "B": (IN, SUPPORTED)},
    ),
    (
        "what does not fit is skipped and the next may fit",
        [line("A", 60, 90), line("B", 60, 80), line("C", 40, 70)],
        {},
        {"A": (IN, SUPPORTED), "B": (RESERVE, because(Why.MONEY, short_fen=20)), "C": (IN, SUPPORTED)},
    ),
    (
        "to the last fen",
        [line("A", 100, 90), line("B", 0, 80), line("C", 1, 70)],
        {},
        {"A": (IN, SUPPORTED), "B": (IN, SUPPORTED), "C": (RESERVE, because(Why.MONEY, short_fen=1))},
    ),
    (
        "a basic item with a checked finding comes before any support",
        [line("A", 60, 100), line("B", 60, 1, due=True, wanted=False)],
        {},
        {"A": (RESERVE, because(Why.MONEY, short_fen=20)), "B": (IN, DUE)},
    ),
    (
        "among equals the published order decides",
        [line("A", 60, 50), line("B", 60, 50)],
        {},
        {"A": (IN, SUPPORTED), "B": (RESERVE, because(Why.MONEY, short_fen=20))},
    ),
    (
        "what fewer want than do not stays out",
        [line("A", wanted=False), line("B", support=0)],
        {},
        {"A": (OUT, because(Why.NOT_WANTED)), "B": (IN, SUPPORTED)},
    ),
    (
        "a line brings what it needs, wanted or not",
        [line("A", 30), line("B", 30, 0, wanted=False)],
        {"relations": "A needs B"},
        {"A": (IN, SUPPORTED), "B": (IN, because(Why.BROUGHT, "A"))},
    ),
    (
        "a line brings what comes with it at its own stairwell only",
        [line("A@1-1"), line("B@1-1", wanted=False), line("B@1-2", wanted=False)],
        {"relations": "A brings_with B"},
        {
            "A@1-1": (IN, SUPPORTED),
            "B@1-1": (IN, because(Why.BROUGHT, "A@1-1")),
            "B@1-2": (OUT, because(Why.NOT_WANTED)),
        },
    ),
    (
        "the money must reach for all that comes along, and the reason names it",
        [line("A", 80, 90), line("B", 30, 20), line("C", 5, 10)],
        {"relations": "A needs B"},
        {
            "A": (RESERVE, because(Why.MONEY, "B", short_fen=10)),
            "B": (IN, SUPPORTED),
            "C": (IN, SUPPORTED),
        },
    ),
    (
        "what is in already is not paid twice",
        [line("A", 60, 50), line("B", 40, 90)],
        {"relations": "A needs B"},
        {"A": (IN, SUPPORTED), "B": (IN, SUPPORTED)},
    ),
    (
        "what excludes a line that came first stays out",
        [line("A", support=90), line("B", support=80)],
        {"relations": "B excludes A"},
        {"A": (IN, SUPPORTED), "B": (OUT, because(Why.EXCLUDED, "A"))},
    ),
    (
        "of a choice group the first one only",
        [line("A", support=70), line("B@1", support=80), line("C", support=60)],
        {"groups": {"either": "A B@1 C"}},
        {"A": (OUT, because(Why.EXCLUDED, "B@1")), "B@1": (IN, SUPPORTED), "C": (OUT, because(Why.EXCLUDED, "B@1"))},
    ),
    (
        "a line that needs what is excluded stays out with it",
        [line("A", support=90), line("B", support=80), line("C", support=70)],
        {"relations": "B needs C, C excludes A"},
        {"A": (IN, SUPPORTED), "B": (OUT, because(Why.EXCLUDED, "A")), "C": (OUT, because(Why.EXCLUDED, "A"))},
    ),
    (
        "what every plan holds comes in, wanted or not",
        [line("A", support=90), line("M", 5, 0, wanted=False)],
        {"relations": "* brings_with M"},
        {"A": (IN, SUPPORTED), "M": (IN, because(Why.COMPULSORY))},
    ),
    (
        "a wish is passed on and takes no turn and no money",
        [line("A", 100, 50), line("W", 999, 90, standing=Standing.WISH)],
        {},
        {"A": (IN, SUPPORTED), "W": (WISH, because(Why.FOR_THE_DISTRICT))},
    ),
    (
        "what needs a wish cannot be in the plan",
        [line("A"), line("W", standing=Standing.WISH)],
        {"relations": "A needs W"},
        {"A": (OUT, because(Why.NEEDS, "W")), "W": (WISH, because(Why.FOR_THE_DISTRICT))},
    ),
    (
        "a source of money has its own end",
        [line("A", 30, 90, source="city"), line("B", 30, 80, source="city"), line("C", 30, 70)],
        {"city": 50},
        {
            "A": (IN, SUPPORTED),
            "B": (RESERVE, because(Why.SOURCE, short_fen=10)),
            "C": (IN, SUPPORTED),
        },
    ),
    (
        "to the last fen of a source",
        [line("A", 50, 90, source="city"), line("B", 1, 80, source="city")],
        {"city": 50},
        {"A": (IN, SUPPORTED), "B": (RESERVE, because(Why.SOURCE, short_fen=1))},
    ),
    (
        "a bundle counts against the source of each of its lines",
        [line("A", 30, 90), line("B", 30, 0, source="city", wanted=False)],
        {"city": 20, "relations": "A needs B"},
        {"A": (RESERVE, because(Why.SOURCE, "B", short_fen=10)), "B": (OUT, because(Why.NOT_WANTED))},
    ),
    (
        "in a final plan nothing is held in reserve",
        [line("A", 101, verdict=PASSED)],
        {"kind": FINAL},
        {"A": (OUT, because(Why.MONEY, short_fen=1))},
    ),
    (
        "the selection ranks, the decision only filters",
        [line("A", 60, 90, verdict=FAILED), line("B", 60, 50, verdict=PASSED), line("C", 60, 70, verdict=PASSED)],
        {"kind": FINAL},
        {
            "A": (OUT, because(Why.FAILED)),
            "B": (OUT, because(Why.MONEY, short_fen=20)),
            "C": (IN, SUPPORTED),
        },
    ),
    (
        "a basic item that failed stays out, finding or not",
        [line("A", due=True, verdict=FAILED)],
        {"kind": FINAL},
        {"A": (OUT, because(Why.FAILED))},
    ),
    (
        "what passed is wanted, whatever the selection said",
        [line("A", 10, 10, wanted=False, verdict=PASSED)],
        {"kind": FINAL},
        {"A": (IN, SUPPORTED)},
    ),
    (
        "what needs a line that failed stays out",
        [line("A", support=90, verdict=PASSED), line("B", verdict=FAILED)],
        {"kind": FINAL, "relations": "A needs B"},
        {"A": (OUT, because(Why.NEEDS, "B")), "B": (OUT, because(Why.FAILED))},
    ),
    (
        "what every plan holds is out where the owners turned it down, and its services with it",
        [
            line("M", 0, standing=Standing.PACKAGE, verdict=FAILED),
            line("S", 0, standing=Standing.CONTRACT, verdict=FAILED),
        ],
        {"kind": FINAL, "relations": "* brings_with M"},
        {"M": (OUT, because(Why.FAILED)), "S": (OUT, because(Why.PACKAGE_FAILED))},
    ),
    (
        "of alternatives the one with more support comes along",
        [line("A", support=90), line("B@1", support=20), line("B@2", support=30)],
        {"relations": "A needs B", "groups": {"either": "B@1 B@2"}},
        {"A": (IN, SUPPORTED), "B@1": (OUT, because(Why.EXCLUDED, "B@2")), "B@2": (IN, because(Why.BROUGHT, "A"))},
    ),
    (
        "an alternative that is in already settles it",
        [line("A", support=50), line("B@1", support=20, due=True), line("B@2", support=30)],
        {"relations": "A needs B", "groups": {"either": "B@1 B@2"}},
        {"A": (IN, SUPPORTED), "B@1": (IN, DUE), "B@2": (OUT, because(Why.EXCLUDED, "B@1"))},
    ),
    (
        "an alternative that failed does not keep out what the other one serves as well",
        [
            line("A", support=90, verdict=PASSED),
            line("B@1", support=80, verdict=FAILED),
            line("B@2", support=10, verdict=PASSED),
        ],
        {"kind": FINAL, "relations": "A needs B", "groups": {"either": "B@1 B@2"}},
        {"A": (IN, SUPPORTED), "B@1": (OUT, because(Why.FAILED)), "B@2": (IN, because(Why.BROUGHT, "A"))},
    ),
    (
        "nor does one that is excluded by what is in",
        [line("X@1", support=95), line("A", support=90), line("B@1", support=80), line("B@2", support=10)],
        {"relations": "A needs B, X excludes B", "groups": {"either": "B@1 B@2"}},
        {
            "X@1": (IN, SUPPORTED),
            "A": (IN, SUPPORTED),
            "B@1": (OUT, because(Why.EXCLUDED, "B@2 X@1")),
            "B@2": (IN, because(Why.BROUGHT, "A")),
        },
    ),
    (
        "an alternative that came along with another line settles it too, whatever its support",
        [line("A", support=50), line("B@1", support=20), line("B@2", support=30), line("Z@1", support=90)],
        {"relations": "A needs B, Z needs B", "groups": {"either": "B@1 B@2"}},
        {
            "A": (IN, SUPPORTED),
            "B@1": (IN, because(Why.BROUGHT, "Z@1")),
            "B@2": (OUT, because(Why.EXCLUDED, "B@1")),
            "Z@1": (IN, SUPPORTED),
        },
    ),
    (
        "alternatives are taken one after another; a line whose own exclude each other stays out",
        [line("A", support=90), *(line(name, wanted=False) for name in "BCEF")],
        {
            "relations": "A needs B, A needs E, A needs C, A needs F, B excludes C, B excludes F",
            "groups": {"either": "B E", "or": "C F"},
        },
        {"A": (OUT, because(Why.EXCLUDED, "B C")), **dict.fromkeys("BCEF", (OUT, because(Why.NOT_WANTED)))},
    ),
]


@pytest.mark.parametrize("what, lines, given, expected", CASES, ids=[case[0] for case in CASES])
def test_outcome_and_reason(what, lines, given, expected):
    assert drawn(*lines, **given) == expected


def test_lines_stand_in_the_published_order_with_their_turn_and_the_money_adds_up():
    plan = draw(inputs(line("A", 60, 40), line("W", standing=Standing.WISH), line("B", 70, 80), line("C", 20, 60)))

    assert [(short(each.key), each.rank, each.cost_fen) for each in plan.lines] == [
        ("A", 3, 60),
        ("W", 0, 10),
        ("B", 1, 70),
        ("C", 2, 20),
    ]
    assert (plan.total_fen, plan.left_fen) == (90, 10)


def test_the_order_of_turns_is_due_then_support_then_the_published_order():
    lines = [
        line("A", support=50, position=1),
        line("B", support=Fraction(200, 3), position=2),
        line("C", support=50, position=3, due=True),
        line("D", support=50, position=4),
        line("E", support=60, position=5, due=True),
    ]

    order = ranking(lines)

    assert [short(each.key) for each in order] == ["E", "C", "B", "A", "D"]
    assert ties(order) == (keys("A D"),)


def test_ties_are_named_due_ones_apart_from_the_others():
    plan = draw(inputs(line("A"), line("B", due=True), line("C"), line("D", due=True), line("E", support=51)))

    assert plan.ties == (keys("B D"), keys("A C"))


def test_exact_fractions_of_support_are_never_rounded_into_a_tie():
    plan = draw(inputs(line("A", 60, Fraction(200, 3)), line("B", 60, Fraction(66667, 1000))))

    assert (told(plan)["B"], plan.ties) == ((IN, SUPPORTED), ())


def test_works_stand_in_an_order_that_digs_up_no_new_road():
    plan = draw(
        inputs(line("A", support=90), line("B"), line("C", 200), relations="B comes_before A, C comes_before B")
    )

    assert plan.works_order == keys("B A")


FAULTS = [  # what it shows, lines, what else is given, code
    ("a line twice", [line("A"), line("A")], {}, "line_twice"),
    ("two lines at one position", [line("A", position=1), line("B", position=1)], {}, "position_twice"),
    ("a negative cost", [line("A", -1)], {}, "negative_money"),
    ("a negative budget", [line("A")], {"money": -1}, "negative_money"),
    ("a negative limit", [line("A")], {"city": -1}, "negative_money"),
    ("a ring", [line("A"), line("B")], {"relations": "A needs B, B needs A"}, "menu_problem"),
    ("a compulsory line that is not offered", [line("A")], {"relations": "* brings_with M"}, "menu_problem"),
    ("what needs what it excludes", [line("A"), line("B")], {"relations": "A needs B, A excludes B"}, "menu_problem"),
]


@pytest.mark.parametrize("what, lines, given, code", FAULTS, ids=[case[0] for case in FAULTS])
def test_inputs_no_plan_can_be_drawn_from_are_refused(what, lines, given, code):
    with pytest.raises(PlanFault) as refused:
        draw(inputs(*lines, **given))

    assert refused.value.code == code


def test_a_line_that_stands_twice_is_named():
    with pytest.raises(PlanFault) as refused:
        draw(inputs(line("B"), line("A@1"), line("A@1")))

    assert refused.value.values == {"line": ("A", "1")}


def test_a_fault_says_what_is_wrong():
    with pytest.raises(PlanFault) as refused:
        draw(inputs(line("A"), line("B"), relations="A needs B, B needs A"))

    assert (refused.value.values, str(refused.value)) == ({"problem": "cycle"}, "menu_problem: {'problem': 'cycle'}")


def test_a_menu_that_only_takes_something_to_be_there_already_is_drawn():
    assert drawn(line("A"), relations="A needs B") == {"A": (IN, SUPPORTED)}
