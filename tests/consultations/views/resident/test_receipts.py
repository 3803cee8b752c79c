"""What a voter keeps: the code, the moment, and what became of another ballot."""

from datetime import timedelta

import pytest
from django.utils import timezone

from consultations.models import PaperSheet
from consultations.services import rounds
from renewal_portal.shown.codes import grouped, qr
from renewal_portal.shown.times import moment
from tests.consultations import papered
from tests.consultations.views.desk.desks import go_to
from tests.consultations.views.public.reading import words
from tests.residents import Voter, selecting
from tests.world import CHAIR, RULING

pytestmark = pytest.mark.django_db


@pytest.fixture
def voter(household: Voter) -> Voter:
    """A household that has cast its ballot."""
    household.send({1: "+", 2: "-"})
    household.confirm()
    return household


def test_the_finish_can_not_be_mistaken(voter: Voter, settings) -> None:
    settings.LANGUAGE_CODE = "en"
    [ballot] = voter.ballots
    said = words(voter.page("receipt"))

    assert said.startswith(
        f"Test Community Done. Your ballot has been received. Your receipt Selection by the households, vote 1 Receipt "
        f"{grouped(ballot.serial)} {moment(ballot.cast_at)} Keep this code."
    )
    assert f"You need do nothing more. The vote closes {moment(voter.round.closes_at)};" in said
    assert "This is not my own phone: sign out" in said


def test_the_square_opens_the_page_where_the_receipt_can_be_checked(voter: Voter) -> None:
    [ballot] = voter.ballots
    check = f"http://testserver/check/?serial={ballot.serial}"
    page = voter.page("receipt")

    assert str(qr(check)) in page
    assert f'href="{check}"' in page


def test_the_receipt_does_not_say_what_was_chosen(voter: Voter) -> None:
    said = words(voter.page("receipt"))

    assert [word for word in ("Want it", "lighting", "structures") if word in said] == []


def test_without_a_ballot_there_is_no_receipt(household: Voter) -> None:
    household.send({1: "+"})

    assert household.get("receipt")["Location"] == household.url()


def test_who_helped_stands_on_the_receipt() -> None:
    voter = Voter(*selecting(), helper="Wang Fang")
    voter.confirm()

    assert "Helped by Wang Fang." in words(voter.page("receipt"))


def test_while_the_vote_is_open_the_ballot_may_be_changed(voter: Voter) -> None:
    said = words(voter.page("receipt"))

    assert "Until then you may change your ballot" in said
    assert said.endswith("Back to my page Change my ballot Check this receipt This is not my own phone: sign out")


def test_a_ballot_on_paper_is_not_changed_here(household: Voter) -> None:
    household.cast_on_paper()
    said = words(household.page("receipt"))

    assert "It was handed in on paper." in said
    assert "Change my ballot" not in said


def test_a_second_ballot_that_was_set_aside_is_told_of(voter: Voter, settings) -> None:
    settings.LANGUAGE_CODE = "en"
    paper = voter.cast_on_paper()
    said = words(voter.page("receipt"))

    assert (
        f"Another ballot of {moment(paper.cast_at)} was recorded and set aside: "
        "the one below was received first and stands."
    ) in said
    assert grouped(voter.ballots[0].serial) in said


def test_after_the_end_nothing_can_be_changed_any_more(voter: Voter) -> None:
    go_to(voter.world, voter.round.closes_at)
    said = words(voter.page("receipt"))

    assert "You need do nothing more. The result is posted here and on the notice board. Back to my page" in said
    assert "Change my ballot" not in said


def test_after_the_count_the_result_is_one_step_away(voter: Voter) -> None:
    go_to(voter.world, voter.round.closes_at + timedelta(hours=1))
    voter.world.close_and_count(voter.round)

    assert "The vote has been counted. See the result Back to my page" in words(voter.page("receipt"))


def test_a_receipt_of_an_annulled_vote_says_that_it_counts_for_nothing(voter: Voter) -> None:
    rounds.annul_round(ruling=RULING, round_id=voter.round.pk, reason="名册有误", by=CHAIR, at=timezone.now())
    said = words(voter.page("receipt"))

    assert "This vote was annulled, and no ballot in it counts. The reason: 名册有误" in said
    assert "If it is asked again, you will find it on your page. Back to my page" in said
    assert "nothing more" not in said


def test_a_receipt_is_only_looked_at(voter: Voter) -> None:
    assert voter.client.post(voter.url("receipt")).status_code == 405


def test_paper_marked_as_the_replacement_says_so_on_the_receipt(voter: Voter) -> None:
    voter.world.at = voter.ballots[0].cast_at + timedelta(seconds=1)
    papered.enter(voter.world, _handed_in(voter), replaces=True)

    said = words(voter.page("receipt"))

    assert "It replaces what you had cast online: the sheet is marked so, and signed by you and two witnesses." in said


def test_paper_that_came_before_the_online_ballot_stands_and_the_receipt_says_why(household: Voter) -> None:
    household.world.at = household.round.opens_at
    sheet = _handed_in(household)
    household.send({1: "+"})
    household.confirm()
    papered.enter(household.world, sheet)

    said = words(household.page("receipt"))

    assert "It came before what you cast online, so it stands; the online ballot was set aside." in said
    assert "It replaces your earlier ballot" not in said


def _handed_in(voter: Voter) -> PaperSheet:
    (sheet,) = papered.issue(voter.world, voter.round, voter.entry)
    return papered.hand_in(voter.world, sheet)
