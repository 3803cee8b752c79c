"""Joint review: who is still to be heard, and what may be decided when."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.domain.review import LEADS_TO, Decision, Office, Opinion, ReviewRefusal, outstanding, refusal
from consultations.domain.stages import NEXT, Stage

UNTIL = datetime(2026, 5, 20, tzinfo=UTC)
BEFORE = UNTIL - timedelta(microseconds=1)
ALL = dict.fromkeys(Office, Opinion.AGREES)
BUT_TWO = {office: Opinion.AGREES for office in Office if office not in (Office.FIRE, Office.FINANCE)}
OBJECTED = ALL | {Office.FIRE: Opinion.OBJECTS}
D = Decision

HEARD = [  # what it shows, opinions, when, still to be heard
    ("nobody has spoken", {}, BEFORE, tuple(Office)),
    ("two are silent, in the order of the list", BUT_TWO, BEFORE, (Office.FINANCE, Office.FIRE)),
    ("all have spoken, however", OBJECTED, BEFORE, ()),
    ("silence ends at the moment that was set", BUT_TWO, UNTIL, ()),
]


@pytest.mark.parametrize("what, given, at, offices", HEARD, ids=[case[0] for case in HEARD])
def test_outstanding(what, given, at, offices):
    assert outstanding(given, silent_until=UNTIL, at=at) == offices


WITHOUT, WAITS = ReviewRefusal("reason_missing"), ReviewRefusal("offices_outstanding", (Office.FINANCE, Office.FIRE))
DECIDED = [  # what it shows, decision, opinions, reason, when, refused with
    ("all agree", D.APPROVE, ALL, "", BEFORE, None),
    (
        "agreeing with changes is no objection",
        D.APPROVE,
        ALL | {Office.FIRE: Opinion.AGREES_WITH_CHANGES},
        "",
        BEFORE,
        None,
    ),
    ("approval waits for the silent", D.APPROVE, BUT_TWO, "", BEFORE, WAITS),
    ("a reason does not replace an office", D.APPROVE, BUT_TWO, "急", BEFORE, WAITS),
    ("approval once the silence is over", D.APPROVE, BUT_TWO, "", UNTIL, None),
    ("an objection is not passed over in silence", D.APPROVE, OBJECTED, " ", BEFORE, WITHOUT),
    ("an objection is passed over with a reason", D.APPROVE, OBJECTED, "消防已整改", BEFORE, None),
    ("returning needs its reason", D.RETURN_TO_CONSULTING, ALL, "", BEFORE, WITHOUT),
    ("returning waits for nobody", D.RETURN_TO_CONSULTING, {}, "电梯位置", BEFORE, None),
    ("planning anew needs its reason", D.RETURN_TO_PLANNING, ALL, "", UNTIL, WITHOUT),
    ("planning anew waits for nobody", D.RETURN_TO_PLANNING, {}, "超预算", BEFORE, None),
    ("rejecting needs its reason", D.REJECT, ALL, "\n", UNTIL, WITHOUT),
    ("rejecting waits for nobody", D.REJECT, {}, "拟拆除", BEFORE, None),
]


@pytest.mark.parametrize("what, decision, given, reason, at, refused", DECIDED, ids=[case[0] for case in DECIDED])
def test_refusal(what, decision, given, reason, at, refused):
    assert refusal(decision, given, reason=reason, silent_until=UNTIL, at=at) == refused


def test_each_decision_leads_to_its_stage_and_each_is_a_way_out_of_review():
    assert LEADS_TO == {
        D.APPROVE: Stage.APPROVED,
        D.RETURN_TO_CONSULTING: Stage.CONSULTING,
        D.RETURN_TO_PLANNING: Stage.PLANNED,
        D.REJECT: Stage.REJECTED,
    }
    assert set(LEADS_TO) == set(Decision)
    assert set(LEADS_TO.values()) <= NEXT[Stage.IN_REVIEW]


@given(
    st.sampled_from(D),
    st.dictionaries(st.sampled_from(Office), st.sampled_from(Opinion)),
    st.sampled_from(["", "因"]),
    st.sampled_from([BEFORE, UNTIL]),
)
def test_a_reason_and_time_never_make_a_decision_harder(decision, given, reason, at):
    if refusal(decision, given, reason=reason, silent_until=UNTIL, at=at) is None:
        assert refusal(decision, given, reason="因", silent_until=UNTIL, at=UNTIL) is None
