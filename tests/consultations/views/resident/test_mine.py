"""The first page after signing in says what is to be done now, and nothing that is not so."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from consultations.domain.stages import Stage
from consultations.services import moving, rounds
from tests.consultations.views.desk.desks import go_to
from tests.consultations.views.public.reading import words
from tests.residents import TO_DECISION, Voter, deciding, household_letter, in_both_stairwells, selecting, signed_in
from tests.world import CHAIR, RULING, World

pytestmark = pytest.mark.django_db

WISHES, DECISION = "Selection by the households, vote 1", "Decision of the owners, vote 2"


def test_an_open_vote_asks_to_be_filled_in(household: Voter) -> None:
    said = words(household.page("my"))

    assert said.startswith(
        f"Test Community Your home's voice With this letter your home says which items it wants. {WISHES} Open until "
    )
    assert "You have not filled in your ballot yet. Fill in my ballot Where the community stands" in said


def test_a_ballot_begun_says_that_it_does_not_count_yet(household: Voter) -> None:
    household.send({1: "+"})
    said = words(household.page("my"))

    assert "Not finished: your ballot does not count yet Your answers were saved " in said
    assert "Go on, read the summary and confirm. Go on with my ballot To the summary" in said


def test_a_ballot_cast_is_done(household: Voter) -> None:
    household.send({1: "+"})
    household.confirm()
    said = words(household.page("my"))

    assert "Done: your ballot has been received Received " in said
    assert "See my receipt Change my ballot Where the community stands" in said


def test_a_change_not_confirmed_leaves_the_earlier_ballot_in_force(household: Voter) -> None:
    household.send({1: "+"})
    household.confirm()
    household.send({1: "-"})

    assert (
        "A change is not confirmed yet The ballot you cast before stands until you confirm the change. "
        "Read and confirm the change See my receipt Where the community stands"
    ) in words(household.page("my"))


def test_a_ballot_on_paper_is_done_and_not_changed_here(household: Voter) -> None:
    household.cast_on_paper()
    said = words(household.page("my"))

    assert "Done: your ballot has been received" in said
    assert "Change my ballot" not in said


def test_while_the_consultation_rests_a_draft_waits(household: Voter) -> None:
    household.send({1: "+"})
    moving.go(consultation_id=household.world.pk, to=Stage.SUSPENDED, reason="等待", by=CHAIR, at=timezone.now())

    assert (
        "The vote rests while the consultation is suspended. It goes on afterwards; the time lost is given back. "
        "What you filled in is kept. It does not count yet: confirm it when the vote goes on. See the questions"
    ) in words(household.page("my"))


def test_what_was_never_confirmed_does_not_count(household: Voter) -> None:
    household.send({1: "+"})
    go_to(household.world, household.round.closes_at)
    said = words(household.page("my"))

    assert (
        "It is being counted. You had begun a ballot and not confirmed it. It does not count. See the questions" in said
    )
    assert said.index("Nothing is asked of you now.") < said.index("Earlier votes") < said.index(WISHES)


def test_who_cast_nothing_is_not_told_they_did(household: Voter) -> None:
    go_to(household.world, household.round.closes_at)
    household.world.close_and_count(household.round)

    assert "and counted. No ballot was cast with this letter. See the result" in words(household.page("my"))


def test_an_annulled_vote_says_why_and_that_the_ballot_no_longer_counts(household: Voter) -> None:
    household.send({1: "+"})
    household.confirm()
    rounds.annul_round(ruling=RULING, round_id=household.round.pk, reason="名册有误", by=CHAIR, at=timezone.now())
    said = words(household.page("my"))

    assert (
        "Annulled: 名册有误 Your ballot in this vote no longer counts. If it is asked again, you will find it here."
    ) in said
    assert "Done:" not in said


def test_before_a_vote_begins_it_is_announced() -> None:
    world = World(at=timezone.now() - TO_DECISION + timedelta(days=2))
    voter = Voter(world, world.consulting().decide())
    said = words(voter.page("my"))

    assert f"{DECISION} Begins " in said
    assert "See the questions Where the community stands" in said
    assert "Fill in my ballot" not in said


def test_each_letter_is_told_which_vote_is_for_the_other(owner: Voter) -> None:
    assert (
        "Households choose here, each with the letter of the home. Your letter is for the owners' decision."
    ) in words(owner.page("my"))
    household = signed_in(Client(), household_letter(owner.world, "1-1-201"))
    said = words(household.get("/ballot/").content.decode())
    assert (
        "Owners decide here, with the letter that was sent to the owner. Your letter is for the households' choice."
    ) in said
    assert "Fill in my ballot" not in said


def test_the_letter_s_own_area_stands_there_in_each_place() -> None:
    voter = Voter(*deciding(rows=in_both_stairwells()), door="1-1-101")
    said = words(voter.page("my"))

    assert (
        "What the roll says of you Building 1, stairwell 1 , door 1-1-101 Building 1, stairwell 2 , door 1-2-201 "
        "Own area in each place Place Own area Part of the place Whole community 200.00 m² 21.0% "
        "Building 1 200.00 m² 21.0% Building 1, stairwell 1 100.00 m² 25.0% Building 1, stairwell 2 100.00 m² 25.0% "
        "All that the roll says of you, and saying what is wrong "
        "What you may look into Results, plans, notices, the minutes of the meetings, and where the rest is. "
        "Look into them"
    ) in said


def test_before_the_roll_is_fixed_nothing_is_claimed() -> None:
    world = World(at=timezone.now())
    client = signed_in(Client(), household_letter(world, "1-1-201"))
    said = words(client.get("/ballot/").content.decode())

    assert "The roll has not been fixed yet." in said
    assert "Nothing is asked of you now. When a vote opens, it stands here." in said


def test_notices_that_hang_stand_there_by_their_name() -> None:
    world = World(at=timezone.now() - TO_DECISION - timedelta(days=7, hours=1)).on_notice()
    client = signed_in(Client(), household_letter(world, "1-1-201"))
    said = words(client.get("/ballot/").content.decode())

    assert "Result: Decision of the owners, vote 2 Objections until " in said
    assert "Final plan, version 2 Objections until " in said


def test_the_page_is_only_looked_at_and_kept_nowhere(household: Voter) -> None:
    assert household.client.post("/ballot/").status_code == 405
    assert "no-store" in household.get("my")["Cache-Control"]


def test_a_community_never_sees_another_ones_votes() -> None:
    Voter(*selecting(slug="other"))
    client = signed_in(Client(), household_letter(World(at=timezone.now()), "1-1-201"))

    assert WISHES not in words(client.get("/ballot/").content.decode())
