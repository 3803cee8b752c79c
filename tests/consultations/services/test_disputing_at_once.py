"""Disputes on real connections: against the close, and two windows of one co-owner."""

from collections.abc import Callable
from threading import Event

import pytest
from django.db import transaction

from consultations.models import Ballot, BallotDispute
from consultations.services import rounds
from tests.consultations.couples import agree, cast_and_disputed, deciding_couple, dispute, voice_of, withdraw
from tests.consultations.services.test_at_once import said
from tests.renewal_portal.ledger.threads import PATIENCE, together, until_somebody_waits_for_a_lock_or
from tests.world import CHAIR, WANT

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def couple(transactional_db):
    world, round = deciding_couple()
    return world, round, voice_of(world, round)


def one_after_the_other(first: Callable[[], object], then: Callable[[], object]) -> tuple[str, str]:
    """``then`` begins when the first is done and not committed; what became of each."""
    under_way, over = Event(), Event()

    def hold() -> str:
        with transaction.atomic():
            outcome = said(first)
            under_way.set()
            until_somebody_waits_for_a_lock_or(over.is_set)
            assert not over.is_set()
        return outcome

    def arrive() -> str:
        assert under_way.wait(PATIENCE)
        try:
            return said(then)
        finally:
            over.set()

    return tuple(together(hold, arrive))


def close(round) -> None:
    rounds.close_round(round_id=round.pk, by=CHAIR, at=round.closes_at)


def test_a_dispute_that_arrives_during_the_close_waits_and_is_refused(couple):
    world, round, entry = couple
    world.cast(round, entry, WANT)

    assert one_after_the_other(lambda: close(round), lambda: dispute(world, round)) == ("done", "not_open")
    assert (BallotDispute.objects.count(), Ballot.objects.get(entry=entry).standing.number) == (0, 1)


def test_closing_waits_for_a_dispute_that_is_being_raised_and_holds_the_ballot_back(couple):
    world, round, entry = couple
    world.cast(round, entry, WANT)

    assert one_after_the_other(lambda: dispute(world, round), lambda: close(round)) == ("done", "done")
    assert Ballot.objects.get(entry=entry).held_back.number == 1


@pytest.mark.parametrize("settle", [withdraw, agree])
def test_closing_waits_for_a_settlement_and_the_ballot_counts(couple, settle):
    world, round, entry = couple
    made = cast_and_disputed(world, round)

    assert one_after_the_other(lambda: settle(world, made), lambda: close(round)) == ("done", "done")
    assert Ballot.objects.get(entry=entry).standing.number == 1


def test_a_settlement_that_arrives_during_the_close_comes_too_late(couple):
    world, round, entry = couple
    made = cast_and_disputed(world, round)

    assert one_after_the_other(lambda: close(round), lambda: withdraw(world, made)) == ("done", "not_open")
    assert Ballot.objects.get(entry=entry).held_back.number == 1


def test_two_windows_of_one_co_owner_raise_one_dispute(couple):
    world, round, entry = couple
    world.cast(round, entry, WANT)

    told = together(*[lambda: said(lambda: dispute(world, round))] * 4)

    assert sorted(told) == ["disputed_already"] * 3 + ["done"]
    assert BallotDispute.objects.count() == 1


def test_of_two_settlements_at_once_one_stands(couple):
    world, round, _ = couple
    made = cast_and_disputed(world, round)

    told = together(lambda: said(lambda: withdraw(world, made)), lambda: said(lambda: agree(world, made)))

    assert sorted(told) == ["done", "settled_already"]
    assert BallotDispute.objects.get().settlement == ["withdrawn", "agreed"][told.index("done")]
