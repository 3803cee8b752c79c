"""What each home pays a month: by the home or by its area, to the fen."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from consultations.domain.plan.charges import Service, charges
from menus.domain.catalogue import LineageKey, Unit

CLEANING = LineageKey("M1.01", "community")
LIFT = LineageKey("M5.02", "1-1")
HOMES = {
    1: {"community": 900_000, "1": 900_000, "1-1": 900_000},
    2: {"community": 600_000, "1": 600_000, "1-1": 600_000},
    3: {"community": 500_000, "1": 500_000, "1-2": 500_000},
}


def test_a_price_by_the_home_is_the_same_for_each():
    made = charges([Service(CLEANING, Unit.HOUSEHOLD, 1_500, 4_500)], HOMES)

    assert made == {home: {CLEANING: 1_500} for home in HOMES}


def test_any_other_price_is_shared_by_area_among_the_homes_it_is_for():
    made = charges([Service(LIFT, Unit.EACH, 90_000, 90_000)], HOMES)

    assert made == {1: {LIFT: 54_000}, 2: {LIFT: 36_000}, 3: {}}


def test_a_service_of_a_place_without_homes_costs_nobody():
    made = charges([Service(LineageKey("M1.01", "7"), Unit.SQUARE_METRE, 10, 1_000)], HOMES)

    assert made == {1: {}, 2: {}, 3: {}}


@given(st.integers(0, 10**9), st.dictionaries(st.integers(1, 40), st.integers(1, 10**7), min_size=1))
def test_the_homes_together_pay_the_total(total, areas):
    homes = {home: {"community": area} for home, area in areas.items()}

    made = charges([Service(CLEANING, Unit.EACH, total, total)], homes)

    assert sum(paid[CLEANING] for paid in made.values()) == total
    by_area = sorted((area, made[home][CLEANING]) for home, area in areas.items())
    assert all(less[1] <= more[1] for less, more in pairwise(by_area) if less[0] < more[0])
