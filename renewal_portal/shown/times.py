"""Points in time as people in Chongqing read them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as write
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from renewal_portal.shown.formats import formats

SHANGHAI = ZoneInfo("Asia/Shanghai")


def _local(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError(f"{value} has no time zone; inside the portal every moment is aware")
    return value.astimezone(SHANGHAI)


def moment(value: datetime | None) -> str:
    """Day, weekday and minute: "Tuesday 24 November 2026, 18:00"; empty for None.

    Raises ValueError for a moment without a time zone.
    """
    return write(_local(value), formats().moment) if value else ""


def day(value: date | datetime | None) -> str:
    """The day with its weekday; empty for None. Raises ValueError for a moment without a time zone."""
    if isinstance(value, datetime):
        value = _local(value)
    return write(value, formats().day) if value else ""


def remaining(end: datetime, now: datetime) -> str:
    """How long is left, in the one unit that matters: days, else hours, else minutes; rounded down."""
    minutes = int((end - now).total_seconds()) // 60
    if minutes < 1:
        return _("ended") if end <= now else _("less than a minute left")
    if minutes < 60:
        return ngettext("%(n)s minute left", "%(n)s minutes left", minutes) % {"n": minutes}
    hours = minutes // 60
    if hours < 48:
        return ngettext("%(n)s hour left", "%(n)s hours left", hours) % {"n": hours}
    return ngettext("%(n)s day left", "%(n)s days left", hours // 24) % {"n": hours // 24}
