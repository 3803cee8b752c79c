"""The committee reads what people say is wrong with the roll, and answers before a vote opens."""

from datetime import timedelta

import pytest

from communities.domain.roles import Role
from communities.services.rolls import freeze_roll
from tests.consultations.views.desk.desks import Desk, now_world, problems
from tests.consultations.views.desk.test_queries import asked
from tests.consultations.views.public.reading import words
from tests.residents import in_both_stairwells, says_wrong
from tests.world import CHAIR

pytestmark = pytest.mark.django_db

RIGHT = {"accepted": "yes", "answer": "与房产证相符"}
WRONG = {"accepted": "no", "answer": "登记册没有错"}


def test_what_waits_stands_first_by_its_door_then_what_was_answered() -> None:
    desk = Desk(now_world())
    first, second = says_wrong(desk.world, text="第一条"), says_wrong(desk.world, "1-1-301", text="第二条")
    desk.done("desk_correction", WRONG, pk=first.pk)

    page = words(desk.page("desk_corrections"))

    assert page.index("1-1-301 · ") < page.index("第二条") < page.index("1-1-201 · ") < page.index("第一条")
    assert ("waits for an answer 第二条 Answer – 1-1-301" in page, "not right 第一条 Answer " in page) == (True, True)
    assert page.count("Answer – ") == 1
    assert second.answered_at is None


def test_an_owner_stands_there_with_every_door() -> None:
    desk = Desk(now_world(rows=in_both_stairwells()))
    correction = says_wrong(desk.world, "1-1-101", by_owner=True)

    assert "1-1-101, 1-2-201 · " in words(desk.page("desk_corrections"))
    assert "1-1-101, 1-2-201 面积有误" in words(desk.page("desk_correction", pk=correction.pk))


def test_without_a_correction_the_page_says_so() -> None:
    desk = Desk(now_world())

    assert "Nobody has said that anything is wrong." in desk.page("desk_corrections")
    assert "No correction waits for an answer." in desk.page("desk_roll")


@pytest.mark.parametrize(("answer", "accepted"), [(RIGHT, True), (WRONG, False)])
def test_an_answer_is_kept_with_who_gave_it(answer: dict[str, str], accepted: bool) -> None:
    desk = Desk(now_world())
    correction = says_wrong(desk.world)

    page = desk.done("desk_correction", answer, pk=correction.pk)

    assert "The answer is sent. Whoever asked finds it on their page." in page
    correction.refresh_from_db()
    assert (correction.accepted, correction.answer) == (accepted, answer["answer"])
    assert correction.answered_by == f"user:{desk.user.pk}"


@pytest.mark.parametrize("left_out", ["accepted", "answer"])
def test_an_answer_says_both_whether_it_is_right_and_why(left_out: str) -> None:
    desk = Desk(now_world())
    correction = says_wrong(desk.world)

    response = desk.post("desk_correction", {**RIGHT, left_out: " "}, pk=correction.pk)

    assert set(problems(response)) == {left_out}
    correction.refresh_from_db()
    assert correction.answered_at is None


def test_the_second_of_two_answers_is_refused_and_the_first_stands() -> None:
    desk = Desk(now_world())
    correction = says_wrong(desk.world)
    desk.done("desk_correction", RIGHT, pk=correction.pk)

    assert "This correction has been answered already." in desk.refused("desk_correction", WRONG, pk=correction.pk)
    correction.refresh_from_db()
    assert correction.accepted is True


def test_the_to_do_list_leads_there_until_it_is_answered_and_the_roll_fixed_after_it() -> None:
    desk = Desk(now_world())
    correction = says_wrong(desk.world)
    page = words(desk.page("desk_community"))
    assert "1 correction waits for an answer. See the corrections" in page
    assert f'href="{desk.url("desk_corrections")}"' in desk.page("desk_community")

    desk.done("desk_correction", RIGHT, pk=correction.pk)
    assert "A correction was right. Once the register says so, fix the roll anew." in desk.page("desk_community")

    freeze_roll(community_id=desk.world.community.pk, by=CHAIR, at=desk.world.at + timedelta(hours=1))
    assert "See the corrections" not in desk.page("desk_community")


def test_the_roll_says_how_many_wait() -> None:
    desk = Desk(now_world())
    says_wrong(desk.world), says_wrong(desk.world, "1-1-301")

    assert "2 corrections wait for an answer. No vote opens before." in words(desk.page("desk_roll"))
    assert f'href="{desk.url("desk_corrections")}"' in desk.page("desk_roll")


def test_who_does_not_keep_the_roll_reads_none_of_it() -> None:
    world = now_world()
    correction, surveyor = says_wrong(world), Desk(world, Role.SURVEYOR)

    assert surveyor.get("desk_corrections").status_code == 404
    assert surveyor.get("desk_correction", pk=correction.pk).status_code == 404
    assert surveyor.post("desk_correction", RIGHT, pk=correction.pk).status_code == 404
    assert surveyor.url("desk_corrections") not in surveyor.page("desk_roll")
    correction.refresh_from_db()
    assert correction.answered_at is None


def test_another_community_s_correction_is_not_found() -> None:
    desk, other = Desk(now_world()), now_world(slug="other")
    correction = says_wrong(other)

    assert desk.get("desk_correction", pk=correction.pk).status_code == 404
    assert desk.post("desk_correction", RIGHT, pk=correction.pk).status_code == 404
    assert "面积有误" not in desk.page("desk_corrections")
    correction.refresh_from_db()
    assert correction.answered_at is None


def test_the_list_asks_as_often_for_three_as_for_one() -> None:
    desk = Desk(now_world(rows=in_both_stairwells()))
    says_wrong(desk.world, "1-1-101", by_owner=True)
    one = asked(desk.client, desk.url("desk_corrections"))
    says_wrong(desk.world, "1-1-301", by_owner=True)
    says_wrong(desk.world)

    assert asked(desk.client, desk.url("desk_corrections")) == one
