"""Numbers as people write them, and which of them take a message."""

import pytest

from communities.domain.contacts import ending, plain_number, takes_messages


@pytest.mark.parametrize(
    "typed, plain",
    [
        ("138 0000 0042", "13800000042"),
        ("１３８－００００－００４２", "13800000042"),
        ("+86 (138) 0000.0042", "+8613800000042"),
    ],
)
def test_spaces_dashes_and_full_width_signs_do_not_matter(typed, plain) -> None:
    assert plain_number(typed) == plain


@pytest.mark.parametrize(
    "number, takes",
    [
        ("13800000042", True),
        ("19900000042", True),
        ("12800000042", False),
        ("1380000004", False),
        ("138000000420", False),
        ("02367670000", False),
        ("+85251234567", True),
        ("+0123456789", False),
        ("+861", False),
        ("", False),
        ("13800000042 ", False),
    ],
)
def test_only_mobile_and_international_numbers_take_messages(number, takes) -> None:
    assert takes_messages(number) is takes


def test_of_a_number_its_last_two_digits_are_shown() -> None:
    assert ending("13800000042") == "••42"
