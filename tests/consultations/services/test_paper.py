"""Paper from the sheet to the count: issued, handed in in time, read twice, and added up."""

from datetime import timedelta

import pytest

from communities.services import kin
from consultations.domain.sheets import Entered, Fault, Gap, SpoiltWhy, gaps
from consultations.domain.stages import Stage
from consultations.loaders.public import receipts
from consultations.loaders.sheets import reconciliation
from consultations.models import Ballot, BallotDraft, BallotVersion, PaperSheet, Round
from consultations.services import casting, counting, rounds, sheets, sweeping
from tests.consultations import papered
from tests.consultations.papered import FIRST, SECOND, THIRD
from tests.refusals import refusal
from tests.stages import newest, standing_at
from tests.world import CHAIR, NOT, WANT, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return standing_at(Stage.DECIDING)


@pytest.fixture
def round(world: World) -> Round:
    return newest(world, "decision")


def close(world: World, round: Round) -> None:
    world.at = max(world.at, round.closes_at)
    rounds.close_round(round_id=round.pk, by=CHAIR, at=world.at)


def count(world: World, round: Round) -> None:
    counting.count_round(round_id=round.pk, by=CHAIR, at=world.at)


def standing(round: Round) -> list[tuple[str, str]]:
    """Channel and answers of every ballot that stands."""
    rows = BallotVersion.objects.filter(stands_for__round=round).order_by("ballot__entry__number")
    return [(version.channel, str(version.answers)[:1]) for version in rows]


def test_sheets_are_numbered_through_a_round_and_a_voice_gets_one(world, round) -> None:
    first, second, third, *_ = world.entries(round)

    papered.issue(world, round, second, first)
    made = papered.issue(world, round, first, second, third)

    assert [sheet.entry_id for sheet in made] == [third.pk]
    rows = PaperSheet.objects.order_by("number").values_list("number", "entry", "state")
    assert list(rows) == [(1, second.pk, "out"), (2, first.pk, "out"), (3, third.pk, "out")]
    assert len(set(PaperSheet.objects.values_list("serial", flat=True))) == 3


def test_a_sheet_that_is_lost_is_taken_out_and_another_takes_its_place(world, round) -> None:
    (lost,) = papered.issue(world, round, world.entries(round)[0])

    again = sheets.take_out(sheet_id=lost.pk, why=SpoiltWhy.LOST, again=True, by=CHAIR, at=world.at)

    assert (again.number, again.entry_id) == (2, lost.entry_id)
    assert refusal(lambda: papered.hand_in(world, lost)) == ("PaperRefused", "is_spoilt")
    assert reconciliation(round).spoilt == 1


def test_two_who_agree_make_it_a_ballot_of_the_time_it_was_handed_in(world, round) -> None:
    sheet = papered.handed_in(world, round)
    handed_in, entry = world.at, world.entries(round)[0]
    close(world, round)

    assert papered.read(world, sheet, FIRST) is Entered.ONCE
    assert papered.read(world, sheet, SECOND) is Entered.SETTLED

    ballot = Ballot.objects.get(round=round, entry=entry)
    version = ballot.standing
    assert (version.channel, version.strength, version.cast_at, version.cast_by) == (
        "paper",
        "paper",
        handed_in,
        SECOND,
    )
    sheet.refresh_from_db()
    assert (sheet.state, sheet.version) == ("counted", version)


def test_a_third_settles_what_two_read_differently(world, round) -> None:
    sheet = papered.handed_in(world, round)

    papered.read(world, sheet, SECOND, WANT)
    assert papered.read(world, sheet, THIRD, NOT) is Entered.DIFFERING
    assert standing(round) == []
    assert refusal(lambda: papered.read(world, sheet, FIRST)) == ("ReadingRefused", "issuer_does_not_settle")
    assert papered.read(world, sheet, "user:24", NOT) is Entered.SETTLED

    assert standing(round) == [("paper", "-")]


@pytest.mark.parametrize("fault", Fault)
def test_a_sheet_that_is_no_ballot_is_recorded_and_set_aside_with_its_reason(world, round, fault) -> None:
    sheet = papered.entered(world, round, fault=fault)

    assert (sheet.state, sheet.version.set_aside_reason, set(str(sheet.version.answers))) == (
        "set_aside",
        fault.value,
        {"x"} | ({"."} if "." in str(sheet.version.answers) else set()),
    )
    assert standing(round) == []


def test_whoever_forgot_to_sign_may_have_another_sheet(world, round) -> None:
    papered.entered(world, round, fault=Fault.UNSIGNED)

    papered.entered(world, round, said=NOT)

    assert standing(round) == [("paper", "-")]


def test_an_answer_that_cannot_be_read_is_set_aside_alone(world, round) -> None:
    sheet = papered.entered(world, round, unclear=frozenset({1}))

    assert (sheet.state, str(sheet.version.answers)[:2]) == ("counted", "x+")


def test_an_unsigned_sheet_leaves_what_was_filled_in_online(world, round) -> None:
    entry = world.entries(round)[0]
    said = casting.Said(world.answers(round, entry, WANT), casting.Choices())
    casting.save_draft(round_id=round.pk, entry_id=entry.pk, said=said, by="voice:1", at=world.at)

    papered.entered(world, round, fault=Fault.UNSIGNED)

    assert BallotDraft.objects.count() == 1


