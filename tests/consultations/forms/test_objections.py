"""The text of an objection: anything that says something, up to a page."""

import pytest
from django.utils.translation import override

from consultations.forms.objections import LONGEST, ObjectionForm


@pytest.mark.parametrize(
    "typed, text", [("太贵了", "太贵了"), ("  a \n b ", "a \n b"), ("长" * LONGEST, "长" * LONGEST)]
)
def test_a_text_is_kept_as_it_was_written(typed: str, text: str) -> None:
    form = ObjectionForm({"text": typed})

    assert form.is_valid()
    assert form.cleaned_data == {"text": text}


def test_an_empty_text_is_refused_with_what_to_do() -> None:
    with override("en"):
        for typed in ("", " \n\t"):
            assert ObjectionForm({"text": typed}).errors == {"text": ["The text is empty. Write what you want to say."]}


def test_a_text_longer_than_a_page_is_refused_and_stays_in_the_form() -> None:
    form = ObjectionForm({"text": "长" * (LONGEST + 1)})

    assert list(form.errors) == ["text"]
    assert form["text"].value() == "长" * (LONGEST + 1)
