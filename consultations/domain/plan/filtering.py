"""Who may enter at all: the selection ranks, the decision only filters.

Nothing enters a final plan that was not put to those who had to decide (DESIGN section 4, Plan).
"""

from collections.abc import Iterable

from consultations.domain.plan.values import Candidate, PlanKind, Reason, Standing, Why
from consultations.domain.tally import Verdict

_OF_VERDICT = {Verdict.FAILED: Why.FAILED, Verdict.NO_QUORUM: Why.NO_QUORUM, Verdict.WISH: Why.NOT_ASKED}


def bar(candidate: Candidate, kind: PlanKind, *, package_passed: bool) -> Reason | None:
    """What keeps the line out whatever the money, or None. In a draft nothing does: it is not decided yet."""
    if kind is PlanKind.DRAFT or candidate.standing in (Standing.WORKS, Standing.WISH):
        return None
    if candidate.standing is Standing.CONTRACT and not package_passed:
        return Reason(Why.PACKAGE_FAILED)
    if candidate.verdict is None:
        return Reason(Why.NOT_ASKED)
    return None if candidate.verdict is Verdict.PASSED else Reason(_OF_VERDICT[candidate.verdict])


def package_passed(candidates: Iterable[Candidate]) -> bool:
    """Did the owners agree to the management package?"""
    return any(c.standing is Standing.PACKAGE and c.verdict is Verdict.PASSED for c in candidates)


def stands_for_itself(candidate: Candidate, kind: PlanKind) -> bool:
    """Does the line ask for a place of its own, or enter only if another brings it along?

    In a draft: when it is due or wanted. In a final plan what passed is wanted: its owners have said so.
    """
    if kind is PlanKind.FINAL and candidate.verdict is Verdict.PASSED:
        return True
    return candidate.due or candidate.wanted
