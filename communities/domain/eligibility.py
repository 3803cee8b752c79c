"""May this community be renovated under the programme? (Handbook section 3, step 1.)"""

from dataclasses import dataclass
from enum import StrEnum

LATEST_YEAR = 2000
LATEST_YEAR_BY_DISTRICT = 2005


class Obstacle(StrEnum):
    """A reason why a community is not eligible."""

    TOO_NEW = "too_new"
    IN_DEMOLITION_PLAN = "in_demolition_plan"
    NO_POOR_CONDITION = "no_poor_condition"
    NO_STRONG_WISH = "no_strong_wish"


@dataclass(frozen=True, slots=True)
class Condition:
    """What the survey says of a community. Single buildings count as communities."""

    built_year: int
    poor_upkeep: bool
    poor_facilities: bool
    strong_wish: bool
    in_demolition_plan: bool


def obstacles(condition: Condition, *, latest_year: int = LATEST_YEAR) -> tuple[Obstacle, ...]:
    """The reasons against, none if the community is eligible.

    ``latest_year`` is the last year of building that counts: the end of 2000, or what the district has set for
    communities of 2001 to 2005.

    Raises ValueError when the district's year lies outside the programme.
    """
    if not LATEST_YEAR <= latest_year <= LATEST_YEAR_BY_DISTRICT:
        raise ValueError(f"latest year {latest_year} is outside {LATEST_YEAR}-{LATEST_YEAR_BY_DISTRICT}")
    checks = (
        (Obstacle.TOO_NEW, condition.built_year > latest_year),
        (Obstacle.IN_DEMOLITION_PLAN, condition.in_demolition_plan),
        (Obstacle.NO_POOR_CONDITION, not (condition.poor_upkeep or condition.poor_facilities)),
        (Obstacle.NO_STRONG_WISH, not condition.strong_wish),
    )
    return tuple(obstacle for obstacle, holds in checks if holds)
