"""Whose wishes a plan grants: counted by home, spoken of by place, never of a few homes."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from consultations.domain.plan.fairness import FLOOR, Wishes, least_served, served, wishes_of
from menus.domain.catalogue import LineageKey

LAMP, LIFT, ROOF = LineageKey("C1.07", "community"), LineageKey("C3.08", "1-1"), LineageKey("C3.01", "1")


def homes(number: int, stairwell: str, *wanted: LineageKey) -> list[Wishes]:
    building = stairwell.partition("-")[0]
    return [Wishes(frozenset({"community", building, stairwell}), frozenset(wanted))] * number


def test_a_ballot_says_what_its_home_wants():
    found = wishes_of(
        {7: "+-", 8: "._", 9: "0+"}, {7: frozenset("1"), 8: frozenset("2"), 9: frozenset("3")}, [LAMP, ROOF]
    )

    assert found == [Wishes(frozenset("1"), frozenset({LAMP})), Wishes(frozenset("3"), frozenset({ROOF}))]


def test_homes_are_counted_by_how_many_of_their_wishes_are_granted():
    everybody = [*homes(6, "1-1", LAMP, LIFT), *homes(4, "1-1", ROOF), *homes(10, "1-2", LAMP)]

    community, building, first, second = served(everybody, {LAMP}, {LAMP, LIFT, ROOF})

    assert (community.place, community.homes, community.by_granted) == ("community", 20, (4, 16))
    assert (community.granted, community.wishes, community.share) == (16, 26, Fraction(8, 13))
    assert (building.place, building.by_granted) == ("1", (4, 16))
    assert (first.place, first.by_granted, second.place, second.by_granted) == ("1-1", (4, 6), "1-2", (0, 10))


def test_what_the_plan_does_not_decide_about_is_not_counted():
    (community, *_) = served(homes(10, "1-1", LAMP, LIFT), {LAMP}, {LAMP})

    assert (community.wishes, community.granted) == (10, 10)


def test_a_small_stairwell_hides_its_neighbours_so_that_nobody_subtracts():
    everybody = [*homes(12, "1-1", LAMP), *homes(2, "1-2", LAMP), *homes(10, "2-1", LAMP)]

    assert [each.place for each in served(everybody, {LAMP}, {LAMP})] == ["community", "1", "2", "2-1"]


def test_a_small_building_hides_all_buildings_and_their_stairwells():
    everybody = [*homes(30, "1-1", LAMP), *homes(9, "2-1", LAMP)]

    assert [each.place for each in served(everybody, {LAMP}, {LAMP})] == ["community"]


def test_of_a_small_community_nothing_is_said():
    assert served(homes(FLOOR - 1, "1-1", LAMP), {LAMP}, {LAMP}) == ()


def test_the_least_served_building_is_named_and_the_first_of_equals():
    everybody = [*homes(10, "1-1", LAMP), *homes(10, "2-1", LAMP, ROOF), *homes(10, "10-1", LAMP, ROOF)]
    places = served(everybody, {LAMP}, {LAMP, ROOF})

    assert [each.place for each in places] == ["community", "1", "1-1", "2", "2-1", "10", "10-1"]
    assert least_served(places).place == "2"


def test_one_building_is_not_the_least_of_any():
    assert least_served(served(homes(10, "1-1", LAMP), {LAMP}, {LAMP})) is None


wish = st.builds(
    lambda stairwell, wanted: homes(1, stairwell, *wanted)[0],
    st.sampled_from(["1-1", "1-2", "2-1"]),
    st.sets(st.sampled_from([LAMP, LIFT, ROOF]), min_size=1),
)


@given(st.lists(wish, max_size=60), st.sets(st.sampled_from([LAMP, LIFT, ROOF])))
def test_stairwells_add_up_to_their_building_and_no_place_is_small(everybody, granted):
    found = {each.place: each for each in served(everybody, granted, {LAMP, LIFT, ROOF})}

    assert all(each.homes >= FLOOR for each in found.values())
    if {"1", "1-1", "1-2"} <= found.keys():
        assert found["1-1"].granted + found["1-2"].granted == found["1"].granted
        assert found["1-1"].homes + found["1-2"].homes == found["1"].homes


@given(st.lists(wish, max_size=40), st.sets(st.sampled_from([LAMP, ROOF])))
def test_one_line_more_serves_no_place_worse(everybody, granted):
    less, more = (served(everybody, inside, {LAMP, LIFT, ROOF}) for inside in (granted, granted | {LIFT}))

    assert all(before.granted <= after.granted for before, after in zip(less, more, strict=True))
