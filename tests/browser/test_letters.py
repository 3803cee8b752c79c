"""The printer's desk in a real browser: letters ordered, watched, fetched; one replaced; every page seen by axe."""

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from communities.domain.roles import Role
from communities.models import Credential
from communities.services import letters
from renewal_portal.ledger.clock import now
from tests.browser.looking import PHONE, complaints, sideways, violations  # noqa: F401 - a fixture
from tests.browser.test_desk import open_desk
from tests.staff import member
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(settings: Any, tmp_path: Path) -> World:
    """A community that selects, with a folder of its own for files."""
    settings.MEDIA_ROOT = tmp_path
    world = World(at=timezone.now()).prepare()
    world.select()
    return world


def test_a_printer_has_letters_made_and_fetches_them_once(
    page: Any,
    live_server: Any,
    world: World,
    complaints: list[str],  # noqa: F811
    tmp_path: Path,
) -> None:
    open_desk(page, live_server.url, member(Role.PRINTER, world.community))
    page.goto(live_server.url + reverse("desk_community", args=[world.slug]))
    page.get_by_role("link", name="Letters", exact=True).click()
    assert violations(page) == []

    page.get_by_role("link", name="Make the 7 missing letters").click()
    assert violations(page) == []
    page.get_by_role("button", name="Make the letters").click()
    page.get_by_text("Waiting; it begins within a minute.").wait_for()
    assert violations(page) == []

    assert letters.make_ordered(worker="tests", clock=now) == 1
    page.get_by_text("7 letters. The file can be fetched once").wait_for()  # the page asks by itself
    assert violations(page) == []
    with page.expect_download() as download:
        page.get_by_role("button", name="Fetch the letters").click()
    download.value.save_as(tmp_path / "fetched.pdf")
    with pypdfium2.PdfDocument(tmp_path / "fetched.pdf") as pdf:
        assert len(pdf) == 7

    page.reload()
    page.get_by_text("Fetched").wait_for()
    expect(page.get_by_role("button", name="Fetch the letters")).to_be_hidden()
    assert page.get_by_role("link", name="Make the 7 missing letters").count() == 0


def test_a_printer_replaces_the_letter_of_a_door_and_takes_it_back(
    page: Any,
    live_server: Any,
    world: World,
    complaints: list[str],  # noqa: F811
) -> None:
    open_desk(page, live_server.url, member(Role.PRINTER, world.community))
    page.goto(live_server.url + reverse("desk_letters", args=[world.slug]))
    page.get_by_role("textbox", name="Door").fill("1-1-101")
    page.get_by_role("button", name="Look it up").click()
    assert violations(page) == []

    page.get_by_role("link", name="Make a new letter").first.click()
    page.get_by_role("button", name="Make a new letter").click()
    page.get_by_role("link", name="Choose a reason. It is recorded.").wait_for()
    page.get_by_label("The letter was lost").check()
    assert violations(page) == []
    page.get_by_role("button", name="Make a new letter").click()
    page.get_by_text("Letter to the household of 1-1-101").wait_for()
    assert letters.make_ordered(worker="tests", clock=now) == 1

    page.get_by_role("textbox", name="Door").fill("1-1-101")
    page.get_by_role("button", name="Look it up").click()
    page.get_by_role("link", name="Take it back").click()
    page.get_by_label("Somebody else saw the code").check()
    assert violations(page) == []
    page.get_by_role("button", name="Take it back").click()
    page.get_by_text("The letter no longer works.").wait_for()
    assert Credential.objects.valid().count() == 0


def test_letters_look_right_on_a_telephone_and_in_chinese(page: Any, live_server: Any, world: World) -> None:
    open_desk(page, live_server.url, member(Role.PRINTER, world.community), language="zh-hans")
    page.set_viewport_size(PHONE)
    for name in ("desk_letters", "desk_letters_door"):
        page.goto(live_server.url + reverse(name, args=[world.slug]))
        assert violations(page) == []
        assert not sideways(page)
