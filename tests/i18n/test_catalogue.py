"""Everything a person reads exists in Chinese and English."""

import re
import string

import pytest

from tests.i18n.catalogue import MO, chinese, collected, compiled, key, stored

CHINESE = re.compile(r"[\u4e00-\u9fff]")

#: English strings whose Chinese has no Chinese character, and why.
SAME_IN_BOTH = frozenset(
    {
        ", ",  # joins words of a list
        "; ",  # joins parts of a sentence
        "%(name)s, %(at)s",  # a name and a time
        "“%(name)s”",  # only puts marks around a name
        "%(first)s %(second)s",  # two sentences after one another
    }
)


def test_the_catalogue_holds_just_the_strings_that_are_used():
    assert {key(entry) for entry in stored()} == set(collected())


@pytest.mark.parametrize("entry", list(stored()), ids=lambda entry: entry.msgid[:40])
def test_every_string_has_its_chinese(entry):
    assert entry.msgid in SAME_IN_BOTH or CHINESE.search(chinese(entry)), entry.msgid


def test_the_list_of_exceptions_is_used():
    assert {entry.msgid for entry in stored() if not CHINESE.search(chinese(entry))} >= SAME_IN_BOTH


@pytest.mark.parametrize("entry", [e for e in stored() if "%(" in e.msgid], ids=lambda entry: entry.msgid[:40])
def test_the_same_values_stand_in_both(entry):
    names = re.compile(r"%\((\w+)\)[sd]")

    assert set(names.findall(chinese(entry))) == set(names.findall(entry.msgid + (entry.msgid_plural or "")))


@pytest.mark.parametrize(
    "entry", [e for e in stored() if re.search(r"\{\w*\}", e.msgid)], ids=lambda entry: entry.msgid[:40]
)
def test_the_same_fields_stand_in_both(entry):
    def fields(text: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}

    assert fields(chinese(entry)) == fields(entry.msgid)


def test_the_compiled_catalogue_is_fresh():
    assert MO.read_bytes() == compiled(stored())
