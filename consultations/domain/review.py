"""Joint review: whose opinions are needed, and what the office that decides may say (handbook section 3, step 9)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from consultations.domain.stages import Stage


class Office(StrEnum):
    """The offices and utilities that look at a plan together."""

    HOUSING = "housing"
    DEVELOPMENT_REFORM = "development_reform"
    FINANCE = "finance"
    PLANNING = "planning"
    FIRE = "fire"
    URBAN_MANAGEMENT = "urban_management"
    CIVIL_AFFAIRS = "civil_affairs"
    UTILITIES = "utilities"


class Opinion(StrEnum):
    """What an office says of the plan."""

    AGREES = "agrees"
    AGREES_WITH_CHANGES = "agrees_with_changes"
    OBJECTS = "objects"


class Decision(StrEnum):
    """What the deciding office does: approve, send back to the owners, send back to be planned anew, or reject."""

    APPROVE = "approve"
    RETURN_TO_CONSULTING = "return_to_consulting"
    RETURN_TO_PLANNING = "return_to_planning"
    REJECT = "reject"


#: Where each decision leads.
LEADS_TO: Mapping[Decision, Stage] = {
    Decision.APPROVE: Stage.APPROVED,
    Decision.RETURN_TO_CONSULTING: Stage.CONSULTING,
    Decision.RETURN_TO_PLANNING: Stage.PLANNED,
    Decision.REJECT: Stage.REJECTED,
}


@dataclass(frozen=True, slots=True)
class ReviewRefusal:
    """Why a decision may not be taken now; ``offices`` names those still to be heard."""

    code: str
    offices: tuple[Office, ...] = ()


def outstanding(given: Mapping[Office, Opinion], *, silent_until: datetime, at: datetime) -> tuple[Office, ...]:
    """The offices still to be heard; none once the silent period is over."""
    return () if at >= silent_until else tuple(office for office in Office if office not in given)


def refusal(
    decision: Decision,
    given: Mapping[Office, Opinion],
    *,
    reason: str,
    silent_until: datetime,
    at: datetime,
) -> ReviewRefusal | None:
    """Why this decision may not be taken now, or None when it may.

    Approval waits for every office or the end of the silent period, and does not pass over an objection in silence;
    any other decision needs its reason.
    """
    objects = any(opinion is Opinion.OBJECTS for opinion in given.values())
    if (decision is not Decision.APPROVE or objects) and not reason.strip():
        return ReviewRefusal("reason_missing")
    waiting = outstanding(given, silent_until=silent_until, at=at)
    if decision is Decision.APPROVE and waiting:
        return ReviewRefusal("offices_outstanding", waiting)
    return None
