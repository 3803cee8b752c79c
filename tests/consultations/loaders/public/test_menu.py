"""The offered menu by major item, with what is found, tied and left out."""

import pytest

from consultations.loaders.public import menu
from consultations.services import offering, surveying
from menus.domain.catalogue import RelationKind
from menus.loaders import relations
from tests.world import CHAIR, MENU, RECORDER, YUAN, World

pytestmark = pytest.mark.django_db


def read(world: World) -> dict[str, menu.Offer]:
    chapters = menu.chapters(menu.offered(world.consultation))
    return {offer.line.code: offer for chapter in chapters for offer in chapter.offers}


def report(world: World, code: str, place: str) -> int:
    return surveying.report_finding(
        consultation_id=world.pk,
        item_id=world.consultation.edition.items.get(code=code).pk,
        place_id=world.community.places.get(code=place).pk,
        text_zh="破损",
        by="user:77",
        at=world.at,
    ).pk


def test_what_is_not_offered_yet_is_not_there() -> None:
    world = World()
    world.prepare_lines()

    assert menu.offered(world.consultation) is None


def test_chapters_and_items_stand_in_the_order_of_the_catalogue_whatever_the_order_of_entry() -> None:
    world = World(menu=tuple(reversed(MENU))).prepare()

    chapters = menu.chapters(menu.offered(world.consultation))

    assert [chapter.major.code for chapter in chapters] == ["C1", "C2", "C3", "C5", "M1", "M5", "M6"]
    assert [[offer.line.code for offer in chapter.offers] for chapter in chapters][:3] == [
        ["C1.07", "C1.11"],
        ["C2.05"],
        ["C3.01", "C3.03", "C3.08"],
    ]


def test_an_item_holds_its_lines_and_their_sum() -> None:
    offer = read(World().prepare())["C3.03"]

    assert [line.place.code for line in offer.lines] == ["1-1", "1-2"]
    assert offer.cost_fen == 36_000 * YUAN


def test_the_sum_leaves_out_what_is_paid_monthly() -> None:
    world = World().prepare()

    assert menu.total_fen(menu.chapters(menu.offered(world.consultation))) == 880_000 * YUAN


def test_only_checked_findings_are_shown() -> None:
    world = World()
    checked, unchecked = report(world, "C3.03", "1-1"), report(world, "C3.03", "1-2")
    surveying.check_finding(finding_id=checked, by=RECORDER, at=world.at)
    line = {"unit_price_fen": 18_000 * YUAN, "by": CHAIR, "at": world.at}
    offering.set_line(consultation_id=world.pk, code="C3.03", place_code="1-1", quantity_milli=1_000, **line)
    surveying.check_finding(finding_id=unchecked, by=RECORDER, at=world.at)
    later = report(world, "C1.07", "community")
    world.prepare()

    offers = read(world)
    assert [finding.pk for finding in offers["C3.03"].findings] == [checked, unchecked]
    assert later not in [finding.pk for finding in offers["C1.07"].findings]


def test_ties_are_read_between_offered_items_only() -> None:
    offers = read(World().prepare())

    ties = {
        code: {(tie.kind, tie.other.code if tie.other else "") for tie in offer.ties} for code, offer in offers.items()
    }
    assert (RelationKind.BRINGS_WITH, "M5.02") in ties["C3.08"]
    assert ties["M6.01"] == {(RelationKind.BRINGS_WITH, "")}
    assert {other for found in ties.values() for _, other in found} - {""} <= set(offers)
    assert all(tie.reason.zh and tie.reason.en for offer in offers.values() for tie in offer.ties)


def test_what_excludes_holds_for_both() -> None:
    """The catalogue writes it from one side; on the menu both items say so."""
    edition = World().consultation.edition
    one, other = next((r.item, r.other) for r in relations(edition.pk) if r.kind is RelationKind.EXCLUDES)

    found = menu._ties(edition.pk, {each.code: each for each in edition.items.filter(code__in=(one, other))})

    excluded = {
        code: {tie.other.code for tie in ties if tie.kind is RelationKind.EXCLUDES} for code, ties in found.items()
    }
    assert excluded == {one: {other}, other: {one}}


def test_rivals_are_the_other_items_of_a_choice_group() -> None:
    offers = read(World(groups={"C1.11": "yard", "C2.05": "yard"}).prepare())

    assert [line.code for line in offers["C1.11"].rivals] == ["C2.05"]
    assert [line.code for line in offers["C2.05"].rivals] == ["C1.11"]
    assert offers["C1.07"].rivals == []


def test_options_stand_in_their_order() -> None:
    offers = read(World().prepare())

    assert [option.code for option in offers["M6.01"].options] == ["company", "residents", "service_centre"]
    assert offers["C1.07"].options == []


def test_a_menu_of_any_length_costs_four_queries(django_assert_num_queries) -> None:
    short, long = World("short", menu=(MENU[0], MENU[-1])).prepare(), World("long").prepare()

    for world in (short, long):
        offered = menu.offered(world.consultation)
        with django_assert_num_queries(4):
            menu.chapters(offered)
