"""What households wrote about an item, as anyone reads it: the words alone, and of the others how many and why."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from communities.models import RollEntry
from consultations.models import Remark, Round
from consultations.services import rounds
from tests.consultations.remarked import hide, show, write
from tests.consultations.views.public.reading import TO_DECISION, asked, read, statuses, words, world_now
from tests.world import CHAIR, RULING, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return world_now()


@pytest.fixture
def round(world: World) -> Round:
    return world.prepare().select()


def where(round: Round, code: str = "C1.07") -> tuple[str, int, int]:
    return "small", round.number, round.questions.filter(code=code).order_by("number")[0].number


def of(client: Client, round: Round, code: str = "C1.07") -> str:
    return words(read(client, "remarks", *where(round, code)))


def several(world: World, round: Round) -> list[RollEntry]:
    """Seven households: two shown, one waiting, two hidden for one reason and one for another."""
    entries = world.entries(round)
    for number, entry in enumerate(entries[:2]):
        show(world, write(world, round, entry, text=f"公开的话{number}"))
    write(world, round, entries[2], text="未读的话")
    for number, reason in enumerate(("insult", "insult", "person"), start=3):
        hide(world, write(world, round, entries[number], text=f"隐去的话{number}"), reason)
    return entries


def test_shown_words_stand_there_and_the_others_are_counted(client: Client, world: World, round: Round) -> None:
    several(world, round)

    said = of(client, round)

    assert all(f"公开的话{number}" in said for number in (0, 1))
    assert re.findall("未读|隐去", said) == []
    assert "1 word waits to be read by the committee." in said
    assert "1 word is not shown. The reason: It names somebody, or says who is meant." in said
    assert "2 words are not shown. The reason: It insults somebody." in said


def test_no_page_says_who_wrote_it_or_when_but_for_the_day(client: Client, world: World, round: Round) -> None:
    entry = several(world, round)[0]

    page = read(client, "remarks", *where(round))

    assert re.findall(r"\d\d:\d\d", words(page)) == []
    assert [secret for secret in (entry.unit.door, "voice", "测试人") if secret in page] == []
    remark = Remark.objects.get(text="公开的话0")
    assert not re.search(rf"\b(remark|entry)\D?{remark.pk}\b", page)


def test_the_order_within_a_day_tells_no_time(client: Client, world: World, round: Round) -> None:
    entries = world.entries(round)
    texts = ["甲", "乙", "丙", "丁", "戊", "己"]

    def order() -> list[str]:
        return re.findall("[甲乙丙丁戊己]", of(client, round))

    for text, entry in zip(texts, entries, strict=False):
        show(world, write(world, round, entry, text=text))
    first = order()
    Remark.objects.all().delete()
    for text, entry in zip(reversed(texts), entries, strict=False):
        show(world, write(world, round, entry, text=text))

    assert order() == first
    assert sorted(first) == sorted(texts)


def test_the_newest_day_stands_first(client: Client, world: World, round: Round) -> None:
    one, other = world.entries(round)[:2]
    show(world, write(world, round, one, text="先写"))
    show(world, write(world.wait(days=1), round, other, text="后写"))

    said = of(client, round)

    assert said.index("后写") < said.index("先写")


def test_the_page_of_the_vote_leads_there_before_and_after_the_count(
    client: Client, world: World, round: Round
) -> None:
    several(world, round)
    address = reverse("remarks", args=where(round))

    before = read(client, "round", "small", round.number)
    assert f'href="{address}"' in before
    assert "6 words to the committee" in words(before)
    assert "公开的话" not in before

    world.everybody(round)
    world.close_and_count(round)
    assert f'href="{address}"' in read(client, "round", "small", round.number)
    assert "公开的话0" in of(client, round)


def test_an_item_nobody_wrote_about_has_no_way_there_and_an_empty_page(client: Client, round: Round) -> None:
    assert "word to the committee" not in read(client, "round", "small", round.number)
    assert "No word about this item is shown so far." in of(client, round)


def test_a_word_about_a_stairwell_is_shown_without_anything_else(client: Client, world: World, round: Round) -> None:
    show(world, write(world, round, text="楼道太暗", code="M5.02"))

    assert "楼道太暗" in of(client, round, "M5.02")


def test_a_decision_an_annulled_selection_and_no_question_are_not_found(
    client: Client, world: World, round: Round
) -> None:
    show(world, write(world, round))
    assert client.get(reverse("remarks", args=["small", round.number, 99])).status_code == 404

    rounds.annul_round(ruling=RULING, round_id=round.pk, reason="名册有误", by=CHAIR, at=world.at)
    assert client.get(reverse("remarks", args=where(round))).status_code == 404
    assert "to the committee" not in words(read(client, "round", "small", round.number))


def test_no_decision_has_such_a_page(client: Client) -> None:
    decision = world_now(after=TO_DECISION).consulting().decide()

    assert client.get(reverse("remarks", args=["small", decision.number, 1])).status_code == 404


def test_the_page_only_shows(client: Client, round: Round) -> None:
    assert statuses(client, "remarks", *where(round)) == [200, 200, 405, 405, 405]


def test_markup_in_a_word_stays_text(client: Client, world: World, round: Round) -> None:
    show(world, write(world, round, text="<b>fett</b>"))

    page = read(client, "remarks", *where(round))
    assert ("<b>fett" in page, "&lt;b&gt;fett" in page) == (False, True)


def test_more_words_ask_no_more_of_the_database(client: Client, world: World, round: Round) -> None:
    one, *others = world.entries(round)
    show(world, write(world, round, one))
    addresses = (("remarks", *where(round)), ("round", "small", round.number))
    before = [asked(client, *address) for address in addresses]

    for number, entry in enumerate(others):
        show(world, write(world, round, entry, text=f"话{number}"))
        show(world, write(world, round, entry, text=f"话{number}", code="C2.05"))

    assert [asked(client, *address) for address in addresses] == before
