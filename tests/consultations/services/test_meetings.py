"""What a meeting resolves: the quorum, the hands, and the draft it adopts."""

from datetime import timedelta

import pytest

from consultations.domain.stages import Stage
from consultations.models import Meeting, Resolution
from consultations.services import meetings, rounds
from consultations.services.meetings import Motion
from consultations.services.moving import StageRefused
from renewal_portal.ledger.models import Event
from renewal_portal.ledger.services import district_settings
from tests.consultations.services.acts import announce
from tests.stages import onward, standing_at
from tests.world import CHAIR, OFFICIAL, RECORDER, World

S = Stage


def meet(world: World, *motions: Motion, entitled: int = 8, present: int = 6) -> Meeting:
    world.wait(hours=1)
    return meetings.record_meeting(
        consultation_id=world.pk,
        kind="residents",
        held_at=world.at,
        venue=" 院坝 ",
        entitled=entitled,
        present=present,
        minutes="大家都发了言。",
        motions=motions,
        by=RECORDER,
        at=world.at,
    )


def carried(meeting: Meeting) -> list[bool]:
    return list(meeting.resolutions.order_by("number").values_list("carried", flat=True))


def test_a_meeting_is_kept_with_its_resolutions(db):
    world = standing_at(S.CONSULTING)

    meeting = meet(world, Motion(" 保留黄葛树 ", 4, 1, 1), Motion("多设座椅", 2, 3, 1))

    assert (meeting.number, meeting.venue, meeting.entitled, meeting.present) == (1, "院坝", 8, 6)
    assert (meeting.recorded_by, meeting.recorded_at, meeting.minutes) == (RECORDER, world.at, "大家都发了言。")
    rows = meeting.resolutions.order_by("number").values_list(
        "number", "text", "in_favour", "against", "abstaining", "carried", "adopts"
    )
    assert list(rows) == [(1, "保留黄葛树", 4, 1, 1, True, None), (2, "多设座椅", 2, 3, 1, False, None)]
    assert meet(world).number == 2


@pytest.mark.parametrize(
    "hands, carries",
    [((4, 2, 0), True), ((3, 3, 0), False), ((3, 2, 1), False), ((1, 0, 0), True), ((0, 0, 0), False)],
)
def test_more_hands_for_it_than_against_it_and_abstaining_together(db, hands, carries):
    world = standing_at(S.CONSULTING)

    assert carried(meet(world, Motion("多设座椅", *hands))) == [carries]


@pytest.mark.parametrize("present, quorate", [(4, False), (5, True), (8, True)])
def test_more_than_half_must_have_come(db, present, quorate):
    world = standing_at(S.CONSULTING)

    assert carried(meet(world, Motion("多设座椅", present, 0), present=present)) == [quorate]


def test_the_quorum_is_the_districts(db):
    world = standing_at(S.CONSULTING)
    district_settings.set_value(
        district="500107",
        key="meeting_quorum_percent",
        value=75,
        valid_from=world.at.date(),
        source="区政府通知",
        by=OFFICIAL,
        at=world.at,
    )

    assert carried(meet(world, Motion("多设座椅", 6, 0), present=6)) == [False]
    assert carried(meet(world, Motion("多设座椅", 7, 0), present=7)) == [True]


def test_a_meeting_adopts_the_newest_draft(db):
    world = standing_at(S.CONSULTING)
    world.draft()
    announce(world.wait(days=1))
    newest = world.draft()

    meeting = meet(world, Motion("通过草案", 6, 0, adopts_draft=True))

    assert Resolution.objects.get(meeting=meeting).adopts == newest
    assert newest.number == 2


def test_a_draft_the_meeting_did_not_carry_is_not_put_to_the_owners(db):
    world = standing_at(S.CONSULTING)
    world.draft()
    meet(world)
    meet(world, Motion("通过草案", 3, 3, adopts_draft=True))
    opens_at = world.at + timedelta(days=15)

    with pytest.raises(rounds.RoundRefused, match=r"^draft_not_adopted"):
        rounds.call_decision(
            consultation_id=world.pk, opens_at=opens_at, closes_at=opens_at + timedelta(days=7), by=CHAIR, at=world.at
        )


def test_a_meeting_may_be_recorded_the_moment_it_was_held_and_not_before(db):
    world = standing_at(S.DRAFT)

    assert meet(world).held_at == world.at


def test_two_meetings_at_once_are_held_in_two_places(db):
    world = standing_at(S.CONSULTING)
    first = meet(world)

    second = meetings.record_meeting(
        consultation_id=world.pk,
        kind="residents",
        held_at=first.held_at,
        venue="一单元楼道",
        entitled=4,
        present=3,
        minutes="",
        motions=(),
        by=RECORDER,
        at=world.at,
    )

    assert second.number == 2


def test_an_event_tells_numbers_and_no_words(db):
    world = standing_at(S.CONSULTING)

    meeting = meet(world, Motion("多设座椅", 6, 0))

    event = Event.objects.get(what="meeting.recorded")
    assert (event.about, event.by, event.at) == (f"meeting:{meeting.pk}", RECORDER, world.at)
    assert event.detail == {"number": 1, "present": 6, "resolutions": 1}


def test_the_district_says_how_many_meetings_come_before_the_decision(db):
    world = standing_at(S.CONSULTING)
    world.draft()
    meet(world, Motion("通过草案", 6, 0, adopts_draft=True))

    with pytest.raises(StageRefused, match=r"^not_ready") as refused:
        world.decide()
    assert refused.value.values["missing"] == ("meetings",)
    meet(world)
    world.decide()

    assert world.stage == S.DECIDING


def test_a_community_meets_at_every_stage_until_the_plan_is_with_the_offices(db):
    world = World()
    numbers = {}
    for stage in (S.DRAFT, S.SELECTING, S.CONSULTING, S.DECIDING, S.COUNTED, S.PLANNED, S.ON_NOTICE):
        onward(world, stage)
        numbers[stage] = meet(world).number

    assert list(numbers.values()) == [1, 2, 3, 6, 7, 8, 9]  # two more lead from the draft to the decision
