"""A cell says one thing, or why it cannot be read."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communities.domain.electorate import Tenure, Title, Use
from communities.domain.roll import cells
from communities.domain.roll.cells import Unclear
from communities.domain.roll.findings import Code

ANY = st.text(max_size=60)


@pytest.mark.parametrize(
    "said, cm2",
    [
        ("89.37", 893_700),
        ("89.3700", 893_700),
        ("８９．３７ ㎡", 893_700),
        ("1,206.5平方米", 12_065_000),
        ("0.0001", 1),
        ("007", 70_000),
        ("1000000", 10_000_000_000),
    ],
)
def test_areas(said, cm2):
    assert cells.area(said) == cm2


@pytest.mark.parametrize(
    "said, code",
    [
        ("", Code.AREA_MISSING),
        ("㎡", Code.AREA_MISSING),
        ("约90", Code.AREA_NOT_A_NUMBER),
        ("8.9.1", Code.AREA_NOT_A_NUMBER),
        ("1e3", Code.AREA_NOT_A_NUMBER),
        ("٣", Code.AREA_NOT_A_NUMBER),
        ("0", Code.AREA_NOT_POSITIVE),
        ("0.00", Code.AREA_NOT_POSITIVE),
        ("-12", Code.AREA_NOT_POSITIVE),
        ("1000001", Code.AREA_BEYOND_MEASURE),
        ("9" * 5_000, Code.AREA_BEYOND_MEASURE),
        ("89.37001", Code.AREA_TOO_FINE),
    ],
)
def test_what_is_no_area(said, code):
    with pytest.raises(Unclear) as unclear:
        cells.area(said)
    assert unclear.value.code is code


@pytest.mark.parametrize(
    "said, floor", [("", None), ("5", 5), ("５层", 5), ("-1", -1), ("负一层", "?"), ("B2", -2), ("0", 0)]
)
def test_floors(said, floor):
    if floor == "?":
        with pytest.raises(Unclear):
            cells.floor(said)
    else:
        assert cells.floor(said) == floor


@pytest.mark.parametrize("said", ["121", "-10", "x", "5.5"])
def test_a_floor_no_house_has(said):
    with pytest.raises(Unclear) as unclear:
        cells.floor(said)
    assert unclear.value.code is Code.FLOOR_UNREADABLE


def test_words_of_a_closed_list_in_both_languages():
    assert cells.one_of(cells.USES, "住宅", Code.USE_UNKNOWN) is Use.DWELLING
    assert cells.one_of(cells.TITLES, " Unsold ", Code.TITLE_UNKNOWN) is Title.UNSOLD
    assert cells.one_of(cells.TENURES, "出租", Code.TENURE_UNKNOWN) is Tenure.LET
    assert cells.one_of(cells.SOURCES, "", Code.SOURCE_UNKNOWN) is None


def test_an_unknown_word_tells_what_is_known():
    with pytest.raises(Unclear) as unclear:
        cells.one_of(cells.USES, "仓库", Code.USE_UNKNOWN)
    assert unclear.value.values == {"said": "仓库", "known": "住宅 / 商铺 / 车位"}


@pytest.mark.parametrize("words", [cells.USES, cells.TITLES, cells.TENURES, cells.SOURCES])
def test_no_word_means_two_things(words):
    said = [word for each in words.values() for word in each]

    assert len(said) == len(set(said))
    assert [cells.folded(word) for word in said] == said


@pytest.mark.parametrize(
    "building, stairwell, code",
    [
        ("3", "2", "3-2"),
        ("3栋", "2单元", "3-2"),
        ("3", "", "3"),
        ("", "", "community"),
        ("3-2", "", "3-2"),
        ("", "3-2", "3-2"),
    ],
)
def test_places(building, stairwell, code):
    assert cells.place(building, stairwell) == code


@pytest.mark.parametrize(
    "building, stairwell",
    [("", "2"), ("3-2", "1"), ("3 2", ""), ("-3", ""), ("3-", ""), ("community", ""), ("栋", "2")],
)
def test_what_is_no_place(building, stairwell):
    with pytest.raises(Unclear) as unclear:
        cells.place(building, stairwell)
    assert unclear.value.code is Code.PLACE_UNREADABLE


def test_several_in_one_cell():
    assert cells.split("测试人甲、测试人乙;测试人丙\n测试人丁") == ["测试人甲", "测试人乙", "测试人丙", "测试人丁"]
    assert cells.split("138、") == ["138", ""]
    assert cells.split(" 、 ") == []


def test_a_number_a_spreadsheet_has_rounded_is_seen():
    assert [cells.is_rounded(said) for said in ("5.10102E+17", "5.10102196001011e+17", "510102196001011234", "")] == [
        True,
        True,
        False,
        False,
    ]


@given(ANY)
def test_any_text_is_a_value_or_unclear(said):
    for reader in (
        cells.area,
        cells.floor,
        lambda text: cells.one_of(cells.USES, text, Code.USE_UNKNOWN),
        lambda text: cells.place(text, text),
        lambda text: cells.limited(text, 20),
    ):
        with suppress(Unclear):
            reader(said)


@given(st.integers(1, cells.LARGEST_M2 * cells.CM2))
def test_an_area_is_read_as_it_was_written(cm2):
    assert cells.area(cells.area_text(cm2)) == cm2


@given(ANY)
def test_what_is_guarded_is_no_formula_and_is_read_as_it_was(said):
    plain = cells.clean(said)
    guarded = cells.guarded(plain)

    assert not guarded.startswith(("=", "+", "-", "@"))
    assert cells.clean(guarded) == plain


@given(ANY)
def test_a_clean_text_holds_nothing_unseen(said):
    plain = cells.clean(said)

    assert "\x00" not in plain
    assert plain == plain.strip()
    plain.encode("utf-8")
