"""What holds for every test in a browser."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator


@pytest.fixture(scope="session", autouse=True)
def _a_click_ends_where_its_page_has_loaded() -> Iterator[None]:
    """Playwright returns from a click when the page it leads to has begun to arrive: on a slow machine whatever is
    asked next would be asked of half a page."""
    click = Locator.click

    def clicked(self: Locator, **options: Any) -> None:
        page = self.page
        click(self, **options)
        page.wait_for_load_state()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Locator, "click", clicked)
        yield
