"""A browser that is whoever looks, and takes a picture of the page as it stands."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import Browser, sync_playwright

from communities.access import SESSION_KEY
from communities.models import Credential
from consultations.demo import letters
from tests import surroundings
from tests.screens.pages import Page

SIZES = {"phone": (360, 740), "desktop": (1200, 850)}
MOST_HEIGHT = 2_400  # a menu of a hundred lines is not shown to its end
LANGUAGES = {"zh": "zh-hans", "en": "en"}


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=surroundings.CHROMIUM, args=surroundings.CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


def take(chromium: Browser, site: str, page: Page, *, size: str, language: str, to: Path, elder: bool = False) -> None:
    """One picture of the page, as far down as ``MOST_HEIGHT``."""
    width, height = SIZES[size]
    context = chromium.new_context(viewport={"width": width, "height": height}, device_scale_factor=1)
    cookies = {"django_language": LANGUAGES[language], **_session(page.viewer), **({"elder": "1"} if elder else {})}
    context.add_cookies([{"name": name, "value": value, "url": site} for name, value in cookies.items()])
    sheet = context.new_page()
    answer = sheet.goto(site + page.address)
    if answer is None or answer.status != 200:
        raise RuntimeError(f"{page.name}: {page.address} answered {answer.status if answer else 'nothing'}")
    tall = min(MOST_HEIGHT, sheet.evaluate("document.documentElement.scrollHeight"))
    area = {"x": 0, "y": 0, "width": width, "height": tall}
    sheet.screenshot(path=to, full_page=True, clip=area, type="jpeg", quality=72)
    context.close()


def _session(viewer: str) -> dict[str, str]:
    """The cookie of a session that is signed in as the viewer."""
    if not viewer:
        return {}
    client = Client()
    if viewer.startswith(("household ", "owner ")):
        session = client.session
        session[SESSION_KEY] = _letter(*viewer.split(" ")).pk
    else:
        user: Any = get_user_model().objects.get(username=viewer)
        client.force_login(user)
        session = client.session
        session[DEVICE_ID_SESSION_KEY] = TOTPDevice.objects.get(user=user).persistent_id
    session.save()
    return {"sessionid": client.cookies["sessionid"].value}


def _letter(kind: str, slug: str, door: str) -> Credential:
    return Credential.objects.get(letter_number=letters.printed(slug, kind, door).letter_number)
