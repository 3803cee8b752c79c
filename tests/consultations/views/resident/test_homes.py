"""An owner answers for a let home where nobody living there does, and both sides are told what counts."""

import pytest
from django.test import Client
from django.urls import reverse

from consultations.models import BallotDraft, BallotVersion
from tests.consultations.views.public.reading import words
from tests.consultations.views.resident.reading import chosen
from tests.residents import Voter, owner_letter, selecting, signed_in
from tests.world import World

pytestmark = pytest.mark.django_db

LET = "1-1-401"
RULE = "For a home of yours in which you do not live you may answer, where nobody living there does; "


class Landlord(Voter):
    """The holder of an owner's letter before the ballot of a home of theirs."""

    def __init__(self, world: World, tenant: Voter, door: str = LET) -> None:
        super().__init__(world, tenant.round, door)
        self.client = signed_in(Client(), owner_letter(world, LET))

    def url(self, name: str = "ballot", item: object = "") -> str:
        if name == "my":
            return reverse(name)
        way = reverse(name, args=[self.world.slug, self.round.number, self.entry.unit_id])
        return f"{way}?item={item}" if item else way


@pytest.fixture
def tenant() -> Voter:
    """Who lives in the let home."""
    return Voter(*selecting(), LET)


@pytest.fixture
def landlord(tenant: Voter) -> Landlord:
    return Landlord(tenant.world, tenant)


def cast(voter: Voter) -> None:
    voter.send({voter.number("M6.01"): "+"})
    assert voter.confirm().status_code == 302


def standing(voter: Voter) -> BallotVersion:
    return BallotVersion.objects.that_stand().get(ballot__round=voter.round)


def test_the_rule_and_the_way_stand_on_the_owners_page(landlord: Landlord) -> None:
    page = landlord.page("my")

    assert RULE + "if somebody does, that answer counts and yours is kept beside it." in words(page)
    assert f"door {LET} no answer yet Answer for this home – {LET}" in words(page)
    assert f'href="{landlord.url("ballot")}"' in page


def test_an_owner_who_lives_at_home_is_not_asked(tenant: Voter) -> None:
    tenant.client = signed_in(Client(), owner_letter(tenant.world, "1-1-201"))

    assert RULE not in words(tenant.page("my"))


def test_the_owners_answer_stands_where_nobody_living_there_has_answered(landlord: Landlord) -> None:
    said = words(landlord.page())
    assert f"You answer for door {LET}, which is yours and in which you do not live." in said
    assert "Your answer counts as long as nobody who lives there answers." in said
    cast(landlord)

    assert standing(landlord).tenure == "owner_elsewhere"
    owner = landlord.round.roll.entries.get(kind="owner", owner__ownerships__unit__door=LET)
    assert standing(landlord).cast_by == f"voice:{owner.pk}"
    assert "your answer has been received See my receipt" in words(landlord.page("my"))


def test_whoever_lives_there_takes_its_place_and_the_owner_reads_so(tenant: Voter, landlord: Landlord) -> None:
    cast(landlord)
    cast(tenant)

    assert standing(tenant).tenure == "let"
    assert "somebody who lives there has answered; yours is kept beside it" in words(landlord.page("my"))
    assert "That answer counts; yours is recorded beside it and does not." in words(landlord.page("receipt"))
    assert "recorded beside it" not in words(tenant.page("receipt"))


def test_an_owner_who_answers_later_is_recorded_beside(tenant: Voter, landlord: Landlord) -> None:
    cast(tenant)
    assert "Somebody who lives there has answered That answer counts." in words(landlord.page())
    cast(landlord)

    assert standing(tenant).number == 1
    assert BallotVersion.objects.get(number=2).set_aside_reason == "beside_home"
    assert "Done: your ballot has been received" in words(tenant.page("my"))


def test_neither_side_sees_what_the_other_has_filled_in(tenant: Voter, landlord: Landlord) -> None:
    number = tenant.number("M6.01")
    landlord.send({number: "-"})
    assert chosen(tenant.page("ballot", number)).get(f"a-{number}") is None
    cast(tenant)

    assert chosen(landlord.page("ballot", number))[f"a-{number}"] == "-"
    assert BallotDraft.objects.get().by_owner is True


@pytest.mark.parametrize("door", ["1-1-201", "1-2-401"], ids=["lived in by its owner", "another's"])
def test_nobody_answers_for_a_home_that_is_not_theirs_to_answer_for(tenant: Voter, door: str) -> None:
    stranger = Landlord(tenant.world, tenant, door)

    assert {stranger.get(name).status_code for name in ("ballot", "ballot_confirm", "receipt")} == {404}


def test_a_household_has_no_way_to_the_owners_ballot(tenant: Voter, landlord: Landlord) -> None:
    assert tenant.client.get(landlord.url("ballot")).status_code == 404
