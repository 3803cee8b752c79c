"""Reading aloud: offered where the device has a voice for the page's language, and nowhere else."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db(transaction=True)

#: A device with voices of these languages. What is spoken, stopped and left is written down instead of heard.
VOICES = """tongues => {
  window.spoken = [];
  class Words { constructor(text) { this.text = text; } }
  const events = new EventTarget();
  const device = {
    getVoices: () => tongues.map(lang => ({ lang })),
    addEventListener: events.addEventListener.bind(events),
    speak: words => window.spoken.push([words.lang, words.rate, words.text.length]),
    cancel: () => window.spoken.push("stop"),
    arrive: more => { tongues = more; events.dispatchEvent(new Event("voiceschanged")); },
  };
  Object.defineProperty(window, "SpeechSynthesisUtterance", { value: Words });
  Object.defineProperty(window, "speechSynthesis", { value: device });
}"""


def reading(page: Any, site: str, *tongues: str, language: str = "zh-hans") -> Any:
    """The button on the page about privacy, on a device with these voices."""
    page.context.add_cookies([{"name": "django_language", "value": language, "url": site}])
    page.add_init_script(f"({VOICES})({list(tongues)})")
    page.goto(site + reverse("privacy"))
    return page.locator("[data-read]")


@pytest.mark.parametrize(
    ("language", "tongues", "offered"),
    [
        ("zh-hans", ["en-US", "zh-CN"], True),
        ("zh-hans", ["cmn-CN"], True),
        ("zh-hans", ["en-US", "de-DE"], False),
        ("zh-hans", [], False),
        ("en", ["zh-CN", "en-GB"], True),
        ("en", ["zh-CN"], False),
    ],
)
def test_it_is_offered_where_a_voice_speaks_the_language(
    page: Any, live_server: Any, language: str, tongues: list[str], offered: bool
) -> None:
    expect(reading(page, live_server.url, *tongues, language=language)).to_be_visible(visible=offered)


def test_a_voice_that_arrives_late_is_offered_then(page: Any, live_server: Any) -> None:
    button = reading(page, live_server.url)
    assert button.is_hidden()

    page.evaluate("speechSynthesis.arrive(['zh-CN'])")

    expect(button).to_be_visible()


def test_the_text_is_read_slowly_by_that_voice_and_stops_when_pressed_again(page: Any, live_server: Any) -> None:
    button = reading(page, live_server.url, "en-US", "zh-CN")
    length = page.evaluate("document.getElementById('text').innerText.length")

    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    button.click()

    assert button.get_attribute("aria-pressed") == "false"
    assert page.evaluate("window.spoken") == ["stop", ["zh-CN", 0.9, length], "stop"]
    assert length > 500


def test_without_a_script_it_is_not_offered(browser: Any, live_server: Any) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(live_server.url + reverse("privacy"))

    assert page.locator("[data-read]").is_hidden()
    page.close()
