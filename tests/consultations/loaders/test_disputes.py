"""Disputed ballots as the co-owner reads them, and as the desk does."""

import pytest

from communities.models import Owner, OwnerMember
from consultations.loaders import disputes
from consultations.models import Round
from tests.consultations.couples import (
    DOOR,
    agree,
    cast_and_disputed,
    deciding_couple,
    dispute,
    second,
    voice_of,
    withdraw,
)
from tests.world import WANT, World


@pytest.fixture
def world(db) -> World:
    return deciding_couple()[0]


@pytest.fixture
def round(world) -> Round:
    return world.consultation.rounds.newest("decision")


def test_of_one_voice_the_newest_comes_first_and_only_what_stands_is_unsettled(world, round):
    first = withdraw(world, cast_and_disputed(world, round))
    newer = dispute(world.wait(hours=1), round)
    entry = voice_of(world, round)
    other = next(each for each in world.entries(round) if each != entry)

    assert disputes.of_entry(round, entry) == [newer, first]
    assert disputes.unsettled(round, entry) == [newer]
    assert disputes.of_entry(round, other) == []


def test_the_representative_has_a_name_and_a_firm_has_none(world, round):
    developer = Owner.objects.get(kind="developer").pk
    speaks = OwnerMember.objects.representatives().get(owner=second(world).owner_id)

    assert disputes.representative(speaks.owner_id) == speaks.person
    assert disputes.representative(developer) is None


def test_ballots_in_dispute_are_counted_once_however_many_disagree(world, round):
    assert disputes.how_many_unsettled(round) == 0
    made = cast_and_disputed(world, round)
    other = OwnerMember.objects.exclude(owner=second(world).owner_id).order_by("pk")[0]
    third = OwnerMember.objects.create(owner_id=second(world).owner_id, person_id=other.person_id)
    also = dispute(world, round, third)

    assert disputes.how_many_unsettled(round) == 1
    withdraw(world, made)
    assert disputes.how_many_unsettled(round) == 1
    withdraw(world, also)
    assert disputes.how_many_unsettled(round) == 0


def test_at_the_desk_what_stands_comes_first_with_the_doors(world, round):
    settled = agree(world, cast_and_disputed(world, round))
    stands = dispute(world.wait(hours=1), round)

    told = [(each.dispute, each.doors, each.is_open) for each in disputes.of_consultation(world.consultation)]

    assert told == [(stands, (DOOR,), True), (settled, (DOOR,), False)]


def test_after_the_close_nothing_is_left_to_settle(world, round):
    world.everybody(round)
    made = dispute(world, round)
    world.close_and_count(round)

    assert [(each.dispute, each.is_open) for each in disputes.of_consultation(world.consultation)] == [(made, False)]


def test_before_a_decision_there_is_nothing_to_dispute(db):
    world = World()
    world.cast(round := world.prepare().select(), world.entries(round)[0], WANT)

    assert disputes.of_consultation(world.consultation) == []
