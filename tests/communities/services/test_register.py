"""A community's register is entered at once: places, units, and owners joined by identity alone."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from communities.domain.electorate import Tenure, Title, Use
from communities.models import Community, Owner, OwnerMember, Ownership, Person, Place, Unit
from communities.services.register import PersonRow, UnitRow, enter_register
from renewal_portal.ledger.models import Event
from tests.refusals import refusal
from tests.world import CHAIR, M2, START, community, register

pytestmark = pytest.mark.django_db

LAN, MING, FANG = (PersonRow(f"测试人{n}", f"TEST-{n}") for n in ("兰", "明", "芳"))


def flat(door: str, *persons: PersonRow, place: str = "3-2", floor: int | None = 1, **more: object) -> UnitRow:
    return UnitRow(place, door, floor, Use.DWELLING, 100 * M2, persons=persons, **more)  # type: ignore[arg-type]


def entered(*rows: UnitRow, slug: str = "here") -> Community:
    """A community with exactly these rows."""
    here = community(slug)
    here.area_cm2 = sum(row.area_cm2 for row in rows)
    here.save()
    enter(here, rows)
    return here


def enter(here: Community, rows: Sequence[UnitRow]) -> int:
    return enter_register(community_id=here.pk, rows=rows, since=START.date(), by=CHAIR, at=START)


def test_the_whole_register_is_entered_and_counted() -> None:
    here = community()

    assert enter(here, register()) == 9

    assert Unit.objects.of(here.pk).count() == 9
    assert Unit.objects.of(here.pk).total_area_cm2() == here.area_cm2
    assert Ownership.objects.filter(until__isnull=True, since=START.date()).count() == 9
    assert list(Event.objects.values_list("what", "about", "by", "district", "detail")) == [
        ("register.entered", f"community:{here.pk}", CHAIR, "500107", {"units": 9, "owners": 9})
    ]


def test_places_are_made_of_what_the_rows_name() -> None:
    here = entered(flat("3-2-101", LAN), flat("3-2-701", MING, floor=7), flat("4-S", FANG, place="4", floor=None))

    found = Place.objects.filter(community=here).order_by("code")

    assert [(p.code, p.kind, p.parent.code if p.parent else None, p.floors) for p in found] == [
        ("3", "building", "community", None),
        ("3-2", "stairwell", "3", 7),
        ("4", "building", "community", None),
        ("community", "community", None, None),
    ]


def test_a_stairwell_without_floors_has_none() -> None:
    here = entered(flat("3-2-x", LAN, floor=None))

    assert Place.objects.get(community=here, code="3-2").floors is None


def test_a_part_may_stand_on_the_ground_of_the_whole_community() -> None:
    here = entered(UnitRow("community", "P1", None, Use.PARKING, 12 * M2, persons=(LAN,)))

    assert [place.code for place in Place.objects.filter(community=here)] == ["community"]
    assert Unit.objects.get().tenure is None


def test_only_a_dwelling_has_a_tenure() -> None:
    entered(
        flat("3-2-101", LAN, tenure=Tenure.LET),
        UnitRow("3", "3-S1", 0, Use.SHOP, 50 * M2, tenure=Tenure.LET, persons=(MING,), area_source="survey"),
    )

    assert list(Unit.objects.order_by("door").values_list("door", "tenure", "area_source", "floor")) == [
        ("3-2-101", "let", "register", 1),
        ("3-S1", None, "survey", 0),
    ]


def test_the_same_persons_are_one_owner_over_all_their_units_in_whatever_order() -> None:
    entered(flat("3-2-101", LAN, MING), flat("3-2-102", MING, LAN), flat("3-2-103", LAN))

    assert sorted(owner.ownerships.count() for owner in Owner.objects.all()) == [1, 2]
    assert Person.objects.count() == 2


def test_the_first_named_of_the_first_row_represents() -> None:
    entered(flat("3-2-101", MING, LAN), flat("3-2-102", LAN, MING))

    assert list(OwnerMember.objects.filter(is_representative=True).values_list("person__name", flat=True)) == [
        MING.name
    ]


def test_equal_names_are_two_persons_and_one_identity_is_one_however_it_is_written() -> None:
    entered(
        flat("3-2-101", PersonRow("测试人", "test-a")),
        flat("3-2-102", PersonRow("测试人", "TEST-B")),
        flat("3-2-103", PersonRow("测试人", " TEST-A ")),
    )

    assert Person.objects.count() == 2
    assert Owner.objects.count() == 2


def test_identity_numbers_are_never_kept() -> None:
    entered(flat("3-2-101", PersonRow("测试人", "510102196001011234", phone="13800000000")))

    person = Person.objects.get()

    assert person.phone == "13800000000"
    assert "510102" not in str(vars(person))


def test_the_developer_is_one_owner_whatever_it_holds() -> None:
    here = entered(flat("3-2-101", title=Title.UNSOLD), flat("3-2-102", title=Title.UNDELIVERED), flat("3-2-103", LAN))

    developer = Owner.objects.get(community=here, kind="developer")

    assert developer.ownerships.count() == 2
    assert developer.members.count() == 0


def test_the_same_persons_elsewhere_are_another_owner() -> None:
    entered(flat("3-2-101", LAN), slug="here")
    entered(flat("3-2-101", LAN), slug="there")

    assert Owner.objects.count() == Person.objects.count() == 2


ROWS = register()
REFUSED: dict[str, Sequence[UnitRow]] = {
    "door_twice": (*ROWS, ROWS[0]),
    "part_without_owner": (replace(ROWS[0], persons=()), *ROWS[1:]),
    "area_does_not_add_up": ROWS[1:],
}


@pytest.mark.parametrize("code", REFUSED)
def test_a_register_that_contradicts_itself_is_refused(code: str) -> None:
    here = community()

    assert refusal(lambda: enter(here, REFUSED[code])) == ("RegisterRefused", code)


def test_a_developers_part_has_no_other_owner() -> None:
    here = community()
    rows = (replace(ROWS[0], title=Title.UNSOLD), *ROWS[1:])

    assert refusal(lambda: enter(here, rows)) == ("RegisterRefused", "part_without_owner")


def test_the_same_door_may_stand_in_two_stairwells() -> None:
    entered(flat("101", LAN, place="3-1"), flat("101", MING, place="3-2"))

    assert Unit.objects.filter(door="101").count() == 2


def test_a_register_is_entered_once() -> None:
    here = community()
    enter(here, ROWS)

    assert refusal(lambda: enter(here, ROWS)) == ("RegisterRefused", "register_not_empty")
