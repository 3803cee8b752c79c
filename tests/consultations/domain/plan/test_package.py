"""The management package: the mode most households chose, and the services that are in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.domain.plan.package import Package, compose, leading_mode

MODES = ("company", "residents", "service_centre")
VOTES = [  # what it shows, votes, mode
    ("the one with most votes", {"residents": 5, "company": 4}, "residents"),
    ("a tie is broken by the published order", {"service_centre": 5, "residents": 5}, "residents"),
    ("where nobody voted, the first", {}, "company"),
    ("votes for what is not offered count for nothing", {"state": 9, "service_centre": 1}, "service_centre"),
]


@pytest.mark.parametrize("what, votes, mode", VOTES, ids=[case[0] for case in VOTES])
def test_leading_mode(what, votes, mode):
    assert leading_mode(votes, MODES) == mode


def test_a_package_without_any_mode_is_refused():
    with pytest.raises(ValueError, match=r"^a package needs at least one mode$"):
        leading_mode({"company": 1}, ())


@given(st.dictionaries(st.sampled_from(MODES), st.integers(0, 9)), st.permutations(MODES))
def test_no_mode_has_more_votes_than_the_leading_one_and_none_before_it_as_many(votes, options):
    mode = leading_mode(votes, options)

    assert [other for other in options if votes.get(other, 0) > votes.get(mode, 0)] == []
    assert [o for o in options[: options.index(mode)] if votes.get(o, 0) == votes.get(mode, 0)] == []


def test_a_package_names_its_services_in_order_and_adds_up_what_they_cost():
    package = compose("company", [("M3.01", 450), ("M1.01", 600)], ["M5.03", "M5.02"])

    assert package == Package("company", ("M1.01", "M3.01"), ("M5.02", "M5.03"), 1050)


def test_a_package_may_hold_no_service():
    assert compose("residents", []) == Package("residents", (), (), 0)
