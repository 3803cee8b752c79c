"""One way to write a value down, so that its SHA-256 is the same everywhere."""

import hashlib
import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.domain.canonical import canonical, digest
from consultations.domain.rules import Rule

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)

SPELLINGS = [
    ("keys are sorted and nothing is spaced", {"b": [1, True, None], "a": "x"}, b'{"a":"x","b":[1,true,null]}'),
    ("Chinese stands as itself", {"范围": "单元"}, '{"范围":"单元"}'.encode()),
    ("keys sort by code point", {"b": 1, "B": 2, "é": 3}, '{"B":2,"b":1,"é":3}'.encode()),
    ("a tuple is a list", (1, (2,)), b"[1,[2]]"),
    ("a named value is its value", [Rule.SPECIAL], b'["special"]'),
    ("a large number keeps every digit", 2**70, b"1180591620717411303424"),
]


@pytest.mark.parametrize("what, value, spelling", SPELLINGS, ids=[case[0] for case in SPELLINGS])
def test_canonical(what, value, spelling):
    assert canonical(value) == spelling
    assert digest(value) == hashlib.sha256(spelling).hexdigest()


def reordered(value, random):
    """The same value with the keys of every object in another order."""
    if isinstance(value, dict):
        keys = list(value)
        random.shuffle(keys)
        return {key: reordered(value[key], random) for key in keys}
    return [reordered(item, random) for item in value] if isinstance(value, list) else value


@given(JSON, st.randoms())
def test_a_digest_does_not_depend_on_the_order_of_keys(value, random):
    assert digest(reordered(value, random)) == digest(value)


@given(JSON)
def test_canonical_bytes_read_give_the_value_back(value):
    assert json.loads(canonical(value)) == value


@given(JSON, JSON)
def test_other_values_have_other_bytes(one, other):
    assert (canonical(one) == canonical(other)) is (
        json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    )


REFUSED = [
    ("a float", {"area": [1, 2.5]}, "2.5 is a float: use whole numbers or text"),
    ("a float that happens to be whole", (1.0,), "1.0 is a float: use whole numbers or text"),
    ("not a number", float("nan"), "nan is a float: use whole numbers or text"),
    ("a key that is no text", {"a": {1: 2}}, "key 1 is not text"),
    ("a fraction", [Fraction(2, 3)], "Object of type Fraction is not JSON serializable"),
]


@pytest.mark.parametrize("what, value, why", REFUSED, ids=[case[0] for case in REFUSED])
def test_what_has_no_single_spelling_is_refused(what, value, why):
    with pytest.raises(TypeError) as refused:
        canonical(value)

    assert str(refused.value) == why
