"""Who waits for a plan: a count, and nothing drawn since what it is drawn from last changed."""

from datetime import timedelta

import pytest

from consultations.domain.plan.values import PlanKind
from consultations.domain.stages import Stage
from consultations.loaders.waiting import arrived_at, waited_for_since, waiting_for_a_plan
from consultations.services import offering, surveying
from tests.consultations.services import acts
from tests.stages import go, newest, resumed, standing_at
from tests.world import CHAIR, RECORDER, World

S, DRAFT, FINAL = Stage, PlanKind.DRAFT, PlanKind.FINAL


@pytest.mark.parametrize("stage", Stage)
def test_a_community_waits_once_something_is_counted(db, stage):
    world = standing_at(stage)

    assert waiting_for_a_plan() == {S.CONSULTING: [(world.pk, DRAFT)], S.COUNTED: [(world.pk, FINAL)]}.get(stage, [])


def test_drafts_come_before_final_plans_and_only_the_one_asked_for(db):
    final, draft = standing_at(S.COUNTED), standing_at(S.CONSULTING, "other")

    assert waiting_for_a_plan() == [(draft.pk, DRAFT), (final.pk, FINAL)]
    assert waiting_for_a_plan(final.pk) == [(final.pk, FINAL)]
    assert waiting_for_a_plan(0) == []


def announce(world: World) -> None:
    acts.announce(world)


def offer(world: World) -> None:
    acts.set_line(world)
    offering.offer_menu(consultation_id=world.pk, by=CHAIR, at=world.at)


def check(world: World) -> None:
    surveying.check_finding(finding_id=acts.report_finding(world).pk, by=RECORDER, at=world.at)


@pytest.mark.parametrize("change", [announce, offer, check])
def test_a_draft_is_out_of_date_when_what_it_is_drawn_from_has_changed(db, change):
    world = standing_at(S.CONSULTING)
    world.draft()
    assert waiting_for_a_plan() == []

    change(world.wait(hours=1))

    assert waited_for_since(world.pk, DRAFT) == world.at
    assert waiting_for_a_plan() == [(world.pk, DRAFT)]


@pytest.mark.parametrize("change", [acts.report_finding, acts.set_line, acts.meet], ids=["defect", "line", "meeting"])
def test_what_is_not_confirmed_or_offered_yet_leaves_the_draft_as_it_is(db, change):
    world = standing_at(S.CONSULTING)
    world.draft()

    change(world.wait(hours=1))

    assert waiting_for_a_plan() == []


def test_a_draft_waits_since_the_count(db):
    world = standing_at(S.CONSULTING)

    assert waited_for_since(world.pk, DRAFT) == newest(world, "selection").counted_at


def test_a_final_plan_waits_since_the_community_came_to_be_counted(db):
    world = standing_at(S.COUNTED)
    came = newest(world, "decision").counted_at
    assert (waited_for_since(world.pk, FINAL), arrived_at(world.pk, S.COUNTED)) == (came, came)
    world.final()

    announce(world.wait(hours=1))

    assert waited_for_since(world.pk, FINAL) == world.at
    assert waiting_for_a_plan() == [(world.pk, FINAL)]


def test_nothing_is_waited_for_before_anything_is_announced(db):
    world = World()

    assert (waited_for_since(world.pk, DRAFT), waited_for_since(world.pk, FINAL)) == (None, None)


def test_resuming_is_no_arrival_and_coming_back_is(db):
    world = standing_at(S.CONSULTING)
    first = arrived_at(world.pk, S.CONSULTING)
    resumed(world.wait(days=1), days=1)
    assert arrived_at(world.pk, S.CONSULTING) == first
    assert arrived_at(world.pk, S.PLANNED) is None

    again = standing_at(S.COUNTED, "other")
    go(again.wait(days=1), S.CONSULTING)

    assert arrived_at(again.pk, S.CONSULTING) - newest(again, "decision").counted_at == timedelta(days=1)
