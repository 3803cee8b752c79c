"""Files of a round: the sealed one with a trace of who took it, the public one for everybody."""

import json

import pytest

from consultations.domain.sealed import read
from consultations.domain.stages import Stage
from consultations.models import Round
from consultations.services import exporting, rounds
from consultations.services.exporting import ExportRefused
from renewal_portal.ledger.models import Event
from tests.stages import newest, standing_at
from tests.world import CHAIR, NOT, OFFICIAL, RULING, WANT, World

S = Stage


@pytest.fixture
def world(db) -> World:
    """A decision that is closed: four of nine have voted, one of them twice."""
    world = standing_at(S.DECIDING)
    round = newest(world, "decision")
    for entry in world.entries(round)[:4]:
        world.cast(round, entry, NOT)
    world.cast(round, world.entries(round)[0], WANT)
    world.at = round.closes_at
    rounds.close_round(round_id=round.pk, by=CHAIR, at=world.at)
    return world


def sealed(world: World) -> dict:
    return exporting.export_sealed(round_id=newest(world, "decision").pk, by=OFFICIAL, at=world.at)


def public(round: Round) -> dict:
    return exporting.export_public(round_id=round.pk)


def test_a_closed_round_has_a_sealed_file_before_it_is_counted(world):
    file = sealed(world)

    assert (len(file["roll"]), len(file["ballots"]), len(file["replaced"])) == (9, 4, 1)
    assert file["round"] == f"small/{world.pk}/2"
    event = Event.objects.get(what="round.exported_sealed")
    assert (event.about, event.by, event.at, event.detail) == (
        f"round:{newest(world, 'decision').pk}",
        OFFICIAL,
        world.at,
        {},
    )


def test_the_file_is_the_same_before_and_after_the_count(world):
    before = sealed(world)

    round = world.close_and_count(newest(world, "decision"))

    assert sealed(world) == before
    assert read(before).inputs_digest() == round.tally.inputs_sha256


def test_a_round_has_no_public_file_before_its_count(world):
    with pytest.raises(ExportRefused, match=r"^not_counted"):
        public(newest(world, "decision"))


def test_the_public_file_says_nothing_of_any_ballot(world):
    round = world.close_and_count(newest(world, "decision"))
    secret = sealed(world)

    text = json.dumps(public(round))

    assert (public(round)["merkle_root"], public(round)["inputs_sha256"]) == (
        round.tally.merkle_root,
        round.tally.inputs_sha256,
    )
    told = [ballot[name] for ballot in [*secret["ballots"], *secret["replaced"]] for name in ("serial", "nonce")]
    assert [each for each in told if each in text] == []


def test_an_annulled_round_keeps_its_sealed_file_and_loses_the_public_one(world):
    round = world.close_and_count(newest(world, "decision"))
    before = sealed(world)
    rounds.annul_round(ruling=RULING, round_id=round.pk, reason="名册有误", by=CHAIR, at=world.at)

    with pytest.raises(ExportRefused, match=r"^not_counted"):
        public(round)
    assert exporting.export_sealed(round_id=round.pk, by=OFFICIAL, at=world.at) == before
