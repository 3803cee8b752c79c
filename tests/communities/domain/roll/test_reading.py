"""Lines of a list become rows of the register; what is wrong stands at its row and column."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communities.domain.electorate import Tenure, Title, Use
from communities.domain.roll.columns import Column
from communities.domain.roll.reading import read, shown
from communities.domain.roll.rows import PersonRow, UnitRow
from tests.communities.domain.roll.lists import HEADINGS, key_of, line, reading, told


def test_a_line_becomes_a_row():
    found = reading(line(居住情况="出租", 面积来源="测绘", 电话="138"))

    assert found.findings == []
    assert found.numbers == [2]
    assert found.rows == [
        UnitRow(
            "3-2",
            "3-2-501",
            5,
            Use.DWELLING,
            893_700,
            Title.REGISTERED,
            Tenure.LET,
            "survey",
            (PersonRow("测试人甲", "KEY TEST-1", "138"),),
        )
    ]


def test_empty_lines_are_passed_over_and_rows_keep_their_numbers():
    found = reading(line(), ("", " "), (), line(门牌="3-2-502"))

    assert found.numbers == [2, 5]


def test_co_owners_in_one_cell_the_first_of_them_represents():
    [row] = reading(line(业主="测试人甲、测试人乙", 身份证号="TEST-1；TEST-2", 电话="138;139")).rows

    assert row.persons == (PersonRow("测试人甲", "KEY TEST-1", "138"), PersonRow("测试人乙", "KEY TEST-2", "139"))


def test_a_person_of_the_register_is_named_by_its_number_there():
    [row] = reading(line(身份证号="#1")).rows

    assert row.persons[0].identity == "KEY TEST-1"


def test_a_room_gets_its_place_before_it():
    headings = ("楼栋", "单元", "房号", "面积", "业主")
    found = reading(
        ("3", "2", "501", "80", "甲"), ("3", "", "S1", "80", "乙"), ("", "", "P1", "9", "丙"), headings=headings
    )

    assert [row.key for row in found.rows] == [("3-2", "3-2-501"), ("3", "3-S1"), ("community", "P1")]


def test_a_door_alone_says_where_it_is():
    found = reading(*((door, "80", "甲") for door in ("3-2-501", "3-S1", "P1")), headings=("门牌", "面积", "业主"))

    assert [row.key for row in found.rows] == [("3-2", "3-2-501"), ("3", "3-S1"), ("community", "P1")]


def test_the_developers_parts_have_nobody():
    [row] = reading(line(产权="未售", 业主="", 身份证号="")).rows

    assert (row.title, row.persons) == (Title.UNSOLD, ())


def test_only_a_dwelling_is_lived_in():
    [row] = reading(line(用途="门面")).rows

    assert (row.use, row.tenure) == (Use.SHOP, None)


@pytest.mark.parametrize(
    "cells, code, column",
    [
        ({"门牌": ""}, "door_missing", "door"),
        ({"门牌": "3" * 21}, "text_too_long", "door"),
        ({"单元": "2 3"}, "place_unreadable", "building"),
        ({"楼层": "天台"}, "floor_unreadable", "floor"),
        ({"用途": "仓库"}, "use_unknown", "use"),
        ({"建筑面积": ""}, "area_missing", "area"),
        ({"建筑面积": "约九十"}, "area_not_a_number", "area"),
        ({"建筑面积": "0"}, "area_not_positive", "area"),
        ({"建筑面积": "99999999"}, "area_beyond_measure", "area"),
        ({"建筑面积": "1.23456"}, "area_too_fine", "area"),
        ({"面积来源": "听说"}, "source_unknown", "source"),
        ({"产权": "不详"}, "title_unknown", "title"),
        ({"居住情况": "不详"}, "tenure_unknown", "tenure"),
        ({"业主": "", "身份证号": ""}, "owner_missing", "owners"),
        ({"产权": "未售"}, "developer_with_owner", "owners"),
        ({"业主": "字" * 81}, "text_too_long", "owners"),
        ({"身份证号": "TEST-1、TEST-2"}, "identities_do_not_match", "identities"),
        ({"身份证号": "5.10102E+17"}, "identity_rounded", "identities"),
        ({"身份证号": "#99"}, "person_unknown", "identities"),
        ({"电话": "138、139"}, "phones_do_not_match", "phones"),
        ({"业主": "测试人甲、测试人乙", "身份证号": "TEST-1、test-1"}, "person_twice", "owners"),
    ],
)
def test_what_must_be_corrected(cells, code, column):
    found = reading(line(**cells))

    assert (code, 2, column) in told([finding for finding in found.findings if finding.blocks])
    assert found.rows == []


def test_everything_wrong_with_a_row_is_said_at_once():
    found = reading(line(楼层="?", 用途="?", 建筑面积="?"))

    assert told(found.findings) == [
        ("floor_unreadable", 2, "floor"),
        ("use_unknown", 2, "use"),
        ("area_not_a_number", 2, "area"),
    ]


def test_what_only_tells_does_not_stop():
    found = reading(line(面积来源="", 身份证号=""))

    assert told(found.findings) == [("source_missing", 2, "source"), ("identity_missing", 2, "identities")]
    assert [person.identity for person in found.rows[0].persons] == ["KEY 3-2/3-2-501/测试人甲"]


def test_without_numbers_equal_names_at_two_doors_are_two_persons():
    found = reading(line(身份证号=""), line(门牌="3-2-502", 身份证号=""))

    assert len({row.persons[0].identity for row in found.rows}) == 2


def test_short_lines_are_lines_with_empty_cells():
    assert told(reading(("3", "2", "3-2-501")).findings) == [
        ("area_missing", 2, "area"),
        ("source_missing", 2, "source"),
        ("owner_missing", 2, "owners"),
    ]


def test_a_long_cell_is_shown_short():
    assert list(shown([["字" * 40, "a"], ["b"]], 1)) == [("字" * 29 + "…", "a")]


CELL = st.one_of(
    st.text(max_size=12), st.sampled_from(["", "3", "89.37", "住宅", "未售", "甲、乙", "#1", "5e9", "-", "、"])
)
LINES = st.lists(st.lists(CELL, max_size=14), max_size=8)
LAYOUT = st.dictionaries(st.sampled_from(list(Column)), st.integers(0, 13))


@given(LINES, LAYOUT)
def test_whatever_a_file_holds_it_is_rows_and_findings(lines, layout):
    """Each line that is not empty is a row, or has at least one finding that stops it; never both."""
    found = read(lines, layout, key_of, first=2)

    stopped = {finding.row for finding in found.findings if finding.blocks}
    filled = {number for number, cells in enumerate(lines, start=2) if any(cell.strip() for cell in cells)}
    assert set(found.numbers) | stopped == filled
    assert set(found.numbers) & stopped == set()
    assert len(found.rows) == len(found.numbers)


def test_the_headings_of_these_tests_are_all_known():
    assert len(reading(headings=HEADINGS).rows) == 0
    assert len(set(HEADINGS)) == 12
