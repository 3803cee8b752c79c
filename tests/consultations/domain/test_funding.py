"""Which source may pay for which line, and why another may not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.domain.funding import Flow, Payable, Source, WhyNot, allowed, by_source, missing_fen, why_not
from consultations.domain.plan.values import Standing

S, W = Source, WhyNot


def line(major: str = "C1", standing: Standing = Standing.OWNERS, *, passed: bool = True, usual: str = "") -> Payable:
    return Payable(major, 100, standing, passed, usual.split())


@pytest.mark.parametrize(
    "sentence, source, of, why",
    [
        ("central money builds roads", S.CENTRAL, line("C1"), None),
        ("central money builds a play ground", S.CENTRAL, line("C2"), None),
        ("central money does not repair roofs", S.CENTRAL, line("C3"), W.BODY_OF_BUILDINGS),
        ("the district repairs roofs", S.DISTRICT, line("C3"), None),
        ("the water works renew their pipes", S.UTILITY, line(usual="utility government"), None),
        ("the water works do not plant trees", S.UTILITY, line(usual="government"), W.NOT_THEIR_PIPES),
        ("the fund repairs a roof the owners voted for", S.MAINTENANCE_FUND, line("C3"), None),
        ("the fund waits for the vote", S.MAINTENANCE_FUND, line("C3", passed=False), W.NOT_VOTED),
        ("the fund builds no school", S.MAINTENANCE_FUND, line("C5", Standing.WISH), W.NOT_THE_OWNERS),
        ("residents pay for a lift", S.RESIDENTS, line("C3"), None),
        ("residents may plan for a lift before the vote", S.RESIDENTS, line("C3", passed=False), None),
        ("residents do not pay for enforcement", S.RESIDENTS, line("C1", Standing.WORKS), W.NOT_THE_OWNERS),
        ("an investor pays for charging points", S.SOCIAL_CAPITAL, line("C2"), None),
    ],
)
def test_who_may_pay(sentence, source, of, why):
    assert why_not(source, of) is why, sentence


def test_the_sources_that_may_pay_stand_in_their_order():
    assert allowed(line("C3", passed=False)) == (S.DISTRICT, S.RESIDENTS, S.SOCIAL_CAPITAL)


@pytest.mark.parametrize(
    "amounts, missing", [({}, 100), ({S.DISTRICT: 60}, 40), ({S.DISTRICT: 60, S.CENTRAL: 50}, -10)]
)
def test_what_is_lacking_is_told_to_the_fen(amounts, missing):
    assert missing_fen(line(), amounts) == missing


FLOWS = st.lists(st.builds(Flow, st.sampled_from(Source), st.sampled_from(["C1", "C2"]), st.integers(0, 9)))


@given(FLOWS)
def test_what_the_sources_pay_adds_up(flows):
    sums = by_source(flows)

    assert sum(sums.values()) == sum(flow.fen for flow in flows)
    assert list(sums) == [source for source in Source if source in sums]
    assert 0 not in sums.values()


@given(st.builds(Payable, st.sampled_from(["C1", "C3"]), st.integers(0, 9), st.sampled_from(Standing), st.booleans()))
def test_the_district_may_always_pay_so_that_no_line_is_without_a_payer(payable):
    assert S.DISTRICT in allowed(payable)
