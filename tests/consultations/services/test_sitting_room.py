"""A meeting runs: people come and go, guests advise, hands are counted against who is there."""

from datetime import timedelta

import pytest

from consultations.domain.sittings import Hands, Kind, State
from consultations.domain.stages import Stage
from consultations.loaders.sittings import room, stays
from consultations.models import Attendance
from consultations.services import sitting_room
from consultations.services.sittings import SittingRefused
from tests.consultations import sat
from tests.renewal_portal.ledger.threads import together
from tests.stages import standing_at
from tests.world import CHAIR, RECORDER

S = Stage


def test_the_door_opens_an_hour_before(db):
    world = standing_at(S.CONSULTING)
    sitting = sat.called(world)
    entry = sat.voices(sitting)[0]
    hour = sitting.starts_at - timedelta(hours=1)
    told = {"sitting_id": sitting.pk, "entry_id": entry.pk, "by": f"voice:{entry.pk}", "by_phone": True}

    with pytest.raises(SittingRefused, match=r"^too_early"):
        sitting_room.sign_in(at=hour - timedelta(seconds=1), **told)
    stay = sitting_room.sign_in(at=hour, **told)

    assert (stay.by_phone, stay.came_at, stay.left_at, stay.entry) == (True, hour, None, entry)


def test_late_arrival_and_leaving_change_who_is_present(db):
    world = standing_at(S.CONSULTING)
    sitting = sat.opened(world)
    first, *_ = sat.come(world, sitting, 3)
    before = room(sitting, world.at)
    sitting_room.leave(attendance_id=first.pk, by=RECORDER, at=world.wait(minutes=10).at)
    sitting_room.sign_in(sitting_id=sitting.pk, entry_id=first.entry_id, by=RECORDER, at=world.wait(minutes=5).at)
    late = sat.voices(sitting)[3]
    sitting_room.sign_in(sitting_id=sitting.pk, entry_id=late.pk, by=RECORDER, at=world.at)

    after = room(sitting, world.at)

    assert (before.present, before.missing, before.quorate) == (3, 1, False)
    assert (after.present, after.came, after.entitled, after.missing, after.quorate) == (4, 4, 7, 0, True)
    assert len(stays(sitting)) == 5
    assert room(sitting, world.at - timedelta(minutes=3)).present == 2


def test_hands_are_counted_against_who_is_there_at_that_moment(db):
    world = standing_at(S.CONSULTING)
    sitting = sat.opened(world)
    first, *_ = sat.come(world, sitting, 6)
    sitting_room.leave(attendance_id=first.pk, by=RECORDER, at=world.wait(minutes=1).at)
    proposal = sat.put(world, sitting)

    with pytest.raises(SittingRefused, match=r"^more_hands_than_present present=5"):
        sat.count(world, proposal, 5, 1)
    counted = sat.count(world, proposal, 4, 1)

    assert (counted.present, counted.carried, counted.in_favour, counted.against, counted.abstaining) == (
        5,
        True,
        4,
        1,
        0,
    )


@pytest.mark.parametrize("came, hands, carried", [(3, (3, 0), False), (4, (4, 0), True), (6, (3, 2, 1), False)])
def test_too_few_in_the_room_resolve_nothing(db, came, hands, carried):
    world = standing_at(S.CONSULTING)
    sitting = sat.opened(world)
    sat.come(world, sitting, came)

    assert sat.count(world, sat.put(world, sitting), *hands).carried is carried


def test_a_paper_list_and_hands_on_paper_are_entered_after_the_end(db):
    world = standing_at(S.CONSULTING)
    sitting = sat.end(world, sat.opened(world))
    world.wait(days=1)
    sat.come(world, sitting, 6)

    counted = sat.count(world, sat.put(world, sitting), 6, 0)

    sitting.refresh_from_db()
    assert (room(sitting, world.at).present, counted.present, counted.carried) == (6, 6, True)
    assert set(Attendance.objects.values_list("came_at", "left_at")) == {(sitting.opened_at, None)}


def test_representatives_come_by_name_and_never_more_than_were_called(db):
    world = standing_at(S.CONSULTING)
    sitting = sat.opened(world, Kind.REPRESENTATIVES, entitled=2)
    told = {"sitting_id": sitting.pk, "by": RECORDER, "at": world.at}
    first = sitting_room.sign_in_name(name=" 测试代表一 ", **told)
    sitting_room.sign_in_name(name="测试代表二", **told)

    with pytest.raises(SittingRefused, match=r"^more_than_called"):
        sitting_room.sign_in_name(name="测试代表三", **told)
    sitting_room.leave(attendance_id=first.pk, by=RECORDER, at=world.at)
    again = sitting_room.sign_in_name(name="测试代表一", **told)

    assert (first.name, again.name, room(sitting, world.at).present) == ("测试代表一", "测试代表一", 2)


def test_advice_written_again_takes_the_place_of_what_stood_there(db):
    world = standing_at(S.CONSULTING)
    sitting = sat.opened(world)
    sat.advise(world, sitting, "两毫米")

    sat.advise(world, sitting, " 三毫米 ")

    assert list(sat.point(sitting).advice.values_list("text", "guest__name")) == [("三毫米", sat.GUEST)]


def test_who_is_there_at_the_end_stayed_to_the_end(db):
    world = standing_at(S.CONSULTING)
    sitting = sat.ended(world)

    assert (sitting.state, sitting.ended_at) == (State.ENDED, world.at)
    assert room(sitting, world.at + timedelta(days=3)).present == 6


@pytest.mark.django_db(transaction=True)
def test_two_taps_at_the_door_are_one_voice(transactional_db):
    world = standing_at(S.CONSULTING)
    sitting = sat.opened(world)
    told = {"sitting_id": sitting.pk, "entry_id": sat.voices(sitting)[0].pk, "at": world.at}

    def tap() -> str:
        try:
            sitting_room.sign_in(by="voice:1", by_phone=True, **told)
        except SittingRefused as refused:
            return refused.code
        return "done"

    assert sorted(together(tap, tap)) == ["done", "there_already"]
    assert room(sitting, world.at).present == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_count_the_same_hands_count_them_once(transactional_db):
    world = standing_at(S.CONSULTING)
    sitting = sat.opened(world)
    sat.come(world, sitting, 6)
    proposal = sat.put(world, sitting)

    def count(yes: int) -> str:
        try:
            sitting_room.count(proposal_id=proposal.pk, hands=Hands(yes, 0), by=CHAIR, at=world.at)
        except SittingRefused as refused:
            return refused.code
        return "done"

    assert sorted(together(lambda: count(6), lambda: count(5))) == ["counted_already", "done"]
