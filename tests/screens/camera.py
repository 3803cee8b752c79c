"""A browser that is whoever looks, and takes a picture of the page as it stands."""

from base64 import b64encode
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
OVERVIEW = """
<style>
  body { margin: 0; padding: 40px; display: flex; gap: 40px; background: #e9e3d6 }
  img { height: 640px; object-fit: cover; object-position: top left; border-radius: 12px }
</style>
<img width="300" src="data:image/jpeg;base64,%(phone)s"> <img width="860" src="data:image/jpeg;base64,%(desk)s">
"""
MOST_HEIGHT = 1_600  # a menu of a hundred lines is not shown to its end
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
    sheet.screenshot(path=to, full_page=True, clip=area, type="jpeg", quality=60)
    context.close()


def overview(chromium: Browser, folder: Path) -> None:
    """The README's picture: a ballot on a phone beside the committee's desk."""
    phone, desk = (
        b64encode((folder / f"{name}.jpg").read_bytes()).decode()
        for name in ("ballot-part.phone.zh", "desk-todo.desktop.en")
    )
    sheet = chromium.new_page(viewport={"width": 1280, "height": 720})
    sheet.set_content(OVERVIEW % {"phone": phone, "desk": desk})
    sheet.screenshot(path=folder / "overview.jpg", type="jpeg", quality=80)
    sheet.close()


def _session(viewer: str) -> dict[str, str]:
    """The cookie of a session that is signed in as the viewer."""
    if not viewer:
        return {}
    client = Client()
    if viewer.startswith(("household ", "owner ", "co_owner ")):
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
