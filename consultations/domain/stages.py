"""The stages of a consultation: one table, one list of what is missing before each move.

Source: DESIGN section 4 (Stages); handbook section 3 (the process, step by step).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """Where a community stands."""

    DRAFT = "draft"
    SELECTING = "selecting"
    CONSULTING = "consulting"
    DECIDING = "deciding"
    COUNTED = "counted"
    PLANNED = "planned"
    ON_NOTICE = "on_notice"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    UNDER_WAY = "under_way"
    ACCEPTED = "accepted"
    EVALUATED = "evaluated"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    SUSPENDED = "suspended"
    REJECTED = "rejected"


class Act(StrEnum):
    """What a stage opens."""

    PREPARE_MENU = "prepare_menu"
    SELECT = "select"
    MEET = "meet"
    DRAW_DRAFT = "draw_draft"
    CALL_DECISION = "call_decision"
    DECIDE = "decide"
    DRAW_FINAL = "draw_final"
    OBJECT = "object"
    REVIEW = "review"
    REPORT_WORKS = "report_works"


S = Stage

#: The way, and the ways back. Suspension is the one exception: it resumes where it was (see ``next_stages``).
NEXT: Mapping[Stage, frozenset[Stage]] = {
    S.DRAFT: frozenset({S.SELECTING, S.SUSPENDED}),
    S.SELECTING: frozenset({S.CONSULTING, S.SUSPENDED}),
    S.CONSULTING: frozenset({S.DECIDING, S.WITHDRAWN, S.SUSPENDED}),
    S.DECIDING: frozenset({S.COUNTED, S.CONSULTING, S.SUSPENDED}),
    S.COUNTED: frozenset({S.PLANNED, S.CONSULTING, S.WITHDRAWN, S.SUSPENDED}),
    S.PLANNED: frozenset({S.ON_NOTICE, S.CONSULTING, S.WITHDRAWN, S.SUSPENDED}),
    S.ON_NOTICE: frozenset({S.IN_REVIEW, S.CONSULTING, S.SUSPENDED}),
    S.IN_REVIEW: frozenset({S.APPROVED, S.CONSULTING, S.PLANNED, S.REJECTED, S.SUSPENDED}),
    S.APPROVED: frozenset({S.UNDER_WAY, S.SUSPENDED}),
    S.UNDER_WAY: frozenset({S.ACCEPTED, S.CONSULTING, S.ON_NOTICE, S.SUSPENDED}),
    S.ACCEPTED: frozenset({S.EVALUATED}),
    S.EVALUATED: frozenset({S.CLOSED}),
    S.CLOSED: frozenset(),
    S.WITHDRAWN: frozenset(),
    S.SUSPENDED: frozenset(),
    S.REJECTED: frozenset(),
}

#: What may be done while a community stands there.
OPENS: Mapping[Stage, frozenset[Act]] = {
    S.DRAFT: frozenset({Act.PREPARE_MENU, Act.MEET}),
    S.SELECTING: frozenset({Act.SELECT, Act.MEET}),
    S.CONSULTING: frozenset({Act.PREPARE_MENU, Act.MEET, Act.DRAW_DRAFT, Act.CALL_DECISION}),
    S.DECIDING: frozenset({Act.DECIDE, Act.MEET}),
    S.COUNTED: frozenset({Act.DRAW_FINAL, Act.MEET}),
    S.PLANNED: frozenset({Act.DRAW_FINAL, Act.MEET}),
    S.ON_NOTICE: frozenset({Act.OBJECT, Act.MEET}),
    S.IN_REVIEW: frozenset({Act.REVIEW}),
    S.APPROVED: frozenset({Act.REPORT_WORKS}),
    S.UNDER_WAY: frozenset({Act.REPORT_WORKS}),
    S.ACCEPTED: frozenset({Act.REPORT_WORKS}),
    S.EVALUATED: frozenset({Act.REPORT_WORKS}),
    S.CLOSED: frozenset(),
    S.WITHDRAWN: frozenset(),
    S.SUSPENDED: frozenset(),
    S.REJECTED: frozenset(),
}

#: A consultation that has ended, one way or the other; a community may then begin another.
ENDED = frozenset({S.CLOSED, S.WITHDRAWN, S.REJECTED})

#: Moves that go back or leave the way: nothing need be ready, but a reason must be given.
NEEDS_REASON = frozenset(
    {
        (S.DECIDING, S.CONSULTING),  # the vote was annulled; its questions may be asked again
        (S.COUNTED, S.CONSULTING),
        (S.PLANNED, S.CONSULTING),
        (S.ON_NOTICE, S.CONSULTING),
        (S.IN_REVIEW, S.CONSULTING),
        (S.IN_REVIEW, S.PLANNED),
        (S.IN_REVIEW, S.REJECTED),
        (S.UNDER_WAY, S.CONSULTING),
        (S.UNDER_WAY, S.ON_NOTICE),
        *((stage, S.WITHDRAWN) for stage in Stage),
        *((stage, S.SUSPENDED) for stage in Stage),
    }
)

#: Moves that an act of their own makes (opening, calling, posting, submitting, the officials' decision, a report): by
#: hand they would leave that act undone. ``next_by_hand`` gives the others.
BY_THEIR_ACT: Mapping[Stage, frozenset[Stage]] = {
    S.DRAFT: frozenset({S.SELECTING}),
    S.CONSULTING: frozenset({S.DECIDING}),
    S.PLANNED: frozenset({S.ON_NOTICE}),
    S.ON_NOTICE: frozenset({S.IN_REVIEW}),
    S.IN_REVIEW: frozenset({S.APPROVED, S.CONSULTING, S.PLANNED, S.REJECTED}),
    S.APPROVED: frozenset({S.UNDER_WAY}),
    S.UNDER_WAY: frozenset({S.ACCEPTED}),
    S.ACCEPTED: frozenset({S.EVALUATED}),
    S.EVALUATED: frozenset({S.CLOSED}),
}


class Missing(StrEnum):
    """One thing to do before a move; the committee's to-do list is made of these."""

    ELIGIBLE = "eligible"
    ROLL = "roll"
    CORRECTIONS_ANSWERED = "corrections_answered"
    FINDINGS_CHECKED = "findings_checked"
    MENU_LINES = "menu_lines"
    MENU_OFFERED = "menu_offered"
    RULINGS = "rulings"
    BUDGET = "budget"
    METHOD = "method"
    SELECTION_OPEN = "selection_open"
    SELECTION_COUNTED = "selection_counted"
    RESPONSE_RATE = "response_rate"
    WILLING = "willing"
    REMARKS_READ = "remarks_read"
    MEETINGS = "meetings"
    DRAFT_PLAN = "draft_plan"
    DRAFT_ADOPTED = "draft_adopted"
    DECISION_CALLED = "decision_called"
    DECISION_COUNTED = "decision_counted"
    RESULT_POSTED = "result_posted"
    FINAL_PLAN = "final_plan"
    MANAGEMENT = "management"
    GO_ON = "go_on"
    PLAN_POSTED = "plan_posted"
    NOTICE_OVER = "notice_over"
    OBJECTIONS_ANSWERED = "objections_answered"
    NO_UPHELD_OBJECTION = "no_upheld_objection"
    OPINIONS = "opinions"
    DECIDED = "decided"
    WORKS_BEGUN = "works_begun"
    WORKS_ACCEPTED = "works_accepted"
    EVALUATION = "evaluation"
    HANDOVER = "handover"


