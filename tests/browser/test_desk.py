"""The committee's desk in a real browser: one job done by hand, and every page with rows in it looked at by axe."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from communities.domain.roles import Role
from communities.models import User
from consultations.models import Consultation, OfferedItem, Remark
from consultations.services import notices, offering, surveying
from tests.browser.looking import complaints, sideways, violations
from tests.consultations.remarked import hide, show, write
from tests.residents import says_wrong
from tests.staff import member, sign_in
from tests.world import CHAIR, MENU, RECORDER, Measure, Method, World

__all__ = ["complaints"]

pytestmark = pytest.mark.django_db(transaction=True)

SECTIONS = (
    "community",
    "findings",
    "roll",
    "menu",
    "rounds",
    "meetings",
    "plans",
    "funding",
    "notices",
    "objections",
    "submit",
)
FORMS = ("announce", "line", "left_out", "offer", "open", "call", "move")


def open_desk(page: Any, site: str, user: User, *, language: str = "en") -> None:
    """Bring a signed-in session into the browser."""
    client = sign_in(Client(), user)
    page.context.add_cookies(
        [
            {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site},
            {"name": "django_language", "value": language, "url": site},
        ]
    )


def report(world: World, code: str, place: str) -> int:
    item = world.consultation.edition.items.get(code=code)
    where = world.community.places.get(code=place)
    return surveying.report_finding(
        consultation_id=world.pk,
        item_id=item.pk,
        place_id=where.pk,
        text_zh="漏水",
        text_en="It leaks",
        by="user:77",
        at=world.at,
    ).pk


def draft() -> World:
    """A community in preparation: findings checked and not, one line missing, one too many."""
    world = World(at=timezone.now())
    surveying.check_finding(finding_id=report(world, "C3.01", "1"), by=RECORDER, at=world.at)
    report(world, "C3.03", "1-1")
    _ = world.roll
    offering.announce(
        consultation_id=world.pk,
        budget_fen=world.budget_fen,
        method=Method.SUPPORT,
        measure=Measure.SHARE,
        by=CHAIR,
        at=world.at,
    )
    for code, place, quantity, price in MENU:
        if code not in ("C3.01", "C3.03"):
            offering.set_line(
                consultation_id=world.pk,
                code=code,
                place_code=place,
                quantity_milli=quantity,
                unit_price_fen=price,
                by=CHAIR,
                at=world.at,
            )
    return world


def several_words() -> World:
    """An open selection with a word that is shown, one that is not, and one that waits."""
    world = World("words")
    round = world.prepare().select()
    one, other, third = world.entries(round)[:3]
    show(world, write(world, round, one))
    hide(world, write(world, round, other, text="W" * 500))
    write(world, round, third, code="C3.01")
    return world


def test_a_chair_finishes_the_menu_and_opens_the_selection(page: Any, live_server: Any, complaints: list[str]) -> None:
    world = draft()
    open_desk(page, live_server.url, member(Role.CHAIR, world.community))
    page.goto(live_server.url + reverse("desk"))
    page.get_by_role("link", name="Test Community").click()

    page.get_by_role("link", name="Check the findings").click()
    page.get_by_role("button", name="Confirm it").click()
    expect(page.get_by_text("The finding is checked.")).to_be_visible()

    page.get_by_role("link", name="To do", exact=True).click()
    page.get_by_role("link", name="Fill the menu").click()
    page.get_by_role("link", name="Put it on the menu – Roof waterproofing").click()
    page.get_by_label("Quantity").fill("４００")
    page.get_by_label("Unit price in yuan").fill("1")
    page.get_by_role("button", name="Save the line").click()
    expect(page.get_by_role("alert").get_by_text("Give a unit price inside it.")).to_be_visible()
    assert page.get_by_label("Quantity").input_value() == "４００"
    page.get_by_label("Unit price in yuan").fill("140.00")
    page.get_by_role("button", name="Save the line").click()

    page.get_by_role("link", name="Leave it out – Stairwell refurbishment").click()
    page.get_by_label("Reason").fill("Painted last year by the owners themselves.")
    page.get_by_role("button", name="Leave it out").click()

    page.get_by_role("link", name="Offer the menu").click()
    page.get_by_role("button", name="Offer the menu").click()
    page.get_by_role("link", name="Open the selection").click()
    page.get_by_role("button", name="Open the selection").click()

    expect(page.get_by_text("0 of 7")).to_be_visible()
    assert OfferedItem.objects.get(code="C3.01").cost_fen == 5_600_000
    assert Consultation.objects.get(pk=world.pk).stage == "selecting"


@pytest.mark.parametrize(("width", "height"), [(1200, 900), (360, 740)])
def test_axe_finds_nothing_wrong_on_pages_with_rows(
    page: Any, live_server: Any, complaints: list[str], width: int, height: int
) -> None:
    world, later = draft(), World(slug="later").on_notice()
    notice = later.consultation.notices.get(kind="plan")
    objection = notices.file_objection(notice_id=notice.pk, text="Too dear.", by="voice:1", at=later.at)
    chair = member(Role.CHAIR, world.community)
    member(Role.CHAIR, later.community, "other-chair")
    chair.grants.model.objects.filter(community=later.community).update(user=chair)
    open_desk(page, live_server.url, chair)
    page.set_viewport_size({"width": width, "height": height})

    addresses = [reverse("desk")]
    addresses += [reverse(f"desk_{name}", args=[world.slug]) for name in (*SECTIONS[:4], *FORMS)]
    addresses += [reverse(f"desk_{name}", args=[later.slug]) for name in SECTIONS]
    addresses += [
        reverse("desk_line", args=[world.slug]) + "?item=C3.01",
        reverse("desk_answer", args=[later.slug, objection.pk]),
        reverse("desk_corrections", args=[world.slug]),
        reverse("desk_correction", args=[world.slug, says_wrong(world).pk]),
        reverse("desk_annul", args=[later.slug, 2]),
        reverse("desk_move", args=[later.slug]) + "?to=consulting",
    ]
    with_words = several_words()
    member(Role.CHAIR, with_words.community, "third-chair")
    chair.grants.model.objects.filter(community=with_words.community).update(user=chair)
    unread = Remark.objects.get(state="waiting")
    addresses += [reverse(f"desk_{name}", args=[with_words.slug]) for name in ("community", "rounds", "remarks")]
    addresses += [f"{reverse('desk_remarks', args=[with_words.slug])}?state={state}" for state in ("shown", "hidden")]
    addresses += [reverse("desk_remark_hide", args=[with_words.slug, unread.pk])]
    wrong: dict[str, list[str]] = {}
    for address in addresses:
        assert page.goto(live_server.url + address).status == 200, address
        found = violations(page)
        if found or sideways(page):
            wrong[address] = [*found, *(["scrolls sideways"] if sideways(page) else [])]
    assert wrong == {}
