"""A household's word about an item: its own, read before others see it, and read anew when it changes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from communities.domain.electorate import Tenure
from consultations.domain.stages import Stage
from consultations.models import BallotDraft, Remark, Round
from consultations.services import moving, remarking, rounds
from consultations.services.remarking import RemarkRefused
from renewal_portal.ledger.models import Event
from tests.consultations.remarked import WORD, asked, hide, show, take_back, write
from tests.stages import newest, onward
from tests.world import CHAIR, RECORDER, WANT, World, register

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return onward(World(), Stage.SELECTING)


@pytest.fixture
def round(world: World) -> Round:
    return newest(world, "selection")


def state(remark: Remark) -> tuple[str, str, str | None]:
    remark.refresh_from_db()
    return remark.state, remark.reason, remark.moderated_by


def refused(act: object) -> str:
    with pytest.raises(RemarkRefused) as error:
        act()
    return error.value.code


def test_a_word_waits_to_be_read(world: World, round: Round) -> None:
    remark = write(world, round, text=f"  {WORD}\r\n")

    assert (remark.text, remark.question) == (WORD, asked(round))
    assert (remark.written_by, remark.written_at) == (f"voice:{remark.entry_id}", world.at)
    assert state(remark) == ("waiting", "", None)


def test_it_is_shown_or_hidden_with_a_reason_and_that_may_be_changed(world: World, round: Round) -> None:
    remark = write(world, round)

    assert state(show(world, remark)) == ("shown", "", RECORDER)
    assert state(hide(world, remark)) == ("hidden", "insult", CHAIR)
    assert state(show(world, remark)) == ("shown", "", RECORDER)


def test_written_again_it_takes_the_place_of_the_first_and_waits_again(world: World, round: Round) -> None:
    first = show(world, write(world, round))

    again = write(world, round, text="请装静音电梯。")

    assert (again.pk, again.text) == (first.pk, "请装静音电梯。")
    assert state(again) == ("waiting", "", None)


def test_saved_again_as_it_stood_it_need_not_be_read_anew(world: World, round: Round) -> None:
    remark = show(world, write(world, round))

    assert write(world, round, text=f"{WORD} ").pk == remark.pk
    assert state(remark) == ("shown", "", RECORDER)
    assert Event.objects.filter(what="remark.written").count() == 1


def test_what_was_changed_after_it_was_read_is_not_shown(world: World, round: Round) -> None:
    remark = write(world, round)
    read = remark.mark
    changed = write(world, round, text="别的话")

    assert refused(lambda: show(world, remark, seen=read)) == "changed_since"
    assert state(changed) == ("waiting", "", None)


def test_taken_back_nothing_is_kept_of_it_also_after_the_close(world: World, round: Round) -> None:
    first, second = (write(world, round, entry) for entry in world.entries(round)[:2])
    take_back(world, first)
    world.close_and_count(round)
    take_back(world, second)

    assert Remark.objects.count() == 0
    assert refused(lambda: show(world, second)) == "taken_back"


def test_nothing_is_written_after_the_close_but_read_it_may_be(world: World, round: Round) -> None:
    remark = write(world, round)
    world.at = round.closes_at

    assert refused(lambda: write(world, round, text="迟了")) == "not_open"
    rounds.close_round(round_id=round.pk, by=CHAIR, at=world.at)
    assert refused(lambda: write(world, round, text="迟了")) == "not_open"
    assert state(show(world, remark)) == ("shown", "", RECORDER)


def test_no_decision_takes_words(world: World) -> None:
    decision = newest(onward(world, Stage.DECIDING), "decision")

    assert refused(lambda: write(world, decision)) == "not_open"


def test_a_household_writes_about_what_its_own_stairwell_is_asked(world: World, round: Round) -> None:
    here, *_, there = world.entries(round)

    assert write(world, round, here, code="M5.02").question.place.code == "1-1"
    assert refused(lambda: write(world, round, there, code="M5.02")) == "not_asked"
    assert refused(lambda: write(world, round, round.roll.entries.filter(kind="owner")[0])) == "not_asked"


def test_the_two_sides_of_a_let_home_write_beside_each_other() -> None:
    let = tuple(replace(row, tenure=row.tenure and Tenure.LET) for row in register())
    world = onward(World(rows=let), Stage.SELECTING)
    round = newest(world, "selection")

    lives_there, owner = write(world, round), write(world, round, text="房东的话", by_owner=True)

    assert (lives_there.entry_id, lives_there.text, owner.text) == (owner.entry_id, WORD, "房东的话")
    take_back(world, owner)
    assert list(Remark.objects.all()) == [lives_there]


def test_the_owner_of_a_home_lived_in_by_the_owner_has_no_second_word(world: World, round: Round) -> None:
    assert refused(lambda: write(world, round, by_owner=True)) == "not_asked"


def test_a_word_touches_neither_ballot_nor_draft(world: World, round: Round) -> None:
    entry = world.entries(round)[0]
    cast = world.cast(round, entry, WANT)

    write(world, round, entry)

    assert (cast.ballot.versions.count(), BallotDraft.objects.count()) == (1, 0)


def test_the_ledger_is_told_that_a_voice_wrote_and_of_no_voice_which_word(world: World, round: Round) -> None:
    remark = write(world.wait(minutes=1), round)
    show(world, remark)
    take_back(world, remark)

    told = Event.objects.filter(what__startswith="remark.").order_by("pk")
    voice = f"voice:{remark.entry_id}"
    assert list(told.values_list("what", "by", "detail")) == [
        ("remark.written", voice, {}),
        ("remark.moderated", RECORDER, {"remark": remark.pk, "state": "shown"}),
        ("remark.taken_back", voice, {}),
    ]
    assert {event.about for event in told} == {f"round:{round.pk}"}


def test_while_the_consultation_rests_nothing_is_written(world: World, round: Round) -> None:
    moving.go(consultation_id=world.pk, to=Stage.SUSPENDED, reason="停", by=CHAIR, at=world.at + timedelta(hours=1))
    world.wait(hours=2)

    assert refused(lambda: write(world, round)) == "not_open"


def test_an_answer_is_kept_as_it_was_given_and_told_without_its_words(db):
    world = World()
    round = world.prepare().select()

    said = remarking.reply(question_id=asked(round).pk, text=" 夜间调暗。 ", by=RECORDER, at=world.at)

    assert (said.text, said.replied_by, said.replied_at) == ("夜间调暗。", RECORDER, world.at)
    event = Event.objects.get(what="remark.replied")
    assert (event.about, event.by, event.detail) == (f"round:{round.pk}", RECORDER, {"reply": said.pk})