M = Missing

#: What each step forward asks for, in the order in which people do it.
GATES: Mapping[tuple[Stage, Stage], tuple[Missing, ...]] = {
    (S.DRAFT, S.SELECTING): (
        M.ELIGIBLE,
        M.ROLL,
        M.CORRECTIONS_ANSWERED,
        M.FINDINGS_CHECKED,
        M.MENU_LINES,
        M.RULINGS,
        M.BUDGET,
        M.METHOD,
        M.MENU_OFFERED,
        M.SELECTION_OPEN,
    ),
    (S.SELECTING, S.CONSULTING): (M.SELECTION_COUNTED, M.RESPONSE_RATE, M.WILLING),
    (S.CONSULTING, S.DECIDING): (
        M.CORRECTIONS_ANSWERED,
        M.FINDINGS_CHECKED,
        M.MENU_LINES,
        M.RULINGS,
        M.MENU_OFFERED,
        M.REMARKS_READ,
        M.MEETINGS,
        M.DRAFT_PLAN,
        M.DRAFT_ADOPTED,
        M.DECISION_CALLED,
    ),
    (S.DECIDING, S.COUNTED): (M.DECISION_COUNTED,),
    (S.COUNTED, S.PLANNED): (M.RESULT_POSTED, M.FINAL_PLAN),
    (S.PLANNED, S.ON_NOTICE): (M.MANAGEMENT, M.GO_ON, M.PLAN_POSTED),
    (S.ON_NOTICE, S.IN_REVIEW): (M.NOTICE_OVER, M.OBJECTIONS_ANSWERED, M.NO_UPHELD_OBJECTION),
    (S.IN_REVIEW, S.APPROVED): (M.OPINIONS, M.DECIDED),
    (S.APPROVED, S.UNDER_WAY): (M.WORKS_BEGUN,),
    (S.UNDER_WAY, S.ACCEPTED): (M.WORKS_ACCEPTED,),
    (S.ACCEPTED, S.EVALUATED): (M.EVALUATION,),
    (S.EVALUATED, S.CLOSED): (M.HANDOVER,),
}

