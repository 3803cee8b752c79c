"""The demonstration's own pages: who one can be, and the clock. Without the demonstration they are not there."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from consultations.models import Consultation
from renewal_portal.ledger import clock
from renewal_portal.ledger.models import DemoClock
from tests.consultations.demo.seeded import for_a_module, some
from tests.renewal_portal.demo.running import ROOT
from tests.renewal_portal.test_settings import PRODUCTION

pytestmark = pytest.mark.django_db

EN = {"accept-language": "en"}
DAY, WEEK = timedelta(days=1), timedelta(days=7)


@pytest.fixture(scope="module", autouse=True)
def at(django_db_setup: None, django_db_blocker: Any) -> Iterator[datetime]:
    """One whose owners vote, one whose plan hangs, one under review."""
    with for_a_module(django_db_blocker) as moment:
        some(["shiliu", "guizi", "yutong"], moment)
        yield moment


def page(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(name, args=args), headers=EN)
    assert answer.status_code == 200
    return answer.content.decode()


def ahead(by: timedelta, since: timedelta) -> bool:
    """Did the clock go on by so much, give or take what the test took?"""
    return abs(clock.offset() - since - by) <= timedelta(seconds=2)


@pytest.mark.parametrize("name", ["demo", "demo_clock"])
def test_without_the_demonstration_the_pages_are_not_found(name: str, client: Client, settings: Any) -> None:
    address = reverse(name)
    settings.DEMO = False

    assert client.get(address).status_code == 404
    assert client.post(address, {"step": "day"}).status_code == 404
    assert not DemoClock.objects.exists()


def test_in_production_their_addresses_do_not_even_exist() -> None:
    script = """
        import django
        django.setup()
        from django.urls import NoReverseMatch, Resolver404, resolve, reverse
        for name, path in ("demo", "/demo/"), ("demo_clock", "/demo/clock/"), ("style", "/style/"):
            try:
                reverse(name)
            except NoReverseMatch:
                try:
                    resolve(path)
                except Resolver404:
                    print("no", name)
    """
    environment = PRODUCTION | {"DJANGO_SETTINGS_MODULE": "renewal_portal.settings"}

    ran = subprocess.run(
        [sys.executable, "-c", re.sub(r"^ {8}", "", script, flags=re.MULTILINE)],
        cwd=ROOT,
        env=os.environ | dict.fromkeys((name for name in os.environ if name.startswith("PORTAL_")), "") | environment,
        capture_output=True,
        text=True,
        check=True,
    )

    assert ran.stdout.split("\n") == ["no demo", "no demo_clock", "no style", ""]


def test_the_page_shows_every_account_and_every_letter(client: Client) -> None:
    shown = page(client, "demo")

    for account in ("chair", "recorder", "chair-small", "volunteer", "printer", "subdistrict", "district"):
        assert f"<h3>{account}</h3>" in shown
        assert f'<dd class="figure">demo-{account.removesuffix("-small")}</dd>' in shown
    assert len(re.findall(r'<dd class="figure">\d{6}</dd>', shown)) == 7
    assert len(re.findall(r'href="/k/[\w-]{22}/"', shown)) == 15
    assert "The committee answers the objection that waits." in shown


def test_a_letter_on_the_page_signs_in_for_real(client: Client) -> None:
    """The first letter of the community whose owners vote leads to its ballot."""
    link = re.findall(r'href="(/k/[\w-]{22}/)"', page(client, "demo"))[0]

    looked = client.get(link, headers=EN)
    signed_in = client.post(link, {"helper": ""}, headers=EN)
    mine = page(client, "my")

    assert looked.status_code == 200
    assert (signed_in.status_code, signed_in["Location"]) == (302, reverse("my"))
    assert reverse("ballot", args=["shiliu", 2]) in mine


def test_number_and_code_on_the_page_sign_in_for_real(client: Client) -> None:
    number, code = re.findall(r"<dd class=\"figure\">([0-9A-Z]+ [0-9A-Z]+)</dd>", page(client, "demo"))[:2]

    answer = client.post(reverse("sign_in"), {"letter_number": number, "code": code, "helper": ""}, headers=EN)

    assert (answer.status_code, answer["Location"]) == (302, reverse("my"))


@pytest.mark.parametrize("username, way_in", [("chair-small", "desk"), ("district", "admin:index")])
def test_user_name_password_and_code_on_the_page_sign_in_for_real(username: str, way_in: str, client: Client) -> None:
    card = page(client, "demo").split(f"<h3>{username}</h3>")[1]
    name, password, code = re.findall(r'<dd class="figure">(.+?)</dd>', card)[:3]

    answer = client.post(reverse("staff_sign_in"), {"username": name, "password": password, "code": code}, headers=EN)

    assert (answer.status_code, answer["Location"]) == (302, reverse(way_in))
    assert client.get(reverse(way_in)).status_code == 200


@pytest.mark.parametrize("step, span", [("hour", timedelta(hours=1)), ("day", DAY), ("week", WEEK)])
def test_a_button_moves_the_clock_on(step: str, span: timedelta, client: Client) -> None:
    before = clock.offset()

    answer = client.post(reverse("demo_clock"), {"step": step}, follow=True, headers=EN)

    assert ahead(span, before)
    assert "It is now " in answer.content.decode()


def test_an_event_can_be_gone_to(client: Client, at: datetime) -> None:
    """To a minute after the end of the decision: nobody can vote any more."""
    shown = page(client, "demo_clock")
    events = re.findall(r'name="to" value="(.+?)"', shown)
    ends = Consultation.objects.get(community__slug="shiliu").rounds.get(kind="decision").closes_at

    client.post(reverse("demo_clock"), {"to": ends.isoformat()})

    assert ends.isoformat() in events
    assert timedelta(seconds=50) <= clock.now() - ends <= timedelta(seconds=70)
    assert events == sorted(events)
    assert ends.isoformat() not in page(client, "demo_clock")


def test_every_kind_of_event_has_its_words(client: Client) -> None:
    shown = page(client, "demo_clock")

    assert "The decision ends" in shown
    assert "The notice of the plan ends" in shown
    assert "Offices that have said nothing no longer hold the plan up" in shown


@pytest.mark.parametrize(
    "asked",
    [{}, {"step": "back"}, {"step": "-1"}, {"to": "2020-01-01T00:00:00+00:00"}, {"to": "now"}],
    ids=["nothing", "back", "a number", "the past", "a word"],
)
def test_the_clock_never_goes_back_and_takes_no_other_wish(asked: dict[str, str], client: Client) -> None:
    client.post(reverse("demo_clock"), {"step": "day"})
    before = clock.offset()

    answer = client.post(reverse("demo_clock"), asked)

    assert (answer.status_code, clock.offset()) == (302, before)


def test_the_clock_says_so_where_nothing_runs(client: Client) -> None:
    client.post(reverse("demo_clock"), {"step": "week"})
    for _ in range(3):
        client.post(reverse("demo_clock"), {"step": "week"})

    assert "Nothing is running: open a selection" in page(client, "demo_clock")
