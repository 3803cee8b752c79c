"""Officials in a real browser: signing in for the first time, approving a plan, and axe over their pages."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import expect

from communities.domain.roles import Role
from consultations.domain.review import Office, Opinion
from consultations.domain.stages import Stage
from consultations.models import Consultation, OfficeOpinion
from consultations.services import reviewing, sweeping
from renewal_portal.ledger.models import Event, JobGroup
from tests.browser.test_desk import open_desk, violations
from tests.consultations.impossible import impossible
from tests.officials import review_of, submitted
from tests.staff import PASSWORD, code, member, sign_in
from tests.stages import onward
from tests.world import OFFICIAL, World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def complaints(page: Any) -> Iterator[list[str]]:
    """What the browser's console said; at the end it must have said nothing."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    yield said
    assert said == []


def hear(world: World, *offices: Office) -> None:
    for office in offices:
        reviewing.give_opinion(
            review_id=review_of(world).pk, office=office, opinion=Opinion.AGREES, note="", by=OFFICIAL, at=world.at
        )


def test_an_official_signs_in_for_the_first_time_hears_an_office_and_approves(
    page: Any, live_server: Any, complaints: list[str]
) -> None:
    world = submitted()
    hear(world, *(office for office in Office if office is not Office.FIRE))
    member(Role.DISTRICT_OFFICIAL, world.community.subdistrict.district, "district")
    page.context.add_cookies([{"name": "django_language", "value": "en", "url": live_server.url}])

    page.goto(live_server.url + reverse("admin:consultations_review_changelist"))
    page.get_by_label("User name").fill("district")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    device = TOTPDevice.objects.get(confirmed=False)
    secret = page.locator("code").inner_text()
    assert secret.replace(" ", "") in device.config_url
    page.get_by_role("textbox", name="Code").fill(code(device))
    page.get_by_role("button", name="Confirm and sign in").click()

    page.get_by_role("link", name="Test Community").click()
    page.get_by_role("link", name="Go to the decision").click()
    page.get_by_role("link", name="Approve the plan").click()
    page.get_by_role("button", name="Approve the plan").click()
    expect(
        page.get_by_role("alert").get_by_text("These offices have not been heard yet: Fire protection.")
    ).to_be_visible()

    page.get_by_role("link", name="Test Community").click()
    page.get_by_label("Office", exact=True).select_option("Fire protection")
    page.get_by_label("objects").check()
    page.get_by_role("button", name="Record the opinion").click()
    expect(page.get_by_role("alert").get_by_text("An opinion that does not simply agree needs a note.")).to_be_visible()
    assert page.get_by_label("objects").is_checked()
    page.get_by_label("Note").fill("The fire lane has to stay four metres wide.")
    page.get_by_role("button", name="Record the opinion").click()

    page.get_by_role("link", name="Approve the plan").click()
    page.get_by_label("Reason").fill("The plan keeps the fire lane free.")
    page.get_by_role("button", name="Approve the plan").click()

    expect(page.get_by_text("The plan is approved.")).to_be_visible()
    assert page.get_by_role("heading", name="Decide").count() == 0
    assert Consultation.objects.get().stage == "approved"
    assert OfficeOpinion.objects.get(office="fire").opinion == "objects"
    page.get_by_role("button", name="Sign out").click()
    page.goto(live_server.url + reverse("admin:index"))
    expect(page.get_by_role("heading", name="Sign in as staff")).to_be_visible()


def addresses(world: World) -> list[str]:
    """Every page of the offices, with something on it."""
    review, round = review_of(world).pk, world.consultation.rounds.get(kind="decision").pk
    rows = [
        ("consultations_review_change", review),
        ("consultations_review_decide", review, "approve"),
        ("consultations_review_decide", review, "reject"),
        ("consultations_round_change", round),
        ("consultations_round_countersign", round),
        ("consultations_consultation_change", world.pk),
        ("communities_community_change", world.community.pk),
        ("ledger_districtsetting_set", "500107", "voting_days_min"),
        ("ledger_districtsetting_set", "500107", "parking_counts"),
        ("ledger_jobgroup_change", failed_order().pk),
        ("ledger_event_change", Event.objects.get(what="review.submitted").pk),
    ]
    lists = ["index"] + [
        f"{name}_changelist"
        for name in (
            "consultations_review",
            "consultations_round",
            "consultations_consultation",
            "communities_community",
            "ledger_districtsetting",
            "ledger_event",
            "ledger_jobgroup",
        )
    ]
    admin = [reverse(f"admin:{name}") for name in lists] + [reverse(f"admin:{row[0]}", args=row[1:]) for row in rows]
    return [reverse("staff_sign_in"), reverse("staff_password"), *admin]


def failed_order() -> JobGroup:
    """The order of a plan that could not be drawn."""
    broken = impossible(onward(World("broken", at=timezone.now() - timedelta(days=30)), Stage.CONSULTING))
    sweeping.order_plans(by="system:beat", at=broken.at)
    for minute in range(3):
        clock = broken.at + timedelta(minutes=minute)
        sweeping.run_jobs(worker="one:1", by="system:beat", clock=lambda now=clock: now)
    return JobGroup.objects.get()


@pytest.mark.parametrize(("width", "height"), [(1200, 900), (360, 740)])
def test_axe_finds_nothing_wrong_on_pages_of_the_offices(
    page: Any, live_server: Any, complaints: list[str], width: int, height: int
) -> None:
    world = submitted()
    hear(world, Office.FIRE)
    open_desk(page, live_server.url, member(Role.DISTRICT_OFFICIAL, world.community.subdistrict.district))
    page.set_viewport_size({"width": width, "height": height})

    wrong: dict[str, list[str]] = {}
    for address in addresses(world):
        assert page.goto(live_server.url + address).status == 200, address
        found = violations(page)
        sideways = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        if found or sideways:
            wrong[address] = [*found, *(["scrolls sideways"] if sideways else [])]
    assert wrong == {}


@pytest.mark.parametrize(("width", "height"), [(1200, 900), (360, 740)])
def test_axe_finds_nothing_wrong_while_the_second_factor_is_set_up(
    page: Any, live_server: Any, complaints: list[str], width: int, height: int
) -> None:
    member(Role.CHAIR, World().community, "chair")
    page.set_viewport_size({"width": width, "height": height})
    page.goto(live_server.url + reverse("staff_sign_in"))
    page.locator("input[name=username]").fill("chair")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form.form button").click()

    assert re.search(r"/staff/second-factor/$", page.url)
    assert violations(page) == []
    page.locator("form.form button").click()
    assert page.locator(".field-error").count() == 1
    assert violations(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert sign_in(Client(), TOTPDevice.objects.get().user, second_factor=False).get("/desk/").status_code == 302
