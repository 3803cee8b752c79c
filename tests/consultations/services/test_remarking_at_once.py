"""Words on real connections: against the close, two windows of one household, and a change while somebody reads."""

import pytest

from consultations.domain.stages import Stage
from consultations.models import Remark, Round
from consultations.services import rounds
from tests.consultations.remarked import WORD, show, take_back, write
from tests.consultations.services.test_at_once import said
from tests.consultations.services.test_disputing_at_once import one_after_the_other
from tests.renewal_portal.ledger.threads import together
from tests.stages import newest, standing_at
from tests.world import CHAIR, World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db: None) -> World:
    return standing_at(Stage.SELECTING)


@pytest.fixture
def round(world: World) -> Round:
    return newest(world, "selection")


def close(round: Round) -> None:
    rounds.close_round(round_id=round.pk, by=CHAIR, at=round.closes_at)


def test_a_word_that_arrives_during_the_close_waits_and_is_refused(world: World, round: Round) -> None:
    assert one_after_the_other(lambda: close(round), lambda: write(world, round)) == ("done", "not_open")
    assert Remark.objects.count() == 0


def test_closing_waits_for_a_word_that_is_being_written(world: World, round: Round) -> None:
    assert one_after_the_other(lambda: write(world, round), lambda: close(round)) == ("done", "done")
    assert Remark.objects.get().text == WORD


def test_two_windows_of_one_household_leave_one_word(world: World, round: Round) -> None:
    texts = [f"话{number}" for number in range(4)]

    told = together(*[lambda text=text: said(lambda: write(world, round, text=text)) for text in texts])

    assert told == ["done"] * 4
    assert Remark.objects.get().text in texts


def test_a_word_that_is_changed_while_it_is_read_is_not_shown(world: World, round: Round) -> None:
    remark = write(world, round)

    told = one_after_the_other(lambda: write(world, round, text="别的话"), lambda: show(world, remark))

    assert told == ("done", "changed_since")
    assert (Remark.objects.get().text, Remark.objects.get().state) == ("别的话", "waiting")


def test_a_word_that_is_taken_back_while_it_is_read_is_gone(world: World, round: Round) -> None:
    remark = write(world, round)

    assert one_after_the_other(lambda: take_back(world, remark), lambda: show(world, remark)) == ("done", "taken_back")
    assert Remark.objects.count() == 0
