"""An election by one of the three methods, and its result as JSON can hold it."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from consultations.domain.canonical import digest
from consultations.domain.plan.election.equal_shares import Completion, by_equal_shares
from consultations.domain.plan.election.support import by_support
from consultations.domain.plan.election.values import Election, Selected, Ties
from consultations.domain.plan.election.welfare import by_welfare


class Method(StrEnum):
    """The ways to choose projects by votes."""

    SUPPORT = "support"
    WELFARE = "welfare"
    EQUAL_SHARES = "equal-shares"


@dataclass(frozen=True, slots=True)
class Rules:
    """The method and its options. ``stop_at_misfit`` and ``last_from`` say something of *support* alone."""

    method: Method
    completion: Completion = Completion.NONE
    ties: Ties = Ties.FILE_ORDER
    threshold: int = 0
    stop_at_misfit: bool = False
    last_from: Fraction | None = None


def choose(election: Election, rules: Rules) -> Selected:
    """The projects chosen by these rules."""
    ties, threshold = rules.ties, rules.threshold
    if rules.method is Method.WELFARE:
        return by_welfare(election, ties=ties, threshold=threshold)
    if rules.method is Method.EQUAL_SHARES:
        return by_equal_shares(election, ties=ties, threshold=threshold, completion=rules.completion)
    stop, last = rules.stop_at_misfit, rules.last_from
    return by_support(election, ties=ties, threshold=threshold, stop_at_misfit=stop, last_from=last)


def to_plain(election: Election, rules: Rules, selected: Selected) -> dict[str, Any]:
    """The result: ids in alphabetical order, what they cost, equal projects, and the SHA-256 of all that led to it."""
    names = [project.name for project in election.projects]
    chosen = sorted(names[project] for project in selected.projects)
    ties = [[names[project] for project in group] for group in selected.ties]
    traced = {"election": _election(election), "rules": _rules(rules), "selected": chosen, "ties": ties}
    return {
        "selected": chosen,
        "cost": _amount(election.cost(selected.projects), election.unit),
        "ties": ties,
        "digest": digest(traced),
    }


def _amount(money: int, unit: int) -> int | float:
    return money // unit if money % unit == 0 else money / unit


def _election(election: Election) -> dict[str, Any]:
    votes = hashlib.sha256(election.approvals.astype("<u8").tobytes() + election.voices.astype("<i8").tobytes())
    return {
        "budget": election.budget,
        "unit": election.unit,
        "projects": [[project.name, project.cost] for project in election.projects],
        "votes": votes.hexdigest(),
    }


def _rules(rules: Rules) -> dict[str, Any]:
    return {
        "method": rules.method.value,
        "completion": rules.completion.value,
        "ties": rules.ties.value,
        "threshold": rules.threshold,
        "stop_at_misfit": rules.stop_at_misfit,
        "last_from": None if rules.last_from is None else str(rules.last_from),
    }
