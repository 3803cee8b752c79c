"""The page of a vote before its count, and its pages of questions."""

from datetime import timedelta

import pytest
from django.urls import reverse

from consultations.domain.stages import Stage
from consultations.models import Question
from consultations.services import counting, moving, rounds
from tests.consultations import papered
from tests.consultations.views.public.reading import (
    CHINESE,
    TO_CALL,
    TO_DECISION,
    asked,
    read,
    statuses,
    words,
    world_now,
)
from tests.world import CHAIR, MENU, NOT, RULING, WANT, World

pytestmark = pytest.mark.django_db


def address(round, name="round"):
    return reverse(name, args=["small", round.number])


def of(client, round, **how):
    """What a vote's page says."""
    return words(read(client, "round", "small", round.number, **how))


def test_a_vote_that_is_not_there_is_not_found(client):
    World()

    assert client.get(reverse("round", args=["small", 1])).status_code == 404
    assert client.get(reverse("round", args=["nowhere", 1])).status_code == 404


def test_the_page_only_shows(client):
    World().prepare().select()

    assert statuses(client, "round", "small", 1) == [200, 200, 405, 405, 405]


@pytest.mark.parametrize("language", ["en", CHINESE])
@pytest.mark.parametrize("kind", ["selection", "decision"])
def test_before_and_after_the_count_in_both_languages(client, kind, language):
    world = world_now(after=TO_DECISION if kind == "decision" else timedelta(0))
    round = world.consulting().decide() if kind == "decision" else world.prepare().select()
    asked_of_all = read(client, "round", "small", round.number, language=language)
    world.everybody(round)
    world.close_and_count(round)
    counted = read(client, "round", "small", round.number, language=language)

    number = Question.objects.filter(round=round).count()
    assert asked_of_all.count("<h3>") == number
    assert counted.count('<article class="result">') == number


def test_an_open_selection_tells_turnout_and_its_frozen_items(client):
    world = world_now()
    round = world.prepare().select()
    for entry in world.entries(round)[:2]:
        world.cast(round, entry, WANT)

    said = of(client, round)

    assert "Households that have answered 28.5% 2 of 7" in said
    assert "Until the count nobody sees more than this: not the committee, not the offices." in said
    assert "11 questions, fixed" in said
    assert "They no longer change." in said
    assert "Choose for my home" in said
    assert "What holds for every question" not in said


def test_before_the_count_no_answer_is_on_the_page(client):
    """Whatever has been answered: the page of a vote with other answers is the same."""
    world = world_now()
    round = world.prepare().select()
    entry = world.entries(round)[0]
    world.cast(round, entry, WANT)
    wanted = of(client, round)
    world.cast(round, entry, NOT)

    assert of(client, round) == wanted


def test_a_called_decision_shows_its_questions_with_the_law_and_no_turnout(client):
    world = world_now(after=TO_CALL).consulting()
    round = world.decide()

    said = of(client, round)

    assert "Begins " in said
    assert "Of all owners and of the whole area, at least two thirds must take part; else nothing is decided." in said
    assert "An abstention takes part but is not consent." in said
    assert "More than half of the area and of the owners taking part must agree." in said
    assert "Owners who have voted" not in said
    assert "Vote as an owner" not in said


def test_an_open_decision_tells_how_far_the_quorum_is(client):
    world = world_now(after=TO_DECISION).consulting()
    round = world.decide()
    for entry in world.entries(round)[:6]:
        world.cast(round, entry, WANT)

    said = of(client, round)

    assert "Owners who have voted 66.6% 2/3 6 of 9 at least two thirds: reached" in said
    assert "Their share of the area" in said
    assert "Vote as an owner" in said
    assert "m²" not in said.partition("The questions")[0]


def test_the_management_package_has_its_name_above_and_its_words_below(client):
    world = World()
    round = world.consulting().decide()
    package = Question.objects.get(round=round, kind="package")

    page = read(client, "round", "small", round.number)

    assert f"<h3>{package.number}. {package.offered.wording_en}</h3>" in page
    assert package.wording_en in words(page)
    assert f"{package.wording_en}</h3>" not in page


def test_a_resting_and_an_ended_vote_say_so(client):
    world = world_now(after=timedelta(days=11))
    round = world.prepare().select()
    over = of(client, round)
    moving.go(consultation_id=world.pk, to=Stage.SUSPENDED, reason="等待勘察", by=CHAIR, at=world.at)

    assert "The time is over. The votes are being counted; then the result stands here." in over
    assert "The vote rests with the community." in of(client, round)
    assert "Choose for my home" not in over


def test_an_annulled_vote_tells_its_reason_and_no_numbers(client):
    world = World()
    round = world.counted()
    rounds.annul_round(ruling=RULING, round_id=round.pk, reason="名册有误", by=CHAIR, at=world.at)

    said = of(client, round)

    assert "No ballot of this vote counts. Reason: 名册有误" in said
    assert "7 questions, fixed" in said
    assert not any(told in said for told in ("Owners who have voted", "9 of 9", "Passed", "agree; they hold"))


def test_many_questions_come_in_pages(client):
    round = World().prepare().select()
    question = Question.objects.filter(round=round).first()
    for number in range(12, 112):
        question.pk, question.number, question.code = None, number, f"X{number}"
        question.save(force_insert=True)

    first = read(client, "round", "small", round.number)
    last = read(client, "round", "small", round.number, query={"page": "3"})

    assert (first.count("<h3>"), last.count("<h3>")) == (40, 31)
    assert "111 questions, fixed" in words(first)
    assert '<span aria-current="page">3</span>' in last


@pytest.mark.parametrize("counted", [False, True])
def test_more_questions_ask_no_more_of_the_database(client, counted):
    short, long = World("short", menu=[MENU[0], MENU[-1]]), World("long")
    for world in (short, long):
        round = world.prepare().select()
        if counted:
            world.everybody(round)
            world.close_and_count(round)

    assert asked(client, "round", "short", 1) == asked(client, "round", "long", 1)


def test_why_a_vote_was_counted_though_its_paper_does_not_add_up_stands_on_its_page(client):
    """A sheet came back and one person alone has read it; the chair signs why nobody waits."""
    world = world_now(after=TO_DECISION)
    round = world.consulting().decide()
    papered.read(world, papered.handed_in(world, round), papered.FIRST)
    world.at = round.closes_at
    rounds.close_round(round_id=round.pk, by=CHAIR, at=world.at)
    papered.count_box(world, round, 1)
    papered.sign(world, round, "录入员病了")
    assert "录入员病了" not in of(client, round)

    counting.count_round(round_id=round.pk, by=CHAIR, at=world.at)

    said = of(client, round)
    assert "The vote was counted all the same. Reason, signed by the committee: 录入员病了" in said
    assert "1 sheet that came back is not in the count: two people had not read it." in said
