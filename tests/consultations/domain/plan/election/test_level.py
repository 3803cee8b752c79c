"""The level in floats stays within the error it names."""

from fractions import Fraction
from math import inf

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.domain.plan.election.level import given as given_at
from consultations.domain.plan.election.level import level
from tests.consultations.domain.plan.election.elections import price_by_hand


@pytest.mark.parametrize(
    "left, cost, expected",
    [([1.0, 1.0], 1.0, 0.5), ([0.25, 1.0], 1.0, 0.75), ([0.0, 0.25, 1.0], 1.25, 1.0), ([1.0, 1.0], 3.0, inf)],
    ids=str,
)
def test_the_poor_give_all_and_the_rich_what_is_missing(left, cost, expected):
    assert level(np.array(left), np.ones(len(left)), cost, 0.0, 1)[0] == expected


def test_a_row_of_several_voices_pays_for_each():
    assert level(np.array([0.25, 1.0]), np.array([2.0, 3.0]), 2.0, 0.0, 1)[0] == 0.5
    assert given_at(np.array([0.25, 1.0]), np.array([2.0, 3.0]), 0.5) == pytest.approx(2.0)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=12), st.integers(1, 6000))
def test_the_true_level_is_within_the_error(purses, cost):
    true = price_by_hand([Fraction(purse, 1000) for purse in purses], Fraction(cost, 1000))

    about, error = level(np.array(purses) / 1000, np.ones(len(purses)), cost / 1000, 0.0, 4)

    if true is None:
        assert about == inf or error == inf or cost - sum(purses) == 0 or about >= 0
    elif error < inf:
        assert about - error <= true <= about + error
