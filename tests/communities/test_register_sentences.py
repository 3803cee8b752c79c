"""Everything that can be found in a register file, or changed by it, has words; and they can be filled."""

from dataclasses import fields

from communities.domain.electorate import Tenure, Title, Use
from communities.domain.roll.checking import check
from communities.domain.roll.columns import Column
from communities.domain.roll.difference import FIELDS as OF_UNITS
from communities.domain.roll.findings import Code, Finding
from communities.domain.roll.rows import AREA_SOURCES, Figures
from communities.register_sentences import COLUMNS, FIELDS, FIGURES, FINDINGS, WORDS
from tests.communities.domain.roll.lists import line, reading

ALONE = [
    {"门牌": ""},
    {"门牌": "3" * 21},
    {"单元": "2 3"},
    {"楼层": "天台"},
    {"用途": "仓库"},
    {"建筑面积": ""},
    {"建筑面积": "约九十"},
    {"建筑面积": "0"},
    {"建筑面积": "99999999"},
    {"建筑面积": "1.23456"},
    {"面积来源": "听说"},
    {"面积来源": ""},
    {"产权": "不详"},
    {"居住情况": "不详"},
    {"业主": "", "身份证号": ""},
    {"产权": "未售"},
    {"身份证号": ""},
    {"身份证号": "TEST-1、TEST-2"},
    {"身份证号": "5.10102E+17"},
    {"身份证号": "#99"},
    {"电话": "138、139"},
    {"业主": "测试人甲、测试人乙", "身份证号": "TEST-1、TEST-1"},
]
PAIR = {"业主": "测试人甲、测试人乙", "身份证号": "TEST-1、TEST-2"}
TURNED = {"业主": "测试人乙、测试人丙", "身份证号": "TEST-2、TEST-1", "电话": "138、139"}
BESIDE = [{}, {}, {"门牌": "a", "身份证号": "TEST-9"}, {"门牌": "b", **PAIR}, {"门牌": "c", **TURNED}]


def everything_found() -> list[Finding]:
    beside = reading(*(line(**cells) for cells in BESIDE))
    return [*reading(*(line(**cells) for cells in ALONE)).findings, *check(beside, 1)]


def test_every_finding_has_words_that_can_be_filled() -> None:
    found = everything_found()

    assert {finding.code for finding in found} == set(Code) == set(FINDINGS)
    said = [str(FINDINGS[finding.code][1]) % finding.values for finding in found if FINDINGS[finding.code][1]]
    assert [sentence for sentence in said if "%" in sentence or not sentence] == []


def test_every_column_and_every_figure_has_its_name() -> None:
    assert set(COLUMNS) == set(Column)
    assert set(FIGURES) == {field.name for field in fields(Figures)}


def test_everything_that_changes_has_its_name_and_its_words() -> None:
    assert set(FIELDS) == {*OF_UNITS.values(), "owners", "name", "phone", "representative"}
    assert {name: set(words) for name, words in WORDS.items()} == {
        "use": set(Use),
        "title": set(Title),
        "tenure": set(Tenure),
        "area_source": set(AREA_SOURCES),
    }
