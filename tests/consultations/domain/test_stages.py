"""The way of a community: where it may go, what each step asks for, and what a stage opens."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.domain.stages import (
    BY_THEIR_ACT,
    ENDED,
    GATES,
    NEEDS_REASON,
    NEXT,
    ONWARD,
    OPENS,
    Act,
    Missing,
    Refusal,
    Stage,
    is_open,
    missing,
    next_by_hand,
    next_stages,
    refusal,
    takes_objections,
)

S, M = Stage, Missing
STAGES, DONE = st.sampled_from(S), st.frozensets(st.sampled_from(M))

WAY = [
    *(S.DRAFT, S.SELECTING, S.CONSULTING, S.DECIDING, S.COUNTED, S.PLANNED, S.ON_NOTICE, S.IN_REVIEW),
    *(S.APPROVED, S.UNDER_WAY, S.ACCEPTED, S.EVALUATED, S.CLOSED),
]
BACK = [
    ("the vote was annulled", S.DECIDING, S.CONSULTING),
    ("no quorum, or lines to be asked again", S.COUNTED, S.CONSULTING),
    ("the final plan shows that something must be asked again", S.PLANNED, S.CONSULTING),
    ("an objection was upheld", S.ON_NOTICE, S.CONSULTING),
    ("returned to the owners", S.IN_REVIEW, S.CONSULTING),
    ("returned to be planned anew", S.IN_REVIEW, S.PLANNED),
    ("a change above the set share, to be asked again", S.UNDER_WAY, S.CONSULTING),
    ("a change above the set share, to be posted again", S.UNDER_WAY, S.ON_NOTICE),
]
SIDE_DOORS = {
    S.WITHDRAWN: {S.CONSULTING, S.COUNTED, S.PLANNED},
    S.SUSPENDED: set(WAY) - {S.ACCEPTED, S.EVALUATED, S.CLOSED},
    S.REJECTED: {S.IN_REVIEW},
}


def test_the_way_goes_from_draft_to_closed_step_by_step():
    assert list(ONWARD.items()) == list(pairwise(WAY))


def test_there_are_these_ways_and_no_others():
    onward = set(pairwise(WAY))
    back = {(stage, to) for _, stage, to in BACK}
    aside = {(stage, door) for door, stages in SIDE_DOORS.items() for stage in stages}

    assert {(stage, to) for stage in S for to in NEXT[stage]} == onward | back | aside


def test_what_has_ended_leads_nowhere_and_everything_else_goes_on():
    assert {stage for stage in S if not NEXT[stage]} == ENDED | {S.SUSPENDED}


def test_every_way_back_and_every_side_door_asks_for_a_reason_and_no_step_forward_does():
    reasoned = {(stage, to) for stage in S for to in NEXT[stage] if (stage, to) in NEEDS_REASON}

    assert reasoned == {(stage, to) for stage in S for to in NEXT[stage]} - set(GATES)


@pytest.mark.parametrize("what, stage, to", BACK, ids=[case[0] for case in BACK])
def test_a_way_back_is_open_with_a_reason_whatever_is_missing(what, stage, to):
    assert refusal(stage, to, frozenset(), reason="楼道有异议") is None
    assert refusal(stage, to, frozenset(M), reason=" ") == Refusal("reason_missing")


@pytest.mark.parametrize("stage", sorted(SIDE_DOORS[S.SUSPENDED]))
def test_a_suspended_community_goes_on_only_where_it_was(stage):
    assert next_stages(S.SUSPENDED, stage) == {stage}
    assert refusal(S.SUSPENDED, stage, frozenset(), reason="", suspended_from=stage) is None
    assert {
        refusal(S.SUSPENDED, other, frozenset(M), reason="x", suspended_from=stage) for other in set(S) - {stage}
    } == {Refusal("no_such_way")}


def test_a_suspended_community_of_which_nobody_knows_where_it_was_stays():
    assert next_stages(S.SUSPENDED) == frozenset()


@pytest.mark.parametrize("stage, to", GATES)
def test_a_step_forward_waits_for_the_last_thing_that_is_missing(stage, to):
    asked_for = GATES[stage, to]

    assert refusal(stage, to, frozenset(asked_for), reason="") is None
    for lacking in asked_for:
        rest = frozenset(M) - {lacking}
        assert refusal(stage, to, rest, reason="x") == Refusal("not_ready", (lacking,))


def test_what_is_missing_is_named_in_the_order_of_doing():
    done = frozenset({M.ROLL, M.BUDGET, M.RULINGS, M.METHOD})

    assert missing(S.DRAFT, S.SELECTING, done) == (
        *(M.ELIGIBLE, M.CORRECTIONS_ANSWERED, M.FINDINGS_CHECKED, M.MENU_LINES, M.MENU_OFFERED, M.SELECTION_OPEN),
    )


def test_every_thing_that_can_be_missing_is_asked_for_somewhere_and_once_a_gate():
    assert {item for gate in GATES.values() for item in gate} == set(M)
    assert [step for step, gate in GATES.items() if len(set(gate)) != len(gate)] == []


@given(STAGES, STAGES, DONE, st.sampled_from(["", " ", "理由"]))
def test_a_move_is_refused_for_one_reason_or_not_at_all(stage, to, done, reason):
    refused = refusal(stage, to, done, reason=reason)

    assert refused is None or not refused
    assert (refused is None) is (
        to in NEXT[stage]
        and (bool(reason.strip()) or (stage, to) not in NEEDS_REASON)
        and done >= set(GATES.get((stage, to), ()))
    )


@given(STAGES, STAGES, DONE, st.sampled_from(M))
def test_one_thing_more_that_is_done_never_closes_a_way(stage, to, done, more):
    if refusal(stage, to, done, reason="x") is None:
        assert refusal(stage, to, done | {more}, reason="x") is None


def test_a_move_that_an_act_makes_is_not_made_by_hand():
    assert {stage: next_stages(stage) - next_by_hand(stage) for stage in S} == {
        stage: BY_THEIR_ACT.get(stage, frozenset()) for stage in S
    }
    assert next_by_hand(S.DECIDING) == {S.COUNTED, S.CONSULTING, S.SUSPENDED}
    assert next_by_hand(S.SUSPENDED, S.DRAFT) == {S.DRAFT}


OPEN = [  # what may be done, at which stages
    (Act.PREPARE_MENU, {S.DRAFT, S.CONSULTING}),
    (Act.SELECT, {S.SELECTING}),
    (Act.MEET, {S.DRAFT, S.SELECTING, S.CONSULTING, S.DECIDING, S.COUNTED, S.PLANNED, S.ON_NOTICE}),
    (Act.DRAW_DRAFT, {S.CONSULTING}),
    (Act.CALL_DECISION, {S.CONSULTING}),
    (Act.DECIDE, {S.DECIDING}),
    (Act.DRAW_FINAL, {S.COUNTED, S.PLANNED}),
    (Act.OBJECT, {S.ON_NOTICE}),
    (Act.REVIEW, {S.IN_REVIEW}),
    (Act.REPORT_WORKS, {S.APPROVED, S.UNDER_WAY, S.ACCEPTED, S.EVALUATED}),
]


@pytest.mark.parametrize("act, stages", OPEN, ids=[case[0] for case in OPEN])
def test_an_act_is_open_at_its_stages_only(act, stages):
    assert {stage for stage in S if is_open(act, stage)} == stages


def test_every_stage_says_what_it_opens_and_every_act_is_open_somewhere():
    assert set(OPENS) == set(NEXT) == set(S)
    assert {act for acts in OPENS.values() for act in acts} == {act for act, _ in OPEN} == set(Act)


def test_a_plan_takes_objections_while_it_hangs_and_a_result_always():
    assert {stage for stage in S if takes_objections("plan", stage)} == {S.ON_NOTICE}
    assert {stage for stage in S if takes_objections("result", stage)} == set(S)
