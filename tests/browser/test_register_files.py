"""A list becomes the register in a real browser: brought, corrected, taken over; axe sees each page."""

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from communities.domain.roles import Role
from communities.services import register_import
from communities.sheets import csv_file, xlsx_file
from renewal_portal.ledger.clock import now
from tests.browser.looking import PHONE, complaints, sideways, violations  # noqa: F401 - a fixture
from tests.browser.test_desk import open_desk
from tests.communities.services.bringing import HEADINGS, home
from tests.staff import member
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)

SOLD = home("1-1-101", "测试买家", "NEW-1", "90.5")
WRONG = home("1-1-201", "测试人乙", "N-2", "约九十")
LONG = [home(f"1-{n // 100 + 1}-{n % 100 + 1}01", f"测试人{n}", f"N-{n}") for n in range(2_001)]


@pytest.fixture
def world(settings: Any, tmp_path: Path) -> World:
    settings.MEDIA_ROOT = tmp_path
    return World(at=timezone.now())


@pytest.fixture
def desk(page: Any, live_server: Any, world: World) -> Any:
    """The page where lists are brought, open before the chair."""
    open_desk(page, live_server.url, member(Role.CHAIR, world.community))
    page.goto(live_server.url + reverse("desk_register", args=[world.slug]))
    return page


def choose(page: Any, content: bytes, name: str = "list.csv") -> None:
    page.get_by_label("The file").set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})
    page.get_by_role("button", name="Look at the file").click()


def table(*lines: tuple[str, ...]) -> bytes:
    return csv_file([HEADINGS, *lines])


def test_a_list_with_a_fault_is_corrected_and_taken_over(desk: Any, world: World, complaints: list[str]) -> None:  # noqa: F811
    choose(desk, table(SOLD, WRONG))
    expect(desk.get_by_text("The file must be corrected first. Nothing has changed.")).to_be_visible()
    expect(desk.get_by_role("row", name="3 Area in m² 约九十")).to_be_visible()

    choose(desk, xlsx_file([HEADINGS, SOLD], title="名册"), "list.xlsx")
    expect(desk.get_by_role("row", name="1-1-101 Owners 测试人11 测试买家")).to_be_visible()
    desk.get_by_role("button", name="Take it over").click()

    expect(desk.get_by_text("The register says what the file says.")).to_be_visible()
    assert world.community.places.get(code="1-1").units.get(gone_on=None).area_cm2 == 905_000


def test_a_copy_comes_back_unchanged(desk: Any, tmp_path: Path, complaints: list[str]) -> None:  # noqa: F811
    with desk.expect_download() as download:
        desk.get_by_role("button", name="Copy for Excel").click()
    download.value.save_as(tmp_path / "copy.xlsx")

    choose(desk, (tmp_path / "copy.xlsx").read_bytes(), "copy.xlsx")

    expect(desk.get_by_text("The register says all this already.")).to_be_visible()


def test_a_long_list_shows_its_progress_until_it_is_read(desk: Any, complaints: list[str]) -> None:  # noqa: F811
    choose(desk, table(*LONG))
    expect(desk.get_by_role("progressbar", name="The file is being read")).to_be_visible()

    register_import.work(worker="w1", clock=now)

    expect(desk.get_by_role("button", name="Take it over")).to_be_visible()
    expect(desk.get_by_role("row", name="Doors 9 2,001")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(1200, 900), (PHONE["width"], PHONE["height"])])
def test_axe_finds_nothing_wrong(desk: Any, width: int, height: int, complaints: list[str]) -> None:  # noqa: F811
    desk.set_viewport_size({"width": width, "height": height})
    found = {"empty": look(desk)}
    choose(desk, table(SOLD, SOLD, WRONG))
    found["wrong"] = look(desk)
    choose(desk, table(SOLD, home("1-1-301", "测试买家", "NEW-1")))
    found["good"] = look(desk)
    choose(desk, csv_file([("甲", "乙" * 40, *"丙丁戊己庚辛壬癸子丑"), ("1-1-101", "90", *["测试买家"] * 10)]))
    found["unknown"] = look(desk)
    desk.get_by_role("link", name="Say which column is which").click()
    expect(desk.get_by_role("heading", name="Which column is which?")).to_be_visible()
    found["columns"] = look(desk)

    assert {state: wrong for state, wrong in found.items() if wrong} == {}


def look(page: Any) -> list[str]:
    return [*violations(page), *(["scrolls sideways"] if sideways(page) else [])]
