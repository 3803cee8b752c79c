"""Keyed hashes, and codes a person can copy from paper."""

import hashlib
import hmac
import re

import pytest
from django.conf import settings

from communities.services.secrets import ALPHABET, CODE_LENGTH, fold, keyed_hash, new_code, new_link


def test_a_hash_is_keyed_with_the_pepper_and_its_purpose(settings) -> None:
    expected = hmac.new(settings.PEPPER.encode(), b"link\x00word", hashlib.sha256).hexdigest()

    assert keyed_hash("link", "word") == expected
    assert keyed_hash("code", "word") != expected

    settings.PEPPER = "another pepper of the tests " * 2
    assert keyed_hash("link", "word") != expected


def test_purpose_and_text_cannot_be_moved_into_each_other() -> None:
    assert keyed_hash("a", "bc") != keyed_hash("ab", "c")


def test_a_link_holds_128_bits_and_never_comes_twice() -> None:
    links = {new_link() for _ in range(200)}

    assert len(links) == 200
    assert {len(link) for link in links} == {22}
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", link) for link in links)


@pytest.mark.parametrize("length", [CODE_LENGTH, 8])
def test_a_code_is_of_letters_that_are_not_mixed_up(length: int) -> None:
    codes = {new_code(length) for _ in range(200)}

    assert len(codes) == 200
    assert {len(code) for code in codes} == {length}
    assert set("".join(codes)) <= set(ALPHABET)
    assert set("ILOU") & set(ALPHABET) == set()
    assert all(fold(code) == code for code in codes)


@pytest.mark.parametrize(
    "typed, read",
    [
        ("abcde-fghjk", "ABCDEFGHJK"),
        (" ABCDE FGHJK ", "ABCDEFGHJK"),
        ("oO0", "000"),
        ("iIlL1", "11111"),
        ("ａｂｃ１２３", "ABC123"),
        ("编号 AB12", "AB12"),
        ("uUvV", "VVVV"),
        ("", ""),
        ("–·—", ""),
    ],
)
def test_what_is_typed_is_read_forgivingly(typed: str, read: str) -> None:
    assert fold(typed) == read


def test_the_pepper_is_not_the_key_of_sessions() -> None:
    assert settings.PEPPER != settings.SECRET_KEY
