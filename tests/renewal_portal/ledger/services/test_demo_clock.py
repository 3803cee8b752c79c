from datetime import timedelta

import pytest
from django.utils import timezone

from renewal_portal.ledger import clock
from renewal_portal.ledger.models import DemoClock
from renewal_portal.ledger.services.demo_clock import ClockRefused, move_forward

from ..threads import together

pytestmark = pytest.mark.django_db
WEEK, DAY = timedelta(days=7), timedelta(days=1)


def test_the_demos_clock_goes_forward_step_by_step(settings):
    settings.DEMO = True
    assert clock.offset() == timedelta(0)

    assert (move_forward(by=WEEK), move_forward(by=DAY)) == (WEEK, WEEK + DAY)

    before = timezone.now() + WEEK + DAY
    assert before <= clock.now() <= timezone.now() + WEEK + DAY


@pytest.mark.parametrize("step", [timedelta(0), -DAY], ids=["nothing", "a day back"])
def test_the_demos_clock_never_goes_back(settings, step):
    settings.DEMO = True
    move_forward(by=WEEK)

    with pytest.raises(ClockRefused, match=r"^not_forward$"):
        move_forward(by=step)

    assert clock.offset() == WEEK


def test_outside_the_demo_no_clock_is_moved_and_none_is_read(settings):
    settings.DEMO = True
    move_forward(by=WEEK)
    settings.DEMO = False

    with pytest.raises(ClockRefused, match=r"^not_a_demo$"):
        move_forward(by=DAY)

    assert clock.offset() == timedelta(0)
    assert DemoClock.objects.get().seconds == WEEK.total_seconds()


@pytest.mark.django_db(transaction=True)
def test_steps_made_at_once_add_up(settings):
    settings.DEMO = True

    together(*[lambda: move_forward(by=DAY)] * 8)

    assert clock.offset() == 8 * DAY
