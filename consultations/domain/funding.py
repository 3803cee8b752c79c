"""Who may pay for a line of the plan, and why not (handbook 3.1). Money in whole fen.

The provident fund is no source of its own: a household withdraws from it to pay its own part.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from consultations.domain.plan.values import Standing

#: The major item that repairs the body of the buildings.
BODY_OF_BUILDINGS = "C3"


class Source(StrEnum):
    """Where money for works comes from."""

    CENTRAL = "central"
    DISTRICT = "district"
    UTILITY = "utility"
    MAINTENANCE_FUND = "maintenance_fund"
    RESIDENTS = "residents"
    SOCIAL_CAPITAL = "social_capital"


class WhyNot(StrEnum):
    """Why a source may not pay for a line; the sentences stand in consultations/funds.py."""

    BODY_OF_BUILDINGS = "body_of_buildings"
    NOT_THEIR_PIPES = "not_their_pipes"
    NOT_THE_OWNERS = "not_the_owners"
    NOT_VOTED = "not_voted"


@dataclass(frozen=True, slots=True)
class Payable:
    """A line that is paid once, as its payers see it. ``passed``: the owners of its place agreed to it."""

    major: str
    cost_fen: int
    standing: Standing
    passed: bool
    usual_payers: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Flow:
    """What one source pays for one part of the plan."""

    source: Source
    part: str
    fen: int


def why_not(source: Source, line: Payable) -> WhyNot | None:
    """What keeps a source from paying for a line, or None.

    Central investment pays for infrastructure and public service facilities, not for the body of buildings. Utilities
    owe the upkeep of their own pipes (Property Regulation art. 51). The owners' money, their maintenance fund (Civil
    Code art. 278 (5)) or their contributions, goes only into what is theirs to decide, the fund only after their vote.
    """
    if source is Source.CENTRAL and line.major == BODY_OF_BUILDINGS:
        return WhyNot.BODY_OF_BUILDINGS
    if source is Source.UTILITY and Source.UTILITY not in line.usual_payers:
        return WhyNot.NOT_THEIR_PIPES
    if source in (Source.MAINTENANCE_FUND, Source.RESIDENTS) and line.standing in (Standing.WORKS, Standing.WISH):
        return WhyNot.NOT_THE_OWNERS
    if source is Source.MAINTENANCE_FUND and not line.passed:
        return WhyNot.NOT_VOTED
    return None


def allowed(line: Payable) -> tuple[Source, ...]:
    """The sources that may pay for a line."""
    return tuple(source for source in Source if why_not(source, line) is None)


def missing_fen(line: Payable, amounts: Mapping[Source, int]) -> int:
    """What is lacking to the cost; below nothing where more is given than it costs."""
    return line.cost_fen - sum(amounts.values())


def by_source(flows: Iterable[Flow]) -> dict[Source, int]:
    """What each source pays in all, in their order; those that pay nothing are left out."""
    sums = dict.fromkeys(Source, 0)
    for flow in flows:
        sums[flow.source] += flow.fen
    return {source: fen for source, fen in sums.items() if fen}
