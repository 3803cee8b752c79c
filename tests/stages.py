"""A small community brought to any stage, by the acts that lead there."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from consultations.domain.review import Decision
from consultations.domain.stages import ENDED, Stage
from consultations.models import Review, Round
from consultations.services import moving, notices, reviewing, works
from tests.world import CHAIR, OFFICIAL, World

S = Stage
Step = Callable[[World], object]


def newest(world: World, kind: str) -> Round:
    """The newest round of a kind that stands."""
    return world.consultation.rounds.newest(kind)


def review(world: World) -> Review:
    return world.consultation.reviews.latest("submitted_at")


def _selected(world: World) -> None:
    round = newest(world, "selection")
    world.everybody(round)
    world.close_and_count(round)


def _called(world: World) -> None:
    world.draft()
    world.meet()
    world.meet(adopts=True)
    world.decide()


def _decided(world: World) -> None:
    round = newest(world, "decision")
    world.everybody(round)
    world.close_and_count(round)


def _planned(world: World) -> None:
    round = newest(world, "decision")
    notices.post_result(round_id=round.pk, posted_where="公告栏", by=CHAIR, at=world.at)
    world.final()


def _posted(world: World) -> None:
    notices.post_plan(consultation_id=world.pk, posted_where="公告栏", by=CHAIR, at=world.at)


def _submitted(world: World) -> None:
    reviewing.submit_plan(consultation_id=world.pk, by=CHAIR, at=world.wait(days=7).at)


def decide(world: World, decision: Decision, reason: str = "") -> None:
    """The offices' silence is over, and the district decides."""
    standing = review(world)
    world.at = max(world.at, standing.silent_until)
    reviewing.decide_review(review_id=standing.pk, decision=decision, reason=reason, by=OFFICIAL, at=world.at)


def reported(kind: str, **figures: int) -> Step:
    return lambda world: works.report_milestone(
        consultation_id=world.pk, kind=kind, text="已完成", by=CHAIR, at=world.wait(days=1).at, **figures
    )


def go(world: World, to: Stage, reason: str = "另有安排") -> None:
    moving.go(consultation_id=world.pk, to=to, reason=reason, by=CHAIR, at=world.at)


#: The way: what leads from each stage to the next.
WAY: Mapping[Stage, Step] = {
    S.DRAFT: lambda world: world.prepare().select(),
    S.SELECTING: _selected,
    S.CONSULTING: _called,
    S.DECIDING: _decided,
    S.COUNTED: _planned,
    S.PLANNED: _posted,
    S.ON_NOTICE: _submitted,
    S.IN_REVIEW: lambda world: decide(world, Decision.APPROVE),
    S.APPROVED: reported("beginning"),
    S.UNDER_WAY: reported("acceptance", open_safety_defects=0),
    S.ACCEPTED: reported("evaluation", satisfied_percent=80),
    S.EVALUATED: reported("handover"),
}
#: Beside the way: from where, and how.
BESIDE: Mapping[Stage, tuple[Stage, Step]] = {
    S.WITHDRAWN: (S.CONSULTING, lambda world: go(world, S.WITHDRAWN)),
    S.SUSPENDED: (S.CONSULTING, lambda world: go(world, S.SUSPENDED)),
    S.REJECTED: (S.IN_REVIEW, lambda world: decide(world, Decision.REJECT, "资金不足")),
}


def onward(world: World, to: Stage) -> World:
    """Along the way until the stage is reached."""
    while world.stage != to:
        before = Stage(world.stage)
        WAY[before](world)
        assert Stage(world.stage) != before
    return world


def standing_at(stage: Stage, slug: str = "small") -> World:
    """A community that has just come to this stage."""
    if stage in BESIDE:
        origin, leave = BESIDE[stage]
        world = standing_at(origin, slug)
        leave(world)
        return world
    return onward(World(slug), stage)


def resumed(world: World, **rest: float) -> World:
    """Suspended, left for a while, resumed."""
    here = Stage(world.stage)
    assert here not in ENDED
    go(world, S.SUSPENDED)
    world.at += timedelta(**rest)
    go(world, here, reason="")
    return world
