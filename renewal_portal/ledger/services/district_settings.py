"""A district's own values, from a day on."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from renewal_portal.ledger import loaders
from renewal_portal.ledger.domain.refusals import SettingRefused
from renewal_portal.ledger.domain.settings import KNOWN, ORDERED, first_day_out_of_order, known
from renewal_portal.ledger.models import DistrictSetting
from renewal_portal.ledger.services import events
from renewal_portal.ledger.services.locks import Space, hold


@transaction.atomic
def set_value(
    *, district: str, key: str, value: int, valid_from: date, source: str, by: str, at: datetime
) -> DistrictSetting:
    """Set a district's value from `valid_from` on; a switch takes True or False.

    A day that has passed keeps its answer for good: `valid_from` is the day of `at` or later, and a value
    already in force is followed by a new one, not corrected. One not yet in force is replaced.
    Raises `SettingRefused`.
    """
    known(key).check(value)
    if not source.strip():
        raise SettingRefused("setting_without_source", key=key)
    today = timezone.localdate(at, timezone.get_default_timezone())
    if valid_from < today:
        raise SettingRefused("setting_in_the_past", key=key, valid_from=valid_from)
    hold(Space.SETTINGS, district)
    row = DistrictSetting.objects.filter(district=district, key=key, valid_from=valid_from).first()
    if row is not None and valid_from == today:
        raise SettingRefused("setting_in_force", key=key, valid_from=valid_from)
    before = value_on(district=district, key=key, day=valid_from)
    row = row or DistrictSetting(district=district, key=key, valid_from=valid_from)
    row.value, row.source, row.set_by, row.set_at = value, source, by, at
    row.save()
    _refuse_out_of_order(district=district, key=key, since=valid_from)
    events.record(
        what="setting.set",
        about=f"setting:{district}/{key}",
        by=by,
        at=at,
        district=district,
        detail={"before": before, "value": value, "valid_from": valid_from.isoformat(), "source": source},
    )
    return row


def value_on(*, district: str, key: str, day: date) -> int:
    """The value in force on a day: the district's, else the default. A switch is True or False."""
    known(key)
    return loaders.timelines(district, [key])[key].on(day)


def values_on(*, district: str, day: date) -> dict[str, int]:
    """Every setting on a day, in one query: what a rule book is frozen from."""
    return {key: timeline.on(day) for key, timeline in loaders.timelines(district, KNOWN).items()}


def _refuse_out_of_order(*, district: str, key: str, since: date) -> None:
    for pair in ORDERED:
        if key not in pair:
            continue
        timelines = loaders.timelines(district, pair)
        day = first_day_out_of_order(tuple(timelines[name] for name in pair), since=since)
        if day is not None:
            raise SettingRefused("setting_out_of_order", key=key, low=pair[0], high=pair[1], day=day)
