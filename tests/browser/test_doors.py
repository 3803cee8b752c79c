"""From door to door in a browser: on a tablet and a telephone, in both languages, by keyboard, without script."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from communities.domain.roles import Role
from communities.models import User
from consultations.models import DoorMark, Round
from tests.browser.looking import PHONE, complaints, sideways, too_small, violations
from tests.browser.test_desk import open_desk
from tests.consultations.walked import send, states
from tests.residents import selecting
from tests.staff import member
from tests.world import WANT, World

__all__ = ["complaints"]

pytestmark = pytest.mark.django_db(transaction=True)

TABLET = {"width": 768, "height": 1024}


@pytest.fixture
def walk() -> tuple[World, Round, User]:
    """A selection in which one home has answered, and a volunteer with two doors."""
    world, round = selecting()
    world.cast(round, round.roll.entries.get(unit__door="1-1-101"), WANT)
    volunteer = member(Role.VOLUNTEER, world.community)
    send(world, volunteer, "1-1-201", "1-1-301")
    return world, round, volunteer


def building(world: World, query: str = "") -> str:
    return reverse("desk_doors_building", args=[world.slug, "1"]) + query


def test_a_volunteer_records_a_door_on_a_tablet(
    page: Any, live_server: Any, walk: tuple[World, Round, User], complaints: list[str]
) -> None:
    world, round, volunteer = walk
    page.set_viewport_size(TABLET)
    open_desk(page, live_server.url, volunteer)
    page.goto(live_server.url + reverse("desk"))
    page.get_by_role("link", name=world.community.name_en).first.click()
    assert violations(page) == []
    page.get_by_role("link", name="Building 1", exact=True).click()
    page.get_by_role("link", name="letter delivered").click()
    assert (violations(page), sideways(page), too_small(page, 44)) == ([], False, [])

    page.get_by_role("button", name="201 not reached").click()

    expect(page.locator(".door-said")).to_contain_text("1-1-201: letter delivered.")
    expect(page.get_by_role("button", name="201 letter delivered")).to_be_visible()
    assert states(round)["1-1-201"] == "letter"


def test_a_door_is_recorded_by_keyboard(page: Any, live_server: Any, walk: tuple[World, Round, User]) -> None:
    world, round, volunteer = walk
    open_desk(page, live_server.url, volunteer)
    page.goto(live_server.url + building(world, "?mark=moved"))
    page.get_by_role("button", name="301 not reached").focus()
    page.keyboard.press("Enter")

    expect(page.locator(".door-said")).to_contain_text("1-1-301: moved away.")
    assert states(round)["1-1-301"] == "moved"


def test_a_tap_works_without_script(browser: Any, live_server: Any, walk: tuple[World, Round, User]) -> None:
    world, _, volunteer = walk
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    open_desk(page, live_server.url, volunteer)
    page.goto(live_server.url + building(world))
    page.get_by_role("link", name="refused").click()
    page.get_by_role("button", name="201 not reached").click()
    expect(page.locator(".door-said")).to_contain_text("1-1-201: refused.")

    page.get_by_role("link", name="Not right?").click()
    page.get_by_role("button", name="not reached").click()
    expect(page.locator(".door-said")).to_contain_text("1-1-201: not reached.")
    context.close()
    assert list(DoorMark.objects.order_by("pk").values_list("mark", flat=True)) == ["refused", "not_reached"]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("size", [PHONE, TABLET], ids=["phone", "tablet"])
def test_every_page_is_fit_for_all(
    page: Any, live_server: Any, walk: tuple[World, Round, User], size: dict[str, int], language: str
) -> None:
    world, _, _ = walk
    page.set_viewport_size(size)
    open_desk(page, live_server.url, member(Role.CHAIR, world.community), language=language)
    door = world.community.places.get(code="1-1").units.get(door="1-1-201").pk
    for address in (
        reverse("desk_doors", args=[world.slug]),
        building(world, "?mark=letter"),
        reverse("desk_door", args=[world.slug, door]),
        reverse("desk_doors_walkers", args=[world.slug]),
    ):
        page.goto(live_server.url + address)
        assert (address, violations(page), sideways(page)) == (address, [], False)
