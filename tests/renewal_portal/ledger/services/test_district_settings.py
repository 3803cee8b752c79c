import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction

from renewal_portal.ledger import sentences
from renewal_portal.ledger.domain.refusals import SettingRefused
from renewal_portal.ledger.domain.settings import KNOWN
from renewal_portal.ledger.models import DistrictSetting, Event
from renewal_portal.ledger.services.district_settings import set_value, value_on, values_on

from ..threads import PATIENCE, together, until_somebody_waits_for_a_lock_or
from ..writing import AT, JIULONGPO, YUBEI

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
TOMORROW = TODAY + timedelta(days=1)


def put(key, value, valid_from=TOMORROW, *, district=JIULONGPO, at=AT, source="District notice 2026-41, 3"):
    return set_value(district=district, key=key, value=value, valid_from=valid_from, source=source, by="user:3", at=at)


def refusal(*args, **told):
    with pytest.raises(SettingRefused) as refused:
        put(*args, **told)
    return sentences.of_refused_setting(refused.value)


def test_default_holds_until_the_day_and_in_every_other_district():
    put("plan_notice_days", 10)

    assert value_on(district=JIULONGPO, key="plan_notice_days", day=TODAY) == 7
    assert value_on(district=JIULONGPO, key="plan_notice_days", day=TOMORROW) == 10
    assert value_on(district=YUBEI, key="plan_notice_days", day=TOMORROW) == 7


def test_values_on_a_day_are_the_defaults_with_the_districts_own(django_assert_num_queries):
    put("blank_takes_part", True)
    put("pass_mark_percent", 75, TODAY)

    with django_assert_num_queries(1):
        values = values_on(district=JIULONGPO, day=TODAY)

    assert values == {key: setting.default for key, setting in KNOWN.items()} | {"pass_mark_percent": 75}
    assert values_on(district=JIULONGPO, day=TOMORROW)["blank_takes_part"] is True


def test_setting_is_kept_with_source_and_told_in_an_event():
    put("plan_notice_days", 10)
    put("plan_notice_days", 14, TOMORROW + timedelta(days=5))

    assert list(DistrictSetting.objects.order_by("id").values_list("value", "source", "set_by", "set_at")) == [
        (10, "District notice 2026-41, 3", "user:3", AT),
        (14, "District notice 2026-41, 3", "user:3", AT),
    ]
    assert list(Event.objects.order_by("id").values_list("what", "about", "by", "district", "detail")) == [
        (
            "setting.set",
            "setting:500107/plan_notice_days",
            "user:3",
            JIULONGPO,
            {"before": before, "value": value, "valid_from": day, "source": "District notice 2026-41, 3"},
        )
        for before, value, day in ((7, 10, "2026-11-25"), (10, 14, "2026-11-30"))
    ]


def test_value_not_yet_in_force_is_replaced():
    put("plan_notice_days", 10)
    put("plan_notice_days", 12)

    assert list(DistrictSetting.objects.values_list("value", flat=True)) == [12]


def test_value_in_force_is_not_corrected():
    put("plan_notice_days", 10, TODAY)

    assert refusal("plan_notice_days", 12, TODAY) == (
        "A value is already in force from 2026-11-24. Choose a later day for the new one."
    )
    assert list(DistrictSetting.objects.values_list("value", flat=True)) == [10]


def test_a_day_that_has_passed_keeps_its_value():
    assert refusal("plan_notice_days", 10, TODAY - timedelta(days=1)) == (
        "2026-11-23 has passed. Days that have passed keep their value; choose today or a later day."
    )
    assert list(DistrictSetting.objects.all()) == []


def test_today_is_the_day_in_chongqing():
    evening_in_utc = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)  # half past midnight on the 24th there

    put("plan_notice_days", 10, TODAY, at=evening_in_utc)

    assert "2026-11-23 has passed" in refusal("proxy_limit", 2, date(2026, 11, 23), at=evening_in_utc)


@pytest.mark.parametrize(
    "key, value, source, sentence",
    [
        ("decision_notice_days", 14, "x", "A decision is announced 15 to 60 days before."),
        ("parking_counts", 1, "x", "“1” is neither yes nor no."),
        ("quorum", 1, "x", "There is no setting “quorum”."),
        ("proxy_limit", 2, "  ", "Say where the value comes from: name the document and its paragraph."),
    ],
    ids=["below the law", "of the wrong type", "unknown", "without a source"],
)
def test_what_is_refused_leaves_nothing(key, value, source, sentence):
    assert refusal(key, value, source=source).startswith(sentence)
    assert (list(DistrictSetting.objects.all()), list(Event.objects.all())) == ([], [])


def test_shortest_vote_is_never_longer_than_the_longest_on_any_day():
    put("voting_days_max", 30, TOMORROW + timedelta(days=10))

    assert refusal("voting_days_min", 31) == (
        "On 2026-12-05 the shortest voting time would be longer than the longest. Change the other one first."
    )
    assert value_on(district=JIULONGPO, key="voting_days_min", day=TOMORROW) == 5
    put("voting_days_min", 31, TOMORROW, district=YUBEI)
    put("voting_days_min", 30)
    assert "shortest voting time" in refusal("voting_days_max", 29)


@pytest.mark.django_db(transaction=True)
def test_two_officials_at_once_cannot_cross_the_shortest_and_the_longest():
    begun, outcome = threading.Event(), []

    def first():
        with transaction.atomic():
            put("voting_days_min", 40)
            begun.set()
            until_somebody_waits_for_a_lock_or(lambda: outcome)

    def second():
        assert begun.wait(PATIENCE)
        try:
            put("voting_days_max", 20)
            outcome.append("set")
        except SettingRefused as refused:
            outcome.append(refused.code)

    together(first, second)

    assert outcome == ["setting_out_of_order"]
    assert list(DistrictSetting.objects.values_list("key", "value")) == [("voting_days_min", 40)]
