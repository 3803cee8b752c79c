"""A word is kept as it was meant, counted as it is kept, and told from what it was before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.domain.remarks import LONGEST, clean, left, mark


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("静音型电梯", "静音型电梯"),
        ("  one  \r\ntwo \r\n", "one\ntwo"),
        ("one\rtwo", "one\ntwo"),
        ("one\n\n\n\n\ntwo", "one\n\ntwo"),
        ("one\n \n\t\n \ntwo", "one\n\ntwo"),
        (" \n\u3000\n ", ""),
    ],
)
def test_a_word_is_kept_without_what_nobody_meant(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@given(st.text())
def test_what_is_kept_is_kept_again_as_it_is(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    "typed, number", [("", LONGEST), (" 电梯 ", LONGEST - 2), ("好" * LONGEST, 0), ("好" * 503, -3)]
)
def test_the_characters_left_are_counted_as_they_are_kept(typed: str, number: int) -> None:
    assert left(typed) == number


def test_the_mark_tells_a_word_from_what_it_was_before() -> None:
    assert mark("电梯") == mark("电梯")
    assert mark("电梯") != mark("电梯。")
    assert len(mark("电梯")) == 24
