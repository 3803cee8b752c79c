import pytest
from hypothesis import given
from hypothesis import strategies as st

from menus.domain.places import COMMUNITY, BadPlace, ancestors, parts, touches

CODES = st.sampled_from(["1", "2", "11", "A", "东"])
PLACES = st.one_of(st.just(COMMUNITY), CODES, st.builds("{}-{}".format, CODES, CODES))

TOUCHES = [
    ("a place touches itself", "3-2", "3-2", True),
    ("a stairwell touches its building", "3-2", "3", True),
    ("a building touches its stairwell", "3", "3-2", True),
    ("the community touches every stairwell", COMMUNITY, "3-2", True),
    ("building 1 does not touch building 11", "1", "11", False),
    ("stairwell 1-1 does not touch stairwell 1-11", "1-1", "1-11", False),
    ("stairwell 1-1 does not touch building 11", "1-1", "11", False),
    ("two stairwells of a building do not touch", "3-1", "3-2", False),
    ("stairwells of one number in two buildings do not touch", "1-2", "2-2", False),
]


@pytest.mark.parametrize("what, a, b, expected", TOUCHES, ids=[case[0] for case in TOUCHES])
def test_touches(what, a, b, expected):
    assert touches(a, b) is expected


@given(PLACES, PLACES)
def test_touching_is_mutual_and_means_same_or_ancestor(a, b):
    assert touches(a, b) == touches(b, a) == (a == b or a in ancestors(b) or b in ancestors(a))


@pytest.mark.parametrize(
    "place, above",
    [(COMMUNITY, ()), ("3", (COMMUNITY,)), ("3-2", (COMMUNITY, "3"))],
    ids=["nothing above the community", "the community above a building", "both above a stairwell"],
)
def test_ancestors(place, above):
    assert ancestors(place) == above


@pytest.mark.parametrize("place", ["", "3-", "-2", "-", "3-2-1"])
def test_a_malformed_place_is_refused(place):
    with pytest.raises(BadPlace) as refused:
        parts(place)

    assert refused.value.place == place
