"""Co-owners at the portal: they see that the ballot was cast, never what it says, and may dispute it until closing."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from consultations.domain.stages import Stage
from consultations.models import Ballot, BallotDispute, Round
from consultations.services import counting, moving, rounds
from tests.consultations.couples import AGREEMENT, DOOR, REASON, agree, dispute, letter_of, second
from tests.consultations.views.desk.desks import go_to
from tests.consultations.views.public.reading import words
from tests.residents import Voter, deciding, signed_in, with_couple
from tests.world import CHAIR, RULING

pytestmark = pytest.mark.django_db

TOGETHER = (
    "You own together with others, so you have one voice together. "
    "测试人11, the named representative, casts it for all of you. "
)
OFFERED = "You do not agree? You may dispute the ballot until "


@pytest.fixture
def first() -> Voter:
    """The representative."""
    world, round = deciding(rows=with_couple())
    world.at = timezone.now()
    return Voter(world, round, DOOR)


@pytest.fixture
def other(first: Voter) -> Voter:
    """The co-owner."""
    voter = Voter(first.world, first.round, DOOR)
    voter.client = signed_in(Client(), letter_of(second(first.world), first.world))
    return voter


def cast(voter: Voter, answer: str = "+") -> None:
    voter.send({voter.number("M6.01"): answer})
    voter.confirm()


def way(voter: Voter, dispute: BallotDispute | None = None) -> str:
    return voter.url("ballot") + (f"dispute/{dispute.pk}/withdraw/" if dispute else "dispute/")


def disputed(voter: Voter, reason: str = REASON) -> str:
    """Send the form, and read the page it leads to."""
    response = voter.client.post(way(voter), {"reason": reason}, follow=True)
    assert response.redirect_chain == [(voter.url("ballot"), 302)]
    return words(response.content.decode())


def close(voter: Voter) -> None:
    go_to(voter.world, voter.round.closes_at)
    rounds.close_round(round_id=voter.round.pk, by=CHAIR, at=voter.world.at)


def test_before_it_is_cast_there_is_nothing_to_dispute(other: Voter) -> None:
    said = words(other.page())

    assert TOGETHER + "No ballot has been cast yet. The vote is open until " in said
    assert (OFFERED in said, REASON in said) == (False, False)
    assert "Your named representative casts the ballot you have together. None has been cast so far." in words(
        other.page("my")
    )


def test_that_it_was_cast_is_seen_and_never_what_it_says(first: Voter, other: Voter) -> None:
    cast(first, "+")
    agreed = other.page()
    cast(first, "-")
    against = other.page()

    assert "Your ballot was cast " in words(agreed)
    assert "What it says is not shown here: that stays with the one who cast it." in words(agreed)
    assert OFFERED in words(agreed)
    assert without_minutes(agreed) == without_minutes(against)
    assert [version.serial for version in first.ballots if version.serial in agreed + against] == []


def without_minutes(page: str) -> str:
    return re.sub(r"\d\d:\d\d", "", words(page))


@pytest.mark.parametrize("name", ["ballot_confirm", "receipt"])
def test_the_pages_of_whoever_casts_lead_a_co_owner_back(first: Voter, other: Voter, name: str) -> None:
    cast(first)

    response = other.get(name)

    assert (response.status_code, response["Location"]) == (302, other.url("ballot"))


def test_a_co_owner_casts_nothing_and_keeps_no_draft(first: Voter, other: Voter) -> None:
    number = first.number("M6.01")
    other.send({number: "-"})
    other.client.post(other.url("ballot_confirm"), {"seen": ""})

    assert (first.draft, first.ballots) == (None, [])


def test_a_dispute_is_recorded_and_both_read_of_it(first: Voter, other: Voter) -> None:
    cast(first)
    said = disputed(other)

    assert said.startswith("Your disagreement is recorded. Your representative and the committee see it.")
    assert "What you said You disputed the ballot " in said
    assert f"{REASON} I agree after all: withdraw it" in said
    assert OFFERED not in said
    assert "It is in dispute." in words(other.page("my"))
    made = BallotDispute.objects.get()
    assert (made.person_id, made.raised_by) == (second(first.world).person_id, f"voice:{first.entry.pk}")
    assert "A co-owner disputes this ballot" in words(first.page("my"))
    assert "A co-owner disputes this ballot" in words(first.page("ballot"))
    assert f"The reason given: {REASON}" in words(first.page("receipt"))


def test_a_reason_that_says_nothing_comes_back_with_the_sentence(first: Voter, other: Voter) -> None:
    cast(first)

    response = other.client.post(way(other), {"reason": "  "})

    assert response.status_code == 422
    assert "The text is empty. Write why you do not agree." in response.content.decode()
    assert not BallotDispute.objects.exists()


def test_what_was_typed_before_anything_was_cast_is_not_lost(other: Voter) -> None:
    response = other.client.post(way(other), {"reason": REASON})

    said = words(response.content.decode())
    assert response.status_code == 422
    assert "No ballot has been cast yet, so there is nothing to dispute." in said
    assert REASON in said


def test_a_dispute_taken_back_lets_the_ballot_count(first: Voter, other: Voter) -> None:
    cast(first)
    disputed(other)

    response = other.client.post(way(other, BallotDispute.objects.get()), follow=True)

    said = words(response.content.decode())
    assert (REASON in said, "You withdrew it " in said, OFFERED in said) == (True, True, True)
    close(first)
    assert Ballot.objects.get(round=first.round).standing == first.ballots[0]


def test_an_agreement_is_read_by_the_co_owner(first: Voter, other: Voter) -> None:
    cast(first)
    agree(first.world, dispute(first.world, first.round))

    assert f"by a signed agreement: {AGREEMENT}" in words(other.page())


def test_set_aside_at_closing_is_said_to_both(first: Voter, other: Voter) -> None:
    cast(first)
    disputed(other)
    close(first)

    aside = "that was not settled before the vote closed. It takes no part in the count."
    assert f"The ballot was set aside It was disputed, and {aside}" in words(other.page())
    assert "was disputed and set aside. It takes no part in the count." in words(other.page("my"))
    assert f"Your ballot was set aside A co-owner disputed it, and {aside}" in words(first.page("my"))
    assert f"This ballot was set aside A co-owner disputed it, and {aside}" in words(first.page("receipt"))
    counting.count_round(round_id=first.round.pk, by=CHAIR, at=first.world.at)
    response = other.client.post(way(other, BallotDispute.objects.get()), follow=True)
    assert "only while the vote is open" in response.content.decode()
    assert BallotDispute.objects.get().settled_at is None


def test_a_vote_that_rests_or_was_annulled_says_so(first: Voter, other: Voter) -> None:
    go = {"consultation_id": first.world.pk, "by": CHAIR, "at": first.world.at}
    moving.go(to=Stage.SUSPENDED, reason="断电", **go)
    assert "The vote rests and goes on afterwards" in words(other.page())

    moving.go(to=Stage.DECIDING, reason="", **go)
    cast(first)
    rounds.annul_round(ruling=RULING, round_id=first.round.pk, reason="名册有误", by=CHAIR, at=first.world.at)
    said = words(other.page())
    assert "This vote was annulled and counts for nothing. The reason: 名册有误" in said
    assert ("Your ballot was cast" in said, OFFERED in said) == (False, False)


def test_whoever_casts_finds_nothing_to_dispute(first: Voter) -> None:
    cast(first)

    assert first.client.post(way(first), {"reason": REASON}).status_code == 404
    assert not BallotDispute.objects.exists()


def test_nobody_takes_back_what_another_said(first: Voter, other: Voter) -> None:
    cast(first)
    disputed(other)
    made = BallotDispute.objects.get()
    elsewhere = Voter(*deciding(rows=with_couple(), slug="elsewhere"), DOOR)
    elsewhere.client = signed_in(Client(), letter_of(second(elsewhere.world), elsewhere.world))

    assert elsewhere.client.post(way(elsewhere, made)).status_code == 404
    assert first.client.post(way(first, made)).status_code == 404
    assert Round.objects.get(pk=first.round.pk).state == "open"
    assert BallotDispute.objects.get().settled_at is None
