"""Who pays for a line: to the fen, by sources that may, until the plan hangs."""

import pytest

from consultations.domain.funding import Source
from consultations.models import Funding, PlanLine
from consultations.services.funding import set_funding
from renewal_portal.ledger.models import Event
from tests.stages import Stage, standing_at
from tests.world import CHAIR, YUAN, World

pytestmark = pytest.mark.django_db
S = Source


def line(world: World, code: str = "C3.01", kind: str = "draft") -> PlanLine:
    return world.consultation.plans.newest(kind).lines.get(offered__code=code)


def pay(world: World, amounts: dict[Source, int], code: str = "C3.01", kind: str = "draft") -> None:
    set_funding(line_id=line(world, code, kind).pk, amounts=amounts, by=CHAIR, at=world.at)


def said() -> list[tuple[str, int]]:
    return list(Funding.objects.order_by("pk").values_list("source", "amount_fen"))


def test_two_sources_share_a_roof():
    world = World().consulting()

    pay(world, {S.DISTRICT: 50_000 * YUAN, S.RESIDENTS: 6_000 * YUAN, S.UTILITY: 0})

    assert said() == [("district", 50_000 * YUAN), ("residents", 6_000 * YUAN)]
    event = Event.objects.get(what="funding.set")
    assert event.detail == {
        "code": "C3.01",
        "place": "1",
        "amounts_fen": {"district": 50_000 * YUAN, "residents": 6_000 * YUAN},
    }


def test_what_was_said_before_gives_way():
    world = World().consulting()
    pay(world, {S.DISTRICT: 50_000 * YUAN, S.RESIDENTS: 6_000 * YUAN})

    pay(world, {S.DISTRICT: 56_000 * YUAN})

    assert said() == [("district", 56_000 * YUAN)]


def test_the_fund_pays_once_the_owners_have_voted():
    world = standing_at(Stage.PLANNED)

    pay(world, {S.MAINTENANCE_FUND: 56_000 * YUAN}, kind="final")

    assert said() == [("maintenance_fund", 56_000 * YUAN)]


def test_a_plan_drawn_again_keeps_what_was_said_of_its_menu():
    world = World().consulting()
    pay(world, {S.DISTRICT: 56_000 * YUAN})

    world.wait(days=1).draft()

    assert line(world).offered.funding.get().source == "district"
