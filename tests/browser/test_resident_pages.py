"""Every page of a resident, filled with rows, before axe, before a finger, and with the text twice as large."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from consultations.services.rounds import annul_round
from tests.browser.looking import DESK, PHONE, complaints, read_as, sideways, too_small, violations
from tests.consultations.remarked import hide, write
from tests.residents import (
    GROUPS,
    Voter,
    deciding,
    household_letter,
    is_told,
    says_wrong,
    selecting,
    whole_menu,
)
from tests.world import CHAIR, RULING

__all__ = ["complaints"]

pytestmark = pytest.mark.django_db(transaction=True)

#: Text that a box cuts off: what is hidden on purpose (.unseen) is passed over.
CUT_OFF = """() => [...document.querySelectorAll("body *")]
  .filter(each => each.checkVisibility() && !each.closest(".unseen, .table thead, svg, select, input, textarea"))
  .filter(each => ["hidden", "clip"].includes(getComputedStyle(each).overflowX))
  .filter(each => each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1)
  .map(each => each.outerHTML.slice(0, 80))"""
#: Words that run out of the page.
RUNS_OUT = """() => {
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (words.nextNode()) {
    const text = words.currentNode, range = document.createRange();
    if (!text.parentElement.checkVisibility() || text.parentElement.closest(".unseen, .skip, .table thead")) continue;
    range.selectNodeContents(text);
    const right = Math.max(0, ...[...range.getClientRects()].map(box => box.right));
    if (right > document.documentElement.clientWidth + 1) found.push(text.textContent.trim().slice(0, 60));
  }
  return found;
}"""


class Look:
    """The pages of one voter after another in the same browser, each with the number of rows it has to have."""

    def __init__(self, page: Any, site: str) -> None:
        self.page, self.site = page, site
        self.wrong: dict[str, list[str]] = {}

    def be(self, voter: Voter | None) -> None:
        self.page.context.clear_cookies()
        read_as(self.page.context, self.site)
        if voter:
            session = voter.client.cookies["sessionid"].value
            self.page.context.add_cookies([{"name": "sessionid", "value": session, "url": self.site}])

    def at(self, name: str, address: str, rows: Mapping[str, int], status: int = 200) -> None:
        """Go there and look, as it is and with all that can be opened open."""
        assert self.page.goto(self.site + address).status == status, name
        self.here(name, rows)

    def here(self, name: str, rows: Mapping[str, int]) -> None:
        for selector, many in rows.items():
            expect(self.page.locator(selector), f"{name}: {selector}").to_have_count(many)
        for summary in self.page.locator("main summary").all():
            summary.click()
        self.look(name)

    def look(self, name: str) -> None:
        self.note(name, violations(self.page))
        for size in (DESK, PHONE):
            self.page.set_viewport_size(size)
            self.note(f"{name}, {size['width']} wide", too_small(self.page, 44))

    def note(self, name: str, found: list[str]) -> None:
        found += ["scrolls sideways"] if sideways(self.page) else []
        if found:
            self.wrong[name] = found


class LargeText(Look):
    """The same in large text on a phone."""

    def be(self, voter: Voter | None) -> None:
        super().be(voter)
        read_as(self.page.context, self.site, elder="1")

    def look(self, name: str) -> None:
        self.note(name, too_small(self.page, 60) + self.page.evaluate(RUNS_OUT))


class TwiceAsLarge(Look):
    """The same with the browser's own text twice as large, on a phone."""

    def __init__(self, page: Any, site: str) -> None:
        super().__init__(page, site)
        client = page.context.new_cdp_session(page)
        client.send("Page.enable")
        client.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})

    def look(self, name: str) -> None:
        assert self.page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == 34
        self.note(name, self.page.evaluate(CUT_OFF) + self.page.evaluate(RUNS_OUT))


def signing_in(look: Look) -> None:
    """Before anybody is signed in: the letter, typed rightly or wrongly, and a link that opens nothing."""
    world, _ = selecting(slug="letters")
    look.be(None)
    look.at("sign in", reverse("sign_in"), {"main input:not([type=hidden])": 3})
    look.page.locator("main form button").click()
    look.here("sign in, refused", {".errors a": 2, ".field-error": 2})
    look.at("link", reverse("link", args=[household_letter(world, "1-1-201").link]), {"main li": 1})
    look.at("link unknown", reverse("link", args=["nothing"]), {"main a.button": 1}, status=404)


