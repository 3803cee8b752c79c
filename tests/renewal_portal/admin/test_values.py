"""A district's own values in the admin: seen, set from a day on with their source, and refused in words."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from communities.domain.roles import Role
from communities.models import Community
from communities.services.staff import grant
from renewal_portal.ledger.domain.settings import SETTINGS
from renewal_portal.ledger.models import DistrictSetting, Event
from renewal_portal.ledger.services.district_settings import set_value, value_on
from renewal_portal.shown.times import day
from tests.officials import Official, cells, words
from tests.world import OFFICIAL, START, community

pytestmark = pytest.mark.django_db

LIST, SET = "ledger_districtsetting_changelist", "ledger_districtsetting_set"
HERE = "500107"


@pytest.fixture
def here() -> Community:
    return community()


def today(plus: int = 0) -> Any:
    return timezone.localdate() + timedelta(days=plus)


def typed(**changes: str) -> dict[str, str]:
    return {"value": "7", "valid_from": today(1).isoformat(), "source": "区住建委〔2026〕8号第3条"} | changes


def is_set(key: str, value: int, valid_from: Any) -> None:
    set_value(
        district=HERE, key=key, value=value, valid_from=valid_from, source="通知第1条", by=OFFICIAL, at=timezone.now()
    )


def test_every_value_stands_there_with_what_is_usual_and_its_bounds(here: Community) -> None:
    is_set("voting_days_min", 7, today())
    is_set("voting_days_min", 9, today(30))
    is_set("parking_counts", True, today())

    rows = {row[0]: row[1:] for row in cells(Official(here).page(LIST))}

    assert len(rows) == len(SETTINGS)
    assert rows["Shortest time a vote stays open, in days"] == [f"7; 9 from {day(today(30))}", "5", "5 to 60"]
    assert rows["Parking spaces count in the area"] == ["yes", "no", "yes or no"]
    assert rows["Days between the notice of a decision and its opening"] == ["15", "15", "15 to 60, by law"]


def test_a_value_is_set_from_a_day_on(here: Community) -> None:
    official = Official(here)

    page = official.done(SET, HERE, "voting_days_min", **typed())

    assert "The value is set." in page
    assert f"5; 7 from {day(today(1))}" in page
    assert value_on(district=HERE, key="voting_days_min", day=today(1)) == 7
    row = DistrictSetting.objects.get()
    assert (row.source, row.set_by) == ("区住建委〔2026〕8号第3条", f"user:{official.user.pk}")
    assert Event.objects.get(what="setting.set").district == HERE


@pytest.mark.parametrize("said, value", [("yes", True), ("no", False)])
def test_a_switch_is_set_to_yes_or_no(here: Community, said: str, value: bool) -> None:
    Official(here).done(SET, HERE, "parking_counts", **typed(value=said))

    assert DistrictSetting.objects.get().value is value


def test_the_page_of_a_value_shows_what_it_was_and_will_be(here: Community) -> None:
    is_set("voting_days_min", 7, today())
    is_set("voting_days_min", 9, today(30))
    is_set("voting_days_max", 40, today())

    shown = words(Official(here).page(SET, HERE, "voting_days_min"))

    assert f"So far 5 the usual value 7 {day(today())} 通知第1条 9 {day(today(30))} 通知第1条 A new value" in shown
    assert "40" not in shown


@pytest.mark.parametrize(
    "key, changes, at, sentence",
    [
        ("voting_days_min", {"value": "4"}, "value", "A vote stays open at least 5 and at most 60 days."),
        ("voting_days_min", {"value": "five"}, "value", "This is not a whole number. Write it in digits, like 12."),
        ("voting_days_min", {"value": ""}, "value", "This field is required."),
        ("decision_notice_days", {"value": "14"}, "value", "A decision is announced 15 to 60 days before."),
        ("voting_days_max", {"value": "5", "valid_from": "2026-01-01"}, "valid_from", "has passed."),
        ("voting_days_min", {"valid_from": "soon"}, "valid_from", "This is no day of the calendar."),
        ("voting_days_min", {"source": " "}, "source", "This field is required."),
        ("parking_counts", {"value": "maybe"}, "value", "Select a valid choice."),
    ],
)
def test_a_value_outside_the_law_is_refused_at_its_field(
    here: Community, key: str, changes: dict[str, str], at: str, sentence: str
) -> None:
    said = Official(here).refused(SET, HERE, key, **typed(**changes))

    assert list(said) == [at]
    assert sentence in said[at][0]
    assert DistrictSetting.objects.count() == 0


def test_the_shortest_time_never_passes_the_longest(here: Community) -> None:
    is_set("voting_days_max", 10, today())

    said = Official(here).refused(SET, HERE, "voting_days_min", **typed(value="11"))

    assert "the shortest voting time would be longer than the longest" in said["value"][0]
    assert DistrictSetting.objects.filter(key="voting_days_min").count() == 0


def test_a_value_in_force_is_followed_and_not_corrected(here: Community) -> None:
    is_set("voting_days_min", 7, today())

    said = Official(here).refused(SET, HERE, "voting_days_min", **typed(value="8", valid_from=today().isoformat()))

    assert "Choose a later day for the new one." in said["valid_from"][0]
    assert DistrictSetting.objects.get().value == 7


def test_what_was_typed_stays(here: Community) -> None:
    response = Official(here).post(SET, HERE, "voting_days_min", **typed(value="99"))

    page = response.content.decode()
    assert 'value="99"' in page
    assert "区住建委〔2026〕8号第3条</textarea>" in page


@pytest.mark.parametrize("code, key", [("500108", "voting_days_min"), ("500107", "quorum"), ("nowhere", "proxy_limit")])
def test_neither_foreign_districts_nor_the_law_itself_can_be_set(here: Community, code: str, key: str) -> None:
    community("other", "500108")
    official = Official(here)

    assert official.get(SET, code, key).status_code == 404
    assert official.post(SET, code, key, **typed()).status_code == 404
    assert DistrictSetting.objects.count() == 0


def test_the_sub_district_sets_nothing(here: Community) -> None:
    official = Official(here, Role.SUBDISTRICT_OFFICIAL)

    assert official.get(LIST).status_code == 404
    assert official.post(SET, HERE, "voting_days_min", **typed()).status_code == 404
    assert DistrictSetting.objects.count() == 0


def test_somebody_with_two_districts_sees_both(here: Community) -> None:
    official, other = Official(here), community("other", "500108").subdistrict.district
    other.name_en = "Other District"
    other.save()
    grant(user_id=official.user.pk, role=Role.DISTRICT_OFFICIAL, where=other, by="system:tests", at=START)

    page = official.page(LIST)

    assert "Test District" in words(page)
    assert "Other District" in words(page)
    official.done(SET, "500108", "voting_days_min", **typed())
    assert DistrictSetting.objects.get().district == "500108"


def test_the_list_asks_the_database_the_same_for_one_change_and_for_three(
    here: Community, django_assert_num_queries: Any
) -> None:
    official = Official(here)
    is_set("voting_days_min", 7, today())
    with django_assert_num_queries(7):
        official.page(LIST)
    is_set("voting_days_min", 8, today(2))
    is_set("parking_counts", True, today())
    with django_assert_num_queries(7):
        official.page(LIST)
