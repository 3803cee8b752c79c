"""What a receipt's code finds, with the proof that leads to the published root."""

from dataclasses import replace

import pytest
from django.db import connection

from consultations.domain import merkle
from consultations.loaders.public import receipts
from consultations.loaders.rounds import round_key
from consultations.services import rounds
from consultations.services.casting import leaf_of
from tests.world import CHAIR, NOT, RULING, WANT, World

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
    assert (found.proof, found.in_the_count) == (None, False)


def test_after_the_count_every_standing_ballot_leads_to_the_root() -> None:
    world = World()
    round = world.prepare().select()
    versions = [world.cast(round, entry, WANT) for entry in world.entries(round)]
    round = world.close_and_count(round)

    for version in versions:
        found = receipts.find(version.serial)
        assert found is not None
        assert found.in_the_count
        assert found.proof is not None
        assert found.proof.leaf == leaf_of(version, round_key=round_key(round))
        assert (found.proof.key, found.proof.root) == (round_key(round), round.tally.merkle_root)
        assert found.proof.inputs_digest == round.tally.inputs_sha256
        assert merkle.verify(found.proof.leaf, found.proof.steps, round.tally.merkle_root)


def test_a_replaced_ballot_has_no_place_in_the_count() -> None:
    world = World()
    round = world.prepare().select()
    entry = world.entries(round)[0]
    earlier, later = world.cast(round, entry, WANT), world.cast(round, entry, NOT)
    world.close_and_count(round)

    found = [receipts.find(version.serial) for version in (earlier, later)]
    assert [(each.stands, each.in_the_count) for each in found if each] == [(False, False), (True, True)]


def test_a_proof_that_does_not_lead_to_the_root_says_nothing_of_the_count() -> None:
    world = World()
    round = world.prepare().select()
    versions = [world.cast(round, entry, WANT) for entry in world.entries(round)[:3]]
    world.close_and_count(round)
    found = receipts.find(versions[0].serial)
    assert found is not None
    assert found.proof is not None
    assert found.in_the_count

    for wrong in (replace(found.proof, root="0" * 64), replace(found.proof, leaf="f" * 64), None):
        assert not replace(found, proof=wrong).in_the_count


def test_of_an_annulled_count_nothing_is_proved() -> None:
    world = World().consulting()
    round = world.decide()
    version = world.cast(round, world.entries(round)[0], WANT)
    world.close_and_count(round)
    rounds.annul_round(ruling=RULING, round_id=round.pk, reason="名册有误", by=CHAIR, at=world.at)

    found = receipts.find(version.serial)

    assert found is not None
    assert (found.tally, found.proof, found.in_the_count) == (None, None, False)


def test_a_ballot_changed_in_the_database_is_out_of_the_count_although_the_tree_is_remembered() -> None:
    world = World()
    round = world.prepare().select()
    versions = [world.cast(round, entry, WANT) for entry in world.entries(round)[:3]]
    world.close_and_count(round)
    before = receipts.find(versions[0].serial)
    assert before is not None
    assert before.in_the_count

    with connection.cursor() as cursor:  # whoever has the keys of the database takes the promises away first
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE consultations_ballotversion DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE consultations_ballotversion SET answers = translate(answers, '+', '-') WHERE id = %s",
            [versions[0].pk],
        )
        cursor.execute("ALTER TABLE consultations_ballotversion ENABLE TRIGGER USER")

    changed = receipts.find(versions[0].serial)
    assert changed is not None
    assert (changed.stands, changed.in_the_count) == (True, False)


def test_the_leaves_are_read_once_and_then_only_the_ballot_itself(django_assert_num_queries) -> None:
    world = World()
    round = world.prepare().select()
    versions = [world.cast(round, entry, WANT) for entry in world.entries(round)]
    world.close_and_count(round)

    with django_assert_num_queries(4):
        receipts.find(versions[0].serial)
    with django_assert_num_queries(3):
        receipts.find(versions[1].serial)
