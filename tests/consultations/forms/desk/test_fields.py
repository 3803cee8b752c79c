"""Numbers, money and dates as people in an office write them."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from consultations.forms.desk.fields import (
    BudgetField,
    CountField,
    DayField,
    DecimalField,
    HourField,
    QuantityField,
    YuanField,
    moment,
)


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("1,234.50", 123_450),
        ("１２３４．５", 123_450),
        ("１，２３４．５０元", 123_450),
        (" ¥ 900 ", 90_000),
        ("900 yuan", 90_000),
        ("￥0.07", 7),
        ("12.500", 1_250),
        ("0", 0),
        ("007", 700),
    ],
)
def test_money_is_read_as_people_write_it(typed: str, fen: int) -> None:
    assert YuanField().clean(typed) == fen


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("1,23", "not_a_number"),
        ("1,2345", "not_a_number"),
        ("-5", "not_a_number"),
        ("1e6", "not_a_number"),
        ("12.345", "too_fine"),
        ("1.2.3", "not_a_number"),
        ("many", "not_a_number"),
        ("٣", "not_a_number"),
        (".5", "not_a_number"),
        ("9" * 40, "too_large"),
        ("100000001", "too_large"),
        ("", "required"),
        ("   ", "required"),
    ],
)
def test_what_is_no_money_is_refused(typed: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        YuanField().clean(typed)
    assert [error.code for error in refused.value.error_list] == [code]


def test_a_budget_may_be_larger_than_a_price() -> None:
    assert BudgetField().clean("7,283,000,000") == 728_300_000_000


@pytest.mark.parametrize(("typed", "milli"), [("4,000", 4_000_000), ("0.001", 1), ("１．２５", 1_250)])
def test_a_quantity_is_in_thousandths(typed: str, milli: int) -> None:
    assert QuantityField().clean(typed) == milli


@pytest.mark.parametrize("typed", ["1.5", "twelve", "-1"])
def test_people_are_counted_in_whole_numbers(typed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        CountField().clean(typed)
    assert refused.value.error_list[0].code in {"not_a_number", "too_fine"}


def test_a_count_may_be_left_out_where_it_is_optional() -> None:
    assert CountField(required=False).clean("") is None


@given(st.integers(0, 10**10), st.sampled_from([QuantityField, YuanField]))
def test_what_is_shown_is_read_back(value: int, field: type[DecimalField]) -> None:
    assert field().clean(field().prepare_value(value)) == value


@pytest.mark.parametrize(("value", "shown"), [(123_450, "1,234.50"), (100, "1"), (7, "0.07"), ("1,2", "1,2")])
def test_money_is_shown_with_two_decimals_or_none(value: Any, shown: str) -> None:
    assert YuanField().prepare_value(value) == shown


@pytest.mark.parametrize("typed", ["2026-11-24", "2026/11/24", "２０２６年１１月２４日", "24.11.2026", "20261124"])
def test_a_day_is_read_as_people_write_it(typed: str) -> None:
    assert DayField().clean(typed) == date(2026, 11, 24)


@pytest.mark.parametrize("typed", ["18:00", "１８：００", "18.00", "1800", "18时00分"])
def test_a_time_is_read_as_people_write_it(typed: str) -> None:
    assert HourField().clean(typed) == time(18, 0)


@pytest.mark.parametrize(("field", "typed"), [(DayField, "2026-02-30"), (DayField, "tomorrow"), (HourField, "25:00")])
def test_what_is_no_day_or_time_is_refused(field: Any, typed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        field().clean(typed)
    assert [error.code for error in refused.value.error_list] == ["invalid"]


def test_a_moment_is_meant_in_chongqing() -> None:
    assert moment(date(2026, 11, 24), time(18, 0)).astimezone(UTC) == datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
