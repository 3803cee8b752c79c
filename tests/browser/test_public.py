"""The public pages in a real browser: with rows, on a phone and on a desk, without script, in large text, on paper."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from consultations import recount
from consultations.domain.funding import Source
from consultations.models import Objection
from consultations.services import notices, rounds
from consultations.services.funding import set_funding
from tests.browser.looking import DESK, PHONE, complaints, read_as, sideways, too_small, violations
from tests.consultations.remarked import hide, show, write
from tests.consultations.views.public.reading import TO_CALL, TO_DECISION, TO_NOTICE, world_now
from tests.world import CHAIR, NONE, NOT, RULING, WANT, World

__all__ = ["complaints"]

pytestmark = pytest.mark.django_db(transaction=True)

ANSWERS = (WANT, WANT, NOT, WANT, NONE, WANT, NOT, WANT, WANT)


def disputed(slug: str) -> World:
    """A counted decision in which neighbours disagree, with its result posted and a plan drawn."""
    world = World(slug).consulting()
    round = world.decide()
    for entry, answer in zip(world.entries(round), ANSWERS, strict=True):
        world.cast(round, entry, answer)
    world.close_and_count(round)
    notices.post_result(round_id=round.pk, posted_where="公告栏", by=CHAIR, at=world.at)
    line = world.final().lines.filter(outcome="in", cost_fen__gt=0)[0]
    set_funding(line_id=line.pk, amounts={Source.DISTRICT: line.cost_fen}, by=CHAIR, at=world.at)
    return world


def with_words(world: World) -> int:
    """The number of a question about which one word is shown, one is not, and one waits to be read."""
    round = world.consultation.rounds.get()
    one, other, third = world.entries(round)[:3]
    show(world, write(world, round, one, text="灯" * 500))
    hide(world, write(world, round, other))
    return write(world, round, third).question.number


def addresses() -> dict[str, tuple[str, int]]:
    """Every public page with rows: its address, what its rows are, and how many there are."""
    choosing = world_now("choosing")
    choosing.cast(choosing.prepare().select(), choosing.entries(choosing.consultation.rounds.get())[0], WANT)
    written = with_words(choosing)
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
    rounds.annul_round(ruling=RULING, round_id=annulled.counted().pk, reason="名册有误", by=CHAIR, at=annulled.at)
    return {
        reverse("home"): ("article.item", 6),
        reverse("community", args=["choosing"]): (".share", 1),
        reverse("community", args=["hanging"]): (".notice-card", 2),
        reverse("community", args=["annulled"]): (".entries > li", 5),
        reverse("menu", args=["choosing"]): ("article.item", 10),
        reverse("round", args=["choosing", 1]): (".entries > li", 11),
        reverse("remarks", args=["choosing", 1, written]): (".entries > li", 1),
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
        reverse("privacy"): (".facts > div", 8),
    }


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing_wrong_and_nothing_is_too_small_or_too_wide(
    page: Any, live_server: Any, complaints: list[str], size: dict[str, int]
) -> None:
    read_as(page.context, live_server.url)
    page.set_viewport_size(size)
    wrong: dict[str, list[str]] = {}
    for address, (rows, number) in addresses().items():
        assert page.goto(live_server.url + address).status == 200, address
        found = violations(page) + too_small(page, 44)
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
    read_as(page.context, live_server.url, elder="1")
    page.set_viewport_size(PHONE)
    wrong: dict[str, list[str]] = {}
    for address in addresses():
        assert page.goto(live_server.url + address).status == 200, address
        found = violations(page) + too_small(page, 60)
        if found or sideways(page):
            wrong[address] = [*found, *(["scrolls sideways"] if sideways(page) else [])]
    assert wrong == {}


def counted_serial() -> str:
    """The code of a ballot that was counted among others."""
    round = disputed("done").consultation.rounds.get(kind="decision")
    return str(round.ballots.select_related("standing").first().standing.serial)


def look_up(page: Any, site: str, serial: str) -> None:
    """Check a receipt, from the address its square code holds."""
    page.goto(f"{site}{reverse('receipt_check')}?serial={serial}")
    page.get_by_role("button", name="Check").click()


def kept_proof(page: Any, folder: Path) -> Path:
    """The proof as the button below the answer keeps it."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Keep the proof").click()
    kept = folder / str(download.value.suggested_filename)
    download.value.save_as(kept)
    return kept


def test_the_answer_to_a_receipt_with_its_proof_is_whole_on_a_phone(
    page: Any, live_server: Any, complaints: list[str]
) -> None:
    read_as(page.context, live_server.url)
    page.set_viewport_size(PHONE)
    look_up(page, live_server.url, counted_serial())
    page.get_by_text("The proof, for those who want to compute it").click()

    assert page.locator(".facts code").count() >= 3
    assert violations(page) + too_small(page, 44) == []
    assert not sideways(page)


