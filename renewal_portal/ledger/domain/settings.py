"""The settings a district may change: type, bounds, default and source, in one table.

Bounds say how far a district may go without going below the law; what the law itself counts (quorum and
majorities of Civil Code art. 278) is no setting and stands in the rule book of `consultations`.
"""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from renewal_portal.ledger.domain.refusals import SettingRefused


@dataclass(frozen=True, slots=True)
class Setting:
    """A whole number from `lowest` to `highest`, or a switch (then `default` is a boolean)."""

    key: str
    default: int
    lowest: int
    highest: int
    source: str  # handbook section and article the default and the bounds come from
    law: bool = False  # the bounds are the law's, not only the portal's

    @property
    def is_switch(self) -> bool:
        return isinstance(self.default, bool)

    @property
    def refusal(self) -> str:
        """The code of the sentence that says why a value outside the bounds is refused."""
        return f"setting_{self.key}"

    def check(self, value: object) -> None:
        """Raise `SettingRefused` unless the value is of the type and within the bounds."""
        values = {"key": self.key, "value": value, "lowest": self.lowest, "highest": self.highest}
        if self.is_switch:
            if not isinstance(value, bool):
                raise SettingRefused("setting_not_a_switch", **values)
        elif not isinstance(value, int) or isinstance(value, bool):
            raise SettingRefused("setting_not_a_number", **values)
        elif not self.lowest <= value <= self.highest:
            raise SettingRefused(self.refusal, **values)


def _switch(key: str, source: str) -> Setting:
    return Setting(key, default=False, lowest=0, highest=1, source=source)


_BESIDE_THE_LAW = "no text for Chongqing; elsewhere two thirds to 95 percent; handbook 2.8"

SETTINGS = (
    Setting("decision_notice_days", 15, 15, 60, "Property Management Regulation art. 14; handbook 2.7", law=True),
    Setting("voting_days_min", 5, 5, 60, "Hangzhou art. 20, taken as default; handbook 2.7"),
    Setting("voting_days_max", 60, 5, 60, "Hangzhou art. 20, taken as default; handbook 2.7"),
    Setting("result_posted_days", 3, 1, 7, "Beijing art. 37, Qingdao art. 44; at most Qingyuan art. 17; handbook 2.7"),
    Setting("plan_notice_days", 7, 5, 60, "practice, no Chongqing text seen; handbook 2.7"),
    Setting(
        "proxy_limit", 3, 1, 3, "Property Management Regulation art. 12; Weifang, at most 3; handbook 4.3", law=True
    ),
    Setting("meeting_notice_days", 3, 1, 30, "own, no text read; handbook 2.7"),
    Setting("meeting_quorum_percent", 50, 50, 99, "former Residents' Committee Law art. 9; handbook 2.1"),
    Setting("response_rate_percent", 0, 0, 100, "handbook 2.1 and 3 step 3"),
    _switch("blank_takes_part", "handbook 2.4"),
    _switch("parking_counts", "Ningbo art. 18; buildings interpretation art. 2; handbook 2.3"),
    _switch("online_second_factor", "handbook 4.3"),
    Setting("unchanged_share_percent", 10, 0, 20, "own, after Beijing art. 35; handbook 2.4"),
    Setting("change_share_percent", 10, 0, 20, "own; handbook 3 step 11"),
    Setting("latest_built_year", 2000, 2000, 2005, "handbook 3 step 1"),
    Setting("min_meeting_rounds", 2, 2, 10, "handbook 3 step 5"),
    Setting("willing_percent", 0, 0, 100, _BESIDE_THE_LAW),
    _switch("willing_strict", _BESIDE_THE_LAW),
    _switch("willing_of_answers", _BESIDE_THE_LAW),
    Setting("go_on_percent", 0, 0, 100, _BESIDE_THE_LAW),
    _switch("go_on_strict", _BESIDE_THE_LAW),
    _switch("go_on_of_answers", _BESIDE_THE_LAW),
    Setting("pass_mark_percent", 60, 50, 100, "own; handbook 3 step 13"),
)
KNOWN = {setting.key: setting for setting in SETTINGS}

# The first of each pair may never be above the second.
ORDERED = (("voting_days_min", "voting_days_max"),)


def known(key: str) -> Setting:
    """The setting of this key. Raises `SettingRefused`."""
    if key not in KNOWN:
        raise SettingRefused("setting_unknown", key=key)
    return KNOWN[key]


@dataclass(frozen=True, slots=True)
class Timeline:
    """A district's values of one setting: the default, then each change from its day on."""

    default: int
    changes: tuple[tuple[date, int], ...] = ()

    def on(self, day: date) -> int:
        begun = [change for change in self.changes if change[0] <= day]
        return max(begun)[1] if begun else self.default


def first_day_out_of_order(timelines: tuple[Timeline, ...], *, since: date) -> date | None:
    """The first day from `since` on when one timeline is above the next, or None."""
    days = {day for timeline in timelines for day, _ in timeline.changes if day >= since} | {since}
    return next(
        (day for day in sorted(days) if any(low.on(day) > high.on(day) for low, high in pairwise(timelines))), None
    )
