"""Standing results: what the owners decided stays decided while it is offered unchanged."""

import pytest

from consultations.domain.plan.values import PlanKind
from consultations.domain.stages import Stage
from consultations.domain.tally import Verdict
from consultations.loaders.results import left_to_ask, standing_verdicts
from consultations.models import Consultation, OfferedItem
from consultations.services import offering, rounds
from menus.domain.catalogue import LineageKey
from tests.stages import go, newest
from tests.world import CHAIR, NOT, RULING, WANT, YUAN, World

S = Stage
CORRIDOR, PACKAGE = LineageKey("C2.05", "community"), LineageKey("M6.01", "community")


def verdicts(world: World) -> dict[LineageKey, Verdict]:
    consultation = Consultation.objects.with_community().get(pk=world.pk)
    lines = consultation.menus.newest_offered().lines.in_order()
    return standing_verdicts(consultation, lines, consultation.plans.newest(PlanKind.DRAFT))


def asked(world: World) -> list[str]:
    """What a decision called now would ask."""
    return [line.offered.code for line in left_to_ask(world.draft())]


def set_line(world: World, code: str, place: str = "community", **more: object) -> None:
    offering.set_line(consultation_id=world.pk, code=code, place_code=place, by=CHAIR, at=world.at, **more)


def offer(world: World) -> None:
    offering.offer_menu(consultation_id=world.pk, by=CHAIR, at=world.at)


@pytest.fixture
def back(db) -> World:
    """Everything was decided on: the corridor failed, all else passed. The community consults again."""
    world = World(budget_fen=2_000_000 * YUAN).consulting()
    round = world.decide()
    world.everybody(round, {code: NOT if code == "C2.05" else WANT for code, *_ in World.menu})
    world.close_and_count(round)
    go(world, S.CONSULTING)
    world.wait(days=1)
    return world


def test_passed_and_failed_both_stand(back):
    found = verdicts(back)

    assert {key.code: verdict for key, verdict in found.items()} == {
        "C1.07": Verdict.PASSED,
        "C2.05": Verdict.FAILED,
        "C3.01": Verdict.PASSED,
        "C3.03": Verdict.PASSED,
        "C3.08": Verdict.PASSED,
        "M6.01": Verdict.PASSED,
    }
    assert asked(back) == []


def test_without_a_quorum_nothing_was_decided_and_all_may_be_asked_again(db):
    world = World().consulting()
    round = world.decide()
    world.close_and_count(round)
    go(world, S.CONSULTING)

    assert set(verdicts(world).values()) == {Verdict.NO_QUORUM}
    assert asked(world) == list(round.questions.order_by("number").values_list("code", flat=True))


def test_an_annulled_decision_stands_for_nothing(back):
    rounds.annul_round(ruling=RULING, round_id=newest(back, "decision").pk, reason="名册有误", by=CHAIR, at=back.at)

    assert verdicts(back) == {}


def test_the_last_decision_stands(back):
    """The corridor is offered larger, asked again, and passes."""
    set_line(back, "C2.05", quantity_milli=2_000, unit_price_fen=60_000 * YUAN)
    offer(back)
    assert CORRIDOR not in verdicts(back)
    assert asked(back) == ["C2.05"]
    back.meet(adopts=True)
    round = back.decide()
    back.everybody(round)
    back.close_and_count(round)

    assert verdicts(back)[CORRIDOR] == Verdict.PASSED
    assert verdicts(back)[PACKAGE] == Verdict.PASSED


def test_a_line_no_longer_offered_has_no_standing_result(back):
    set_line(back, "C5.05", quantity_milli=1_000, unit_price_fen=2_000 * YUAN)
    line = OfferedItem.objects.get(menu__offered_at=None, code="C2.05")
    offering.remove_line(line_id=line.pk, by=CHAIR, at=back.at)
    offer(back)

    assert CORRIDOR not in verdicts(back)


#: What each of seven homes pays a month, in fen: cleaning, and a seventh of 900 yuan for the lift.
HOMES, CLEANING, LIFT = 7, 500, 12_857
CHARGES = [
    ("less than a tenth dearer", 1_335, True),
    ("more than a tenth dearer", 1_336, False),
    ("less than a tenth cheaper", -1_335, True),
    ("more than a tenth cheaper", -1_336, False),
]


@pytest.mark.parametrize("what, change, stands", CHARGES, ids=[what for what, *_ in CHARGES])
def test_the_package_stands_while_its_charge_is_nearly_the_same(back, what, change, stands):
    """A tenth of 133.57 yuan is 13.357; what changes is the price of the lift's upkeep."""
    assert newest(back, "decision").questions.get(code="M6.01").monthly_fen == CLEANING + LIFT
    set_line(back, "M5.02", "1-1", quantity_milli=1_000, unit_price_fen=HOMES * (LIFT + change))
    offer(back)

    package = back.draft().package

    assert (package["services"], package["monthly_fen"]) == (["M1.01", "M5.02"], CLEANING + LIFT + change)
    assert (PACKAGE in verdicts(back)) is stands


def test_other_services_make_another_package(back):
    """Without cleaning the charge is hardly lower, but it is for less."""
    set_line(back, "M1.01", quantity_milli=8_000, unit_price_fen=CLEANING)
    offering.remove_line(line_id=OfferedItem.objects.get(menu__offered_at=None, code="M1.01").pk, by=CHAIR, at=back.at)
    offer(back)

    assert asked(back) == ["M6.01"]
    assert back.consultation.plans.newest(PlanKind.DRAFT).package["services"] == ["M5.02"]
