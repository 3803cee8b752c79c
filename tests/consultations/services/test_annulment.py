"""A vote is set aside by a resolution that was carried since it was opened, or by a ruling others can look up."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import translation

from consultations.domain.annulment import Ruling
from consultations.models import Resolution, Round
from consultations.services import meetings, rounds
from consultations.services.rounds import RoundRefused
from consultations.titles import of_annulment
from renewal_portal.shown import times
from tests.stages import newest
from tests.world import CHAIR, RECORDER, RULING, World

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    "ruling, complete",
    [
        (Ruling("法院", "1", DAY), True),
        (Ruling("法院", "1", DAY + timedelta(days=1)), False),
        (Ruling(" ", "1", DAY), False),
        (Ruling("法院", "", DAY), False),
    ],
    ids=["whole", "to come", "nobody's", "without number"],
)
def test_a_ruling_can_be_looked_up_and_has_been_made(ruling: Ruling, complete: bool) -> None:
    assert ruling.is_complete(DAY) is complete


def resolve(world: World, *, in_favour: int = 5, against: int = 1) -> Resolution:
    """What a meeting of the moment said of annulling the vote."""
    world.wait(days=1)
    motion = meetings.Motion("撤销本次表决", in_favour, against, 0)
    met = meetings.record_meeting(
        consultation_id=world.pk,
        kind="owners_assembly",
        held_at=world.at,
        venue="院坝",
        entitled=8,
        present=6,
        minutes="",
        motions=[motion],
        by=RECORDER,
        at=world.at,
    )
    return met.resolutions.get()


def annul(world: World, round: Round, **ground: Any) -> Round:
    return rounds.annul_round(round_id=round.pk, reason="名册有误", by=CHAIR, at=world.at, **ground)


def refusal(world: World, round: Round, **ground: Any) -> str:
    with pytest.raises(RoundRefused) as refused:
        annul(world, round, **ground)
    assert Round.objects.get(pk=round.pk).state != "annulled"
    return refused.value.code


def test_a_carried_resolution_annuls_and_is_named(db: None) -> None:
    world = World()
    round = world.counted()
    resolution = resolve(world)

    annulled = annul(world, round, resolution_id=resolution.pk)

    kept = Round.objects.get(pk=round.pk)
    assert (kept.annulled_by_resolution, kept.ruling_court, kept.ruling_on) == (resolution, "", None)
    with translation.override("en"):
        day = times.day(resolution.meeting.held_at)
        assert of_annulment(annulled) == f"Annulled by resolution 1 of the meeting of {day}."


def test_a_ruling_annuls_and_is_kept_as_others_find_it(db: None) -> None:
    world = World()
    round = world.counted()

    annul(world, round, ruling=replace(RULING, court=f" {RULING.court} "))

    kept = Round.objects.get(pk=round.pk)
    assert (kept.ruling_court, kept.ruling_number, kept.ruling_on) == (RULING.court, RULING.number, RULING.decided_on)
    assert kept.annulled_by_resolution is None


def test_nothing_else_annuls(db: None) -> None:
    world = World()
    round = world.counted()
    before = Resolution.objects.filter(meeting__consultation=world.pk, carried=True).get()
    other = World("other").consulting()
    lost, carried = resolve(world, in_favour=1, against=5), resolve(world)
    elsewhere = Resolution.objects.filter(meeting__consultation=other.pk).first()

    assert refusal(world, round) == "annulled_without_ground"
    for wrong in (before, lost, elsewhere):
        assert refusal(world, round, resolution_id=wrong.pk) == "annulled_without_ground"
    assert refusal(world, round, resolution_id=carried.pk, ruling=RULING) == "annulled_without_ground"
    assert newest(world, "decision").state == "counted"
