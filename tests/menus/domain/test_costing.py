import pytest
from hypothesis import given
from hypothesis import strategies as st

from menus.domain.catalogue import Unit
from menus.domain.costing import (
    CostRefused,
    asked_of_residents,
    cost_fen,
    household_share,
    monthly_charge,
    per_square_metre,
    share_fen,
    within_range,
)

FEN = st.integers(0, 10**12)
MILLI = st.integers(0, 10**9)
AREAS = st.dictionaries(st.text(min_size=1, max_size=3), st.integers(1, 10**8), min_size=1, max_size=40)

COSTS = [
    ("4000 m² of road at 200 yuan", 4_000_000, 20_000, 80_000_000),
    ("17000 m² of facade at 130 yuan", 17_000_000, 13_000, 221_000_000),
    ("half a fen is rounded up", 500, 1, 1),
    ("less than half a fen is rounded down", 499, 1, 0),
    ("nothing costs nothing", 0, 20_000, 0),
    ("a free line costs nothing", 1_000, 0, 0),
]


@pytest.mark.parametrize("what, quantity, price, cost", COSTS, ids=[case[0] for case in COSTS])
def test_cost(what, quantity, price, cost):
    assert cost_fen(quantity, price) == cost


@given(MILLI, FEN, st.integers(0, 1000), st.integers(0, 1000))
def test_more_or_dearer_never_costs_less(quantity, price, more, dearer):
    assert cost_fen(quantity + more, price + dearer) >= cost_fen(quantity, price)


@given(MILLI, FEN)
def test_a_cost_is_half_a_fen_off_at_most(quantity, price):
    assert -500 < cost_fen(quantity, price) * 1000 - quantity * price <= 500


SHARES = [
    ("equal areas, equal shares", 90, {"a": 5, "b": 5, "c": 5}, {"a": 30, "b": 30, "c": 30}),
    ("one fen too many goes to the first of equals", 100, {"b": 5, "a": 5, "c": 5}, {"a": 34, "b": 33, "c": 33}),
    ("the larger fraction gets the fen", 10, {"a": 10, "b": 26}, {"a": 3, "b": 7}),
    ("who has no area pays nothing", 7, {"a": 0, "b": 3}, {"a": 0, "b": 7}),
    ("nothing to share", 0, {"a": 1, "b": 2}, {"a": 0, "b": 0}),
]


@pytest.mark.parametrize("what, total, areas, shares", SHARES, ids=[case[0] for case in SHARES])
def test_share(what, total, areas, shares):
    assert share_fen(total, areas) == shares


@given(FEN, AREAS)
def test_shares_add_up_to_the_fen(total, areas):
    assert sum(share_fen(total, areas).values()) == total


@given(FEN, AREAS, st.randoms())
def test_the_order_of_the_roll_never_matters(total, areas, random):
    shuffled = list(areas.items())
    random.shuffle(shuffled)

    assert list(share_fen(total, dict(shuffled)).items()) == list(share_fen(total, areas).items())


@given(FEN, AREAS)
def test_the_larger_area_never_pays_less(total, areas):
    shares = share_fen(total, areas)
    by_area = sorted(areas, key=lambda key: (areas[key], shares[key]))

    assert [shares[key] for key in by_area] == sorted(shares.values())


@given(FEN, AREAS)
def test_what_a_household_is_shown_is_never_exceeded_and_at_most_a_fen_more(total, areas):
    whole = sum(areas.values())
    final = share_fen(total, areas)

    shown = {key: household_share(total, area, whole) for key, area in areas.items()}

    assert {shown[key] - final[key] for key in areas} <= {0, 1}


@given(FEN, st.integers(1, 10**8))
def test_the_only_household_pays_everything(total, area):
    assert household_share(total, area, area) == total


ASKED = [  # what it shows, usual payers, what may be asked
    ("residents are among those who pay", ["government", "residents"], 34),
    ("the government alone pays", ["government"], 0),
    ("nobody is named", [], 0),
]


