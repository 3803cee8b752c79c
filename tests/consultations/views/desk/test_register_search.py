"""Doors and owners are found by words, by building and by what is special about the owner."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communities.models import Ownership
from tests.consultations.views.desk.desks import Desk
from tests.residents import in_both_stairwells, with_couple
from tests.world import START, World

SEARCHES = [  # what is asked, the doors that fit
    ("", 9),
    ("?words=1-1-101", ["1-1-101"]),
    ("?words=1-s", ["1-S1"]),
    ("?words=测试商户", ["1-S1"]),
    ("?words=测试人乙", ["1-1-101"]),
    ("?words=nobody", []),
    ("?building=1&words=01&kind=co_owned", ["1-1-101"]),
    ("?kind=developer", ["1-2-101"]),
    ("?kind=several", []),
    ("?kind=made-up", 9),
    ("?building=77", 9),
]


def found(desk: Desk, query: str) -> list[str]:
    return [row[0] for row in desk.get("desk_register_doors", query).context["rows"]]


@pytest.mark.parametrize("query, doors", SEARCHES, ids=[query or "everything" for query, _ in SEARCHES])
def test_what_is_asked_all_fits(db, query, doors) -> None:
    shown = found(Desk(World(rows=with_couple())), query)

    assert (len(shown) if isinstance(doors, int) else shown) == doors


def test_owners_of_several_doors(db) -> None:
    assert found(Desk(World(rows=in_both_stairwells())), "?kind=several") == ["1-1-101", "1-2-201"]


def test_a_line_says_who_owns_how_much_and_how(db) -> None:
    rows = Desk(World(rows=with_couple())).get("desk_register_doors", "?building=1").context["rows"]

    told = {door: [str(cell) for cell in cells] for door, *cells in rows}
    assert told["1-1-101"] == ["测试人11, 测试人乙", "100.00 m²", "registered"]
    assert told["1-2-101"] == ["the developer", "100.00 m²", "unsold"]


def test_who_sold_is_not_found_at_the_door_any_more(db) -> None:
    desk = Desk(World())
    Ownership.objects.filter(unit__door="1-S1").update(until=START.date().replace(day=3))

    assert found(desk, "?words=测试商户") == []


def test_as_many_questions_for_all_doors_as_for_one(db) -> None:
    desk = Desk(World(rows=tuple(replace(row, floor=1) for row in with_couple())))

    def asked(query: str) -> int:
        desk.get("desk_register_doors", query)
        with CaptureQueriesContext(connection) as queries:
            desk.get("desk_register_doors", query)
        return len(queries)

    assert asked("?words=1-1") == asked("?words=1-1-101")
