"""The menu at the desk: what is due, which places suit, what everything would cost."""

import pytest

from consultations.loaders.desk import menu, rolls, rounds
from consultations.services import surveying
from tests.world import M2, RECORDER, WANT, YUAN, World

pytestmark = pytest.mark.django_db


def test_an_item_stands_at_a_place_of_its_kind_and_a_monthly_one_also_for_all() -> None:
    world = World()
    items = {item.code: item for item in world.consultation.edition.items.all()}
    places = menu.places(world.consultation)
    assert [place.code for place in places] == ["community", "1", "1-1", "1-2"]
    fits = {
        code: [place.code for place in places if menu.suits(items[code], place)]
        for code in ("C1.07", "C3.01", "C3.08", "C5.05", "M5.02")
    }
    assert fits == {
        "C1.07": ["community"],
        "C3.01": ["1"],
        "C3.08": ["1-1", "1-2"],
        "C5.05": ["community"],
        "M5.02": ["community", "1-1", "1-2"],
    }


def test_a_sum_leaves_out_what_is_paid_monthly() -> None:
    world = World().prepare()
    chapters = menu.chapters(menu.newest(world.consultation))
    assert [chapter.major.code for chapter in chapters] == ["C1", "C2", "C3", "C5", "M1", "M5", "M6"]
    assert menu.sum_fen(chapters) == 880_000 * YUAN


def test_a_checked_defect_makes_a_basic_item_due() -> None:
    world = World()
    item = world.consultation.edition.items.get(code="C3.01")
    finding = surveying.report_finding(
        consultation_id=world.pk,
        item_id=item.pk,
        place_id=world.community.places.get(code="1").pk,
        text_zh="漏水",
        by="user:77",
        at=world.at,
    )
    assert menu.due(world.consultation) == []
    surveying.check_finding(finding_id=finding.pk, by=RECORDER, at=world.at)
    assert [each.key for each in menu.due(world.consultation)] == ["C3.01|1"]


def test_a_roll_in_figures() -> None:
    world = World().prepare()
    (roll,) = rolls.rolls(world.community)
    assert (roll.households, roll.households_cm2) == (7, 700 * M2)
    assert (roll.owners, roll.owners_cm2) == (9, 950 * M2)
    assert rolls.register(world.community).adds_up


def test_turnout_counts_voices_and_their_area() -> None:
    world = World()
    round = world.consulting().decide()
    for entry in world.entries(round)[:2]:
        world.cast(round, entry, {"C1.07": WANT})
    found = rounds.turnout(round)
    assert (found.heads, found.heads_of, found.area_of_cm2) == (2, 9, 950 * M2)
    assert found.area_cm2 == sum(
        entry.shares.get(place__code="community").area_cm2 for entry in world.entries(round)[:2]
    )