class TestBesideOnline:
    """The first valid one stands."""

    def test_paper_after_an_online_ballot_is_set_aside(self, world, round) -> None:
        world.cast(round, world.entries(round)[0], NOT)
        world.wait(hours=1)

        sheet = papered.entered(world, round)

        assert (sheet.state, sheet.version.set_aside_reason) == ("set_aside", "second_ballot")
        assert standing(round) == [("online", "-")]

    def test_unless_it_is_marked_as_its_replacement(self, world, round) -> None:
        world.cast(round, world.entries(round)[0], NOT)
        world.wait(hours=1)

        assert papered.entered(world, round, replaces=True).state == "counted"

        assert standing(round) == [("paper", "+")]

    def test_paper_handed_in_before_stands_also_when_it_is_entered_after(self, world, round) -> None:
        sheet = papered.handed_in(world, round)
        online = world.wait(hours=1).cast(round, world.entries(round)[0], NOT)
        assert standing(round) == [("online", "-")]

        papered.enter(world, sheet)

        assert standing(round) == [("paper", "+")]
        assert receipts.find(online.serial).why == "second_ballot"

    def test_paper_that_came_between_two_online_ballots_is_the_second(self, world, round) -> None:
        entry = world.entries(round)[0]
        world.cast(round, entry, NOT)
        sheet = papered.handed_in(world.wait(hours=1), round)
        world.wait(hours=1).cast(round, entry, NOT)

        assert papered.enter(world, sheet).version.set_aside_reason == "second_ballot"

    def test_an_unsigned_sheet_handed_in_before_leaves_the_online_ballot(self, world, round) -> None:
        sheet = papered.handed_in(world, round)
        online = world.wait(hours=1).cast(round, world.entries(round)[0], NOT)

        papered.enter(world, sheet, fault=Fault.UNSIGNED)

        assert standing(round) == [("online", "-")]
        assert receipts.find(online.serial).why == ""


def test_a_worker_enters_nothing_for_kin_and_somebody_else_ends_that(world, round) -> None:
    sheet = papered.handed_in(world, round)
    said = papered.declare(world, sheet, SECOND)

    assert refusal(lambda: papered.read(world, sheet, SECOND)) == ("ReadingRefused", "of_kin")
    assert refusal(lambda: kin.end(kin_id=said.pk, by=SECOND, at=world.at)) == ("KinRefused", "own_declaration")
    assert refusal(lambda: papered.declare(world, sheet, SECOND)) == ("KinRefused", "declared_already")
    kin.end(kin_id=said.pk, by=CHAIR, at=world.at)
    assert refusal(lambda: kin.end(kin_id=said.pk, by=CHAIR, at=world.at)) == ("KinRefused", "ended_already")
    assert papered.read(world, sheet, SECOND) is Entered.ONCE


class TestTheCount:
    """It waits until the paper adds up, or somebody has signed why not."""

    def test_without_paper_it_is_counted_at_once(self, world, round) -> None:
        close(world, round)

        count(world, round)

        assert newest(world, "decision").state == "counted"

    def test_with_paper_it_waits_for_the_entries_and_the_box(self, world, round) -> None:
        sheet = papered.handed_in(world, round)
        papered.issue(world, round, world.entries(round)[1])
        close(world, round)
        assert list(gaps(reconciliation(round))) == [(Gap.UNREAD, 1), (Gap.BOX_NOT_COUNTED, 1)]
        assert refusal(lambda: count(world, round)) == ("CountRefused", "paper_open")
        assert sweeping.count_closed(by="system:beat", at=world.at) == 0

        papered.enter(world, sheet)
        papered.count_box(world, round, 1)

        assert sweeping.count_closed(by="system:beat", at=world.at) == 1
        paper = reconciliation(round)
        assert (paper.issued, paper.returned, paper.missing, paper.counted) == (2, 1, 1, 1)
        assert newest(world, "decision").tally.ballots == 1

    def test_a_signed_reason_lets_it_be_counted(self, world, round) -> None:
        papered.handed_in(world, round)
        close(world, round)

        papered.sign(world, round)
        count(world, round)

        assert newest(world, "decision").tally.ballots == 0

    def test_where_it_adds_up_no_reason_is_signed(self, world, round) -> None:
        papered.entered(world, round)
        close(world, round)
        papered.count_box(world, round, 1)

        assert refusal(lambda: papered.sign(world, round)) == ("ReconcilingRefused", "adds_up")

    def test_what_was_set_aside_stands_in_the_tally_with_its_reason(self, world, round) -> None:
        papered.entered(world, round, 0, fault=Fault.UNSIGNED)
        papered.entered(world, round, 1)
        close(world, round)
        papered.count_box(world, round, 2)
        count(world, round)

        tally = newest(world, "decision").tally
        assert (tally.ballots, tally.set_aside) == (1, {"unsigned": 1})


def test_paper_handed_in_a_second_before_the_close_counts(world, round) -> None:
    world.at = round.closes_at - timedelta(seconds=1)

    assert papered.entered(world, round).state == "counted"
