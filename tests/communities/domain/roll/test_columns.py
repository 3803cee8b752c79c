"""Columns are known by their headings, in Chinese and English, and as was said before."""

import pytest

from communities.domain.roll.columns import HEADINGS, Column, find_headings, guess, lacking, names


@pytest.mark.parametrize(
    "heading, column",
    [
        ("楼栋", Column.BUILDING),
        ("单元号", Column.STAIRWELL),
        (" 房 号 ", Column.ROOM),
        ("建筑面积（平方米）", Column.AREA),
        ("建筑面积(㎡)", Column.AREA),
        ("ＡＲＥＡ (m²)", Column.AREA),
        ("Owner Name", Column.OWNERS),
        ("*身份证号码：", Column.IDENTITIES),
        ("联系电话", Column.PHONES),
    ],
)
def test_a_heading_is_known_however_it_is_written(heading, column):
    assert guess([heading]) == {column: 0}


def test_our_own_headings_are_each_their_column():
    assert guess(list(HEADINGS.values())) == {column: at for at, column in enumerate(HEADINGS)}


def test_of_two_columns_of_one_kind_the_first_counts():
    assert guess(["序号", "面积", "建筑面积"]) == {Column.AREA: 1}


def test_what_was_said_before_goes_before_what_is_guessed():
    said = names(["序号", "套内", "面积"], {Column.AREA: 1})

    assert said == {"套内": "area"}
    assert guess(["套内", "面积"], said.get) == {Column.AREA: 0}


def test_a_memory_of_what_is_no_column_is_passed_over():
    assert guess(["备注"], {"备注": "remark"}.get) == {}


def test_no_register_without_door_area_and_owner():
    assert lacking({}) == (Column.DOOR, Column.AREA, Column.OWNERS)
    assert lacking({Column.ROOM: 0, Column.AREA: 1, Column.OWNERS: 2}) == ()


@pytest.mark.parametrize(
    "rows, at",
    [
        ([["楼栋", "门牌", "面积"], ["1", "1-1-101", "80"]], 0),
        ([["测试小区业主名册"], [], ["2026年3月", ""], ["门牌", "面积", "业主"]], 3),
        ([["a"], ["b", "c"], ["1", "2"]], 1),
        ([[], []], 0),
        ([], 0),
    ],
)
def test_headings_are_found_under_titles(rows, at):
    assert find_headings(rows) == at
