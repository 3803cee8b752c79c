import json
from datetime import date
from decimal import Decimal
from enum import IntEnum, StrEnum
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renewal_portal.ledger.domain.canonical import LARGEST, canonical_bytes
from renewal_portal.ledger.domain.refusals import NotCanonical

TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


class Answer(StrEnum):
    FOR = "+"


class Floor(IntEnum):
    FIRST = 1


SPELLINGS = [
    ("keys are sorted and nothing is spaced", {"b": [1, True, None], "a": "x"}, b'{"a":"x","b":[1,true,null]}'),
    ("Chinese stands as itself", "楼道", '"楼道"'.encode()),
    ("only what must be is escaped", 'a"\\\n/', b'"a\\"\\\\\\n/"'),
    ("keys sort by code point, not by UTF-16", {"\U0001f600": 1, "\uff61": 2}, '{"｡":2,"😀":1}'.encode()),
    ("named values stand as their value", [Answer.FOR, Floor.FIRST], b'["+",1]'),
    ("the largest number", LARGEST, b"9223372036854775807"),
    ("nothing in it", {"": []}, b'{"":[]}'),
]


@pytest.mark.parametrize("value, spelling", [c[1:] for c in SPELLINGS], ids=[c[0] for c in SPELLINGS])
def test_canonical_bytes_are_spelt_one_way(value, spelling):
    assert canonical_bytes(value) == spelling


REFUSED = [
    ("a float", {"a": [0, 1.0]}, "type_not_allowed", "$.a[1]"),
    ("not a number", float("nan"), "type_not_allowed", "$"),
    ("a fraction", [Fraction(2, 3)], "type_not_allowed", "$[0]"),
    ("a decimal", [Decimal("1.0")], "type_not_allowed", "$[0]"),
    ("a date", {"day": date(2026, 11, 24)}, "type_not_allowed", "$.day"),
    ("a tuple", (1, 2), "type_not_allowed", "$"),
    ("bytes", b"x", "type_not_allowed", "$"),
    ("a key that is a number", {"a": {1: 2}}, "key_not_text", "$.a"),
    ("more than 64 bits", [LARGEST + 1], "number_too_large", "$[0]"),
    ("less than 64 bits", [-LARGEST - 1], "number_too_large", "$[0]"),
    ("a NUL that PostgreSQL cannot keep", ["a\0"], "text_not_storable", "$[0]"),
    ("half a surrogate pair", ["\ud83d"], "text_not_storable", "$[0]"),
    ("a NUL in a key", {"\0": 1}, "text_not_storable", "$"),
]


@pytest.mark.parametrize("value, code, where", [c[1:] for c in REFUSED], ids=[c[0] for c in REFUSED])
def test_what_has_no_single_form_is_refused_with_its_place(value, code, where):
    with pytest.raises(NotCanonical) as refused:
        canonical_bytes(value)

    assert (refused.value.code, refused.value.values["where"]) == (code, where)


@given(JSON)
def test_reading_canonical_bytes_gives_the_value_back(value):
    assert json.loads(canonical_bytes(value)) == value


@given(st.dictionaries(TEXT, JSON, max_size=5), st.randoms())
def test_order_of_keys_never_matters(value, random):
    keys = list(value)
    random.shuffle(keys)

    assert canonical_bytes({key: value[key] for key in keys}) == canonical_bytes(value)
