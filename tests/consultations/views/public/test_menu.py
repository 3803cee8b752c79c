"""The page of the offered menu."""

import gzip

import pytest
from django.urls import reverse
from django.utils import translation

from consultations.models import OfferedItem
from consultations.services import offering, surveying
from consultations.views.public import offers
from tests.consultations.views.public.reading import CHINESE, asked, read, statuses, words
from tests.residents import whole_menu
from tests.world import CHAIR, MENU, RECORDER, World

pytestmark = pytest.mark.django_db


def found(world, code, place, text="Plaster comes off"):
    """A checked finding."""
    item = world.consultation.edition.items.get(code=code)
    finding = surveying.report_finding(
        consultation_id=world.pk,
        item_id=item.pk,
        place_id=world.community.places.get(code=place).pk,
        text_zh="墙面剥落",
        text_en=text,
        by="user:77",
        at=world.at,
    )
    surveying.check_finding(finding_id=finding.pk, by=RECORDER, at=world.at)


def card(page, code):
    """What one item's card says."""
    return words(
        "<main>" + page.partition(f'<article class="item" id="{code}">')[2].partition("</article>")[0] + "</main>"
    )


def test_before_the_menu_is_offered_there_is_no_page(client):
    World().prepare_lines()

    assert client.get(reverse("menu", args=["small"])).status_code == 404


def test_the_page_only_shows(client):
    World().prepare()

    assert statuses(client, "menu", "small") == [200, 200, 405, 405, 405]


@pytest.mark.parametrize("language", ["en", CHINESE])
def test_it_is_there_in_both_languages(client, language):
    World().prepare()

    page = read(client, "menu", "small", language=language)

    assert page.count('<article class="item"') == 10
    assert f'lang="{language}"' in page


def test_it_is_called_a_working_reconstruction_above_everything_else(client):
    World().prepare()

    said = words(read(client, "menu", "small"))

    notice = "This list is a working reconstruction; the housing authority's list prevails."
    assert said.index(notice) < said.index("What all of it would cost")


def test_a_line_says_what_it_is_where_how_much_and_who_decides(client):
    World().prepare()

    said = card(read(client, "menu", "small"), "C1.07")

    assert "Basic item" in said
    assert "Whole community" in said
    assert "How much of it 4 pieces Price ¥4,000 per piece Cost ¥16,000" in said
    assert "Ordinary owners' decision More than half of the area and of the owners taking part must agree." in said


def test_an_item_at_several_places_names_each_with_its_cost(client):
    World().prepare()

    said = card(read(client, "menu", "small"), "C3.03")

    assert "2 places" in said
    assert "Cost ¥36,000" in said
    assert "Building 1, stairwell 1 1 piece · ¥18,000 per piece ¥18,000" in said
    assert "Building 1, stairwell 2 1 piece · ¥18,000 per piece ¥18,000" in said


def test_what_is_paid_monthly_stays_out_of_the_sum(client):
    World().prepare()

    page = read(client, "menu", "small")

    assert "would cost ¥880,000 of ¥200,000" in words(page)
    assert "¥680,000 more than the budget" in words(page)
    assert "Cost a month ¥40" in card(page, "M1.01")


def test_a_finding_at_several_places_is_told_once(client):
    world = World()
    found(world, "C3.03", "1-1")
    found(world, "C3.03", "1-2")
    world.prepare()

    said = card(read(client, "menu", "small"), "C3.03")

    assert said.count("Found at the survey:") == 1
    assert "Plaster comes off (Building 1, stairwell 1; Building 1, stairwell 2)" in said


def test_what_was_left_out_stands_with_its_reason(client):
    world = World(menu=[line for line in MENU if line[0] != "C3.01"])
    found(world, "C3.01", "1")
    world.roll  # noqa: B018 - fixed by being read
    offering.leave_out(consultation_id=world.pk, code="C3.01", place_code="1", reason="去年已修", by=CHAIR, at=world.at)
    world.prepare_lines()
    offering.offer_menu(consultation_id=world.pk, by=CHAIR, at=world.at)

    said = words(read(client, "menu", "small"))

    assert "Roof waterproofing and repair Building 1 去年已修" in said.partition("It had to write down the reason.")[2]


def test_method_measure_and_the_order_of_ties_are_published(client):
    World().prepare()

    said = words(read(client, "menu", "small")).partition("How the plan will be drawn This was announced")[2]

    assert "Which line comes first By support:" in said
    assert "How support is measured Support is the share of the households of a place" in said
    assert "When two are equal The line that stands earlier on this menu comes first." in said


def test_ties_between_items_are_told_with_their_reason(client):
    World().prepare()

    page = read(client, "menu", "small")

    assert "Brings with it: “Lift operation, maintenance and inspection”." in card(page, "C3.08")
    assert "It belongs in every plan." in card(page, "M6.01")


def test_of_a_choice_group_the_others_are_named(client):
    World(groups={"C1.11": "yard", "C2.05": "yard"}).prepare()

    said = card(read(client, "menu", "small"), "C1.11")

    assert "Of this and the following only one can be chosen: “" in said
    assert "(Whole community)." in said


def test_a_ruling_on_common_use_stands_with_its_reason(client):
    world = World(menu=(*MENU, ("C2.01", "community", 12_000, 500_000)))
    world.roll  # noqa: B018 - fixed by being read
    world.prepare_lines()
    line = OfferedItem.objects.get(code="C2.01")
    offering.rule_on_use(line_id=line.pk, changes=True, reason="占用共有院坝", by=CHAIR, at=world.at)
    offering.offer_menu(consultation_id=world.pk, by=CHAIR, at=world.at)

    said = card(read(client, "menu", "small"), "C2.01")

    assert "the use of common parts changes, so at least three quarters must agree. Reason: 占用共有院坝" in said


def test_many_places_are_folded_and_many_findings_are_counted():
    names = [f"Building {number}" for number in range(1, 8)]

    with translation.override("en"):
        assert offers._few(names[:4]) == "Building 1; Building 2; Building 3; Building 4"
        assert offers._few(names).startswith("Building 1; Building 2; Building 3; ")
        assert offers._few(names).count("; ") == 3


def test_a_longer_menu_asks_no_more_of_the_database(client):
    World(menu=(MENU[4], MENU[-1])).prepare()
    one = asked(client, "menu", "small")
    longer = World("longer")
    for place in ("1-1", "1-2"):
        found(longer, "C3.03", place)
    longer.prepare()

    assert asked(client, "menu", "longer") == one


@pytest.mark.parametrize("language", ["en", CHINESE])
def test_the_whole_catalogue_asks_eight_times_and_is_under_sixty_kilobytes_on_the_wire(client, language):
    world = World(menu=whole_menu())
    world.prepare()
    headers = {"accept-encoding": "gzip", "accept-language": language}

    response = client.get(reverse("menu", args=["small"]), headers=headers)

    assert response.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content).decode().count('<article class="item"') == 64
    assert len(response.content) < 60_000
    assert asked(client, "menu", "small") == 8
