"""The public pages in a real browser: with rows, on a phone and on a desk, without script, in large text, on paper."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from consultations.models import Objection
from consultations.services import notices, rounds
from tests.consultations.views.public.reading import TO_CALL, TO_DECISION, TO_NOTICE, world_now
from tests.world import CHAIR, NONE, NOT, WANT, World

pytestmark = pytest.mark.django_db(transaction=True)

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1200, "height": 900}
ANSWERS = (WANT, WANT, NOT, WANT, NONE, WANT, NOT, WANT, WANT)

#: Controls in the page itself; a link inside a sentence may be as tall as its line (WCAG 2.5.8).
TOO_SMALL = """least => [
  ...document.querySelectorAll("main :is(a, button, input, select, textarea, summary), footer :is(a, button)")
]
  .filter(each => each.checkVisibility() && each.type !== "hidden" && !each.closest(".unseen"))
  .filter(each => ![...each.parentElement.childNodes].some(
    node => node.nodeType === Node.TEXT_NODE && node.textContent.trim().length > 2))
  .map(each => [each, Math.ceil(each.getBoundingClientRect().height)])
  .filter(([each, height]) => height < least)
  .map(([each, height]) => `${each.tagName} “${each.innerText.trim().slice(0, 40)}” ${height} px`)"""


@pytest.fixture
def complaints(page: Any) -> Iterator[list[str]]:
    """What the browser's console said; at the end it must have said nothing."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    yield said
    assert said == []


def read_as(page: Any, site: str, **cookies: str) -> None:
    """Language and modes as a reader has chosen them."""
    page.context.add_cookies(
        [{"name": name, "value": value, "url": site} for name, value in {"django_language": "en", **cookies}.items()]
    )


def violations(page: Any) -> list[str]:
    """What axe finds wrong with the page as it stands."""
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"]]


def sideways(page: Any) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def disputed(slug: str) -> World:
    """A counted decision in which neighbours disagree, with its result posted and a plan drawn."""
    world = World(slug).consulting()
    round = world.decide()
    for entry, answer in zip(world.entries(round), ANSWERS, strict=True):
        world.cast(round, entry, answer)
    world.close_and_count(round)
    notices.post_result(round_id=round.pk, posted_where="公告栏", by=CHAIR, at=world.at)
    world.final()
    return world


def addresses() -> dict[str, tuple[str, int]]:
    """Every public page with rows: its address, what its rows are, and how many there are."""
    choosing = world_now("choosing")
    choosing.cast(choosing.prepare().select(), choosing.entries(choosing.consultation.rounds.get())[0], WANT)
    called = world_now("called", TO_CALL).consulting()
    called.decide()
    deciding = world_now("deciding", TO_DECISION).consulting()
    deciding.everybody(deciding.decide())
    hanging = world_now("hanging", TO_NOTICE).on_notice()
    notice = hanging.consultation.notices.get(kind="plan")
    for text in ("屋面保修几年？", "太贵了"):
        objection = notices.file_objection(notice_id=notice.pk, text=text, by="public:page", at=hanging.at)
    notices.answer_objection(objection_id=objection.pk, answer="已核算", upheld=False, by=CHAIR, at=hanging.at)
    done = disputed("done")
    over = done.consultation.notices.get(kind="result")
    annulled = World("annulled")
    rounds.annul_round(round_id=annulled.counted().pk, reason="名册有误", by=CHAIR, at=annulled.at)
    return {
        reverse("home"): ("article.item", 6),
        reverse("community", args=["choosing"]): (".share", 1),
        reverse("community", args=["hanging"]): (".notice-card", 2),
        reverse("community", args=["annulled"]): (".entries > li", 5),
        reverse("menu", args=["choosing"]): ("article.item", 10),
        reverse("round", args=["choosing", 1]): (".entries > li", 11),
        reverse("round", args=["called", 2]): (".entries > li", 7),
        reverse("round", args=["deciding", 2]): (".share", 2),
        reverse("round", args=["annulled", 2]): (".entries > li", 7),
        reverse("round", args=["done", 1]): (".result", 11),
        reverse("round", args=["done", 2]): (".result", 7),
        reverse("plan", args=["done", 1]): (".line", 11),
        reverse("plan", args=["done", 2]): (".line", 11),
        reverse("notice", args=["hanging", notice.pk]): (".objection", 2),
        reverse("notice", args=["done", over.pk]): (".facts > div", 3),
        reverse("object", args=["hanging", notice.pk]): ("textarea", 1),
        reverse("object", args=["done", over.pk]): (".alert", 1),
        reverse("receipt_check"): ("input.code-input", 1),
        reverse("verify"): (".steps > li", 4),
        reverse("privacy"): (".facts > div", 7),
    }


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing_wrong_and_nothing_is_too_small_or_too_wide(
    page: Any, live_server: Any, complaints: list[str], size: dict[str, int]
) -> None:
    read_as(page, live_server.url)
    page.set_viewport_size(size)
    wrong: dict[str, list[str]] = {}
    for address, (rows, number) in addresses().items():
        assert page.goto(live_server.url + address).status == 200, address
        found = violations(page) + page.evaluate(TOO_SMALL, 44)
        if sideways(page):
            found.append("scrolls sideways")
        if page.locator(rows).count() != number:
            found.append(f"{page.locator(rows).count()} of {rows} instead of {number}")
        if found:
            wrong[address] = found
    assert wrong == {}


