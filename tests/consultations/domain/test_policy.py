"""Policy thresholds beside the law: what is asked for, of whom, and whether exactly as many are enough."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.domain.policy import Ask, policy
from renewal_portal.ledger.domain.settings import SETTINGS

USUAL = {setting.key: setting.default for setting in SETTINGS}


def own(percent: int, *, strict: bool = False, of_answers: bool = False) -> dict[str, int]:
    return USUAL | {"willing_percent": percent, "willing_strict": strict, "willing_of_answers": of_answers}


@pytest.mark.parametrize("ask", Ask)
def test_nothing_is_asked_for_until_a_district_does(ask):
    assert policy(ask, USUAL) is None


CASES = [  # in words, the district's line, (willing, answered, entitled), enough
    ("80 of 100 homes", own(80), (80, 90, 100), True),
    ("one home fewer", own(80), (79, 90, 100), False),
    ("exactly 80 percent where more is asked for", own(80, strict=True), (80, 90, 100), False),
    ("one more", own(80, strict=True), (81, 90, 100), True),
    ("of those who answered", own(80, of_answers=True), (72, 90, 100), True),
    ("one fewer of those who answered", own(80, of_answers=True), (71, 90, 100), False),
    ("nobody answered", own(80, of_answers=True), (0, 0, 100), False),
    ("66.66 percent never are 67", own(67), (6666, 10000, 10000), False),
]


@pytest.mark.parametrize("words, settings, counted, enough", CASES, ids=[case[0] for case in CASES])
def test_a_line_is_reached_or_not(words, settings, counted, enough):
    assert policy(Ask.WILLING, settings).met(*counted) is enough


def test_the_line_is_exact_and_names_where_it_comes_from():
    line = policy(Ask.WILLING, own(67)).line

    assert (line.share, line.strict, line.article) == (Fraction(67, 100), False, "handbook 2.8")


@given(st.integers(1, 100), st.booleans(), st.booleans(), st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_one_more_who_is_willing_never_turns_enough_into_too_few(percent, strict, of_answers, part, others, silent):
    asked = policy(Ask.WILLING, own(percent, strict=strict, of_answers=of_answers))
    answered, entitled = part + others, part + others + silent

    if asked.met(part, answered, entitled):
        assert asked.met(part + 1, answered + 1, entitled + 1)
