"""What the printer's desk reads: who lacks a letter, which vote letters speak of, who is behind a door."""

from datetime import timedelta

import pytest

from communities.domain.electorate import VoiceKind
from communities.models import Owner, OwnerMember, RollVersion, Unit
from communities.services import credentials
from communities.services.rolls import freeze_roll
from consultations.loaders.desk import letters
from consultations.loaders.desk.letters import Call, Side
from tests.communities.services.lettering import order
from tests.residents import with_couple
from tests.stages import newest
from tests.world import CHAIR, World

pytestmark = pytest.mark.django_db

HOUSEHOLD, OWNER = VoiceKind.HOUSEHOLD, VoiceKind.OWNER


def unit(door: str = "1-1-101") -> Unit:
    return Unit.objects.get(door=door)


def test_before_a_roll_is_fixed_there_is_nobody_to_write_to() -> None:
    world = World()

    assert letters.call(world.consultation, HOUSEHOLD, world.at) is None
    assert letters.sides(world.consultation, world.at) == []


def test_every_voice_of_the_roll_lacks_a_letter_at_first() -> None:
    world = World()
    call = Call(world.roll)

    assert letters.sides(world.consultation, world.at) == [Side(HOUSEHOLD, call, 7, 7), Side(OWNER, call, 9, 9)]


def test_co_owners_are_counted_beside_the_voices() -> None:
    world = World(rows=with_couple())
    call, second = Call(world.roll), OwnerMember.objects.co_owners().get()
    assert letters.sides(world.consultation, world.at)[1] == Side(OWNER, call, 9, 9, 1, 1)
    assert [side.due for side in letters.sides(world.consultation, world.at)] == [7, 10]

    credentials.issue_for_owner(owner_id=second.owner_id, person_id=second.person_id, by=CHAIR, at=world.at)
    assert letters.sides(world.consultation, world.at)[1] == Side(OWNER, call, 9, 9, 1, 0)


def test_behind_a_door_each_co_owner_stands_with_their_own_letters() -> None:
    world = World(rows=with_couple())
    second = OwnerMember.objects.co_owners().get()
    theirs = {"owner_id": second.owner_id, "by": CHAIR, "at": world.at}
    casts = credentials.issue_for_owner(**theirs)
    looks = credentials.issue_for_owner(**theirs, person_id=second.person_id)

    found = [
        (voice.co_owner, voice.can_cast, [letter.pk for letter in voice.letters])
        for voice in letters.behind(world.consultation, "1-1-101")
    ]

    assert found == [
        (None, True, []),
        (None, True, [casts.credential_id]),
        (second, True, [looks.credential_id]),
    ]


def test_behind_a_door_where_nobody_is_named_nobody_can_cast() -> None:
    world = World(rows=with_couple())
    OwnerMember.objects.filter(owner__ownerships__unit=unit()).update(is_representative=False)

    household, owner, *co_owners = letters.behind(world.consultation, "1-1-101")

    assert (household.can_cast, owner.can_cast, len(co_owners)) == (True, False, 2)
    assert letters.behind(world.consultation, "1-2-101")[-1].can_cast  # the developer's


def test_only_letters_that_work_count() -> None:
    world = World()
    call = Call(world.roll)
    first = credentials.issue_for_household(unit_id=unit().pk, by=CHAIR, at=world.at)
    credentials.issue_for_household(unit_id=unit().pk, by=CHAIR, at=world.at)
    credentials.issue_for_household(unit_id=unit("1-1-201").pk, by=CHAIR, at=world.at)
    credentials.issue_for_owner(owner_id=Owner.objects.get(kind="developer").pk, by=CHAIR, at=world.at)
    assert letters.sides(world.consultation, world.at) == [Side(HOUSEHOLD, call, 7, 5), Side(OWNER, call, 9, 8)]

    credentials.revoke(credential_id=first.credential_id, by=CHAIR, at=world.at)
    assert letters.sides(world.consultation, world.at)[0].lacking == 5


def test_letters_speak_of_the_vote_that_runs() -> None:
    world = World().prepare()
    round = world.select()

    assert letters.call(world.consultation, HOUSEHOLD, world.at) == Call(world.roll, round.opens_at, round.closes_at)
    assert letters.call(world.consultation, OWNER, world.at) == Call(world.roll)
    assert letters.call(world.consultation, HOUSEHOLD, round.closes_at) == Call(world.roll)


def test_letters_speak_of_the_vote_that_is_called() -> None:
    world = World().consulting()
    world.decide()
    called = newest(world, "decision")
    before = called.opens_at - timedelta(days=10)

    assert letters.call(world.consultation, OWNER, before) == Call(world.roll, called.opens_at, called.closes_at)
    assert letters.call(world.consultation, HOUSEHOLD, before) == Call(world.roll)


def test_a_vote_keeps_its_roll_and_without_one_the_newest_is_written_to() -> None:
    world = World().prepare()
    world.select()
    second = freeze_roll(community_id=world.community.pk, by=CHAIR, at=world.at)

    assert letters.call(world.consultation, HOUSEHOLD, world.at).roll == world.roll
    assert letters.call(world.consultation, OWNER, world.at).roll == second == RollVersion.objects.latest("number")


def test_what_was_ordered_last_stands_first_and_another_communitys_does_not() -> None:
    world, other = World(), World("other")
    first, second, _ = order(world), order(world, OWNER), order(other)

    assert letters.batches(world.consultation) == [second, first]


def test_behind_a_door_are_its_household_and_its_owner_with_every_letter() -> None:
    world = World()
    first = credentials.issue_for_household(unit_id=unit().pk, by=CHAIR, at=world.at)
    second = credentials.issue_for_household(unit_id=unit().pk, by=CHAIR, at=world.wait(hours=1).at)
    credentials.revoke(credential_id=first.credential_id, by=CHAIR, at=world.at)
    owner = Owner.objects.get(ownerships__unit=unit())

    found = letters.behind(world.consultation, " 1-1-101 ")

    assert [(voice.kind, voice.pk, voice.doors) for voice in found] == [
        (HOUSEHOLD, unit().pk, ("1-1-101",)),
        (OWNER, owner.pk, ("1-1-101",)),
    ]
    assert [[letter.pk for letter in voice.letters] for voice in found] == [
        [second.credential_id, first.credential_id],
        [],
    ]


def test_behind_a_shop_is_no_household_and_doors_are_found_in_small_letters_too() -> None:
    world = World()

    assert [voice.kind for voice in letters.behind(world.consultation, "1-s1")] == [OWNER]


def test_behind_a_door_that_does_not_exist_is_nobody() -> None:
    world, _ = World(), World("other")

    assert letters.behind(world.consultation, "9-9-999") == []
    assert len(letters.behind(world.consultation, "1-1-101")) == 2  # not the other community's
