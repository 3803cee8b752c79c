"""What a file changes, field by field; and a file of our own changes nothing."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from communities.domain.electorate import DEVELOPERS, Tenure, Title, Use
from communities.domain.roll.cells import clean, split
from communities.domain.roll.columns import Column, guess
from communities.domain.roll.difference import About, Change, completed, difference
from communities.domain.roll.reading import read
from communities.domain.roll.rows import AREA_SOURCES, Figures, PersonRow, UnitRow, figures
from communities.domain.roll.writing import headings, lines

JIA, YI = PersonRow("测试人甲", "KEY A", "138"), PersonRow("测试人乙", "KEY B")
HOME = UnitRow("3-2", "3-2-501", 5, Use.DWELLING, 893_700, persons=(JIA,))
SHOP = UnitRow("3", "3-S1", 0, Use.SHOP, 500_000, tenure=None, persons=(YI,))
ALL = frozenset(Column)


def test_the_same_rows_change_nothing():
    assert not difference([HOME, SHOP], [SHOP, HOME])


def test_what_comes_and_what_goes():
    found = difference([HOME], [SHOP])

    assert (found.added, found.gone, found.changes) == ((SHOP,), (HOME,), ())


def test_what_changes_is_told_field_by_field():
    after = replace(HOME, area_cm2=900_000, tenure=Tenure.LET, persons=(YI,))

    assert difference([HOME], [after]).changes == (
        Change(About.UNIT, "3-2-501", "area_cm2", 893_700, 900_000),
        Change(About.UNIT, "3-2-501", "tenure", Tenure.OWNER_OCCUPIED, Tenure.LET),
        Change(About.UNIT, "3-2-501", "owners", "测试人甲", "测试人乙"),
    )


def test_a_person_is_corrected_once_however_many_doors_they_have():
    second, named = replace(HOME, door="3-2-502"), replace(JIA, name="测试人佳", phone="")
    after = [replace(HOME, persons=(named,)), replace(second, persons=(named,))]

    assert difference([HOME, second], after).changes == (
        Change(About.PERSON, "测试人甲", "name", "测试人甲", "测试人佳"),
        Change(About.PERSON, "测试人甲", "phone", "138", ""),
    )


def test_who_speaks_for_an_owner_changes_without_a_new_owner():
    pair, turned = replace(HOME, persons=(JIA, YI)), replace(HOME, persons=(YI, JIA))

    assert difference([pair], [turned]).changes == (
        Change(About.OWNER, "3-2-501", "representative", "测试人甲", "测试人乙"),
    )


def test_what_a_file_has_no_column_for_stays():
    said = UnitRow("3-2", "3-2-501", None, Use.DWELLING, 900_000, persons=(replace(JIA, phone=""),))
    let = replace(HOME, tenure=Tenure.LET, area_source="survey")

    [row] = completed([said], [let], {Column.DOOR, Column.AREA, Column.OWNERS})

    assert row == replace(let, area_cm2=900_000)


def test_a_shop_that_stays_a_shop_has_no_tenure_and_a_new_home_has_one():
    said = replace(SHOP, use=Use.DWELLING, tenure=Tenure.OWNER_OCCUPIED)

    assert completed([said], [SHOP], ALL - {Column.USE}) == [SHOP]
    assert completed([said], [SHOP], ALL - {Column.TENURE}) == [said]


def test_figures_count_the_developer_once():
    empty = UnitRow("3-2", "3-2-601", 6, Use.DWELLING, 10_000, Title.UNSOLD)

    assert figures([HOME, SHOP, empty, replace(empty, door="3-2-602")]) == Figures(4, 3, 3, 2, 1_413_700)
    assert figures([]) == Figures()


def fits(text: str) -> bool:
    return clean(text) == text and split(text) == [text]


TEXT = st.text(min_size=1, max_size=8).filter(fits)
CODE = st.from_regex(r"[A-Za-z0-9]{1,4}(-[A-Za-z0-9]{1,4})?", fullmatch=True).filter(lambda code: code != "community")
PERSONS = st.dictionaries(
    st.from_regex(r"K[0-9]{1,3}", fullmatch=True), st.tuples(TEXT, st.just("") | TEXT), max_size=3
)


@st.composite
def unit(draw):
    use, title = draw(st.sampled_from(Use)), draw(st.sampled_from(Title))
    persons = draw(PERSONS.filter(bool)) if title not in DEVELOPERS else {}
    return UnitRow(
        draw(st.just("community") | CODE),
        draw(TEXT),
        draw(st.none() | st.integers(-9, 120)),
        use,
        draw(st.integers(1, 10**10)),
        title,
        draw(st.sampled_from(Tenure)) if use is Use.DWELLING else None,
        draw(st.sampled_from(AREA_SOURCES)),
        tuple(PersonRow(name, key, phone) for key, (name, phone) in persons.items()),
    )


@given(st.lists(unit(), max_size=5, unique_by=lambda row: row.key))
def test_a_file_of_our_own_reads_back_as_the_same_register(rows):
    written = list(lines(rows, lambda key: f"#{key}"))
    found = read(written, guess(headings()), lambda said: said.removeprefix("#"), first=2)

    assert [finding for finding in found.findings if finding.blocks] == []
    assert found.rows == rows
