"""A ballot from the letter to the receipt in a real browser: on a phone, at a desk, in large text, without script, by
the keyboard alone; and a line that breaks, a session that ends, choices that exclude each other."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import expect

from consultations.models import BallotDraft, BallotVersion, Remark
from tests.browser.looking import DESK, PHONE, complaints, read_as, sideways, too_small
from tests.residents import GROUPS, deciding, household_letter, in_both_stairwells, owner_letter, selecting

__all__ = ["complaints"]

pytestmark = pytest.mark.django_db(transaction=True)

NEXT, SUMMARY = "button[name=go][value=next]", "button[name=go][value=confirm]"
CAST = "#cast button.button:not(.quiet)"
WANTED = "+" * 5 + "." + "+" * 5


@contextmanager
def reader(browser: Any, site: str, size: dict[str, int], *, script: bool = True, **cookies: str) -> Iterator[Any]:
    """Somebody's own browser, whose console must stay silent."""
    context = browser.new_context(viewport=size, java_script_enabled=script)
    read_as(context, site, **cookies)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    try:
        yield page
    finally:
        context.close()
    assert said == []


def open_letter(page: Any, site: str, link: str, helper: str = "") -> None:
    """The link of a letter, its button, and on to the ballot."""
    page.goto(site + reverse("link", args=[link]))
    page.locator("input[name=helper]").fill(helper)
    page.locator("main form button").click()
    page.locator("main a.button").first.click()


def pages_filled_in(page: Any, least: int = 44) -> Iterator[int]:
    """Say yes to every question of every page; gives the number of questions on each. Ends at the summary."""
    while "/confirm/" not in page.url:
        assert not sideways(page)
        assert too_small(page, least) == []
        if "item=priorities" in page.url:
            page.locator("select").first.select_option(index=1)
            page.locator(SUMMARY).click()
            continue
        choices = page.locator("fieldset[id^=a-]")
        for number in range(choices.count()):
            choices.nth(number).locator("label").first.click()
        yield choices.count()
        page.locator(NEXT).click()


def reads_across(answer: Any, *parts: str) -> bool:
    """Do the parts of a row stand side by side in this order?"""
    edges = [answer.locator(f".answer-{part}").bounding_box() for part in parts]
    return all(left["x"] + left["width"] <= right["x"] for left, right in pairwise(edges))


def cast(page: Any, least: int = 44) -> str:
    """Press the button at the end of the summary; gives the code on the receipt."""
    assert not sideways(page)
    assert too_small(page, least) == []
    page.locator(CAST).click()
    page.wait_for_url("**/receipt/")
    assert not sideways(page)
    assert too_small(page, least) == []
    return str(page.locator(".receipt-code").inner_text())


def test_a_household_chooses_on_a_phone_at_a_desk_in_large_text_and_without_script(
    browser: Any, live_server: Any
) -> None:
    world, round = selecting()
    site = live_server.url
    ways: dict[str, tuple[dict[str, int], dict[str, Any], int, list[int]]] = {
        "1-1-101": (PHONE, {}, 44, [7, 3]),
        "1-1-201": (DESK, {"django_language": "zh-hans"}, 44, [7, 3]),
        "1-1-301": (PHONE, {"elder": "1", "django_language": "zh-hans"}, 60, [1] * 10),
        "1-1-401": (PHONE, {"script": False}, 44, [7, 3]),
    }
    for door, (size, options, least, pages) in ways.items():
        with reader(browser, site, size, **options) as page:
            open_letter(page, site, household_letter(world, door).link, helper="Wang Fang")
            assert list(pages_filled_in(page, least)) == pages
            assert page.locator(".answer").count() == 10
            if size == DESK:
                assert reads_across(page.locator(".answer").first, "name", "said", "change")
            assert "Wang Fang" in page.locator(".signed").inner_text()
            code = cast(page, least)
            ballot = BallotVersion.objects.get(ballot__round=round, ballot__entry__unit__door=door)
            assert (code, ballot.helper) == (ballot.serial, "Wang Fang")
            assert str(ballot.answers) == WANTED
            assert ballot.choices == "p2"  # each of these homes meets question 2 first


