import pytest
from django.utils import translation

from menus.models import Edition, ItemOption, ItemRelation, MajorItem, MinorItem, Source
from menus.models.words import in_reader_language

CASES = [
    ("Chinese for readers of Chinese", "zh-hans", "楼道", "Stairwell", "楼道"),
    ("English for readers of English", "en", "楼道", "Stairwell", "Stairwell"),
    ("English where Chinese is missing", "zh-hans", "", "Stairwell", "Stairwell"),
    ("Chinese where English is missing", "en", "楼道", "", "楼道"),
]


@pytest.mark.parametrize("what, language, zh, en, read", CASES, ids=[case[0] for case in CASES])
def test_words_are_in_the_readers_language(what, language, zh, en, read):
    with translation.override(language):
        assert in_reader_language(zh, en) == read


def test_without_a_language_the_words_are_english():
    with translation.override(None):
        assert in_reader_language("楼道", "Stairwell") == "Stairwell"


def test_rows_show_their_words_in_the_readers_language():
    with translation.override("zh-hans"):
        assert MajorItem(name_zh="大项", name_en="Major").name == "大项"
        assert MinorItem(explanation_zh="说明", explanation_en="Explained").explanation == "说明"
        assert Edition(note_zh="整理稿", note_en="Reconstruction").note == "整理稿"
        assert ItemRelation(reason_zh="原因", reason_en="Because").reason == "原因"


def test_rows_name_themselves_by_their_code():
    rows = (Edition(version="a-1"), MajorItem(code="C1"), MinorItem(code="C1.01"))
    rows += (ItemOption(code="company"), Source(key="press"))

    assert [str(row) for row in rows] == ["a-1", "C1", "C1.01", "company", "press"]


@pytest.mark.parametrize("status, official", [("official", True), ("reconstruction", False)])
def test_an_edition_says_whether_it_is_official(status, official):
    assert Edition(status=status).is_official is official
