from fractions import Fraction

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from renewal_portal.shown import numbers

MONEY = [
    ("whole yuan have no decimals", 80_000_000, "¥800,000", "800,000元"),
    ("fen are two decimals", 21_435, "¥214.35", "214.35元"),
    ("ten fen keep the nought", 21_430, "¥214.30", "214.30元"),
    ("nothing", 0, "¥0", "0元"),
    ("less than nothing has a minus sign", -505, "−¥5.05", "−5.05元"),
]
LARGE = [
    ("round in both", 5_000_000_000, "¥50 million", "5,000万元"),
    ("two decimals are exact", 728_300_000, "about ¥7.28 million", "728.3万元"),
    ("more than two are about", 509_810_050, "about ¥5.1 million", "约509.81万元"),
    ("below the unit it is exact", 999_999, "¥9,999.99", "9,999.99元"),
    ("ten thousand is large in Chinese only", 1_000_000, "¥10,000", "1万元"),
    ("less than nothing", -728_000_000, "−¥7.28 million", "−728万元"),
]
AREAS = [
    ("two decimals as in the register", 852_000, "85.20 m²"),
    ("four where the cm² need them", 668_051, "66.8051 m²"),
    ("never rounded", 999_999, "99.9999 m²"),
    ("thousands are grouped", 250_000_000, "25,000.00 m²"),
    ("less than nothing", -10_000, "−1.00 m²"),
]
QUANTITIES = [
    ("roads", 4_000_000, "m2", "4,000 m²", "4,000 平方米"),
    ("one household", 1_000, "household", "1 household", "1 户"),
    ("several households", 224_000, "household", "224 households", "224 户"),
    ("a part of a metre", 1_500, "m", "1.5 m", "1.5 米"),
    ("a thousandth", 1, "each", "0.001 pieces", "0.001 个"),
]
SHARES = [
    ("two of three is rounded down", (2, 3), "66.6%"),
    ("a hair below three quarters is not three quarters", (7499, 10000), "74.9%"),
    ("all", (5, 5), "100.0%"),
    ("nobody of nobody", (0, 0), "0.0%"),
    ("a Fraction", Fraction(2, 3), "66.6%"),
]


def ids(cases):
    return [case[0] for case in cases]


@pytest.mark.parametrize("what, fen, english, chinese", MONEY, ids=ids(MONEY))
def test_money(what, fen, english, chinese):
    with translation.override("en"):
        assert numbers.yuan(fen) == english
    with translation.override("zh-hans"):
        assert numbers.yuan(fen) == chinese


@pytest.mark.parametrize("what, fen, english, chinese", LARGE, ids=ids(LARGE))
def test_large_money(what, fen, english, chinese):
    with translation.override("en"):
        assert numbers.large_yuan(fen) == english
    with translation.override("zh-hans"):
        assert numbers.large_yuan(fen) == chinese


@pytest.mark.parametrize("what, cm2, shown", AREAS, ids=ids(AREAS))
def test_area(what, cm2, shown):
    assert numbers.area(cm2) == shown


@pytest.mark.parametrize("what, milli, unit, english, chinese", QUANTITIES, ids=ids(QUANTITIES))
def test_quantity(what, milli, unit, english, chinese):
    with translation.override("en"):
        assert numbers.quantity(milli, unit) == english
    with translation.override("zh-hans"):
        assert numbers.quantity(milli, unit) == chinese


@pytest.mark.parametrize("what, share, shown", SHARES, ids=ids(SHARES))
def test_percent(what, share, shown):
    assert numbers.percent_of(share) == shown


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_percentage_never_promises_more_than_there_is(part, whole):
    shown = Fraction(numbers.percent(part, whole).rstrip("%")) / 100

    assert 0 <= Fraction(part, whole) - shown < Fraction(1, 1000)


@given(st.integers(-(10**12), 10**12))
def test_money_reads_back_to_the_fen(fen):
    with translation.override("en"):
        text = numbers.yuan(fen).replace("¥", "").replace(",", "").replace(numbers.MINUS, "-")

    assert Fraction(text) * 100 == fen
