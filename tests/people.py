"""People before a screen: each with a browser of their own, signed in through the portal's doors."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from communities.domain.roles import Role
from communities.models import Community, District, Subdistrict
from communities.services.credentials import Letter
from consultations.demo.logins import code_of_the_moment
from tests.staff import member

PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1200, "height": 900}
NewContext = Callable[..., Any]  # pytest-playwright's fixture ``new_context``: closes what it opened
PASSWORD = "a long test password"  # of tests.staff.member


@dataclass
class Person:
    """Somebody's browser page at one portal."""

    page: Any
    site: str

    def go(self, name: str, *args: Any, query: str = "", **where: Any) -> "Person":
        """A page by its name; ``args`` begin with the community's slug."""
        way = reverse(name, kwargs={"slug": args[0], **where}) if where else reverse(name, args=args)
        answer = self.page.goto(self.site + way + query)
        assert answer.status == 200, (name, args, answer.status)
        return self

    def press(self, name: str) -> "Person":
        """The button of this name, or the link that looks like one; the page it leads to is there."""
        button = self.page.get_by_role("button", name=name)
        (button if button.count() else self.page.get_by_role("link", name=name)).first.click(timeout=10_000)
        self.page.wait_for_load_state()
        return self

    def fill(self, **fields: str) -> "Person":
        """Fields by their name in the form."""
        for name, value in fields.items():
            name = name.replace("__", "-")
            field = self.page.locator(f"[name='{name}']").first
            kind = field.evaluate("field => field.tagName == 'SELECT' ? 'select' : field.type")
            if kind == "checkbox":
                field.check(force=True)
            elif kind == "radio":
                self.page.locator(f"[name='{name}'][value='{value}']").check(force=True)
            elif kind == "select":
                field.select_option(value)
            else:
                field.fill(value)
        return self

    def sees(self, text: str) -> bool:
        return bool(self.page.get_by_text(text).first.is_visible())


def sit_down(opened: NewContext, site: str, *, size: dict[str, int] = DESKTOP, **more: Any) -> Person:
    """A fresh browser that reads English."""
    context = opened(viewport=size, **more)
    context.add_cookies([{"name": "django_language", "value": "en", "url": site}])
    return Person(context.new_page(), site)


def at_work(opened: NewContext, site: str, role: Role, where: Community | Subdistrict | District) -> Person:
    """A member of staff, signed in with password and the code of the moment."""
    user = member(role, where)
    device, _ = TOTPDevice.objects.get_or_create(user=user, name="test", confirmed=True)
    person = sit_down(opened, site).go("staff_sign_in")
    person.fill(username=user.username, password=PASSWORD, code=code_of_the_moment(device, time.time()))
    return person.press("Sign in")


def with_letter(opened: NewContext, site: str, letter: Letter, **more: Any) -> Person:
    """A resident on a phone, signed in by the link of a letter."""
    person = sit_down(opened, site, size=PHONE, **more).go("link", letter.link)
    return person.press("Yes, sign in")
