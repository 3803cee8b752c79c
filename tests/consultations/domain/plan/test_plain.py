"""Plans as JSON: written and read they are the same, and one digest covers what went in and what came out."""

import json
from dataclasses import replace

import pytest
from hypothesis import given

from consultations.domain.canonical import canonical, digest
from consultations.domain.plan import draw, plan_digest
from consultations.domain.plan.plain import inputs_from_plain, inputs_to_plain, plan_to_plain
from consultations.domain.plan.values import Measure, PlanInputs, Standing
from consultations.domain.tally import Verdict
from tests.consultations.domain.plan.lines import inputs, line, plans

GIVEN = inputs(
    line("B", 30, 20, wanted=False),
    line("A@3-2", 60, 50, due=True, source="city", verdict=Verdict.PASSED),
    line("W", standing=Standing.WISH),
    money=80,
    relations="A needs B, * brings_with B",
    groups={"either": "W A@3-2"},
    city=70,
)


def test_inputs_are_written_in_the_published_order():
    assert inputs_to_plain(replace(GIVEN, candidates=GIVEN.candidates[::-1])) == {
        "kind": "draft",
        "method": "support",
        "measure": "share",
        "budget_fen": 80,
        "limits": {"city": 70},
        "candidates": [
            {
                "code": "B",
                "place": "community",
                "position": 1,
                "cost_fen": 30,
                "standing": "owners",
                "support": "1/5",
                "wanted": False,
                "due": False,
                "source": "budget",
                "verdict": None,
            },
            {
                "code": "A",
                "place": "3-2",
                "position": 2,
                "cost_fen": 60,
                "standing": "owners",
                "support": "1/2",
                "wanted": True,
                "due": True,
                "source": "city",
                "verdict": "passed",
            },
            {
                "code": "W",
                "place": "community",
                "position": 3,
                "cost_fen": 10,
                "standing": "wish",
                "support": "1/2",
                "wanted": True,
                "due": False,
                "source": "budget",
                "verdict": None,
            },
        ],
        "relations": [["brings_with", "", "B"], ["needs", "A", "B"]],
        "groups": {"either": [["A", "3-2"], ["W", "community"]]},
    }


def test_a_plan_is_written_with_every_lines_reason():
    assert plan_to_plain(draw(replace(GIVEN, groups={}))) == {
        "lines": [
            {
                "code": "B",
                "place": "community",
                "outcome": "in",
                "why": "compulsory",
                "others": [],
                "short_fen": 0,
                "cost_fen": 30,
                "rank": 2,
            },
            {
                "code": "A",
                "place": "3-2",
                "outcome": "reserve",
                "why": "money",
                "others": [["B", "community"]],
                "short_fen": 10,
                "cost_fen": 60,
                "rank": 1,
            },
            {
                "code": "W",
                "place": "community",
                "outcome": "wish",
                "why": "for_the_district",
                "others": [],
                "short_fen": 0,
                "cost_fen": 10,
                "rank": 0,
            },
        ],
        "total_fen": 30,
        "left_fen": 50,
        "ties": [],
        "works_order": [["B", "community"]],
    }


def test_ties_and_works_stand_as_lists():
    plain = plan_to_plain(draw(inputs(line("A"), line("B"), relations="B comes_before A")))

    assert plain["ties"] == [[["A", "community"], ["B", "community"]]]
    assert plain["works_order"] == [["B", "community"], ["A", "community"]]


@given(plans())
def test_inputs_written_and_read_are_the_same_and_draw_the_same_plan(given):
    read = inputs_from_plain(json.loads(canonical(inputs_to_plain(given))))

    assert read == replace(given, relations=read.relations)
    assert sorted(read.relations, key=str) == sorted(given.relations, key=str)
    assert draw(read) == draw(given)


@given(plans())
def test_the_digest_is_of_inputs_and_plan(given):
    plan = draw(given)

    assert plan_digest(given, plan) == digest({"inputs": inputs_to_plain(given), "plan": plan_to_plain(plan)})


CHANGES = [  # what it shows, the inputs changed
    ("a fen more", replace(GIVEN, budget_fen=81)),
    ("another measure", replace(GIVEN, measure=Measure.AREA)),
    ("a limit less", replace(GIVEN, limits={})),
    ("a line less", replace(GIVEN, candidates=GIVEN.candidates[:2], groups={})),
    ("a relation less", replace(GIVEN, relations=GIVEN.relations[1:])),
]


@pytest.mark.parametrize("what, changed", CHANGES, ids=[case[0] for case in CHANGES])
def test_whatever_goes_in_is_in_the_digest(what, changed: PlanInputs):
    assert plan_digest(changed, draw(changed)) != plan_digest(GIVEN, draw(GIVEN))
