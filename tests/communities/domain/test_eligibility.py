"""May this community be renovated under the programme?"""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communities.domain.eligibility import Condition, Obstacle, obstacles

OLD = Condition(built_year=1994, poor_upkeep=True, poor_facilities=True, strong_wish=True, in_demolition_plan=False)

CASES = [  # what it shows, what differs, the last year that counts, obstacles
    ("an old one in poor condition", {}, 2000, ()),
    ("poor upkeep alone is enough", {"poor_facilities": False}, 2000, ()),
    ("poor facilities alone are enough", {"poor_upkeep": False}, 2000, ()),
    ("built in the last year that counts", {"built_year": 2000}, 2000, ()),
    ("built a year later", {"built_year": 2001}, 2000, (Obstacle.TOO_NEW,)),
    ("a year later, where the district lets them in", {"built_year": 2001}, 2001, ()),
    ("of 2005, where the district lets them all in", {"built_year": 2005}, 2005, ()),
    ("of 2006 nowhere", {"built_year": 2006}, 2005, (Obstacle.TOO_NEW,)),
    ("to be pulled down", {"in_demolition_plan": True}, 2000, (Obstacle.IN_DEMOLITION_PLAN,)),
    ("in good condition", {"poor_upkeep": False, "poor_facilities": False}, 2000, (Obstacle.NO_POOR_CONDITION,)),
    ("nobody asks for it", {"strong_wish": False}, 2000, (Obstacle.NO_STRONG_WISH,)),
    (
        "all that speaks against it, in order",
        {
            "built_year": 2010,
            "in_demolition_plan": True,
            "poor_upkeep": False,
            "poor_facilities": False,
            "strong_wish": False,
        },
        2005,
        (Obstacle.TOO_NEW, Obstacle.IN_DEMOLITION_PLAN, Obstacle.NO_POOR_CONDITION, Obstacle.NO_STRONG_WISH),
    ),
]


@pytest.mark.parametrize("what, differs, latest_year, expected", CASES, ids=[case[0] for case in CASES])
def test_obstacles(what, differs, latest_year, expected):
    assert obstacles(replace(OLD, **differs), latest_year=latest_year) == expected


def test_without_a_districts_setting_the_year_is_2000():
    assert obstacles(replace(OLD, built_year=2001)) == (Obstacle.TOO_NEW,)


@pytest.mark.parametrize("year", [1999, 2006])
def test_a_district_cannot_go_beyond_the_programme(year):
    with pytest.raises(ValueError, match=rf"^latest year {year} is outside 2000-2005$"):
        obstacles(OLD, latest_year=year)


CONDITIONS = st.builds(
    Condition,
    built_year=st.integers(1950, 2020),
    poor_upkeep=st.booleans(),
    poor_facilities=st.booleans(),
    strong_wish=st.booleans(),
    in_demolition_plan=st.booleans(),
)


@given(CONDITIONS, st.integers(2000, 2004))
def test_a_later_year_never_adds_an_obstacle(condition, year):
    assert set(obstacles(condition, latest_year=year + 1)) <= set(obstacles(condition, latest_year=year))


@given(CONDITIONS, st.integers(2000, 2005))
def test_every_obstacle_is_one_that_putting_right_takes_away(condition, year):
    right = {
        Obstacle.TOO_NEW: {"built_year": year},
        Obstacle.IN_DEMOLITION_PLAN: {"in_demolition_plan": False},
        Obstacle.NO_POOR_CONDITION: {"poor_upkeep": True},
        Obstacle.NO_STRONG_WISH: {"strong_wish": True},
    }
    found = obstacles(condition, latest_year=year)

    for obstacle in found:
        left = obstacles(replace(condition, **right[obstacle]), latest_year=year)
        assert left == tuple(other for other in found if other is not obstacle)
