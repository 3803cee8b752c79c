"""What is recorded at doors: only added to, never about what anybody answered."""

import pytest

from communities.domain.roles import Role
from communities.services import staff
from consultations.domain.doors import State
from consultations.models import DoorMark, DoorWalker, Round
from consultations.services import walking
from renewal_portal.ledger.models import Event
from tests.consultations.papered import hand_in, issue
from tests.consultations.walked import mark, send, states
from tests.refusals import refusal
from tests.residents import in_both_stairwells, selecting
from tests.staff import member
from tests.world import CHAIR, NOT, WANT, World

S = State


@pytest.fixture
def walk(db) -> tuple[World, Round]:
    return selecting()


def test_the_newest_mark_says_how_a_door_stands_and_the_older_ones_stay(walk) -> None:
    world, round = walk
    mark(world, round, "1-1-101", S.LETTER)
    mark(world, round, "1-1-101", S.REFUSED)

    assert states(round)["1-1-101"] == "refused"
    assert list(DoorMark.objects.order_by("pk").values_list("mark", "marked_by")) == [
        ("letter", CHAIR),
        ("refused", CHAIR),
    ]


def test_a_second_tap_changes_nothing(walk) -> None:
    world, round = walk
    mark(world, round, "1-1-101", S.LETTER)

    assert mark(world, round, "1-1-101", S.LETTER) is None
    assert (DoorMark.objects.count(), Event.objects.filter(what="door.marked").count()) == (1, 1)


def test_a_mark_made_by_mistake_is_taken_back_by_another(walk) -> None:
    world, round = walk
    mark(world, round, "1-1-101", S.MOVED)
    mark(world, round, "1-1-101", S.NOT_REACHED)

    assert states(round)["1-1-101"] == "not_reached"


@pytest.mark.parametrize("said", [WANT, NOT], ids=["want", "not"])
def test_a_ballot_shows_as_answered_the_same_whatever_it_says(walk, said) -> None:
    world, round = walk
    mark(world, round, "1-1-101", S.REFUSED)
    world.cast(round, round.roll.entries.get(unit__door="1-1-101"), said)

    assert states(round)["1-1-101"] == "online"


def test_doors_of_a_selection_are_the_homes_and_the_shop_is_none(walk) -> None:
    _, round = walk

    assert sorted(states(round)) == [
        *("1-1-101", "1-1-201", "1-1-301", "1-1-401"),
        *("1-2-201", "1-2-301", "1-2-401"),
    ]


def test_in_a_decision_every_door_of_an_owner_has_answered_at_once(db) -> None:
    world = World(rows=in_both_stairwells()).consulting()
    round = world.decide()
    world.cast(round, round.roll.entries.get(owner__ownerships__unit__door="1-1-101"), WANT)

    found = states(round)

    assert [door for door, state in found.items() if state == "online"] == ["1-1-101", "1-2-201"]
    assert found["1-S1"] == "not_reached"


def test_a_sheet_shows_as_out_and_back_before_anybody_has_read_it(walk) -> None:
    world, round = walk
    (sheet,) = issue(world, round, round.roll.entries.get(unit__door="1-1-101"))
    assert states(round)["1-1-101"] == "paper_out"

    hand_in(world, sheet)

    assert states(round)["1-1-101"] == "paper_back"
    assert refusal(lambda: mark(world, round, "1-1-101", S.MOVED)) == ("DoorsRefused", "answered_already")


def test_every_vote_begins_with_no_door_reached(walk) -> None:
    world, round = walk
    mark(world, round, "1-1-101", S.MOVED)
    world.everybody(round)
    world.close_and_count(round)
    world.draft()
    world.meet()
    world.meet(adopts=True)
    assert set(states(world.decide()).values()) == {"not_reached"}


def test_whoever_is_sent_to_a_door_takes_the_place_of_who_went(walk) -> None:
    world, _ = walk
    first, second = (member(Role.VOLUNTEER, world.community, name) for name in ("first", "second"))
    assert send(world, first, "1-1-101", "1-1-201") == 2

    assert send(world, second, "1-1-201", "1-1-301") == 2
    assert send(world, second, "1-1-201") == 0
    assert sorted(DoorWalker.objects.standing().values_list("unit__door", "user__username")) == [
        ("1-1-101", "first"),
        ("1-1-201", "second"),
        ("1-1-301", "second"),
    ]
    assert DoorWalker.objects.count() == 4


def test_a_door_goes_back_to_nobody(walk) -> None:
    world, _ = walk
    send(world, member(Role.VOLUNTEER, world.community), "1-1-101")

    assert send(world, None, "1-1-101") == 1
    assert list(DoorWalker.objects.standing()) == []


@pytest.mark.parametrize("post", ["elsewhere", "ended", "surveyor"])
def test_only_who_goes_from_door_to_door_here_is_sent(walk, post) -> None:
    world, _ = walk
    told = {"by": CHAIR, "at": world.at}
    other = world.community if post != "elsewhere" else World("other").community
    role = Role.SURVEYOR if post == "surveyor" else Role.VOLUNTEER
    user = member(role, other)
    if post == "ended":
        staff.end_grant(grant_id=user.grants.get().pk, **told)

    assert refusal(lambda: send(world, user, "1-1-101")) == ("DoorsRefused", "no_walker")


def test_doors_of_another_community_are_not_given(walk) -> None:
    world, _ = walk
    other = World("other")
    foreign = other.community.places.get(code="1-1").units.values_list("pk", flat=True)
    user = member(Role.VOLUNTEER, world.community)

    told = {"community_id": world.community.pk, "unit_ids": list(foreign), "user_id": user.pk}
    assert walking.assign_doors(**told, by=CHAIR, at=world.at) == 0
    assert list(DoorWalker.objects.all()) == []


def test_two_marks_at_once_both_stay(walk) -> None:
    """The newest counts: nothing that somebody recorded is lost."""
    world, round = walk
    mark(world, round, "1-1-101", S.LETTER, by="user:5")
    mark(world, round, "1-1-101", S.PAPER_OUT, by="user:6")

    assert sorted(DoorMark.objects.values_list("marked_by", flat=True)) == ["user:5", "user:6"]
