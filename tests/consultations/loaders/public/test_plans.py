"""A plan's lines by what became of them, where its money goes, and what comes out when it is drawn again."""

import pytest

from consultations.domain.plan.values import PlanKind
from consultations.loaders.public import plans as loader
from consultations.models import Plan
from consultations.services import offering, planning
from menus.domain.catalogue import LineageKey
from tests.world import CHAIR, MENU, NOT, WANT, YUAN, World

pytestmark = pytest.mark.django_db


def codes(lines) -> list[str]:
    return [line.offered.code for line in lines]


def test_every_line_stands_in_one_part_in_the_published_order() -> None:
    plan = World().consulting().consultation.plans.get()

    lines = loader.lines(plan)
    parts = loader.parts(lines)

    assert codes(lines) == [code for code, *_ in MENU]
    together = [*parts.decided, *parts.works, *parts.waiting, *parts.out, *parts.wishes]
    assert sorted(line.pk for line in together) == sorted(line.pk for line in lines)
    assert codes(parts.waiting) == ["C3.08", "M5.02"]
    assert codes(parts.wishes) == ["C5.05"]
    assert codes(parts.out) == []


def test_works_that_need_no_vote_stand_apart() -> None:
    plan = World().consulting().consultation.plans.get()

    parts = loader.parts(loader.lines(plan))

    assert codes(parts.works) == ["C1.11"]  # structures against the law are removed without a vote
    assert "C1.11" not in codes(parts.decided)


def test_the_money_goes_to_what_is_in_by_major_item() -> None:
    plan = World().consulting().consultation.plans.get()

    spent = loader.spent(loader.lines(plan))

    assert [each.major.code for each in spent] == ["C1", "C2", "C3"]
    assert sum(each.fen for each in spent) == plan.total_fen


def test_what_is_out_costs_nothing() -> None:
    world = World()
    world.counted({code: NOT if code.startswith("C3") else WANT for code, *_ in MENU})
    plan = world.final()

    assert [each.major.code for each in loader.spent(loader.lines(plan))] == ["C1", "C2"]


def test_a_plan_drawn_again_gives_its_ties_and_the_order_of_its_works() -> None:
    plan = World().consulting().consultation.plans.get()

    order = loader.order(plan)

    stairwells = (LineageKey("C3.03", "1-1"), LineageKey("C3.03", "1-2"))
    assert any(set(stairwells) <= set(group) for group in order.ties)
    included = {LineageKey(line.offered.code, line.offered.place.code) for line in plan.lines.filter(outcome="in")}
    assert set(order.works) == included


def test_the_newest_is_of_the_same_kind() -> None:
    world = World()
    world.counted()
    first = world.final()
    offering.announce(
        consultation_id=world.pk,
        budget_fen=210_000 * YUAN,
        method=world.consultation.method,
        measure=world.consultation.measure,
        by=CHAIR,
        at=world.wait(hours=1).at,
    )
    second = planning.draw_plan(consultation_id=world.pk, kind=PlanKind.FINAL, by=CHAIR, at=world.wait(hours=1).at)

    assert loader.newest(first) == second
    assert loader.newest(second) == second
    draft = Plan.objects.get(kind="draft")
    assert loader.newest(draft) == draft


def test_only_resolutions_that_carried_adopt_a_plan() -> None:
    plan = World().consulting().consultation.plans.get()

    (resolution,) = loader.adopted_by(plan)
    assert resolution.carried
    assert resolution.meeting.kind == "residents"


def test_the_notices_of_a_plan_are_its_own() -> None:
    world = World().on_notice()

    assert [notice.kind for notice in loader.notices(world.consultation.plans.get(kind="final"))] == ["plan"]
    assert loader.notices(world.consultation.plans.get(kind="draft")) == []
