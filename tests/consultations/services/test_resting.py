"""A suspended community: its votes rest with it, and get back the time they rested."""

from datetime import timedelta

import pytest

from consultations.domain.stages import Stage
from consultations.models import Ballot, Round
from consultations.services import counting, rounds
from consultations.services.casting import BallotRefused
from consultations.services.moving import StageRefused
from renewal_portal.ledger.models import Event
from tests.stages import go, newest, resumed, standing_at
from tests.world import CHAIR, RULING, World

S = Stage
DAYS = timedelta(days=1)


def extended(world: World) -> list[tuple[str, dict]]:
    """The rounds that were given time, as the events tell it."""
    return list(Event.objects.filter(what="round.extended").order_by("pk").values_list("about", "detail"))


@pytest.mark.parametrize(
    "day, rest, ends_on",
    [(4, 3, 13), (8, 30, 40), (8, 2, 12), (9.5, 0.5, 10.5), (0, 1, 11)],
    ids=["a short rest", "a rest beyond the end", "to the very end", "half a day", "from the first moment"],
)
def test_a_selection_of_ten_days_is_open_for_ten_days(db, day, rest, ends_on):
    world = standing_at(S.SELECTING)
    opened = newest(world, "selection").opens_at
    world.at = opened + day * DAYS

    resumed(world, days=rest)

    round = newest(world, "selection")
    assert (round.closes_at - opened) / DAYS == ends_on
    assert extended(world) == [(f"round:{round.pk}", {"closes_at": round.closes_at.isoformat()})]


def test_every_rest_is_given_back(db):
    world = standing_at(S.SELECTING)
    opened = newest(world, "selection").opens_at

    for _ in range(3):
        resumed(world.wait(days=2), days=5)

    assert newest(world, "selection").closes_at == opened + 25 * DAYS


@pytest.mark.parametrize("day", [10, 12])
def test_a_vote_that_was_over_already_gets_no_more_time(db, day):
    world = standing_at(S.SELECTING)
    closes_at = newest(world, "selection").closes_at
    world.wait(days=day)

    resumed(world, days=3)

    assert newest(world, "selection").closes_at == closes_at
    assert extended(world) == []


@pytest.mark.parametrize(
    "rest, more", [(14, 0), (15, 0), (17, 2), (100, 85)], ids=["before it began", "just", "some of it", "all of it"]
)
def test_what_was_lost_before_a_vote_began_is_no_loss(db, rest, more):
    """The owners are called for the fifteenth day; the community rests from the first."""
    world = standing_at(S.DECIDING)
    round = newest(world, "decision")
    world.at = round.opened_at

    resumed(world, days=rest)

    assert newest(world, "decision").closes_at == round.closes_at + more * DAYS


def test_a_closed_vote_gets_no_more_time(db):
    world = standing_at(S.SELECTING)
    round = newest(world, "selection")
    world.at = round.closes_at
    rounds.close_round(round_id=round.pk, by=CHAIR, at=world.at)

    resumed(world, days=3)

    assert Round.objects.get(pk=round.pk).closes_at == round.closes_at
    assert extended(world) == []


def test_nothing_is_cast_while_the_vote_rests_and_everything_afterwards(db):
    world = standing_at(S.SELECTING)
    round = newest(world, "selection")
    go(world, S.SUSPENDED)

    with pytest.raises(BallotRefused, match=r"^not_open"):
        world.cast(round, world.entries(round)[0], {})
    go(world, S.SELECTING, reason="")
    world.everybody(round)

    assert Ballot.objects.filter(round=round, standing__isnull=False).count() == 7


def test_nothing_is_closed_counted_or_annulled_while_the_vote_rests(db):
    """Also not when its time is over: it gets that time back."""
    world = standing_at(S.SELECTING)
    round = newest(world, "selection")
    go(world, S.SUSPENDED)
    world.at = round.closes_at + DAYS

    with pytest.raises(StageRefused, match=r"^not_now"):
        rounds.close_round(round_id=round.pk, by=CHAIR, at=world.at)
    with pytest.raises(StageRefused, match=r"^not_now"):
        rounds.annul_round(ruling=RULING, round_id=round.pk, reason="名册有误", by=CHAIR, at=world.at)
    assert Round.objects.get(pk=round.pk).state == "open"


def test_a_closed_vote_is_counted_after_the_rest(db):
    world = standing_at(S.SELECTING)
    round = newest(world, "selection")
    world.everybody(round)
    world.at = round.closes_at
    rounds.close_round(round_id=round.pk, by=CHAIR, at=world.at)
    go(world, S.SUSPENDED)

    with pytest.raises(StageRefused, match=r"^not_now"):
        counting.count_round(round_id=round.pk, by=CHAIR, at=world.at)
    go(world, S.SELECTING, reason="")
    counting.count_round(round_id=round.pk, by=CHAIR, at=world.at)

    assert world.stage == S.CONSULTING
