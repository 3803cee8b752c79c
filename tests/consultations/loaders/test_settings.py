"""A district's settings, as they stand on the day of a moment in Chongqing."""

from datetime import UTC, datetime, timedelta

import pytest

from consultations.domain.rules import RuleBook
from consultations.domain.stages import Stage
from consultations.loaders.settings import needs_second_factor, rule_book, settings_on
from renewal_portal.ledger.services import district_settings
from tests.stages import standing_at
from tests.world import OFFICIAL, START, World

S = Stage
#: The third of March begins in Chongqing while it is still the second in Greenwich.
MIDNIGHT = datetime(2026, 3, 2, 16, tzinfo=UTC)


def set_on(district: str, key: str, value: int, day: datetime) -> None:
    district_settings.set_value(
        district=district, key=key, value=value, valid_from=day.date(), source="试行", by=OFFICIAL, at=START
    )


@pytest.mark.parametrize("seconds, days", [(-1, 7), (0, 12)])
def test_a_day_begins_in_chongqing(db, seconds, days):
    world = World()
    set_on("500107", "plan_notice_days", 12, datetime(2026, 3, 3, tzinfo=UTC))

    at = MIDNIGHT + timedelta(seconds=seconds)

    assert settings_on(world.consultation, at)["plan_notice_days"] == days


def test_another_district_changes_nothing(db):
    world = World()
    set_on("500112", "plan_notice_days", 12, START)

    assert settings_on(world.consultation, START)["plan_notice_days"] == 7


def test_the_law_is_no_setting(db):
    """A district says how blanks are read; quorum and majorities stand in the law."""
    world = World()
    set_on("500107", "blank_takes_part", True, START)

    assert rule_book(settings_on(world.consultation, START)) == RuleBook(blank_takes_part=True)


@pytest.mark.parametrize(
    "kind, strength, asked, needed",
    [
        ("decision", "letter", True, True),
        ("decision", "letter", False, False),
        ("decision", "letter_phone", True, False),
        ("decision", "visit", True, False),
        ("selection", "letter", True, False),
    ],
)
def test_a_letter_alone_may_not_be_enough_to_decide(db, kind, strength, asked, needed):
    world = standing_at(S.DECIDING)
    set_on("500107", "online_second_factor", asked, START)
    assert needs_second_factor(kind=kind, district="500107", strength=strength, at=world.at) is needed
