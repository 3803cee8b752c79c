from fractions import Fraction

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from consultations.domain.rules import ORDINARY, QUORUM, SPECIAL, Threshold
from renewal_portal.shown.shares import Share, need_in_words

WORDS = [
    ("the quorum", QUORUM, "at least two thirds"),
    ("ordinary", ORDINARY, "more than half"),
    ("special", SPECIAL, "at least three quarters"),
    ("a stricter district, rounded up", Threshold(Fraction(5, 6), False, "district"), "at least 83.4%"),
    ("two thirds, but more", Threshold(Fraction(2, 3), True, "district"), "more than 66.7%"),
]


@pytest.mark.parametrize("what, need, words", WORDS, ids=[case[0] for case in WORDS])
def test_a_line_in_words(what, need, words):
    with translation.override("en"):
        assert need_in_words(need) == words


def test_a_share_just_below_two_thirds_is_not_there():
    share = Share(149, 224, QUORUM)

    assert (share.percent, share.width, share.line_at, share.line_name) == ("66.5%", "66.5", "66.6", "2/3")
    assert share.met is False


def test_exactly_two_thirds_is_there_although_the_figure_looks_short():
    share = Share(2, 3, QUORUM)

    assert share.percent == "66.6%"
    assert share.met is True


def test_half_is_not_more_than_half():
    assert Share(112, 224, ORDINARY).met is False
    assert Share(113, 224, ORDINARY).met is True


def test_a_share_without_a_line_is_neither_met_nor_missed():
    share = Share(1, 2)

    assert (share.met, share.line_at, share.line_name, share.need_words) == (None, "", "", "")


def test_amounts_name_owners_and_areas():
    with translation.override("en"):
        assert Share(149, 1224).amounts == "149 of 1,224"
        assert Share(852_000, 2_240_000, kind="area").amounts == "85.20 m² of 224.00 m²"


def test_an_area_that_is_not_public_is_told_by_its_percentage_alone():
    assert Share(852_000, 2_240_000, kind="area", exact=False).amounts == ""


def test_more_than_everything_stays_inside_the_bar():
    assert Share(3, 2).width == "100.0"


@given(st.integers(1, 10**12), st.integers(1, 10**12))
def test_the_picture_tells_no_more_than_the_figure(part, whole):
    share = Share(min(part, whole), whole)

    assert f"{share.width}%" == share.percent
