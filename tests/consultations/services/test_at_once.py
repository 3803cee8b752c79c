"""What happens at the same moment, on real connections: ballots and the close, and two people at one button."""

from collections.abc import Callable
from threading import Barrier, Event

import pytest
from django.db import transaction

from consultations.domain.stages import Stage
from consultations.models import Ballot, BallotVersion, Round
from consultations.services import casting, moving, rounds
from renewal_portal.ledger.domain.refusals import Refused
from tests.renewal_portal.ledger.threads import PATIENCE, together, until_somebody_waits_for_a_lock_or
from tests.stages import newest, standing_at
from tests.world import CHAIR, NOT, RULING, WANT, World

S = Stage
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db) -> World:
    return standing_at(S.SELECTING)


def said(act: Callable[[], object]) -> str:
    """ "done", or the code of the refusal."""
    try:
        act()
    except Refused as refused:
        return refused.code
    return "done"


def late_ballot(world: World, stopping: Callable[[Round], object]) -> tuple[str, int]:
    """A ballot arrives when the round is being stopped and that is not committed yet: its outcome, and ballots kept."""
    round = newest(world, "selection")
    entry, stopped, over = world.entries(round)[0], Event(), Event()

    def stop() -> None:
        with transaction.atomic():
            stopping(round)
            stopped.set()
            until_somebody_waits_for_a_lock_or(over.is_set)

    def arrive() -> str:
        assert stopped.wait(PATIENCE)
        try:
            return said(lambda: world.cast(round, entry, WANT))
        finally:
            over.set()

    _, outcome = together(stop, arrive)
    return outcome, Ballot.objects.filter(round=round, standing__isnull=False).count()


def close(round: Round) -> None:
    rounds.close_round(round_id=round.pk, by=CHAIR, at=round.closes_at)


def annul(round: Round) -> None:
    rounds.annul_round(ruling=RULING, round_id=round.pk, reason="名册有误", by=CHAIR, at=round.opens_at)


def suspend(round: Round) -> None:
    moving.go(consultation_id=round.consultation_id, to=S.SUSPENDED, reason="断电", by=CHAIR, at=round.opens_at)


STOPS = {"closed": close, "annulled": annul, "suspended": suspend}


@pytest.mark.parametrize("stopping", STOPS.values(), ids=STOPS)
def test_a_ballot_that_arrives_while_the_round_is_stopped_waits_and_is_refused(world, stopping):
    assert late_ballot(world, stopping) == ("not_open", 0)


def test_without_the_lock_the_late_ballot_would_be_seen(world, monkeypatch):
    """The test above is not blind: where casting takes no lock, a closed round has a ballot more."""
    monkeypatch.setattr(casting, "voice_lock", lambda round_id, entry_id: None)

    assert late_ballot(world, close) == ("done", 1)
    assert newest(world, "selection").state == "closed"


def test_closing_waits_for_a_ballot_that_is_being_cast_and_the_ballot_counts(world):
    round = newest(world, "selection")
    entry, under_way, closed = world.entries(round)[0], Event(), Event()

    def vote() -> None:
        with transaction.atomic():
            world.cast(round, entry, WANT)
            under_way.set()
            until_somebody_waits_for_a_lock_or(closed.is_set)
            assert not closed.is_set()

    def shut() -> None:
        assert under_way.wait(PATIENCE)
        close(round)
        closed.set()

    together(vote, shut)

    assert (newest(world, "selection").state, Ballot.objects.get(round=round).standing.number) == ("closed", 1)


def test_ballots_of_one_community_do_not_wait_for_each_other(world):
    """Every household holds its ballot until all have cast theirs; if one waited, none would get through."""
    round = newest(world, "selection")
    all_cast = Barrier(7)

    def vote(entry: object) -> Callable[[], None]:
        def act() -> None:
            with transaction.atomic():
                world.cast(round, entry, WANT)
                all_cast.wait(PATIENCE)

        return act

    together(*[vote(entry) for entry in world.entries(round)])

    assert Ballot.objects.filter(round=round, standing__isnull=False).count() == 7


def test_many_casts_of_one_voice_at_once_leave_one_standing_ballot(world):
    """A button pressed again and again: the versions are numbered, and the last one stands."""
    round = newest(world, "selection")
    entry = world.entries(round)[0]

    together(*[lambda answer=answer: world.cast(round, entry, answer) for answer in (WANT, NOT) * 4])

    numbers = BallotVersion.objects.order_by("number").values_list("number", flat=True)
    assert (list(numbers), Ballot.objects.get().standing.number) == (list(range(1, 9)), 8)


def test_of_two_papers_at_once_one_stands(world):
    round = newest(world, "selection")
    entry = world.entries(round)[0]

    def enter() -> BallotVersion:
        return casting.cast(
            round_id=round.pk,
            entry_id=entry.pk,
            said=casting.Said(world.answers(round, entry, WANT), casting.Choices()),
            channel="paper",
            strength="paper",
            by=CHAIR,
            at=world.at,
        )

    together(enter, enter)

    aside = BallotVersion.objects.order_by("number").values_list("set_aside_reason", flat=True)
    assert (list(aside), Ballot.objects.get().standing.number) == (["", "second_ballot"], 1)


def test_drafts_saved_at_once_are_one_draft(world):
    round = newest(world, "selection")
    entry = world.entries(round)[0]

    def save() -> int:
        answers = casting.Said(world.answers(round, entry, WANT), casting.Choices())
        draft = casting.save_draft(round_id=round.pk, entry_id=entry.pk, said=answers, by="voice:1", at=world.at)
        return draft.pk

    assert len(set(together(*[save] * 4))) == 1
