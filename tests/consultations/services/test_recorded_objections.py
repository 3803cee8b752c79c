"""An objection on paper or at a meeting counts like one that is sent: by when it came, not by when it is written."""

from datetime import timedelta
from typing import Any

import pytest

from consultations.domain.stages import Stage
from consultations.models import Meeting, Notice, Objection
from consultations.services import notices
from consultations.services.moving import StageRefused
from consultations.services.notices import ObjectionRefused
from renewal_portal.ledger.models import Event
from tests.stages import WAY, go
from tests.world import RECORDER, World

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def world() -> World:
    return World().on_notice()


def hanging(world: World) -> Notice:
    return world.consultation.notices.get(kind="plan")


def record(world: World, **how: Any) -> Objection:
    said: dict[str, Any] = {"text": " 噪声 ", "by": RECORDER, "at": world.at} | how
    return notices.record_objection(notice_id=hanging(world).pk, **said)


def refusal(world: World, **how: Any) -> str:
    with pytest.raises(ObjectionRefused) as refused:
        record(world, **how)
    return refused.value.code


def test_paper_is_kept_with_the_moment_it_came_in(world: World) -> None:
    came_at = world.at + HOUR
    objection = record(world, received_at=came_at, at=world.at + 3 * HOUR)

    assert (objection.source, objection.meeting, objection.entry) == ("paper", None, None)
    assert (objection.text, objection.filed_by, objection.filed_at) == ("噪声", RECORDER, came_at)
    assert list(Event.objects.filter(what="objection.recorded").values_list("about", "detail")) == [
        (f"objection:{objection.pk}", {"source": "paper"})
    ]


def test_what_was_raised_at_a_meeting_names_the_meeting(world: World) -> None:
    meeting = Meeting.objects.create(
        consultation_id=world.pk,
        number=9,
        held_at=world.at + HOUR,
        venue="院坝",
        entitled=8,
        present=5,
        recorded_by=RECORDER,
        recorded_at=world.at + 2 * HOUR,
    )

    objection = record(world, meeting_id=meeting.pk, at=world.at + 2 * HOUR)

    assert (objection.source, objection.meeting, objection.filed_at) == ("meeting", meeting, meeting.held_at)


def test_paper_that_came_in_time_may_be_written_down_after_the_period(world: World) -> None:
    notice = hanging(world)

    assert record(world, received_at=notice.ends_at - HOUR, at=notice.ends_at + HOUR).filed_at < notice.ends_at


def test_what_came_before_after_or_will_come_is_no_objection_to_it(world: World) -> None:
    notice = hanging(world)
    late = notice.ends_at + HOUR

    assert refusal(world, received_at=notice.posted_at - HOUR, at=late) == "came_outside"
    assert refusal(world, received_at=notice.ends_at, at=late) == "came_outside"
    assert refusal(world, received_at=world.at + HOUR) == "came_outside"
    assert Objection.objects.count() == 0


def test_it_says_something_and_how_it_came(world: World) -> None:
    elsewhere = World("elsewhere").on_notice().consultation.meetings.first()

    assert refusal(world) == "without_source"
    assert refusal(world, meeting_id=elsewhere.pk) == "without_source"
    assert refusal(world, received_at=world.at, text=" ") == "without_text"


def test_a_plan_that_went_back_takes_none(world: World) -> None:
    go(world, Stage.CONSULTING)

    assert refusal(world, received_at=hanging(world).posted_at) == "not_on_notice"


def test_it_holds_up_the_plan_until_it_is_answered_and_sends_it_back_when_it_is_right(world: World) -> None:
    objection = record(world, received_at=world.at)

    with pytest.raises(StageRefused) as refused:
        WAY[Stage.ON_NOTICE](world)
    assert refused.value.values["missing"] == ("objections_answered",)
    notices.answer_objection(objection_id=objection.pk, answer="有理。", upheld=True, by=RECORDER, at=world.at)

    assert world.stage == Stage.CONSULTING