def test_the_device_computes_the_proof_and_the_kept_file_is_checked_offline(
    page: Any, live_server: Any, complaints: list[str], tmp_path: Path, capsys: Any
) -> None:
    read_as(page.context, live_server.url)
    look_up(page, live_server.url, counted_serial())

    page.get_by_text("Checked on this device too: the leaf leads to this root.").wait_for()
    assert page.get_by_role("alert").count() == 0
    kept = kept_proof(page, tmp_path)
    assert kept.name == "done-2-receipt-proof.json"
    assert recount.main([str(kept)]) == 0
    proof = json.loads(kept.read_text())
    kept.write_text(json.dumps(proof | {"leaf": proof["leaf"][::-1]}))
    assert recount.main([str(kept)]) == 1
    assert capsys.readouterr().out.count('"in_the_count": true') == 1


def test_the_device_says_so_where_a_proof_leads_elsewhere(page: Any, live_server: Any, complaints: list[str]) -> None:
    def with_another_root(route: Any) -> None:
        answer = route.fetch()
        changed = re.sub(r'data-root="[0-9a-f]{64}"', f'data-root="{"0" * 64}"', answer.text())
        route.fulfill(response=answer, body=changed)

    read_as(page.context, live_server.url)
    page.route(re.compile(re.escape(reverse("receipt_check")) + r"\?"), with_another_root)
    look_up(page, live_server.url, counted_serial())

    page.get_by_role("alert").get_by_text("On this device the leaf does not lead to this root.").wait_for()
    expect(page.get_by_text("Checked on this device too")).to_be_hidden()


def test_in_large_text_a_menu_is_read_chapter_by_chapter(page: Any, live_server: Any, complaints: list[str]) -> None:
    World().prepare()
    read_as(page.context, live_server.url, elder="1")
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + reverse("menu", args=["small"]))

    assert page.locator("article.item:visible").count() == 0
    page.get_by_role("link", name="Repair of common parts of the buildings").click()
    assert page.locator("article.item:visible").count() == 3
    page.locator("#C3").get_by_role("link", name="Contents").click()
    expect(page.get_by_role("heading", name="What all of it would cost")).to_be_visible()
    assert page.locator("article.item:visible").count() == 0


def test_without_script_an_objection_is_filed_and_a_receipt_is_checked(
    browser: Any, live_server: Any, tmp_path: Path, capsys: Any
) -> None:
    world = world_now(after=TO_NOTICE).on_notice()
    ballot = world.consultation.rounds.get(kind="decision").ballots.select_related("standing").first()
    context = browser.new_context(java_script_enabled=False, viewport=PHONE, locale="en")
    page = context.new_page()
    page.goto(live_server.url + reverse("community", args=["small"]))

    page.get_by_role("link", name="Read the notice, or object").click()
    page.get_by_role("link", name="Object to it").click()
    page.get_by_role("button", name="File my objection").click()
    expect(page.get_by_role("alert").get_by_text("The text is empty.")).to_be_visible()
    page.get_by_label("What do you object to, and why?").fill("屋面保修几年？")
    page.get_by_role("button", name="File my objection").click()
    expect(page.get_by_text("Your objection is filed.")).to_be_visible()
    assert page.locator(".objection blockquote").inner_text() == "屋面保修几年？"

    page.goto(live_server.url + reverse("receipt_check"))
    page.get_by_label("Code on your receipt").fill(ballot.standing.serial.lower())
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_text("Yes, your ballot is in the count")).to_be_visible()
    expect(page.get_by_text("Checked on this device too")).to_be_hidden()
    assert recount.main([str(kept_proof(page, tmp_path))]) == 0
    assert json.loads(capsys.readouterr().out)["in_the_count"] is True
    context.close()

    assert [(each.text, each.filed_by) for each in Objection.objects.all()] == [("屋面保修几年？", "public:page")]


def test_a_printed_notice_holds_the_notice_and_nothing_to_press(page: Any, live_server: Any) -> None:
    world = world_now(after=TO_NOTICE).on_notice()
    read_as(page.context, live_server.url)
    address = live_server.url + reverse("notice", args=["small", world.consultation.notices.get(kind="plan").pk])
    page.goto(address)
    page.emulate_media(media="print")

    expect(page.get_by_text(f"All of it can be read at: {address}")).to_be_visible()
    expect(page.get_by_role("heading", name="Final plan, version 2")).to_be_visible()
    assert page.locator("button:visible, .button:visible").count() == 0


def test_the_public_file_is_saved_under_the_name_of_its_vote(page: Any, live_server: Any) -> None:
    done = disputed("done")
    read_as(page.context, live_server.url)
    page.goto(live_server.url + reverse("round", args=["done", 2]))

    with page.expect_download() as download:
        page.get_by_role("link", name="Public file (JSON)").click()

    assert download.value.suggested_filename == "done-2-public.json"
    assert done.consultation.rounds.get(kind="decision").tally.merkle_root in download.value.path().read_text()
