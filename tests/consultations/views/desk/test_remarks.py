"""The committee reads what households wrote before others do; it never learns who wrote it."""

import pytest
from django.urls import reverse

from communities.domain.roles import Role
from consultations.models import Remark
from tests.consultations.remarked import WORD, hide, show, take_back, write
from tests.consultations.views.desk.desks import Desk, go_to, now_world, problems
from tests.consultations.views.desk.test_queries import asked
from tests.consultations.views.public.reading import words
from tests.world import World

pytestmark = pytest.mark.django_db

DOORS = ("1-1-101", "1-1-201", "voice:", "测试人")


@pytest.fixture
def desk() -> Desk:
    """The recorder's, while a selection is open."""
    world = now_world()
    world.prepare().select()
    go_to(world, world.at)
    return Desk(world, Role.RECORDER)


def written(desk: Desk, text: str = WORD, *, by: int = 0, code: str = "C1.07") -> Remark:
    round = desk.world.consultation.rounds.get(kind="selection")
    return write(desk.world, round, desk.world.entries(round)[by], text=text, code=code)


def test_without_a_word_the_pages_say_so(desk: Desk) -> None:
    assert "No word waits to be read." in desk.page("desk_remarks")
    assert "There is none." in desk.page("desk_remarks", "?state=hidden")
    assert "to be read" not in words(desk.page("desk_rounds")) + words(desk.page("desk_community"))


def test_words_stand_under_their_item_without_anybody(desk: Desk) -> None:
    written(desk), written(desk, "请修屋顶", by=1, code="C3.01")

    page = desk.page("desk_remarks")

    said = words(page)
    assert "Waiting to be read (2) Shown to everybody (0) Not shown (0)" in said
    assert said.index(WORD) < said.index("请修屋顶")
    assert [secret for secret in DOORS if secret in page] == []


def test_how_many_wait_is_said_with_the_running_vote(desk: Desk) -> None:
    written(desk), written(desk, "请修屋顶", by=1)

    for name in ("desk_community", "desk_rounds"):
        assert "2 words to the committee wait to be read. Read what was written" in words(desk.page(name))


def test_who_may_not_read_them_sees_the_number_alone(desk: Desk) -> None:
    written(desk)
    surveyor = Desk(desk.world, Role.SURVEYOR)

    assert "1 word to the committee waits to be read." in words(surveyor.page("desk_rounds"))
    assert "Read what was written" not in words(surveyor.page("desk_rounds"))
    assert surveyor.get("desk_remarks").status_code == 404


def test_before_the_owners_are_called_every_word_has_to_be_read(desk: Desk) -> None:
    remark = written(desk)
    round = desk.world.consultation.rounds.get(kind="selection")
    desk.world.everybody(round)
    desk.world.close_and_count(round)

    said = words(desk.page("desk_community"))
    assert "Every word of the residents to the committee is read. 1 word waits to be read. Read the words" in said

    show(desk.world, remark)
    assert "waits to be read" not in words(desk.page("desk_community"))


def test_a_word_is_shown(desk: Desk) -> None:
    remark = written(desk)

    page = desk.done("desk_remark_show", {"seen": remark.mark}, pk=remark.pk)

    assert "Everybody can read it now." in page
    assert "Shown to everybody (1)" in words(page)
    assert WORD in desk.page("desk_remarks", "?state=shown")
    assert Remark.objects.get().moderated_by == f"user:{desk.user.pk}"


def test_a_word_is_hidden_with_a_reason_and_may_be_shown_after_all(desk: Desk) -> None:
    remark = written(desk)
    assert WORD in words(desk.page("desk_remark_hide", pk=remark.pk))
    assert set(problems(desk.post("desk_remark_hide", {"seen": remark.mark}, pk=remark.pk))) == {"reason"}

    page = desk.done("desk_remark_hide", {"seen": remark.mark, "reason": "off_topic"}, pk=remark.pk)

    assert "It is not shown. Whoever wrote it reads the reason." in page
    hidden = words(desk.page("desk_remarks", "?state=hidden"))
    assert "not shown: It is not about this item" in hidden
    assert "Do not show it" not in hidden
    desk.done("desk_remark_show", {"seen": remark.mark}, pk=remark.pk)
    assert Remark.objects.get().state == "shown"


