"""The demonstration's pages in a real browser, on a phone: looked at by axe, a letter opened, the clock moved."""

from typing import Any

import pytest
from django.utils import timezone

from tests.browser.test_desk import complaints, violations
from tests.consultations.demo.seeded import some
from tests.world import edition

__all__ = ["complaints"]

pytestmark = pytest.mark.django_db(transaction=True)

WIDTH = 360


@pytest.fixture
def site(page: Any, live_server: Any) -> str:
    """A demonstration of one community whose owners vote, for somebody who reads English on a phone."""
    edition()
    some(["shiliu"], timezone.now())
    page.set_viewport_size({"width": WIDTH, "height": 740})
    page.set_extra_http_headers({"Accept-Language": "en"})
    return str(live_server.url)


def fits(page: Any) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") <= WIDTH


@pytest.mark.parametrize("address", ["/demo/", "/demo/clock/"])
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_pages_of_the_demonstration_fit_a_phone_and_please_axe(
    page: Any, site: str, complaints: list[str], address: str, language: str
) -> None:
    page.set_extra_http_headers({"Accept-Language": language})
    page.goto(f"{site}{address}")
    for closed in page.locator("details:not([open]) > summary").all():
        closed.click()

    assert violations(page) == []
    assert fits(page)


def test_a_letter_is_opened_and_its_owner_comes_to_the_ballot(page: Any, site: str, complaints: list[str]) -> None:
    page.goto(f"{site}/demo/")
    page.locator("summary", has_text="Letters of its residents").click()
    page.get_by_role("link", name="Open this letter – 1-1-301").click()
    page.get_by_role("button", name="Yes, sign in").click()

    page.wait_for_url(f"{site}/ballot/")
    assert page.locator("a[href^='/ballot/shiliu/2/']").count() > 0


def test_the_time_is_moved_to_what_comes_next(page: Any, site: str, complaints: list[str]) -> None:
    page.goto(f"{site}/demo/clock/")
    page.get_by_role("button", name="Go there – The decision ends").click()

    page.get_by_text("It is now").wait_for()
    page.get_by_text("Nothing is running").wait_for()
