from types import SimpleNamespace

import pytest
from django.utils import translation

from renewal_portal.shown.words import in_language

LIFT = SimpleNamespace(name_zh="加装电梯", name_en="Retrofitted lift", note_zh="按单元", note_en="")


@pytest.mark.parametrize("language, name", [("zh-hans", "加装电梯"), ("en", "Retrofitted lift")])
def test_a_name_is_in_the_language_of_the_page(language, name):
    with translation.override(language):
        assert in_language(LIFT) == name
        assert in_language(vars(LIFT)) == name


def test_an_empty_text_gives_way_to_the_other_language():
    with translation.override("en"):
        assert in_language(LIFT, "note") == "按单元"


def test_a_field_that_does_not_exist_is_an_error():
    with pytest.raises(AttributeError):
        in_language(LIFT, "wording")
