"""The words of the menu: what a line of the catalogue is, and how lines are tied to one another.

Values are those of the catalogue files, so that code, database and data speak one language.
Sources: 渝建〔2019〕360号 as far as it is known (handbook sections 0 and 1), decision classes: handbook 2.5.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Track(StrEnum):
    """The two halves of the menu: 综合改造 and 管理提升."""

    COMPREHENSIVE = "comprehensive"
    MANAGEMENT = "management"


class Nature(StrEnum):
    """The three natures of 2019 (基础项, 增加项, 统筹实施项); management lines have none and are a service."""

    BASIC = "basic"
    ADDITIONAL = "additional"
    COORDINATED = "coordinated"
    SERVICE = "service"


class PolicyClass(StrEnum):
    """The three classes the city speaks of since 2021: 基础类, 完善类, 提升类 (handbook 0, point 5)."""

    BASE = "base"
    IMPROVE = "improve"
    ENHANCE = "enhance"


class Unit(StrEnum):
    """What a quantity counts and a price is for."""

    METRE = "m"
    SQUARE_METRE = "m2"
    EACH = "each"
    HOUSEHOLD = "household"
    BUILDING = "building"


class Period(StrEnum):
    """Whether a price is paid once or every month."""

    ONCE = "once"
    MONTH = "month"


class Scope(StrEnum):
    """The kind of place a line is offered for; an adjacent one is a wish of the whole community."""

    COMMUNITY = "community"
    BUILDING = "building"
    STAIRWELL = "stairwell"
    ADJACENT = "adjacent"

    @property
    def depth(self) -> int:
        """How many parts the keys of its places have (see `places`)."""
        return {Scope.BUILDING: 1, Scope.STAIRWELL: 2}.get(self, 0)


class DecisionClass(StrEnum):
    """Which rule decides about a line (own legal reading, handbook 2.5, to be confirmed by the authority)."""

    ORDINARY = "ordinary"
    SPECIAL = "special"
    SPECIAL_IF_COMMON_USE_CHANGES = "special_if_common_use_changes"
    INDIVIDUAL_CONSENT_PLUS_ORDINARY = "individual_consent_plus_ordinary"
    CONTRACT_CONTENT = "contract_content"
    NONE_PUBLIC = "none_public"
    NONE_ENFORCEMENT = "none_enforcement"


class Payer(StrEnum):
    """Who usually pays for a line (handbook 3.1)."""

    GOVERNMENT = "government"
    UTILITY = "utility"
    MAINTENANCE_FUND = "maintenance_fund"
    RESIDENTS = "residents"
    SUBSIDY = "subsidy"
    SOCIAL_CAPITAL = "social_capital"


class EditionStatus(StrEnum):
    """A working reconstruction, or the housing authority's own list."""

    RECONSTRUCTION = "reconstruction"
    OFFICIAL = "official"


class Provenance(StrEnum):
    """Where a line comes from: named in a founding document, named as a subject by an authority, or our own."""

    SEED = "seed"
    OFFICIAL_SOURCE = "official_source"
    RECONSTRUCTION = "reconstruction"


class RelationKind(StrEnum):
    """How one item is tied to another; read as `item KIND other`."""

    NEEDS = "needs"
    EXCLUDES = "excludes"
    COMES_BEFORE = "comes_before"
    BRINGS_WITH = "brings_with"


class LineageKey(NamedTuple):
    """One line that can be chosen: an item of the catalogue at a place. Joins the line's versions."""

    code: str
    place: str


@dataclass(frozen=True, slots=True)
class Item:
    """A minor item as the rules see it. Prices in whole fen per unit; both None where the line has no price."""

    code: str
    track: Track
    nature: Nature
    scope: Scope
    unit: Unit
    period: Period
    decision_class: DecisionClass
    price_low_fen: int | None
    price_high_fen: int | None
    is_income: bool = False  # what users pay for the line goes to the owners (Civil Code art. 282)


@dataclass(frozen=True, slots=True)
class Relation:
    """`item KIND other`, by code. Item None means every plan whatever is in it (only brings_with)."""

    kind: RelationKind
    item: str | None
    other: str
