"""Coming back: only what has no standing result is asked again, and a plan stands on what stands."""

import pytest

from consultations.domain.stages import Stage
from consultations.models import Plan, Round
from consultations.services import offering, rounds
from tests.consultations.services import acts
from tests.stages import go, onward
from tests.world import CHAIR, NOT, WANT, World

S = Stage


def codes(round: Round) -> list[tuple[str, str]]:
    return list(round.questions.order_by("number").values_list("code", "place__code"))


def outcomes(plan: Plan) -> dict[tuple[str, str], tuple[str, str]]:
    rows = plan.lines.select_related("offered__place")
    return {(line.offered.code, line.offered.place.code): (line.outcome, line.why) for line in rows}


def ask_again(world: World) -> Round:
    """A new draft, adopted, and a decision called on it."""
    world.draft()
    world.meet(adopts=True)
    return world.decide()


def change(world: World, **changes: object) -> None:
    """Another menu version in which the cultural corridor's line is changed."""
    line = {"code": "C2.05", "place_code": "community", "quantity_milli": 1_000, "unit_price_fen": 6_000_000}
    offering.set_line(consultation_id=world.pk, by=CHAIR, at=world.at, **line | changes)
    offering.offer_menu(consultation_id=world.pk, by=CHAIR, at=world.at)


@pytest.fixture
def counted(db) -> World:
    """Everything passed but the lift, which failed; the community has come back to consult."""
    world = World(budget_fen=2_000_000_00)
    decision = world.consulting().decide()
    world.everybody(decision, {code: NOT if code == "C3.08" else WANT for code, _ in codes(decision)})
    world.close_and_count(decision)
    go(world, S.CONSULTING, "部分事项需再议")
    return world


@pytest.mark.parametrize(
    "changes, again",
    [
        ({"quantity_milli": 1_101}, [("C2.05", "community")]),
        ({"quantity_milli": 1_100, "unit_price_fen": 5_400_000}, []),
        ({"unit_price_fen": 6_600_001}, [("C2.05", "community")]),
        ({"wording_zh": "文化长廊（含宣传栏）"}, [("C2.05", "community")]),
        ({"wording_en": "A corridor"}, [("C2.05", "community")]),
    ],
    ids=["more", "nearly the same", "dearer", "other words", "other English words"],
)
def test_only_what_was_changed_is_asked_again(counted, changes, again):
    change(counted, **changes)
    counted.draft()
    counted.meet(adopts=True)

    if again:
        assert codes(acts.call_decision(counted)) == again
    else:
        assert rounds.rely_on_results(consultation_id=counted.pk, by=CHAIR, at=counted.at).stage == S.COUNTED


def test_a_ruling_that_changes_the_rule_is_asked_again(db):
    world = World(menu=(*World.menu, ("C2.01", "community", 5_000, 300_000)))
    world.prepare_lines()
    rule(world, changes=False)
    _ = world.roll
    world.select()
    onward(world, S.COUNTED)
    go(world, S.CONSULTING)

    acts.set_line(world)  # begins the next version of the menu
    rule(world, changes=True)
    asked = ask_again(world)

    assert list(asked.questions.values_list("code", "rule")) == [("C2.01", "special")]


def rule(world: World, *, changes: bool) -> None:
    """Say whether parking changes the use of common ground, and offer the menu."""
    line = world.consultation.menus.in_preparation().lines.get(code="C2.01")
    offering.rule_on_use(line_id=line.pk, changes=changes, reason="占用绿地", by=CHAIR, at=world.at)
    offering.offer_menu(consultation_id=world.pk, by=CHAIR, at=world.at)