def choosing(look: Look) -> None:
    """A household's whole way with 41 questions, each page where it has most to show."""
    menu = [line for line in whole_menu() if line[0].startswith("C") or line[0] in ("M5.02", "M6.01")]
    world, round = selecting(menu, slug="choosing", groups=GROUPS)
    voter = Voter(world, round, helper="Wang Fang")
    look.be(voter)
    one_by_one = isinstance(look, LargeText)
    look.at("my, open", voter.url("my"), {".my-round": 1})
    look.at("first part", voter.url(), {"article.item": 1 if one_by_one else 11, ".contents li": 8})
    look.at("part with defect", voter.url(item=20), {"article.item": 1 if one_by_one else 8})
    look.at("ways to manage", voter.url(item=41), {"fieldset.choice": 2 if one_by_one else 3})
    if not one_by_one:
        look.at("rivals", voter.url(item=12), {"article.item": 8})
        for number in (16, 17):
            look.page.locator(f"#a-{number} label").first.click()
        look.page.locator("button[value=next]").click()
        look.here("rivals, refused", {".field-error": 2, "button[value^=instead-]": 2})
    voter.send({number: "+-0"[number % 3] for number in range(1, 38)})
    word = reverse("ballot_remark", args=[world.slug, round.number, 1])
    look.at("a word", word, {"textarea": 1, "main form button": 1})
    look.page.locator("main form button").click()
    look.here("a word, refused", {".errors a": 1, ".field-error": 1})
    hide(world, write(world, round, voter.entry, text="请用静音电梯。" * 70, code="C1.01"))
    look.at("a word that is not shown", word, {"main form button": 2, ".alert.signal": 1})
    look.at("part with a word", voter.url(item=1), {"article.item": 1 if one_by_one else 11, "[value=remark-1]": 1})
    look.at("priorities", voter.url(item="priorities"), {"select": 5})
    look.at("summary", voter.url("ballot_confirm"), {".answer": 41, "#cast button": 1})
    look.at("my, begun", voter.url("my"), {".alert.signal": 1})
    voter.confirm()
    voter.send({1: "+"})
    look.at("summary of a change", voter.url("ballot_confirm"), {"#cast button": 2})
    look.at("receipt", voter.url("receipt"), {".receipt-code span": 3, ".qr svg": 1})
    annul_round(ruling=RULING, round_id=round.pk, reason="名册有误", by=CHAIR, at=timezone.now())
    look.at("annulled", voter.url(), {"main a.button": 2})
    look.at("receipt, annulled", voter.url("receipt"), {".alert.signal": 1})


def deciding_as_an_owner(look: Look) -> None:
    """An owner's way, from the questions with their law to a ballot that stands on paper."""
    world, round = deciding(slug="deciding")
    voter = Voter(world, round)
    look.be(voter)
    one_by_one = isinstance(look, LargeText)
    look.at("owner's page", voter.url("my"), {".my-round": 2, ".table tbody tr": 3})
    is_told(world, says_wrong(world, voter.door, by_owner=True), accepted=True)
    look.at("what the roll says", reverse("my_roll"), {".table tbody tr": 4, "article.item": 1, "textarea": 1})
    look.page.locator("main form button").click()
    look.here("what the roll says, refused", {".errors a": 1, ".field-error": 1})
    look.at("what one may look into", reverse("my_records"), {"#decided li": 2, "#meetings li": 4})
    look.at("decision", voter.url(item=6), {"article.item": 1 if one_by_one else 5, "main input:checked": 0})
    look.at("package", voter.url(item=7), {"article.item": 1})
    voter.send({1: "+", 6: "-", 7: "0"})
    look.at("decision, summary", voter.url("ballot_confirm"), {".answer": 6, "#cast button": 1})
    voter.confirm()
    look.at("owner's page, done", voter.url("my"), {".alert.good": 1})
    other = Voter(world, round, door="1-1-301")
    other.cast_on_paper()
    look.be(other)
    look.at("stands on paper", other.url(), {".alert.good": 1})
    look.at("paper, receipt", other.url("receipt"), {".receipt": 1})


@pytest.mark.parametrize("as_seen", [Look, LargeText, TwiceAsLarge], ids=["usual", "large", "twice"])
@pytest.mark.parametrize("way", [signing_in, choosing, deciding_as_an_owner])
def test_nothing_is_wrong_with_any_page(
    page: Any, live_server: Any, as_seen: type[Look], way: Callable[[Look], None]
) -> None:
    page.set_viewport_size(PHONE)
    look = as_seen(page, live_server.url)
    way(look)

    assert look.wrong == {}