def test_large_text_keeps_every_page_whole_and_every_target_sixty_pixels(
    page: Any, live_server: Any, complaints: list[str]
) -> None:
    read_as(page, live_server.url, elder="1")
    page.set_viewport_size(PHONE)
    wrong: dict[str, list[str]] = {}
    for address in addresses():
        assert page.goto(live_server.url + address).status == 200, address
        found = violations(page) + page.evaluate(TOO_SMALL, 60)
        if found or sideways(page):
            wrong[address] = [*found, *(["scrolls sideways"] if sideways(page) else [])]
    assert wrong == {}


def test_the_answer_to_a_receipt_with_its_proof_is_whole_on_a_phone(
    page: Any, live_server: Any, complaints: list[str]
) -> None:
    ballot = disputed("done").consultation.rounds.get(kind="decision").ballots.select_related("standing").first()
    read_as(page, live_server.url)
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + reverse("receipt_check") + f"?serial={ballot.standing.serial}")
    page.get_by_role("button", name="Check").click()
    page.get_by_text("The proof, for those who want to compute it").click()

    assert page.locator(".facts code").count() >= 3
    assert violations(page) + page.evaluate(TOO_SMALL, 44) == []
    assert not sideways(page)


def test_in_large_text_a_menu_is_read_chapter_by_chapter(page: Any, live_server: Any, complaints: list[str]) -> None:
    World().prepare()
    read_as(page, live_server.url, elder="1")
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + reverse("menu", args=["small"]))

    assert page.locator("article.item:visible").count() == 0
    page.get_by_role("link", name="Repair of common parts of the buildings").click()
    assert page.locator("article.item:visible").count() == 3
    page.locator("#C3").get_by_role("link", name="Contents").click()
    assert page.get_by_role("heading", name="What all of it would cost").is_visible()
    assert page.locator("article.item:visible").count() == 0


def test_without_script_an_objection_is_filed_and_a_receipt_is_checked(browser: Any, live_server: Any) -> None:
    world = world_now(after=TO_NOTICE).on_notice()
    ballot = world.consultation.rounds.get(kind="decision").ballots.select_related("standing").first()
    context = browser.new_context(java_script_enabled=False, viewport=PHONE, locale="en")
    page = context.new_page()
    page.goto(live_server.url + reverse("community", args=["small"]))

    page.get_by_role("link", name="Read the notice, or object").click()
    page.get_by_role("link", name="Object to it").click()
    page.get_by_role("button", name="File my objection").click()
    assert page.get_by_role("alert").get_by_text("The text is empty.").is_visible()
    page.get_by_label("What do you object to, and why?").fill("屋面保修几年？")
    page.get_by_role("button", name="File my objection").click()
    assert page.get_by_text("Your objection is filed.").is_visible()
    assert page.locator(".objection blockquote").inner_text() == "屋面保修几年？"

    page.goto(live_server.url + reverse("receipt_check"))
    page.get_by_label("Code on your receipt").fill(ballot.standing.serial.lower())
    page.get_by_role("button", name="Check").click()
    assert page.get_by_text("Yes, your ballot is in the count").is_visible()
    context.close()

    assert [(each.text, each.filed_by) for each in Objection.objects.all()] == [("屋面保修几年？", "public:page")]


def test_a_printed_notice_holds_the_notice_and_nothing_to_press(page: Any, live_server: Any) -> None:
    world = world_now(after=TO_NOTICE).on_notice()
    read_as(page, live_server.url)
    address = live_server.url + reverse("notice", args=["small", world.consultation.notices.get(kind="plan").pk])
    page.goto(address)
    page.emulate_media(media="print")

    assert page.get_by_text(f"All of it can be read at: {address}").is_visible()
    assert page.get_by_role("heading", name="Final plan, version 2").is_visible()
    assert page.locator("button:visible, .button:visible").count() == 0


def test_the_public_file_is_saved_under_the_name_of_its_vote(page: Any, live_server: Any) -> None:
    done = disputed("done")
    read_as(page, live_server.url)
    page.goto(live_server.url + reverse("round", args=["done", 2]))

    with page.expect_download() as download:
        page.get_by_role("link", name="Public file (JSON)").click()

    assert download.value.suggested_filename == "done-2-public.json"
    assert done.consultation.rounds.get(kind="decision").tally.merkle_root in download.value.path().read_text()