#: The one step forward of each stage on the way.
ONWARD: Mapping[Stage, Stage] = dict(GATES.keys())


@dataclass(frozen=True, slots=True)
class Refusal:
    """A move that may not happen: there is no such way, a reason is lacking, or these things are missing."""

    code: str
    missing: tuple[Missing, ...] = ()

    def __bool__(self) -> bool:
        return False


def is_open(act: Act, stage: Stage) -> bool:
    """May this be done now?"""
    return act in OPENS[stage]


def takes_objections(kind: str, stood_at: Stage) -> bool:
    """Does a notice take objections while its period runs? A plan only as long as it hangs; a result always.

    ``stood_at``: where a suspended consultation stood before. A suspension takes no time from objections.
    """
    return kind != "plan" or is_open(Act.OBJECT, stood_at)


def next_stages(stage: Stage, suspended_from: Stage | None = None) -> frozenset[Stage]:
    """Where a community may go from here; a suspended one only back to where it was."""
    if stage is S.SUSPENDED and suspended_from is not None:
        return frozenset({suspended_from})
    return NEXT[stage]


def next_by_hand(stage: Stage, suspended_from: Stage | None = None) -> frozenset[Stage]:
    """Where the committee may take a community without any other act: a step left over, a way back, a side door."""
    return next_stages(stage, suspended_from) - BY_THEIR_ACT.get(stage, frozenset())


def missing(stage: Stage, to: Stage, done: frozenset[Missing]) -> tuple[Missing, ...]:
    """What the step still asks for, in order; empty for ways back, which ask for a reason instead."""
    return tuple(item for item in GATES.get((stage, to), ()) if item not in done)


def refusal(
    stage: Stage, to: Stage, done: frozenset[Missing], *, reason: str, suspended_from: Stage | None = None
) -> Refusal | None:
    """Why the move may not happen now, or None when it may."""
    if to not in next_stages(stage, suspended_from):
        return Refusal("no_such_way")
    if (stage, to) in NEEDS_REASON and not reason.strip():
        return Refusal("reason_missing")
    lacking = missing(stage, to, done)
    return Refusal("not_ready", lacking) if lacking else None