@pytest.mark.parametrize("act, more", [("desk_remark_show", {}), ("desk_remark_hide", {"reason": "insult"})])
def test_what_was_changed_meanwhile_is_read_once_more(desk: Desk, act: str, more: dict[str, str]) -> None:
    remark = written(desk)
    read = remark.mark
    written(desk, "别的话")

    page = desk.done(act, {"seen": read, **more}, pk=remark.pk)

    assert "The text was changed after you read it. Read it once more." in page
    assert Remark.objects.get().state == "waiting"


def test_what_was_taken_back_or_belongs_elsewhere_is_not_found(desk: Desk) -> None:
    remark = written(desk)
    other = Desk(World("other"), Role.RECORDER)
    assert [
        other.get("desk_remark_hide", pk=remark.pk).status_code,
        other.post("desk_remark_show", pk=remark.pk).status_code,
    ] == [404, 404]

    take_back(desk.world, remark)
    assert desk.get("desk_remark_hide", pk=remark.pk).status_code == 404


def test_a_state_that_is_none_shows_what_waits(desk: Desk) -> None:
    written(desk)

    assert WORD in desk.page("desk_remarks", "?state=x")


def test_many_words_ask_the_database_no_more_often_than_one(desk: Desk) -> None:
    written(desk)
    one = asked(desk.client, desk.url("desk_remarks"))

    for number, code in enumerate(("C1.07", "C1.11", "C2.05"), start=1):
        written(desk, f"话{number}", by=number, code=code)

    assert asked(desk.client, desk.url("desk_remarks")) == one


def test_hidden_words_name_their_reasons_in_the_list(desk: Desk) -> None:
    hide(desk.world, written(desk), "advert")

    assert "not shown: It advertises something" in words(desk.page("desk_remarks", "?state=hidden"))


def test_the_committee_answers_below_the_words_for_everybody(desk: Desk) -> None:
    remark = written(desk)
    hide(desk.world, remark)
    question = remark.question

    assert "This field is required." in desk.refused("desk_reply", {"text": " "}, pk=question.pk)
    desk.done("desk_reply", {"text": "The lamps will be dimmed at ten."}, pk=question.pk)
    desk.done("desk_reply", {"text": "They were dimmed."}, pk=question.pk)

    said = words(desk.page("desk_remarks", "?state=hidden"))
    assert said.index("The lamps will be dimmed at ten.") < said.index("They were dimmed.")
    address = reverse("remarks", args=[desk.slug, question.round.number, question.number])
    public = words(desk.client.get(address).content.decode())
    assert "What the committee answers The lamps will be dimmed at ten." in public
    assert WORD not in public


def test_answers_ask_one_question_more_and_no_more_for_each(desk: Desk) -> None:
    first = written(desk)
    written(desk, by=1, code="C3.01"), written(desk, by=2, code="C3.01")
    desk.done("desk_reply", {"text": "One."}, pk=first.question_id)
    one = asked(desk.client, desk.url("desk_remarks"))
    for remark in Remark.objects.all():
        desk.done("desk_reply", {"text": "More."}, pk=remark.question_id)

    assert asked(desk.client, desk.url("desk_remarks")) == one


def test_only_items_of_a_standing_selection_of_this_community_are_answered(desk: Desk) -> None:
    remark = written(desk)
    other = Desk(World("other"), Role.RECORDER)

    assert other.get("desk_reply", pk=remark.question_id).status_code == 404
    assert desk.get("desk_reply", pk=remark.question_id).status_code == 200
    decision = World("later").counted().questions.first()
    assert desk.get("desk_reply", pk=decision.pk).status_code == 404
