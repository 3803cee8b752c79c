"""A district's lines beside the law at the desk: what is lacking has its figure, a meeting is asked again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from consultations.domain.plan.values import PlanKind
from consultations.domain.stages import Stage
from renewal_portal.ledger.models import DistrictSetting
from tests.consultations.views.desk.desks import Desk
from tests.consultations.views.desk.test_votes_and_papers import meeting
from tests.officials import words
from tests.stages import newest, onward
from tests.world import NOT, OFFICIAL, START, WANT, World

pytestmark = pytest.mark.django_db


def asks(key: str, value: int) -> None:
    """What the district has asked for since the beginning."""
    told = {"source": "区政府通知", "set_by": OFFICIAL, "set_at": START}
    DistrictSetting.objects.create(district="500107", key=key, value=value, valid_from=START.date(), **told)


def planned() -> World:
    """A final plan, two days old."""
    return onward(World(at=timezone.now() - timedelta(days=36)), Stage.PLANNED).wait(days=2)


def go_on(world: World, in_favour: int, hour: int) -> dict[str, str]:
    hands = {"motion-0-text": "Shall it go on?", "motion-0-in_favour": str(in_favour), "motion-0-goes_on": "on"}
    return meeting(world, present="8", held_hour=f"{hour:02}:00", **hands)


def test_homes_that_want_too_little_hold_up_the_way_with_their_figure() -> None:
    asks("willing_percent", 80)
    world = onward(World(at=timezone.now() - timedelta(days=30)), Stage.SELECTING)
    round = newest(world, "selection")
    for number, entry in enumerate(world.entries(round)):
        world.cast(round, entry, WANT if number % 2 else NOT)
    world.close_and_count(round)

    page = words(Desk(world).page("desk_community"))

    assert world.stage == Stage.SELECTING
    assert "of 7 homes want something; the district asks for at least 80.0%. Ask once more." in page


def test_a_meeting_is_asked_once_more_and_its_hands_are_counted_before_the_line() -> None:
    asks("go_on_percent", 67)
    world = planned()
    desk = Desk(world)
    assert "Ask a meeting once more whether it shall go on with the plan that is drawn." in desk.page("desk_community")

    page = desk.done("desk_meetings", go_on(world, 5, 9))
    assert f"about going on with plan {world.consultation.plans.newest(PlanKind.FINAL).number}" in words(page)
    assert "5 of 8 were for going on; the district asks for at least 67.0%." in desk.page("desk_community")

    desk.done("desk_meetings", go_on(world, 6, 10))
    assert "were for going on" not in desk.page("desk_community")


def test_the_question_stands_on_the_form_only_while_there_is_a_final_plan() -> None:
    world = onward(World(at=timezone.now() - timedelta(days=36)), Stage.CONSULTING)
    desk = Desk(world)
    assert "It shall go on with the final plan" not in desk.page("desk_meetings")

    onward(world, Stage.PLANNED)

    assert "It shall go on with the final plan" in desk.page("desk_meetings")
