from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renewal_portal.ledger import sentences
from renewal_portal.ledger.domain.refusals import SettingRefused
from renewal_portal.ledger.domain.settings import KNOWN, SETTINGS, Timeline, first_day_out_of_order, known

NUMBERS = [setting for setting in SETTINGS if not setting.is_switch]
SWITCHES = [setting for setting in SETTINGS if setting.is_switch]
DAY = date(2026, 11, 24)


def test_defaults_are_those_of_the_handbook():
    assert {setting.key: setting.default for setting in SETTINGS} == {
        "decision_notice_days": 15,
        "voting_days_min": 5,
        "voting_days_max": 60,
        "result_posted_days": 3,
        "plan_notice_days": 7,
        "proxy_limit": 3,
        "meeting_notice_days": 3,
        "meeting_quorum_percent": 50,
        "response_rate_percent": 0,
        "blank_takes_part": False,
        "parking_counts": False,
        "online_second_factor": False,
        "unchanged_share_percent": 10,
        "change_share_percent": 10,
        "latest_built_year": 2000,
        "min_meeting_rounds": 2,
        "willing_percent": 0,
        "willing_strict": False,
        "willing_of_answers": False,
        "go_on_percent": 0,
        "go_on_strict": False,
        "go_on_of_answers": False,
        "pass_mark_percent": 60,
    }


def test_no_setting_stands_twice():
    assert list(KNOWN.values()) == list(SETTINGS)


def test_every_setting_is_labelled_for_people():
    assert set(sentences.LABELS) == set(KNOWN)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_default_is_within_the_bounds_and_has_a_source(setting):
    setting.check(setting.default)

    assert setting.source != ""


@pytest.mark.parametrize("setting", NUMBERS, ids=lambda setting: setting.key)
def test_bounds_belong_to_the_setting(setting):
    setting.check(setting.lowest)
    setting.check(setting.highest)


@pytest.mark.parametrize("past", ["below", "above"])
@pytest.mark.parametrize("setting", NUMBERS, ids=lambda setting: setting.key)
def test_one_past_the_bound_is_refused_with_its_own_sentence(setting, past):
    value = setting.lowest - 1 if past == "below" else setting.highest + 1

    with pytest.raises(SettingRefused) as refused:
        setting.check(value)

    assert refused.value.code == f"setting_{setting.key}"
    assert str(setting.highest) in sentences.of_refused_setting(refused.value)


@pytest.mark.parametrize("value", [True, None, "15", 15.0, [15]], ids=repr)
def test_only_a_whole_number_is_a_number(value):
    with pytest.raises(SettingRefused) as refused:
        known("decision_notice_days").check(value)

    assert sentences.of_refused_setting(refused.value) == f"“{value}” is not a whole number."


@pytest.mark.parametrize("value", [0, 1, None, "yes"], ids=repr)
@pytest.mark.parametrize("setting", SWITCHES, ids=lambda setting: setting.key)
def test_only_yes_or_no_is_a_switch(setting, value):
    with pytest.raises(SettingRefused) as refused:
        setting.check(value)

    assert sentences.of_refused_setting(refused.value) == f"“{value}” is neither yes nor no."


def test_notice_of_a_decision_cannot_be_shorter_than_the_law_says():
    with pytest.raises(SettingRefused) as refused:
        known("decision_notice_days").check(14)

    assert sentences.of_refused_setting(refused.value) == (
        "A decision is announced 15 to 60 days before. The Property Management Regulation asks for at "
        "least 15 days (art. 14)."
    )


def test_unknown_setting_is_refused():
    with pytest.raises(SettingRefused) as refused:
        known("quorum")

    assert sentences.of_refused_setting(refused.value) == "There is no setting “quorum”."


def test_value_changes_on_its_first_day():
    timeline = Timeline(7, ((DAY, 10), (DAY + timedelta(days=30), 14)))

    assert [timeline.on(DAY + timedelta(days=n)) for n in (-1, 0, 29, 30, 999)] == [7, 10, 10, 14, 14]


CHANGES = st.lists(st.tuples(st.dates(DAY, DAY + timedelta(days=9)), st.integers(1, 9)), unique_by=lambda c: c[0])


@given(CHANGES, st.randoms())
def test_order_of_entry_never_matters(changes, random):
    shuffled = random.sample(changes, len(changes))

    for n in range(10):
        day = DAY + timedelta(days=n)
        assert Timeline(5, tuple(shuffled)).on(day) == Timeline(5, tuple(changes)).on(day)


@given(CHANGES, CHANGES, st.integers(0, 9))
def test_first_day_out_of_order_is_what_looking_at_every_day_finds(low, high, since):
    lower, upper = Timeline(3, tuple(low)), Timeline(6, tuple(high))
    days = [DAY + timedelta(days=n) for n in range(since, 10)]

    assert first_day_out_of_order((lower, upper), since=days[0]) == next(
        (day for day in days if lower.on(day) > upper.on(day)), None
    )
