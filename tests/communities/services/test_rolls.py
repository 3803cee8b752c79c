"""The register is frozen into a roll: voices with their areas, no names."""

from datetime import timedelta

import pytest

from communities.domain.electorate import Use
from communities.models import Community, Owner, Ownership, RollVersion, Unit
from communities.services.register import PersonRow, UnitRow, enter_register
from communities.services.rolls import freeze_roll
from renewal_portal.ledger.models import Event
from renewal_portal.ledger.services.district_settings import set_value
from tests.refusals import refusal
from tests.world import CHAIR, M2, OFFICIAL, START, community, register

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Community:
    here = community()
    enter_register(community_id=here.pk, rows=register(), since=START.date(), by=CHAIR, at=START)
    return here


def freeze(here: Community) -> RollVersion:
    return freeze_roll(community_id=here.pk, by=CHAIR, at=START)


def areas(roll: RollVersion, number: int) -> dict[str, int]:
    entry = roll.entries.get(number=number)
    return dict(entry.shares.values_list("place__code", "area_cm2"))


def test_owners_come_first_then_households_each_with_a_number(here: Community) -> None:
    roll = freeze(here)

    kinds = list(roll.entries.order_by("number").values_list("number", "kind"))

    assert kinds == [(n, "owner") for n in range(1, 10)] + [(n, "household") for n in range(10, 17)]


def test_the_developer_is_the_last_of_the_owners(here: Community) -> None:
    roll = freeze(here)

    assert roll.entries.get(number=9).owner == Owner.objects.get(kind="developer")
    assert roll.entries.filter(kind="owner", unit__isnull=False).count() == 0
    assert roll.entries.filter(kind="household", owner__isnull=False).count() == 0


def test_a_voice_has_its_area_in_every_place_that_holds_its_home(here: Community) -> None:
    roll = freeze(here)
    household = roll.entries.filter(kind="household").order_by("number").first()
    shop = roll.entries.get(owner__ownerships__unit__door="1-S1")

    assert areas(roll, household.number) == {"1": 100 * M2, "1-1": 100 * M2, "community": 100 * M2}
    assert areas(roll, shop.number) == {"1": 150 * M2, "community": 150 * M2}
    assert (
        sorted(roll.entries.filter(kind="household").values_list("tenure", flat=True))
        == ["let"] * 2 + ["owner_occupied"] * 5
    )


def test_each_freezing_makes_the_next_version_and_the_same_register_the_same_digest(here: Community) -> None:
    first, second = freeze(here), freeze(here)

    assert [first.number, second.number] == [1, 2]
    assert first.sha256 == second.sha256
    assert list(Event.objects.filter(what="roll.frozen").order_by("pk").values_list("about", "by", "detail")) == [
        (f"roll:{roll.pk}", CHAIR, {"voices": 16, "sha256": roll.sha256}) for roll in (first, second)
    ]


def test_a_sale_changes_the_next_roll_alone(here: Community) -> None:
    before = freeze(here)
    unit = Unit.objects.get(door="1-1-101")
    buyer = Owner.objects.get(ownerships__unit__door="1-1-201")
    sold = START.date() + timedelta(days=1)
    Ownership.objects.filter(unit=unit).update(until=sold)
    Ownership.objects.create(unit=unit, owner=buyer, since=sold)

    after = freeze(here)

    assert after.sha256 != before.sha256
    assert before.entries.filter(kind="owner").count() == 9
    assert after.entries.filter(kind="owner").count() == 8
    assert areas(after, after.entries.get(owner=buyer).number)["community"] == 200 * M2


@pytest.mark.parametrize("counts, owners", [(False, 9), (True, 10)])
def test_parking_counts_where_the_district_says_so(counts: bool, owners: int) -> None:
    here = community()
    rows = register()
    parking = UnitRow("community", "P1", None, Use.PARKING, 12 * M2, persons=(PersonRow("测试车主", "TEST-P1"),))
    here.area_cm2 += 12 * M2
    here.save()
    enter_register(community_id=here.pk, rows=(*rows, parking), since=START.date(), by=CHAIR, at=START)
    if counts:
        set_value(
            district="500107",
            key="parking_counts",
            value=True,
            valid_from=START.date(),
            source="区住建委通知第2条",
            by=OFFICIAL,
            at=START,
        )

    roll = freeze(here)

    assert roll.parking_counts is counts
    assert roll.entries.filter(kind="owner").count() == owners


def test_an_empty_register_is_not_frozen() -> None:
    here = community()

    assert refusal(lambda: freeze(here)) == ("RollRefused", "register_empty")


def test_a_sold_part_that_nobody_owns_now_is_not_passed_over(here: Community) -> None:
    unit = Unit.objects.get(door="1-1-101")
    unit.ownerships.update(until=START.date() + timedelta(days=1))

    assert refusal(lambda: freeze(here)) == ("RollRefused", "part_without_owner")


def test_a_part_the_developer_holds_needs_no_owner_on_the_register(here: Community) -> None:
    before = freeze(here)
    Ownership.objects.filter(owner__kind="developer").update(until=START.date() + timedelta(days=1))

    assert freeze(here).sha256 == before.sha256
