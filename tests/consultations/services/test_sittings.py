"""A meeting is prepared and called: who is called, how long before, and what its agenda says."""

from datetime import timedelta

import pytest

from consultations.domain.sittings import Kind, State
from consultations.domain.stages import Stage
from consultations.models import Sitting
from consultations.services import sittings
from consultations.services.sittings import About, SittingRefused
from renewal_portal.ledger.services import district_settings
from tests.consultations import sat
from tests.stages import standing_at
from tests.world import CHAIR, OFFICIAL, World

S = Stage


@pytest.mark.parametrize("kind, entitled", [(Kind.RESIDENTS, 7), (Kind.OWNERS_ASSEMBLY, 9)])
def test_the_roll_says_how_many_voices_are_called(db, kind, entitled):
    world = standing_at(S.CONSULTING)

    sitting = sat.prepared(world, kind)

    assert (sitting.entitled, sitting.roll.community_id) == (entitled, world.community.pk)
    assert (sitting.number, sitting.state, sitting.venue, sitting.quorum_percent) == (1, "prepared", "院坝", 50)


@pytest.mark.parametrize("kind", [Kind.REPRESENTATIVES, Kind.JOINT_REVIEW])
def test_where_people_come_by_name_the_committee_says_how_many(db, kind):
    world = World()

    sitting = sat.prepared(world, kind, entitled=12)

    assert (sitting.entitled, sitting.roll) == (12, None)


@pytest.mark.parametrize("kind, days", [(Kind.RESIDENTS, 3), (Kind.OWNERS_ASSEMBLY, 15), (Kind.REPRESENTATIVES, 3)])
def test_the_notice_hangs_long_enough_before(db, kind, days):
    world = standing_at(S.CONSULTING)
    exact = world.at + timedelta(days=days)
    late = sat.prepared(world, kind, entitled=5, starts_at=exact - timedelta(seconds=1))

    with pytest.raises(SittingRefused, match=r"^notice_too_short") as refused:
        sittings.call(sitting_id=late.pk, by=CHAIR, at=world.at)
    assert refused.value.values == {"days": days, "earliest": exact}
    moved = sittings.move(sitting_id=late.pk, starts_at=exact, venue="花园", by=CHAIR, at=world.at)
    called = sittings.call(sitting_id=moved.pk, by=CHAIR, at=world.at)

    assert (called.state, called.called_by, called.called_at, called.venue) == ("called", CHAIR, world.at, "花园")


def test_a_district_asks_for_a_longer_notice(db):
    world = standing_at(S.CONSULTING)
    told = {"district": "500107", "key": "meeting_notice_days", "value": 7, "source": "区政府通知"}
    district_settings.set_value(valid_from=world.at.date(), by=OFFICIAL, at=world.at, **told)

    with pytest.raises(SittingRefused, match=r"^notice_too_short"):
        sat.called(world)
    assert sat.called(world, starts_at=world.at + timedelta(days=7)).state == State.CALLED


def test_an_agenda_names_items_plans_and_objections_and_closes_its_gaps(db):
    world = standing_at(S.CONSULTING)
    draft = world.draft()
    sitting = sat.prepared(world)
    line = world.consultation.menus.newest_offered().lines.order_by("position")[0]
    told = {"sitting_id": sitting.pk, "by": CHAIR, "at": world.at}
    sittings.add_point(text="公厕", about=About(offered_id=line.pk), **told)
    sittings.add_point(text="草案", about=About(plan_id=draft.pk), **told)

    sittings.remove_point(point_id=sat.point(sitting).pk, by=CHAIR, at=world.at)

    rows = sitting.points.order_by("number").values_list("number", "text", "offered", "plan", "objection")
    assert list(rows) == [(1, "公厕", line.pk, None, None), (2, "草案", None, draft.pk, None)]


def test_what_hangs_is_cancelled_with_a_reason_and_not_held(db):
    world = standing_at(S.CONSULTING)
    sitting = sat.called(world)

    cancelled = sittings.cancel(sitting_id=sitting.pk, reason=" 暴雨 ", by=CHAIR, at=world.at)

    assert (cancelled.state, cancelled.cancelled_reason) == (State.CANCELLED, "暴雨")
    assert world.consultation.meetings.count() == 0


def test_meetings_are_numbered_and_each_has_a_door_of_its_own(db):
    world = standing_at(S.CONSULTING)

    first, second = sat.called(world), sat.prepared(world)

    assert (first.number, second.number) == (1, 2)
    assert Sitting.objects.values("door_code").distinct().count() == 2
    assert min(len(first.door_code), len(second.door_code)) == 24
