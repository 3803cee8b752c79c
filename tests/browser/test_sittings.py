"""A meeting in a real browser: called, signed in at by phone, run on a phone, minuted by two, published."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from communities.domain.roles import Role
from communities.services import credentials
from consultations.models import Sitting
from tests.browser.looking import PHONE, complaints, sideways, too_small, violations  # noqa: F401 - a fixture
from tests.browser.test_desk import open_desk
from tests.consultations import sat
from tests.consultations.views.desk.desks import day, go_to, now_world
from tests.people import with_letter
from tests.staff import member
from tests.stages import onward
from tests.world import CHAIR, World

pytestmark = pytest.mark.django_db(transaction=True)
#: The buttons of the job in the reader's language.
SAID = {
    "en": ("Post the notice", "Open the meeting", "Put it to the hands", "The hands are counted", "End the meeting"),
    "zh-hans": ("张贴通知", "宣布开会", "付诸举手表决", "清点完毕", "结束会议"),
}


@pytest.fixture
def world(transactional_db: None) -> World:
    world = onward(now_world(), "consulting")
    go_to(world, world.at)
    return world


def looked_at(page: Any) -> None:
    """Nothing axe complains of, nothing wider than the phone, nothing too small for a finger."""
    assert violations(page) == []
    assert not sideways(page)
    assert too_small(page, 44) == []


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name).first.click()
    page.wait_for_load_state()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_chair_calls_and_runs_a_meeting_on_a_phone(
    page: Any, live_server: Any, world: World, new_context: Any, language: str
) -> None:
    post, open_, put, counted, end = SAID[language]
    page.set_viewport_size(PHONE)
    open_desk(page, live_server.url, member(Role.OWNERS_COMMITTEE, world.community), language=language)
    page.goto(live_server.url + reverse("desk_sitting_prepare", args=[world.slug]))
    page.locator("[name=kind]").select_option("residents")
    page.locator("[name=day]").fill(day(world.at + timedelta(days=5)))
    page.locator("[name=hour]").fill("19:00")
    page.locator("[name=venue]").fill("院坝")
    looked_at(page)
    page.locator("main form button").first.click()
    page.locator("[name=text]").first.fill("屋面防水")
    page.locator("form[action$='points/'] button").click()
    expect(page.get_by_role("heading", name="1. 屋面防水")).to_be_visible()
    looked_at(page)
    press(page, post)
    sitting = Sitting.objects.get()
    assert sitting.state == "called"

    go_to(world, sitting.starts_at)
    households = sat.voices(sitting)
    letter = credentials.issue_for_household(unit_id=households[0].unit_id, by=CHAIR, at=world.at)
    resident = with_letter(new_context, live_server.url, letter)
    resident.go("my_sitting", world.slug, sitting.pk, sitting.door_code)
    looked_at(resident.page)
    resident.press("I am here")
    expect(resident.page.get_by_text("You are noted as present.")).to_be_visible()
    looked_at(resident.page)
    for entry in households[1:5]:
        sat.sitting_room.sign_in(sitting_id=sitting.pk, entry_id=entry.pk, by=CHAIR, at=world.at)

    page.goto(live_server.url + reverse("desk_sitting", args=[world.slug, sitting.pk]))
    press(page, open_)
    expect(page.get_by_role("heading", name="5").first).to_be_visible()
    looked_at(page)
    page.locator("[name=text]").first.fill("做防水")
    press(page, put)
    for name, hands in (("in_favour", "4"), ("against", "1"), ("abstaining", "0")):
        page.locator(f"[name={name}]").fill(hands)
    looked_at(page)
    press(page, counted)
    looked_at(page)
    page.goto(live_server.url + reverse("desk_sitting_room", args=[world.slug, sitting.pk]))
    looked_at(page)
    page.goto(live_server.url + reverse("desk_sitting_run", args=[world.slug, sitting.pk]))
    press(page, end)
    assert Sitting.objects.get().state == "ended"
    looked_at(page)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_two_people_sign_and_everybody_reads_the_minutes(
    page: Any, live_server: Any, world: World, new_context: Any, language: str
) -> None:
    sitting = sat.ended(world)
    go_to(world, world.at)
    page.set_viewport_size(PHONE)
    address = live_server.url + reverse("desk_minutes", args=[world.slug, sitting.pk])
    open_desk(page, live_server.url, member(Role.CHAIR, world.community), language=language)
    page.goto(live_server.url + reverse("desk_sitting", args=[world.slug, sitting.pk]))
    page.locator("form[action$='step/draft/'] button").click()
    expect(page.locator("[name=text]")).to_contain_text("多设座椅")
    looked_at(page)
    page.locator("form[action$='sign/'] button").first.click()
    looked_at(page)

    page.context.clear_cookies()
    open_desk(page, live_server.url, member(Role.RECORDER, world.community), language=language)
    page.goto(address)
    page.locator("form[action$='sign/'] button").click()
    page.locator("form[action$='step/publish/'] button").click()
    page.goto(live_server.url + reverse("sitting", args=[world.slug, sitting.pk]))
    expect(page.get_by_text("多设座椅").first).to_be_visible()
    expect(page.get_by_text("chair", exact=False).first).to_be_visible()
    looked_at(page)
