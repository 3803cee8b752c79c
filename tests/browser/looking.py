"""What every test in a browser asks of the page before it."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1200, "height": 900}

#: Controls in the page itself; a link inside a sentence may be as tall as its line (WCAG 2.5.8). What one taps of a box
#: to be ticked is the label around it.
TOO_SMALL = """least => [
  ...document.querySelectorAll("main :is(a, button, input, select, textarea, summary), footer :is(a, button)")
]
  .filter(each => each.checkVisibility() && each.type !== "hidden" && !each.closest(".unseen"))
  .filter(each => ![...each.parentElement.childNodes].some(
    node => node.nodeType === Node.TEXT_NODE && node.textContent.trim().length > 2))
  .map(each => [each, each.type === "checkbox" && each.closest("label") || each])
  .map(([each, target]) => [each, Math.ceil(target.getBoundingClientRect().height)])
  .filter(([each, height]) => height < least)
  .map(([each, height]) => `${each.tagName} “${each.innerText.trim().slice(0, 40)}” ${height} px`)"""


@pytest.fixture
def complaints(page: Any) -> Iterator[list[str]]:
    """What the browser's console said; at the end it must have said nothing."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    yield said
    assert said == []


def read_as(context: Any, site: str, **cookies: str) -> None:
    """Language and modes as a reader has chosen them."""
    chosen = {"django_language": "en", **cookies}
    context.add_cookies([{"name": name, "value": value, "url": site} for name, value in chosen.items()])


def violations(page: Any) -> list[str]:
    """What axe finds wrong with the page as it stands."""
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"]]


def sideways(page: Any) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def too_small(page: Any, least: int) -> list[str]:
    """Controls lower than a finger needs."""
    return list(page.evaluate(TOO_SMALL, least))
