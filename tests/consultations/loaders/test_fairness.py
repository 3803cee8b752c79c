"""Whose wishes a stored plan grants, read from the standing ballots of its selection."""

from typing import Any

import pytest
from django.utils import translation

from communities.domain.electorate import Tenure, Title, Use
from communities.services.register import PersonRow, UnitRow
from consultations import fair_words
from consultations.domain.plan.values import Method
from consultations.domain.stages import Stage
from consultations.loaders.fairness import fairness
from consultations.models import Plan
from tests.stages import newest, onward
from tests.world import M2, WANT, World

pytestmark = pytest.mark.django_db


def homes(*stairwells: tuple[str, int]) -> tuple[UnitRow, ...]:
    """So many homes in each stairwell, which share the community's area."""
    area, rest = divmod(950 * M2, sum(number for _, number in stairwells))
    return tuple(
        UnitRow(
            place=stairwell,
            door=f"{stairwell}-{floor}01",
            floor=floor,
            use=Use.DWELLING,
            area_cm2=area + (rest if (stairwell, floor) == (stairwells[0][0], 1) else 0),
            title=Title.REGISTERED,
            tenure=Tenure.OWNER_OCCUPIED,
            persons=(PersonRow(f"测试人{stairwell}{floor}", f"TEST-{stairwell}-{floor}"),),
        )
        for stairwell, number in stairwells
        for floor in range(1, number + 1)
    )


def drafted(*stairwells: tuple[str, int]) -> Plan:
    """All wish for the lamps; only the first stairwell for what the money does not reach for."""
    menu = (
        ("C1.07", "community", 4_000, 4_000_00),
        ("C2.05", "community", 1_000, 60_000_00),
        ("M6.01", "community", 1_000, 0),
    )
    world = World(rows=homes(*stairwells), menu=menu, budget_fen=50_000_00)
    round = newest(onward(world, Stage.SELECTING), "selection")
    for entry in world.entries(round):
        first = entry.shares.filter(place__code="1-1").exists()
        world.cast(round, entry, {"C1.07": WANT, **({"C2.05": WANT} if first else {})})
    world.close_and_count(round)
    return world.draft()


def test_the_plan_that_stands_comes_first_with_its_places() -> None:
    plan = drafted(("1-1", 10), ("1-2", 12))

    found = fairness(plan)

    assert found[0].stands
    assert sorted(each.method for each in found) == sorted(Method)
    assert [(each.place, each.by_granted) for each in found[0].places] == [
        ("community", (0, 22)),
        ("1", (0, 22)),
        ("1-1", (0, 10)),
        ("1-2", (0, 12)),
    ]
    assert [(each.granted, each.wishes) for each in found[0].places] == [(22, 32), (22, 32), (10, 20), (12, 12)]


def test_words_name_the_building_that_is_served_least() -> None:
    with translation.override("en"):
        (first, *_) = fair_words.in_words(drafted(("1-1", 10), ("2-1", 10)))["methods"]

    assert (first["least"]["name"], first["least"]["share"].percent) == ("Building 1", "50.0%")
    assert [place["name"] for place in first["places"]] == [
        "Building 1",
        "Building 1, stairwell 1",
        "Building 2",
        "Building 2, stairwell 1",
    ]


def test_of_a_few_homes_nothing_is_said() -> None:
    assert fair_words.in_words(drafted(("1-1", 4), ("1-2", 4))) == {"floor": 10, "methods": []}


@pytest.mark.parametrize("number", [2, 12])
def test_it_asks_the_database_the_same_for_few_homes_and_for_many(number: int, django_assert_num_queries: Any) -> None:
    plan = drafted(("1-1", number))

    with django_assert_num_queries(9):
        fairness(plan)
