from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from renewal_portal.shown import times

EVENING = datetime(2026, 11, 24, 10, 5, tzinfo=UTC)  # 18:05 in Chongqing
LATE = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)  # already the 25th there
REMAINING = [
    ("two days and more in days", timedelta(days=6, hours=5), "6 days left"),
    ("below two days in hours", timedelta(hours=47, minutes=59), "47 hours left"),
    ("one hour", timedelta(minutes=119), "1 hour left"),
    ("below an hour in minutes", timedelta(minutes=59, seconds=59), "59 minutes left"),
    ("seconds", timedelta(seconds=59), "less than a minute left"),
    ("the end itself is over", timedelta(0), "ended"),
    ("past", timedelta(days=-1), "ended"),
]


def test_a_moment_is_told_in_shanghai_with_its_weekday():
    with translation.override("en"):
        assert times.moment(EVENING) == "Tuesday 24 November 2026, 18:05"
    with translation.override("zh-hans"):
        assert times.moment(EVENING) == "2026年11月24日 星期二 18:05"


def test_a_day_is_the_day_in_shanghai():
    with translation.override("zh-hans"):
        assert times.day(LATE) == "2026年11月25日 星期三"


def test_a_date_is_the_day_it_says():
    with translation.override("en"):
        assert times.day(date(2026, 11, 24)) == "Tuesday 24 November 2026"


@pytest.mark.parametrize("show", [times.moment, times.day])
def test_no_moment_is_nothing(show):
    assert show(None) == ""


@pytest.mark.parametrize("show", [times.moment, times.day])
def test_a_moment_without_a_time_zone_is_refused(show):
    with pytest.raises(ValueError, match="has no time zone"):
        show(EVENING.replace(tzinfo=None))


@pytest.mark.parametrize("what, left, shown", REMAINING, ids=[case[0] for case in REMAINING])
def test_remaining(what, left, shown):
    with translation.override("en"):
        assert times.remaining(EVENING + left, EVENING) == shown
