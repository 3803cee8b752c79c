"""The committee reads who disputes which ballot, records what was signed, and never sees what a ballot says."""

import pytest

from consultations.models import BallotDispute
from consultations.services import rounds
from tests.consultations.couples import AGREEMENT, DOOR, REASON, agree, cast_and_disputed, dispute, voice_of, withdraw
from tests.consultations.views.desk.desks import Desk, go_to, problems
from tests.consultations.views.desk.test_queries import asked
from tests.consultations.views.public.reading import words
from tests.residents import deciding, with_couple
from tests.world import CHAIR

pytestmark = pytest.mark.django_db

TO_SETTLE = f"Record a signed agreement – {DOOR}"


@pytest.fixture
def desk() -> Desk:
    """The chair's, while a decision is open in which a couple has a voice."""
    world, _ = deciding(rows=with_couple())
    desk = Desk(world)
    go_to(world, world.at)
    return desk


def disputed(desk: Desk) -> BallotDispute:
    return cast_and_disputed(desk.world, desk.world.consultation.rounds.newest("decision"))


def test_without_a_dispute_the_page_says_so(desk: Desk) -> None:
    assert "No ballot of the newest decision is in dispute." in desk.page("desk_disputes")
    assert "disputed by a co-owner" not in desk.page("desk_rounds")


def test_a_dispute_stands_there_with_door_person_and_reason_and_without_the_ballot(desk: Desk) -> None:
    made = disputed(desk)

    page = desk.page("desk_disputes")

    said = words(page)
    assert f"{DOOR} not settled 测试人乙, " in said
    assert f"{REASON} {TO_SETTLE}" in said
    assert made.ballot.standing.serial not in page
    assert "1 ballot is disputed by a co-owner. Unless that is settled before closing, it is set aside." in words(
        desk.page("desk_rounds")
    )


def test_what_stands_comes_before_what_is_settled(desk: Desk) -> None:
    withdraw(desk.world, disputed(desk))
    round = desk.world.consultation.rounds.newest("decision")
    agree(desk.world, dispute(desk.world, round))
    dispute(desk.world, round, reason="仍不同意")

    said = words(desk.page("desk_disputes"))

    assert said.index("仍不同意") < said.index("Withdrawn ") < said.index(f"by a signed agreement: {AGREEMENT}")
    assert said.count(TO_SETTLE) == 1


def test_an_agreement_settles_the_dispute(desk: Desk) -> None:
    made = disputed(desk)
    assert REASON in words(desk.page("desk_dispute", pk=made.pk))

    page = desk.done("desk_dispute", {"agreement": AGREEMENT}, pk=made.pk)

    assert "The agreement is recorded. This dispute is settled." in page
    made.refresh_from_db()
    assert (made.settlement, made.agreement, made.settled_by) == ("agreed", AGREEMENT, f"user:{desk.user.pk}")


def test_an_agreement_says_what_was_agreed(desk: Desk) -> None:
    made = disputed(desk)

    assert set(problems(desk.post("desk_dispute", {"agreement": " "}, pk=made.pk))) == {"agreement"}
    assert BallotDispute.objects.get().settled_at is None


def test_what_is_settled_already_and_what_comes_too_late_is_refused(desk: Desk) -> None:
    made = disputed(desk)
    withdraw(desk.world, made)
    assert "This dispute has been settled already." in desk.refused(
        "desk_dispute", {"agreement": AGREEMENT}, pk=made.pk
    )

    round = desk.world.consultation.rounds.newest("decision")
    late = dispute(desk.world, round)
    go_to(desk.world, round.closes_at)
    rounds.close_round(round_id=round.pk, by=CHAIR, at=desk.world.at)

    assert "only while the vote is open" in desk.refused("desk_dispute", {"agreement": AGREEMENT}, pk=late.pk)
    said = words(desk.page("desk_disputes"))
    assert (f"{DOOR} the ballot was set aside" in said, TO_SETTLE in said) == (True, False)
    assert late.ballot.entry == voice_of(desk.world, round)


def test_a_dispute_of_another_community_is_not_found(desk: Desk) -> None:
    made = disputed(desk)
    elsewhere, _ = deciding(rows=with_couple(), slug="elsewhere")

    assert Desk(elsewhere).get("desk_dispute", pk=made.pk).status_code == 404


def test_many_disputes_ask_the_database_no_more_often_than_one(desk: Desk) -> None:
    made = disputed(desk)
    one = asked(desk.client, desk.url("desk_disputes"))
    for _ in range(3):
        withdraw(desk.world, made)
        made = dispute(desk.world, made.ballot.round)

    assert asked(desk.client, desk.url("desk_disputes")) == one
