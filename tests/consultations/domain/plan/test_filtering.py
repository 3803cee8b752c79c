"""Who may enter a plan at all: every standing, verdict and kind of plan."""

from itertools import product

import pytest

from consultations.domain.plan.filtering import bar, package_passed, stands_for_itself
from consultations.domain.plan.values import PlanKind, Reason, Standing, Why
from consultations.domain.tally import Verdict
from tests.consultations.domain.plan.lines import line

DRAFT, FINAL = PlanKind.DRAFT, PlanKind.FINAL
VERDICTS = (None, *Verdict)
OF_VERDICT = [  # the owners' verdict, what keeps the line out
    (None, Why.NOT_ASKED),
    (Verdict.PASSED, None),
    (Verdict.FAILED, Why.FAILED),
    (Verdict.NO_QUORUM, Why.NO_QUORUM),
    (Verdict.WISH, Why.NOT_ASKED),
]


def barred(standing: Standing, verdict: Verdict | None, kind: PlanKind, *, passed: bool) -> Why | None:
    reason = bar(line("A", standing=standing, verdict=verdict), kind, package_passed=passed)
    assert reason is None or reason == Reason(reason.why)
    return reason and reason.why


def test_in_a_draft_nothing_is_kept_out_it_is_not_decided_yet():
    grid = product(Standing, VERDICTS, (False, True))

    assert {barred(standing, verdict, DRAFT, passed=passed) for standing, verdict, passed in grid} == {None}


@pytest.mark.parametrize("verdict, why", OF_VERDICT)
@pytest.mark.parametrize("standing", [Standing.OWNERS, Standing.PACKAGE])
@pytest.mark.parametrize("passed", [False, True])
def test_what_the_owners_decide_enters_a_final_plan_only_if_it_passed(standing, verdict, why, passed):
    assert barred(standing, verdict, FINAL, passed=passed) == why


@pytest.mark.parametrize("verdict, why", OF_VERDICT)
def test_a_service_enters_with_the_package_that_named_it(verdict, why):
    assert barred(Standing.CONTRACT, verdict, FINAL, passed=True) == why


def test_without_the_package_no_service_enters():
    assert {barred(Standing.CONTRACT, verdict, FINAL, passed=False) for verdict in VERDICTS} == {Why.PACKAGE_FAILED}


def test_what_no_owner_decides_is_never_kept_out_by_a_vote():
    grid = product((Standing.WORKS, Standing.WISH), VERDICTS, (False, True))

    assert {barred(standing, verdict, FINAL, passed=passed) for standing, verdict, passed in grid} == {None}


PACKAGES = [  # what it shows, standing and verdict of the lines, did the package pass
    ("the package passed", [(Standing.OWNERS, Verdict.FAILED), (Standing.PACKAGE, Verdict.PASSED)], True),
    ("another line that passed is no package", [(Standing.OWNERS, Verdict.PASSED)], False),
    ("the package had no quorum", [(Standing.PACKAGE, Verdict.NO_QUORUM)], False),
    ("the package was not asked", [(Standing.PACKAGE, None)], False),
    ("no lines", [], False),
]


@pytest.mark.parametrize("what, lines, passed", PACKAGES, ids=[case[0] for case in PACKAGES])
def test_package_passed(what, lines, passed):
    assert package_passed(line("A", standing=standing, verdict=verdict) for standing, verdict in lines) is passed


STANDING = [  # what it shows, due, wanted, verdict, in a draft, in a final plan
    ("wanted", False, True, None, True, True),
    ("due, and wanted by few", True, False, None, True, True),
    ("passed, and wanted by few in the selection", False, False, Verdict.PASSED, False, True),
    ("neither due nor wanted", False, False, Verdict.FAILED, False, False),
]


@pytest.mark.parametrize("what, due, wanted, verdict, draft, final", STANDING, ids=[case[0] for case in STANDING])
def test_stands_for_itself(what, due, wanted, verdict, draft, final):
    candidate = line("A", due=due, wanted=wanted, verdict=verdict)

    assert (stands_for_itself(candidate, DRAFT), stands_for_itself(candidate, FINAL)) == (draft, final)
