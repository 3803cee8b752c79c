"""What a resident types to sign in is read forgivingly, and what was mistyped is said before it counts as a guess."""

import pytest

from communities.forms.signing import HelperForm, LetterForm

RIGHT = {"letter_number": "ABCD2345", "code": "ABCDE23456"}
NUMBER_WRONG = "The letter number has eight letters and digits; you typed {}. Look at your letter once more."
CODE_WRONG = "The code has ten letters and digits; you typed {}. Look at your letter once more."


@pytest.fixture(autouse=True)
def _in_english(settings) -> None:
    settings.LANGUAGE_CODE = "en"


def problems(**typed: str) -> dict[str, list[str]]:
    return dict(LetterForm(RIGHT | typed).errors)


@pytest.mark.parametrize(
    "number", ["ABCD2345", "abcd2345", " abcd 2345 ", "AB-CD-23-45", "ＡＢＣＤ２３４５", "号码:ABCD2345"]
)
def test_a_letter_number_is_read_however_it_is_written(number: str) -> None:
    assert problems(letter_number=number) == {}


@pytest.mark.parametrize("code", ["abcde-23456", "ABCDE 23456", "ａｂｃｄｅ２３４５６", "a b c d e 2 3 4 5 6"])
def test_a_code_is_read_however_it_is_written(code: str) -> None:
    assert problems(code=code) == {}


@pytest.mark.parametrize("typed, counted", [("ABC", 3), ("ABCDE23456", 10), ("----", 0), ("一二三四五六七八", 0)])
def test_a_letter_number_of_another_length_was_mistyped(typed: str, counted: int) -> None:
    assert problems(letter_number=typed) == {"letter_number": [NUMBER_WRONG.format(counted)]}


@pytest.mark.parametrize("typed, counted", [("ABCD2345", 8), ("ABCDE234567", 11)])
def test_a_code_of_another_length_was_mistyped(typed: str, counted: int) -> None:
    assert problems(code=typed) == {"code": [CODE_WRONG.format(counted)]}


def test_both_are_needed_and_each_says_where_it_stands() -> None:
    assert problems(letter_number="", code=" ") == {
        "letter_number": ["Type the letter number that stands at the top of your letter."],
        "code": ["Type the code that stands below the letter number."],
    }


def test_what_is_much_too_long_is_not_even_counted() -> None:
    long = "Ensure this value has at most 60 characters (it has 61)."
    assert problems(letter_number="A" * 61) == {"letter_number": [long]}


@pytest.mark.parametrize("typed, name", [("", ""), ("  王芳 ", "王芳"), ("王" * 80, "王" * 80)])
def test_a_helper_may_be_named(typed: str, name: str) -> None:
    form = HelperForm({"helper": typed})
    assert form.is_valid()
    assert form.cleaned_data["helper"] == name


def test_a_helpers_name_has_room_for_eighty_letters() -> None:
    assert HelperForm({"helper": "王" * 81}).errors == {
        "helper": ["Ensure this value has at most 80 characters (it has 81)."]
    }


def test_nothing_typed_is_remembered_corrected_or_written_small() -> None:
    box = str(LetterForm()["code"])
    asked = ('autocomplete="off"', 'autocapitalize="characters"', 'autocorrect="off"', 'spellcheck="false"')
    assert [text for text in asked if text not in box] == []
