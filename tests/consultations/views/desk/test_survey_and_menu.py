"""Findings, the menu, the money and the roll: what is refused says where and why, and keeps what was typed."""

import pytest

from communities.domain.roles import Role
from communities.models import RollVersion
from consultations.models import Consultation, Finding, LeftOut, OfferedItem
from consultations.services import surveying
from tests.consultations.views.desk.desks import Desk, now_world
from tests.world import M2, RECORDER, World

pytestmark = pytest.mark.django_db


def line(**changes: str) -> dict[str, str]:
    return {
        "place": "1",
        "quantity": "400",
        "unit_price": "140",
        "wording_zh": "屋面防水",
        "wording_en": "New roofing",
        "choice_group": "",
    } | changes


def due(world: World, code: str = "C3.01", place: str = "1") -> Finding:
    item = world.consultation.edition.items.get(code=code)
    where = world.community.places.get(code=place)
    finding = surveying.report_finding(
        consultation_id=world.pk, item_id=item.pk, place_id=where.pk, text_zh="漏水", by="user:77", at=world.at
    )
    return surveying.check_finding(finding_id=finding.pk, by=RECORDER, at=world.at)


def test_a_finding_needs_words_and_a_place_that_fits() -> None:
    world = now_world()
    desk = Desk(world, Role.SURVEYOR)
    roof, stairwell = world.consultation.edition.items.get(code="C3.01"), world.community.places.get(code="1-1")
    page = desk.refused(
        "desk_findings", {"item": roof.pk, "place": stairwell.pk, "text_zh": " ", "text_en": "It leaks badly"}
    )
    assert "This item belongs to another kind of place. Choose one that fits." in page
    assert "This field is required." in page
    assert 'value="It leaks badly"' in page
    assert f'<option value="{stairwell.pk}" selected>' in page
    assert Finding.objects.count() == 0


def test_whoever_reported_a_finding_has_no_button_and_is_refused_when_forced() -> None:
    world = now_world()
    desk = Desk(world, Role.SURVEYOR)
    roof, house = world.consultation.edition.items.get(code="C3.01"), world.community.places.get(code="1")
    desk.done("desk_findings", {"item": roof.pk, "place": house.pk, "text_zh": "漏水"})
    finding = Finding.objects.get()
    assert "Confirm it" not in desk.page("desk_findings")
    assert "Somebody else has to check it" in desk.done("desk_finding_check", pk=finding.pk)
    other = Desk(world, Role.RECORDER)
    assert "Confirm it" in other.page("desk_findings")
    assert "The finding is checked." in other.done("desk_finding_check", pk=finding.pk)
    assert "has been checked already" in other.done("desk_finding_check", pk=finding.pk)


def test_a_budget_is_more_than_nothing() -> None:
    world = now_world()
    desk = Desk(world)
    page = desk.refused("desk_announce", {"budget": "0.00", "method": "support", "measure": "share"})
    assert "The budget must be more than nothing." in page
    assert 'value="0.00"' in page
    page = desk.refused("desk_announce", {"budget": "a lot", "method": "dice", "measure": ""})
    assert "This is not an amount of money. Write it like 1,234.50." in page
    assert Consultation.objects.get(pk=world.pk).announced_at is None


def test_a_budget_is_read_in_full_width_digits() -> None:
    world = now_world()
    Desk(world).done("desk_announce", {"budget": "５，０９８，１００．５", "method": "support", "measure": "area"})
    found = Consultation.objects.get(pk=world.pk)
    assert (found.budget_fen, found.measure) == (509_810_050, "area")


def test_the_catalogue_is_chosen_from_and_an_unknown_item_is_not_found() -> None:
    desk = Desk(now_world())
    page = desk.page("desk_line")
    assert "C3.01" in page
    assert "M6.01" in page
    assert desk.get("desk_line", "?item=C9.99").status_code == 404


def test_a_price_outside_the_range_is_refused_at_its_field() -> None:
    world = now_world()
    desk = Desk(world)
    page = desk.refused("desk_line", line(unit_price="1"), "?item=C3.01")
    assert "Give a unit price inside it." in page
    assert 'id="id_unit_price_error"' in page
    assert 'value="New roofing"' in page
    assert "The quantity must be more than nothing." in desk.refused("desk_line", line(quantity="0"), "?item=C3.01")
    assert "Too many decimals: 3 at most." in desk.refused("desk_line", line(quantity="1.2345"), "?item=C3.01")
    assert "Select a valid choice." in desk.refused("desk_line", line(place="1-1"), "?item=C3.01")
    assert OfferedItem.objects.count() == 0


