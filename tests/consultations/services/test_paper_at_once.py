"""Paper on real connections: two clerks at one sheet, and a sheet handed in while the vote is being closed."""

from threading import Event

import pytest
from django.db import transaction

from consultations.domain.sheets import Entered
from consultations.domain.stages import Stage
from consultations.models import BallotVersion, PaperSheet, Round, SheetReading
from consultations.services import rounds
from renewal_portal.ledger.domain.refusals import Refused
from tests.consultations import papered
from tests.consultations.papered import FIRST, SECOND, THIRD
from tests.consultations.services.test_at_once import said
from tests.renewal_portal.ledger.threads import PATIENCE, together, until_somebody_waits_for_a_lock_or
from tests.stages import newest, standing_at
from tests.world import CHAIR, World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db) -> World:
    return standing_at(Stage.SELECTING)


@pytest.fixture
def round(world: World) -> Round:
    return newest(world, "selection")


def test_two_who_read_one_sheet_at_once_make_one_ballot(world, round) -> None:
    sheet = papered.handed_in(world, round)

    told = together(*[lambda by=by: papered.read(world, sheet, by) for by in (FIRST, SECOND)])

    assert sorted(told) == [Entered.ONCE, Entered.SETTLED]
    assert (SheetReading.objects.count(), BallotVersion.objects.count()) == (2, 1)


def test_of_three_who_read_one_sheet_at_once_one_is_told_that_it_is_entered(world, round) -> None:
    sheet = papered.handed_in(world, round)

    told = together(*[lambda by=by: said(lambda: papered.read(world, sheet, by)) for by in (FIRST, SECOND, THIRD)])

    assert sorted(told) == ["done", "done", "entered_already"]
    assert (SheetReading.objects.count(), BallotVersion.objects.count()) == (2, 1)


def test_one_person_who_sends_an_entry_twice_has_read_once(world, round) -> None:
    sheet = papered.handed_in(world, round)

    told = together(*[lambda: said(lambda: papered.read(world, sheet, FIRST))] * 2)

    assert (sorted(told), SheetReading.objects.count()) == (["done", "read_already"], 1)


def test_two_who_give_out_sheets_at_once_give_one_to_each_voice(world, round) -> None:
    entries = world.entries(round)

    def issue() -> int:
        try:
            return len(papered.issue(world, round, *entries))
        except Refused:
            return 0

    assert sorted(together(issue, issue)) == [0, len(entries)]
    assert list(PaperSheet.objects.order_by("number").values_list("number", flat=True)) == list(
        range(1, len(entries) + 1)
    )


def test_a_sheet_handed_in_while_the_vote_is_closed_is_too_late(world, round) -> None:
    (sheet,) = papered.issue(world, round, world.entries(round)[0])
    closed, over = Event(), Event()

    def close() -> None:
        with transaction.atomic():
            rounds.close_round(round_id=round.pk, by=CHAIR, at=round.closes_at)
            closed.set()
            until_somebody_waits_for_a_lock_or(over.is_set)

    def arrive() -> str:
        assert closed.wait(PATIENCE)
        try:
            return said(lambda: papered.hand_in(world, sheet))
        finally:
            over.set()

    assert together(close, arrive) == [None, "too_late"]
    assert PaperSheet.objects.get().state == "out"
