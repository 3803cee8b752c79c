"""Who may enter the booth of a round, and when nothing can be filled in there."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from consultations.domain.stages import Stage
from consultations.services import moving, offering, rounds
from renewal_portal.ledger.services import district_settings
from tests.consultations.views.desk.desks import go_to
from tests.consultations.views.public.reading import words
from tests.residents import TO_DECISION, Voter, household_letter, owner_letter, selecting, signed_in
from tests.world import CHAIR, OFFICIAL, RULING, World

pytestmark = pytest.mark.django_db

PAGES = ("ballot", "ballot_confirm", "receipt")


def suspend(world: World, to: Stage = Stage.SUSPENDED) -> None:
    moving.go(consultation_id=world.pk, to=to, reason="等待", by=CHAIR, at=timezone.now())


@pytest.mark.parametrize("page", PAGES)
def test_a_letter_of_another_kind_or_community_finds_no_booth(household: Voter, page: str) -> None:
    other = World("other")
    url = household.url(page)
    letters = [
        owner_letter(household.world, "1-1-201"),
        household_letter(other, "1-1-201"),
        owner_letter(other, "1-1-201"),
    ]

    assert [signed_in(Client(), letter).get(url).status_code for letter in letters] == [404] * 3


@pytest.mark.parametrize("page", PAGES)
def test_an_owners_booth_is_not_for_households(owner: Voter, page: str) -> None:
    client = signed_in(Client(), household_letter(owner.world, "1-1-201"))

    assert client.get(owner.url(page)).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_a_round_that_does_not_exist_is_not_found(household: Voter, page: str) -> None:
    assert household.client.get(reverse(page, args=["small", 9])).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_a_booth_is_kept_nowhere(household: Voter, page: str) -> None:
    household.send({1: "+"})
    household.confirm()

    assert household.get(page)["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert household.get(page)["Referrer-Policy"] == "same-origin"


def test_before_it_opens_a_vote_says_when() -> None:
    world = World(at=timezone.now() - TO_DECISION + timedelta(days=2))
    voter = Voter(world, world.consulting().decide())

    said = words(voter.page())
    assert said.startswith("Test Community Nothing can be filled in now This vote begins ")
    assert said.endswith("You can read its questions already. See the questions Back to my page")


def test_a_suspended_community_s_vote_rests_and_goes_on(household: Voter) -> None:
    household.send({1: "+"})
    suspend(household.world)
    said = words(household.page())
    assert "The vote rests and goes on afterwards; the time lost is given back." in said
    assert household.send({2: "+"})["Location"] == household.url()
    assert household.draft == "+__+_.__" + "___"
    suspend(household.world, Stage.SELECTING)

    assert "Part 1 of 2" in words(household.page())


def test_after_its_end_a_vote_is_being_counted(household: Voter) -> None:
    household.send({1: "+"})
    go_to(household.world, household.round.closes_at)

    said = words(household.page())
    assert "It is being counted. What you had filled in was never confirmed, so it does not count." in said


def test_a_counted_vote_leads_to_its_result_and_the_receipt(household: Voter) -> None:
    household.send({1: "+"})
    household.confirm()
    go_to(household.world, household.round.closes_at)
    household.world.close_and_count(household.round)

    said = words(household.page())
    assert "and has been counted. Your ballot of " in said
    assert said.endswith("has been received. See my receipt See the result Back to my page")


def test_an_annulled_vote_says_why_and_claims_nothing(household: Voter) -> None:
    household.send({1: "+"})
    household.confirm()
    rounds.annul_round(ruling=RULING, round_id=household.round.pk, reason="名册有误", by=CHAIR, at=timezone.now())

    said = words(household.page())
    assert said == (
        "Test Community Nothing can be filled in now This vote was annulled and counts for nothing. The reason: "
        "名册有误 See the questions Back to my page"
    )


def test_what_was_received_on_paper_is_changed_on_paper(household: Voter) -> None:
    household.cast_on_paper()

    said = words(household.page())
    assert "To change it, go to the committee: a new paper ballot needs your signature and a witness." in said
    assert "See my receipt" in said
    assert household.get("ballot_confirm")["Location"] == household.url()


def test_where_a_letter_alone_is_not_enough_to_decide_that_is_said_first(owner: Voter) -> None:
    district_settings.set_value(
        district="500107",
        key="online_second_factor",
        value=True,
        valid_from=timezone.localdate(),
        source="区住建委通知",
        by=OFFICIAL,
        at=timezone.now(),
    )

    assert "In this district a letter alone is not enough to decide online." in words(owner.page())
    assert owner.send({1: "+"})["Location"] == owner.url()
    assert (owner.draft, owner.ballots) == (None, [])


def test_who_is_asked_nothing_is_told_so() -> None:
    world = World(at=timezone.now() - TO_DECISION - timedelta(days=23, hours=1), budget_fen=2_000_000_00)
    world.counted()
    moving.go(consultation_id=world.pk, to=Stage.CONSULTING, reason="价格变动", by=CHAIR, at=world.at)
    offering.set_line(
        consultation_id=world.pk,
        code="C3.03",
        place_code="1-1",
        quantity_milli=1_000,
        unit_price_fen=25_000_00,
        by=CHAIR,
        at=world.at,
    )
    offering.offer_menu(consultation_id=world.pk, by=CHAIR, at=world.at)
    world.draft()
    world.meet(adopts=True)
    again = world.decide()
    voter = Voter(world, again, door="1-2-301")
    assert list(again.questions.values_list("code", "place__code")) == [("C3.03", "1-1")]

    assert "This vote asks nothing of the places your letter speaks for." in words(voter.page())
    assert voter.get("ballot_confirm")["Location"] == voter.url()


def test_a_tenant_answers_with_the_letter_of_the_home() -> None:
    voter = Voter(*selecting(), door="1-1-401")
    voter.send({1: "+"})
    voter.confirm()

    assert [ballot.tenure for ballot in voter.ballots] == ["let"]
