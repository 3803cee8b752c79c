"""The one door between the stages: every cell of every table, and the acts each stage opens."""

from collections import Counter

import pytest
from django.db import transaction

from consultations.domain.review import Decision
from consultations.domain.stages import GATES, NEEDS_REASON, NEXT, OPENS, Act, Stage, next_by_hand
from consultations.models import Consultation, StageMove
from consultations.services import moving, offering
from consultations.services.moving import StageRefused
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.models import Event
from tests.consultations.services.acts import ACTS, LEADING
from tests.stages import BESIDE, decide, go, onward, resumed, standing_at
from tests.world import CHAIR, World, edition

S = Stage


def outcome(world: World, to: Stage, reason: str) -> str:
    """What `move` says: "moved" or the code of its refusal; nothing is kept."""
    with transaction.atomic():
        try:
            moving.move(moving.locked(world.pk), to=to, by=CHAIR, at=world.at, reason=reason)
            said = "moved"
        except StageRefused as refused:
            said = refused.code
        transaction.set_rollback(True)
    return said


def expected(stage: Stage, to: Stage, reason: str) -> str:
    ways = {S.CONSULTING} if stage is S.SUSPENDED else NEXT[stage]
    if to not in ways:
        return "no_such_way"
    if (stage, to) in NEEDS_REASON and not reason:
        return "reason_missing"
    return "not_ready" if (stage, to) in GATES else "moved"


@pytest.mark.parametrize("stage", Stage)
def test_every_cell_of_the_table(db, stage):
    world = standing_at(stage)

    said = {(to, reason): outcome(world, to, reason) for to in Stage for reason in ("", "理由")}

    assert said == {(to, reason): expected(stage, to, reason) for to in Stage for reason in ("", "理由")}


def test_every_gate_opens_on_the_way(db):
    onward(World(), S.CLOSED)

    assert set(StageMove.objects.values_list("origin", "target")) == {(a.value, b.value) for a, b in GATES}


@pytest.mark.parametrize("stage", Stage)
def test_by_hand_only_what_no_act_of_its_own_does(db, stage):
    world = standing_at(stage)
    by_hand = next_by_hand(stage, S.CONSULTING if stage is S.SUSPENDED else None)

    for to in set(Stage) - by_hand:
        with pytest.raises(StageRefused) as refused:
            go(world, to)
        assert refused.value.code == "no_such_way"
    assert world.stage == stage


def opened(act, world: World) -> bool:
    """Does the stage let the act through to its own checks?"""
    with transaction.atomic():
        try:
            act(world)
            through = True
        except Refused as refused:
            through = refused.code not in ("not_now", "not_open", "not_on_notice", "decided_already")
        transaction.set_rollback(True)
    return through


@pytest.mark.parametrize("stage", Stage)
def test_a_stage_lets_through_the_acts_it_opens_and_no_others(db, stage):
    world = standing_at(stage)

    through = {name: opened(act, world) for name, (_, act) in ACTS.items()}

    assert through == {
        name: bool(opens & OPENS[stage]) or name in LEADING.get(stage, ()) for name, (opens, _) in ACTS.items()
    }


def test_every_act_is_tried(db):
    assert set().union(*(opens for opens, _ in ACTS.values())) == set(Act)


def test_a_move_is_written_down_with_who_when_and_why(db):
    world = standing_at(S.CONSULTING)

    go(world, S.WITHDRAWN, "居民撤回")

    move = StageMove.objects.latest("pk")
    assert (move.origin, move.target, move.reason, move.moved_by, move.moved_at) == (
        "consulting",
        "withdrawn",
        "居民撤回",
        CHAIR,
        world.at,
    )
    event = Event.objects.filter(what="consultation.moved").latest("pk")
    assert (event.about, event.by, event.at, event.detail) == (
        f"consultation:{world.pk}",
        CHAIR,
        world.at,
        {"from": "consulting", "to": "withdrawn"},
    )


@pytest.mark.parametrize("stage", [stage for stage in Stage if S.SUSPENDED in NEXT[stage]])
def test_a_suspended_community_resumes_where_it_was_and_nothing_is_lost(db, stage):
    world = standing_at(stage)

    go(world, S.SUSPENDED)
    assert Consultation.objects.get(pk=world.pk).suspended_from == stage
    go(world, stage, reason="")

    assert world.stage == stage
    assert Consultation.objects.get(pk=world.pk).suspended_from is None
    if stage is not S.EVALUATED:
        onward(world, S.CLOSED)


def test_resuming_is_no_arrival(db):
    """A plan on notice need not be posted again, nor a final plan drawn again, because the community rested."""
    world = standing_at(S.PLANNED)

    resumed(world, days=30)
    onward(world, S.ON_NOTICE)
    resumed(world, days=30)
    onward(world, S.APPROVED)

    assert Counter(world.consultation.notices.values_list("kind", flat=True)) == {"result": 1, "plan": 1}


def test_an_ended_consultation_makes_room_for_the_next(db):
    for stage in (*sorted(set(BESIDE) - {S.SUSPENDED}), S.CLOSED):
        world = standing_at(stage, slug=stage.value)
        again = offering.begin_consultation(
            community_id=world.community.pk, edition_id=edition().pk, by=CHAIR, at=world.at
        )
        assert again.stage == S.DRAFT


def test_a_returned_plan_comes_back_to_the_offices(db):
    world = standing_at(S.IN_REVIEW)

    decide(world, Decision.RETURN_TO_PLANNING, "造价过高")
    assert world.stage == S.PLANNED
    onward(world, S.APPROVED)

    assert list(world.consultation.reviews.order_by("pk").values_list("decision", flat=True)) == [
        "return_to_planning",
        "approve",
    ]
