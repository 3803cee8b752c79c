"""Words as they are counted and found again: a household's own, the newest selection's, and what anyone is told."""

import pytest

from consultations.domain.remarks import Reason, State
from consultations.domain.stages import Stage
from consultations.loaders.remarks import Told, by_state, how_many, how_many_wait, in_state, of_voice, told
from consultations.models import Round
from consultations.services import rounds
from tests.consultations.remarked import asked, hide, show, write
from tests.stages import newest, standing_at
from tests.world import CHAIR, RULING, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return standing_at(Stage.SELECTING)


@pytest.fixture
def round(world: World) -> Round:
    return newest(world, "selection")


def test_a_household_finds_its_own_words_by_their_question(world: World, round: Round) -> None:
    here, neighbour = world.entries(round)[:2]
    lamps, stairs = write(world, round, here), write(world, round, here, code="M5.02")
    write(world, round, neighbour)

    found = {lamps.question.number: lamps, stairs.question.number: stairs}
    assert of_voice(round, here, by_owner=False) == found
    assert of_voice(round, here, by_owner=True) == {}


def test_the_desk_counts_and_lists_the_newest_selection_alone(world: World, round: Round) -> None:
    for entry in world.entries(round)[:2]:
        write(world, round, entry, text="先前的话")
    rounds.annul_round(ruling=RULING, round_id=round.pk, reason="名册有误", by=CHAIR, at=world.at)
    assert (how_many_wait(world.consultation), by_state(world.consultation)) == (0, {})

    again = world.wait(days=1).select()
    one, other, third = (write(world, again, entry) for entry in world.entries(again)[:3])
    show(world, one)
    hide(world, other)

    assert how_many_wait(world.consultation) == 1
    assert by_state(world.consultation) == {State.WAITING: 1, State.SHOWN: 1, State.HIDDEN: 1}
    assert [list(in_state(world.consultation, state)) for state in State] == [[third], [one], [other]]


def test_they_stand_question_by_question_and_the_oldest_first(world: World, round: Round) -> None:
    first, second = world.entries(round)[:2]
    late = write(world, round, first, code="C2.05")
    lamps = [write(world.wait(minutes=1), round, entry) for entry in (second, first)]

    assert list(in_state(world.consultation, State.WAITING)) == [*lamps, late]


def test_anyone_is_told_how_many_there_are_and_why_some_are_not_shown(world: World, round: Round) -> None:
    one, other, third, fourth = (write(world, round, entry) for entry in world.entries(round)[:4])
    show(world, one)
    hide(world, other, "advert")
    hide(world, third, "advert")

    assert told(asked(round)) == Told(shown=1, waiting=1, hidden={Reason.ADVERT: 2})
    assert told(asked(round, "C2.05")) == Told(shown=0, waiting=0, hidden={})
    assert how_many([asked(round), asked(round, "C2.05")]) == {fourth.question_id: 4}