def test_a_line_is_added_changed_and_taken_off() -> None:
    world = now_world()
    desk = Desk(world)
    desk.done("desk_line", line(), "?item=C3.01")
    added = OfferedItem.objects.get()
    assert (added.quantity_milli, added.unit_price_fen, added.cost_fen) == (400_000, 14_000, 5_600_000)
    assert 'value="New roofing"' in desk.page("desk_line", pk=added.pk)
    assert (
        "stands on the menu wherever it can"
        in desk.client.get(desk.url("desk_line") + "?item=C3.01", follow=True).content.decode()
    )
    changed = line(quantity="1,000.5", choice_group="roof")
    del changed["place"]
    desk.done("desk_line", changed, pk=added.pk)
    added.refresh_from_db()
    assert (added.quantity_milli, added.choice_group) == (1_000_500, "roof")
    assert "Take this line off the menu?" in desk.page("desk_line_remove", pk=added.pk)
    desk.done("desk_line_remove", pk=added.pk)
    assert OfferedItem.objects.count() == 0


def test_a_ruling_needs_its_reason_and_a_line_that_asks_for_one() -> None:
    world = now_world()
    desk = Desk(world)
    item = world.consultation.edition.items.filter(decision_class="special_if_common_use_changes").first()
    where = {"community": "community", "adjacent": "community", "building": "1", "stairwell": "1-1"}[item.scope]
    price = f"{(item.price_low_fen or 100) / 100:.2f}"
    desk.done("desk_line", line(place=where, unit_price=price), f"?item={item.code}")
    ruled = OfferedItem.objects.get()
    assert "ruling missing" in desk.page("desk_menu")
    page = desk.refused("desk_line_ruling", {"changes": "yes", "reason": " "}, pk=ruled.pk)
    assert "This field is required." in page
    desk.done("desk_line_ruling", {"changes": "yes", "reason": "A parking place goes."}, pk=ruled.pk)
    page = desk.page("desk_menu")
    assert "changes common use" in page
    assert "A parking place goes." in page


def test_a_due_basic_item_is_put_on_the_menu_or_left_out_with_a_reason() -> None:
    world = now_world()
    desk = Desk(world)
    due(world)
    assert "Put it on the menu" in desk.page("desk_menu")
    assert "Due and not yet on the menu: C3.01" in desk.page("desk_community")
    page = desk.refused("desk_left_out", {"due": "C3.01|1", "reason": ""})
    assert "This field is required." in page
    desk.done("desk_left_out", {"due": "C3.01|1", "reason": "Done last year."})
    assert LeftOut.objects.get().reason == "Done last year."
    assert "Left out: Done last year." in desk.page("desk_menu")
    assert "Select a valid choice." in desk.refused("desk_left_out", {"due": "C1.07|community", "reason": "No."})


def test_a_menu_that_contradicts_itself_says_so_and_cannot_be_offered() -> None:
    world = now_world()
    desk = Desk(world)
    desk.done("desk_line", line(), "?item=C3.01")
    page = desk.page("desk_menu")
    assert "The menu cannot be offered like this" in page
    assert "Item M6.01 belongs in every plan but is not offered." in page
    assert "The menu contradicts itself." in desk.done("desk_offer")
    assert OfferedItem.objects.get().menu.offered_at is None


def test_an_offered_menu_no_longer_changes_but_the_next_version_does() -> None:
    world = now_world().prepare()
    desk = Desk(world)
    offered = OfferedItem.objects.first()
    assert "It no longer changes." in desk.page("desk_menu")
    assert "has been offered and no longer changes" in desk.done("desk_line_remove", pk=offered.pk)
    desk.done("desk_line", line(unit_price="150"), pk=OfferedItem.objects.get(code="C3.01").pk)
    assert "Version 2, in preparation." in desk.page("desk_menu")


def test_the_roll_shows_its_figures_and_what_the_register_lacks() -> None:
    world = now_world()
    desk = Desk(world, Role.RECORDER)
    assert "No roll is fixed yet." in desk.page("desk_roll")
    desk.done("desk_roll")
    page = desk.page("desk_roll")
    assert "they wish; 700.00 m² together" in page
    assert "they decide; 950.00 m² together" in page
    world.community.area_cm2 = 951 * M2
    world.community.save()
    assert "they differ" in desk.page("desk_roll")
    desk.done("desk_roll")
    assert RollVersion.objects.count() == 2


def test_an_empty_register_cannot_be_fixed() -> None:
    world = now_world()
    world.community.places.get(code="1-1").units.first().ownerships.all().delete()
    for place in world.community.places.all():
        for unit in place.units.all():
            unit.ownerships.all().delete()
            unit.delete()
    assert "The register is still empty." in Desk(world).done("desk_roll")