def test_an_owner_decides_on_a_phone_at_a_desk_in_large_text_and_without_script(browser: Any, live_server: Any) -> None:
    _, round = world_and_round = deciding(rows=in_both_stairwells())
    site = live_server.url
    ways: dict[str, tuple[dict[str, int], dict[str, Any], int, list[int]]] = {
        "1-1-201": (PHONE, {"django_language": "zh-hans"}, 44, [5, 1]),
        "1-1-301": (DESK, {}, 44, [5, 1]),
        "1-1-101": (PHONE, {"elder": "1"}, 60, [1] * 7),
        "1-1-401": (PHONE, {"script": False}, 44, [5, 1]),
    }
    for door, (size, options, least, pages) in ways.items():
        letter = owner_letter(world_and_round[0], door)
        with reader(browser, site, size, **options) as page:
            open_letter(page, site, letter.link)
            assert page.locator("main input:checked").count() == 0
            assert list(pages_filled_in(page, least)) == pages
            code = cast(page, least)
            ballot = BallotVersion.objects.get(serial=code)
            assert set(str(ballot.answers)) <= {"+", "."}
            assert ballot.ballot.round == round


def tab_to(page: Any, selector: str) -> None:
    """Press the tabulator until the control has the focus, which must be seen."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached")


def test_a_ballot_by_the_keyboard_alone(page: Any, live_server: Any, complaints: list[str]) -> None:
    world, round = selecting()
    letter = household_letter(world, "1-1-201")
    read_as(page.context, live_server.url)
    page.goto(live_server.url + reverse("sign_in"))
    for field, typed in (("letter_number", letter.letter_number.lower()), ("code", letter.code.lower())):
        tab_to(page, f"[name={field}]")
        page.keyboard.type(typed)
    page.keyboard.press("Enter")
    page.wait_for_url("**" + reverse("my"))
    tab_to(page, "main a.button")
    page.keyboard.press("Enter")
    page.wait_for_url("**" + reverse("ballot", args=["small", 1]))
    for number in (2, 1, 3):  # in this home's order
        tab_to(page, f"#a-{number} input")
        page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#a-3-2")).to_be_checked()
    tab_to(page, NEXT)
    page.keyboard.press("Enter")
    page.wait_for_url("**item=9")
    tab_to(page, "details.more summary")
    page.keyboard.press("Enter")
    tab_to(page, SUMMARY)
    page.keyboard.press("Enter")
    page.wait_for_url("**/confirm/")
    tab_to(page, 'a[href="#cast"]')
    page.keyboard.press("Enter")
    tab_to(page, CAST)
    page.keyboard.press("Enter")
    page.wait_for_url("**/receipt/")
    assert str(BallotVersion.objects.get(ballot__round=round).answers) == "++-+_._____"


def test_each_choice_is_kept_at_once_and_the_sum_follows(page: Any, live_server: Any, complaints: list[str]) -> None:
    world, round = selecting()
    read_as(page.context, live_server.url)
    open_letter(page, live_server.url, household_letter(world, "1-1-201").link)
    address = page.url
    assert page.locator("#a-4 input:checked").get_attribute("value") == "+"
    expect(page.locator("#state")).to_contain_text("would cost ¥56,000 of ¥200,000")
    page.locator("#a-7 label").first.click()
    expect(page.locator("#state")).to_contain_text("at most ¥125,000")
    expect(page.locator("#state")).to_contain_text("More than there is: not everything can be done.")
    expect(page.locator("#state")).to_contain_text("2 of 10 answered · saved · not yet confirmed")
    assert page.url == address
    assert str(BallotDraft.objects.get(round=round).answers) == "___+_.+____"
    bar = page.locator("#state").bounding_box()
    page.set_viewport_size(PHONE)
    assert page.locator("#state").bounding_box()["height"] < PHONE["height"] / 3 > bar["height"]


def test_a_line_that_does_not_arrive_is_said_and_nothing_is_lost(page: Any, live_server: Any) -> None:
    world, round = selecting()
    read_as(page.context, live_server.url)
    open_letter(page, live_server.url, household_letter(world, "1-1-201").link)
    page.context.set_offline(True)
    page.locator("#a-1 label").first.click()
    expect(page.locator("#live")).to_have_text(
        "That did not reach the portal. Check the connection and try again.", use_inner_text=True
    )
    assert page.locator("#live").bounding_box()["y"] == 0
    page.context.set_offline(False)
    page.locator("#a-2 label").first.click()
    expect(page.locator("#state")).to_contain_text("3 of 10 answered")
    expect(page.locator("#live")).to_have_text("")
    assert str(BallotDraft.objects.get(round=round).answers) == "++_+_._____"


def test_who_was_signed_out_meanwhile_signs_in_and_goes_on(page: Any, live_server: Any, complaints: list[str]) -> None:
    world, _ = selecting()
    letter = household_letter(world, "1-1-201")
    read_as(page.context, live_server.url)
    open_letter(page, live_server.url, letter.link)
    page.locator("#a-1 label").first.click()
    expect(page.locator("#state")).to_contain_text("2 of 10 answered")
    Session.objects.all().delete()
    cache.clear()
    page.locator("#a-2 label").first.click()
    page.wait_for_url("**/sign-in/**")
    assert "What was saved is still there" in page.locator("main").inner_text()
    page.get_by_label("Letter number").fill(letter.letter_number)
    page.get_by_label("Code").fill(letter.code)
    page.locator("main form button").click()
    page.wait_for_url("**" + reverse("ballot", args=["small", 1]) + "?item=2")
    assert page.locator("#a-1 input:checked").get_attribute("value") == "+"


def test_of_two_that_exclude_each_other_the_other_is_taken_back(
    page: Any, live_server: Any, complaints: list[str]
) -> None:
    menu = (
        ("C2.05", "community", 1_000, 60_000_00),
        ("C2.06", "community", 10_000, 600_00),
        ("M6.01", "community", 1_000, 0),
    )
    world, round = selecting(menu, groups=GROUPS)
    read_as(page.context, live_server.url)
    open_letter(page, live_server.url, household_letter(world, "1-1-201").link)
    for number in (1, 2):
        page.locator(f"#a-{number} label").first.click()
    expect(page.locator("#state")).to_contain_text("Not saved yet.")
    page.locator(NEXT).click()
    expect(page.locator(".errors")).to_be_focused()
    page.get_by_role("link", name="Fitness and children's play facilities: This and").click()
    page.locator("button[value=instead-2]").click()
    assert page.locator("#a-1 input:checked").count() == 0
    assert str(BallotDraft.objects.get(round=round).answers) == "_+_"


def test_a_word_is_written_from_the_ballot_and_what_was_chosen_stays(browser: Any, live_server: Any) -> None:
    world, _ = selecting()
    for door, script in (("1-1-201", True), ("1-1-301", False)):
        with reader(browser, live_server.url, PHONE, script=script) as page:
            open_letter(page, live_server.url, household_letter(world, door).link)
            page.locator("#a-2 label").nth(1).click()
            page.locator("button[value=remark-2]").click()
            expect(page.get_by_text("500 of 500 characters are left.")).to_be_visible()
            page.get_by_label("Your word to the committee").fill("The lamps shine into our windows.")
            page.get_by_role("button", name="Send it to the committee").click()

            item = page.locator("#q-2")
            expect(item.get_by_text("The lamps shine into our windows.")).to_be_visible()
            expect(item.locator("#a-2 input").nth(1)).to_be_checked()

            item.get_by_role("button", name="Change my word, or take it back").click()
            expect(page.get_by_text("It waits to be read")).to_be_visible()
            assert not sideways(page)
            page.get_by_role("button", name="Take it back").click()
            expect(page.get_by_text("Your word is taken back. Nothing of it is kept.")).to_be_visible()
            expect(page.locator("#q-2").get_by_role("button", name="Write a word to the committee")).to_be_visible()
    assert (Remark.objects.count(), BallotVersion.objects.count()) == (0, 0)
    assert [str(draft.answers)[1] for draft in BallotDraft.objects.all()] == ["-", "-"]
