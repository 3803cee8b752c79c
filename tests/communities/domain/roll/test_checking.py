"""What shows only when rows are laid beside each other."""

from communities.domain.roll.checking import check
from tests.communities.domain.roll.lists import line, reading, told

AREA = 893_700


def findings(*lines, area=None):
    """What is found across these lines, in a community of just their area."""
    found = reading(*lines)
    assert len(found.rows) == len(lines)
    return check(found, AREA * len(lines) if area is None else area)


def other(door: str, **cells: str) -> tuple[str, ...]:
    return line(门牌=door, **cells)


def test_a_list_in_order_has_no_finding():
    assert findings(line(), other("3-2-502", 业主="测试人乙", 身份证号="TEST-2")) == []


def test_a_door_that_stands_twice():
    [twice] = [each for each in findings(line(), line()) if each.blocks]

    assert told([twice]) == [("door_twice", 3, "door")]
    assert dict(twice.values) == {"door": "3-2-501", "first": 2}


def test_the_same_door_in_another_stairwell_is_another_door():
    found = findings(line(门牌="501"), line(单元="3", 门牌="501", 业主="测试人乙", 身份证号="TEST-2"))

    assert found == []


def test_one_buyer_of_several_doors_is_one_owner_and_told():
    [told_] = findings(line(), other("3-2-502"), other("3-2-503"), other("3-2-504"))

    assert (told_.code.value, told_.row, told_.blocks) == ("same_buyer", 2, False)
    assert dict(told_.values) == {"name": "测试人甲", "n": 4, "doors": "3-2-501、3-2-502、3-2-503…"}


def test_equal_names_are_told_and_joined_by_nobody():
    [told_] = findings(line(), other("3-2-502", 身份证号="TEST-2"))

    assert (told_.code.value, told_.row, told_.blocks) == ("equal_names", None, False)
    assert dict(told_.values) == {"name": "测试人甲", "persons": 2, "doors": "3-2-501、3-2-502"}


def test_one_number_with_two_names_must_be_corrected():
    found = findings(line(), other("3-2-502", 业主="测试人乙"))

    assert told([each for each in found if each.blocks]) == [("name_differs", 3, "owners")]


def test_two_telephone_numbers_of_one_person_are_told():
    found = findings(line(电话="138"), other("3-2-502", 电话="139"))

    assert told(found) == [("phone_differs", 3, "phones"), ("same_buyer", 2, "owners")]


def test_co_owners_in_another_order_are_the_same_owner_and_told():
    pair = {"业主": "测试人甲、测试人乙", "身份证号": "TEST-1、TEST-2"}
    found = findings(line(**pair), other("3-2-502", 业主="测试人乙、测试人甲", 身份证号="TEST-2、TEST-1"))

    assert told(found) == [("same_buyer", 2, "owners"), ("representative_differs", 3, "owners")]


def test_areas_that_do_not_add_up_are_told():
    [told_] = findings(line(), area=1_000_000)

    assert (told_.code.value, told_.blocks) == ("area_does_not_add_up", False)
    assert dict(told_.values) == {"units_cm2": AREA, "community_cm2": 1_000_000}
