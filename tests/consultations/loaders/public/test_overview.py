"""What a community's page is made of."""

from datetime import timedelta

import pytest

from communities.domain.eligibility import Obstacle
from consultations.domain.phases import Phase
from consultations.domain.stages import Stage
from consultations.loaders.public.overview import Facts, facts, overview
from consultations.models import Consultation
from consultations.services import moving
from tests.stages import standing_at
from tests.world import CHAIR, World

pytestmark = pytest.mark.django_db


def of(world: World) -> Consultation:
    return Consultation.objects.with_community().get(pk=world.pk)


def test_a_new_community_has_nothing_yet() -> None:
    world = World()

    seen = overview(of(world), world.at)

    assert (seen.round, seen.phase, seen.turnout, seen.menu, seen.review, seen.setback) == (None,) * 6
    assert [len(each) for each in (seen.rounds, seen.meetings, seen.plans, seen.notices, seen.moves)] == [0] * 5


@pytest.mark.parametrize(
    "stage, later, phase",
    [
        (Stage.SELECTING, timedelta(0), Phase.OPEN),
        (Stage.SELECTING, timedelta(days=10), Phase.OVER),
        (Stage.DECIDING, timedelta(days=-1), Phase.AHEAD),
        (Stage.DECIDING, timedelta(0), Phase.OPEN),
        (Stage.CONSULTING, timedelta(0), None),
        (Stage.COUNTED, timedelta(0), None),
    ],
)
def test_a_vote_that_calls_somebody_is_named(stage: Stage, later: timedelta, phase: Phase | None) -> None:
    world = standing_at(stage)

    seen = overview(of(world), world.at + later)

    assert seen.phase == phase
    assert (seen.round is None) == (phase is None)
    assert (seen.turnout is None) == (phase in (None, Phase.AHEAD))


def test_everything_is_newest_first() -> None:
    world = standing_at(Stage.CLOSED)

    seen = overview(of(world), world.at)

    assert [round.number for round in seen.rounds] == [2, 1]
    assert [plan.number for plan in seen.plans] == [2, 1]
    assert [notice.kind for notice in seen.notices] == ["plan", "result"]
    assert [meeting.number for meeting in seen.meetings] == [2, 1]
    assert seen.moves[0].target == "closed"
    assert [report.kind for report in seen.reports] == ["handover", "evaluation", "acceptance", "beginning"]


def test_a_step_back_or_aside_is_a_setback_until_the_next_step() -> None:
    world = World().on_notice()
    assert overview(of(world), world.at).setback is None

    moving.go(consultation_id=world.pk, to=Stage.CONSULTING, reason="排水方案重做", by=CHAIR, at=world.at)
    setback = overview(of(world), world.at).setback
    assert setback is not None
    assert setback.reason == "排水方案重做"

    moving.go(consultation_id=world.pk, to=Stage.SUSPENDED, reason="等待勘察", by=CHAIR, at=world.at)
    moving.go(consultation_id=world.pk, to=Stage.CONSULTING, reason="", by=CHAIR, at=world.at)
    assert overview(of(world), world.at).setback is None


def test_a_notice_runs_from_its_posting_until_its_end_which_is_excluded() -> None:
    world = World().on_notice()
    seen = overview(of(world), world.at)
    notice = seen.notices[0]

    assert seen.running_notice(notice.posted_at - timedelta(seconds=1)) is None
    assert seen.running_notice(notice.posted_at) == notice
    assert seen.running_notice(notice.ends_at - timedelta(seconds=1)) == notice
    assert seen.running_notice(notice.ends_at) is None


def test_the_facts_of_a_community() -> None:
    world = World()
    assert facts(of(world), world.at) == Facts(buildings=1, stairwells=2, households=8, obstacles=())

    world.community.built_year = 2010
    world.community.save()

    assert facts(of(world), world.at).obstacles == (Obstacle.TOO_NEW,)