@pytest.mark.parametrize("what, payers, asked", ASKED, ids=[case[0] for case in ASKED])
def test_only_where_residents_usually_pay_is_a_share_asked_of_them(what, payers, asked):
    assert asked_of_residents(100, 1, 3, payers) == asked


MONTHLY = [
    ("a price per household is the charge itself", Unit.HOUSEHOLD, 224_000, 450, 224, 450),
    ("a lift is shared by the stairwell", Unit.EACH, 1_000, 100_000, 16, 6_250),
    ("green areas are shared by all", Unit.SQUARE_METRE, 1_500_000, 40, 224, 268),
    ("half a fen is rounded up", Unit.BUILDING, 1_000, 15, 2, 8),
    ("less than half a fen is rounded down", Unit.BUILDING, 1_000, 4, 3, 1),
    ("the exact product is rounded, not a rounded cost", Unit.SQUARE_METRE, 500, 1, 2, 0),
]


@pytest.mark.parametrize("what, unit, quantity, price, households, charge", MONTHLY, ids=[case[0] for case in MONTHLY])
def test_monthly_charge(what, unit, quantity, price, households, charge):
    assert monthly_charge(unit, quantity, price, households) == charge


@given(st.sampled_from(Unit), MILLI, FEN, st.integers(1, 5000), st.integers(0, 100))
def test_more_households_never_raise_the_charge(unit, quantity, price, households, more):
    charge = monthly_charge(unit, quantity, price, households)

    assert monthly_charge(unit, quantity, price, households + more) <= charge


RANGES = [
    ("the low end is inside", 100, 100, 200, True),
    ("the high end is inside", 200, 100, 200, True),
    ("a fen below is outside", 99, 100, 200, False),
    ("a fen above is outside", 201, 100, 200, False),
    ("a line without a range takes any price", 10**9, None, None, True),
]


@pytest.mark.parametrize("what, price, low, high, inside", RANGES, ids=[case[0] for case in RANGES])
def test_within_range(what, price, low, high, inside):
    assert within_range(price, low, high) is inside


REFUSED = [
    ("a negative quantity", lambda: cost_fen(-1, 1), "negative", {"quantity_milli": -1}),
    ("a negative price", lambda: cost_fen(1, -1), "negative", {"unit_price_fen": -1}),
    ("a negative total", lambda: share_fen(-1, {"a": 1}), "negative", {"total_fen": -1}),
    ("a negative area", lambda: share_fen(1, {"a": -1, "b": 5}), "negative", {"smallest_area_cm2": -1}),
    ("a split over nobody", lambda: share_fen(5, {}), "no_area", {"total_fen": 5}),
    ("a split over no area", lambda: share_fen(5, {"a": 0}), "no_area", {"total_fen": 5}),
    ("a share of no area", lambda: household_share(5, 0, 0), "no_area", {"total_fen": 5}),
    (
        "more area than the place has",
        lambda: household_share(5, 3, 2),
        "area_outside",
        {"area_cm2": 3, "place_area_cm2": 2},
    ),
    ("a charge for nobody", lambda: monthly_charge(Unit.EACH, 1, 1, 0), "no_households", {"households": 0}),
]


@pytest.mark.parametrize("what, call, code, values", REFUSED, ids=[case[0] for case in REFUSED])
def test_numbers_that_make_no_cost_are_refused(what, call, code, values):
    with pytest.raises(CostRefused) as refused:
        call()

    assert (refused.value.code, refused.value.values) == (code, values)


@pytest.mark.parametrize(
    "total, area, charge", [(4_000, 7_000_000, 6), (3_500, 7_000_000, 5), (0, 1, 0), (1, 10_000, 1)]
)
def test_a_total_on_a_square_metre_is_rounded_half_up(total, area, charge):
    assert per_square_metre(total, area) == charge


def test_without_area_there_is_no_square_metre():
    with pytest.raises(CostRefused, match="no_area"):
        per_square_metre(1, 0)
