"""What a receipt's code finds, with the proof that leads to the published root."""

import pytest

from consultations.domain import merkle
from consultations.loaders.public import receipts
from consultations.loaders.rounds import round_key
from consultations.models import Tally
from consultations.services.casting import leaf_of
from tests.world import NOT, WANT, World

pytestmark = pytest.mark.django_db


def test_a_code_nobody_has_finds_nothing() -> None:
    assert receipts.find("000000000000") is None
    assert receipts.find("") is None


def test_before_the_count_a_ballot_is_there_without_a_proof() -> None:
    world = World()
    round = world.prepare().select()
    version = world.cast(round, world.entries(round)[0], WANT)

    found = receipts.find(version.serial)

    assert found is not None
    assert (found.round, found.version, found.stands, found.tally) == (round, version, True, None)
    assert (found.leaf, found.steps, found.in_the_count) == ("", (), False)


def test_after_the_count_every_standing_ballot_leads_to_the_root() -> None:
    world = World()
    round = world.prepare().select()
    versions = [world.cast(round, entry, WANT) for entry in world.entries(round)]
    round = world.close_and_count(round)

    for version in versions:
        found = receipts.find(version.serial)
        assert found is not None
        assert found.in_the_count
        assert found.leaf == leaf_of(version, round_key=round_key(round))
        assert merkle.verify(found.leaf, found.steps, round.tally.merkle_root)


def test_a_replaced_ballot_has_no_place_in_the_count() -> None:
    world = World()
    round = world.prepare().select()
    entry = world.entries(round)[0]
    earlier, later = world.cast(round, entry, WANT), world.cast(round, entry, NOT)
    world.close_and_count(round)

    found = [receipts.find(version.serial) for version in (earlier, later)]
    assert [(each.stands, each.in_the_count) for each in found if each] == [(False, False), (True, True)]


def test_a_leaf_that_does_not_lead_to_the_root_is_not_in_the_count() -> None:
    world = World()
    round = world.prepare().select()
    versions = [world.cast(round, entry, WANT) for entry in world.entries(round)[:3]]
    world.close_and_count(round)
    found = receipts.find(versions[0].serial)
    assert found is not None

    elsewhere = Tally(merkle_root="0" * 64)

    assert not receipts.Found(round, found.version, True, elsewhere, found.leaf, found.steps).in_the_count
    assert not receipts.Found(round, found.version, True, found.tally, "f" * 64, found.steps).in_the_count
    assert not receipts.Found(round, found.version, True, found.tally, "", ()).in_the_count
