"""Minutes: drafted, edited, signed by two, published; after the second signature nothing changes."""

import pytest
from django.db import IntegrityError, transaction

from consultations.domain.sittings import Part, State
from consultations.domain.stages import Stage
from consultations.loaders import readiness
from consultations.models import Advice, Meeting, Sitting
from consultations.services import minuting
from consultations.services.sittings import SittingRefused
from tests.consultations import sat
from tests.renewal_portal.ledger.threads import together
from tests.stages import standing_at
from tests.world import CHAIR, RECORDER

S = Stage


def test_published_minutes_are_a_meeting_with_its_resolutions(db):
    world = standing_at(S.CONSULTING)
    draft = world.draft()

    meeting = sat.published(world, adopts=True)

    sitting = Sitting.objects.get()
    assert (meeting.number, meeting.kind, meeting.venue) == (1, "residents", "院坝")
    assert (meeting.entitled, meeting.present, meeting.minutes) == (7, 6, sat.MINUTES)
    assert (meeting.held_at, sitting.meeting, sitting.state) == (sitting.opened_at, meeting, State.PUBLISHED)
    resolved = meeting.resolutions.values_list("number", "text", "in_favour", "against", "carried", "adopts")
    assert list(resolved) == [(1, "多设座椅", 5, 1, True, draft.pk)]


def test_a_draft_adopted_in_a_live_meeting_counts_for_the_decision(db):
    world = standing_at(S.CONSULTING)
    world.draft()
    adopted = readiness.CHECKS[readiness.Missing.DRAFT_ADOPTED]

    sitting = sat.signed(world, adopts=True)
    before = adopted(world.consultation, world.at)
    minuting.publish(sitting_id=sitting.pk, by=CHAIR, at=world.at)

    assert (before, adopted(world.consultation, world.at)) == (False, True)


def test_another_wording_takes_the_signature_back(db):
    world = standing_at(S.CONSULTING)
    sitting = sat.minuted(world)
    sat.sign(world, sitting, Part.CHAIR, CHAIR)

    minuting.edit_minutes(sitting_id=sitting.pk, text="另一说法", by=RECORDER, at=world.at)
    unsigned = Sitting.objects.get()

    assert (unsigned.chair, unsigned.chair_name, unsigned.chair_at, unsigned.minutes) == (None, "", None, "另一说法")
    with pytest.raises(SittingRefused, match=r"^minutes_changed"):
        sat.sign(world, sitting, Part.CHAIR, CHAIR)


def test_the_same_wording_keeps_the_signature(db):
    world = standing_at(S.CONSULTING)
    sitting = sat.minuted(world)
    sat.sign(world, sitting, Part.CHAIR, CHAIR)

    minuting.edit_minutes(sitting_id=sitting.pk, text=f" {sat.MINUTES}\n", by=RECORDER, at=world.at)

    assert Sitting.objects.get().chair == CHAIR


def test_each_signature_says_who_and_when(db):
    world = standing_at(S.CONSULTING)
    sitting = sat.minuted(world)

    sat.sign(world, sitting, Part.RECORDER, RECORDER)
    first = Sitting.objects.get()
    assert (first.state, first.recorder, first.chair) == (State.MINUTED, RECORDER, None)
    second = sat.sign(world, sitting, Part.CHAIR, CHAIR, at=world.wait(minutes=5).at)

    assert (second.state, second.chair, second.chair_at, second.recorder_at) == (
        State.SIGNED,
        CHAIR,
        world.at,
        first.recorder_at,
    )
    assert (second.chair_name, second.recorder_name) == (f"测试签名{CHAIR}", f"测试签名{RECORDER}")


@pytest.mark.parametrize(
    "change",
    [
        lambda: Sitting.objects.update(minutes="x"),
        lambda: Sitting.objects.update(chair_name="x"),
        lambda: Sitting.objects.get().attendances.update(left_at=None, name="x"),
        lambda: Sitting.objects.get().attendances.all().delete(),
        lambda: Sitting.objects.get().proposals.update(in_favour=0),
        lambda: Advice.objects.update(text="x"),
    ],
)
def test_what_was_signed_no_hand_changes(db, change):
    sat.signed(standing_at(S.CONSULTING))

    with pytest.raises(IntegrityError), transaction.atomic():
        change()


@pytest.mark.django_db(transaction=True)
def test_minutes_published_twice_at_once_are_one_meeting(transactional_db):
    world = standing_at(S.CONSULTING)
    sitting = sat.signed(world)

    def publish() -> str:
        try:
            minuting.publish(sitting_id=sitting.pk, by=CHAIR, at=world.at)
        except SittingRefused as refused:
            return refused.code
        return "done"

    assert sorted(together(publish, publish)) == ["done", "not_now"]
    assert Meeting.objects.count() == 1
