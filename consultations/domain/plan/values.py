"""What goes into a plan and what comes out. Money in whole fen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from consultations.domain.tally import Verdict
from menus.domain.catalogue import LineageKey, Relation


class PlanFault(ValueError):
    """Inputs no plan can be drawn from. ``code`` names the fault."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(f"{code}: {values}")
        self.code = code
        self.values = values


class PlanKind(StrEnum):
    """A draft gives the decision its questions; a final plan holds what passed, fitted to the money."""

    DRAFT = "draft"
    FINAL = "final"


class Method(StrEnum):
    """The published ways to fit wishes to the money."""

    SUPPORT = "support"
    WELFARE = "welfare"


class Measure(StrEnum):
    """What support is measured in: the share of the place's voices (default), voices, or area."""

    SHARE = "share"
    VOICES = "voices"
    AREA = "area"


class Standing(StrEnum):
    """Who says yes to a line: its owners, nobody (public works, a wish), or the owners to the whole package."""

    OWNERS = "owners"
    PACKAGE = "package"
    CONTRACT = "contract"
    WORKS = "works"
    WISH = "wish"


class Outcome(StrEnum):
    """A line is in, held in reserve (draft only: asked, but the money does not reach), out, or passed on as a wish."""

    IN = "in"
    RESERVE = "reserve"
    OUT = "out"
    WISH = "wish"


class Why(StrEnum):
    """The reason of an outcome; the sentences stand in consultations/wording.py."""

    DUE = "due"
    SUPPORTED = "supported"
    BROUGHT = "brought"
    COMPULSORY = "compulsory"
    NOT_WANTED = "not_wanted"
    FAILED = "failed"
    NO_QUORUM = "no_quorum"
    NOT_ASKED = "not_asked"
    PACKAGE_FAILED = "package_failed"
    EXCLUDED = "excluded"
    NEEDS = "needs"
    MONEY = "money"
    SOURCE = "source"
    FOR_THE_DISTRICT = "for_the_district"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, with the lines it speaks of and the money that was lacking when the line's turn came."""

    why: Why
    others: tuple[LineageKey, ...] = ()
    short_fen: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """One line that could enter a plan.

    ``support`` by the announced measure, from the selection, the same for draft and final; ``due``: a basic item with a
    checked finding; ``wanted``: more households of the place want it than do not; ``verdict``: of the decision, None
    where it was not put to the owners (a contract line carries the verdict of the package that named it);
    ``position``: the published order, which breaks ties.
    """

    key: LineageKey
    position: int
    cost_fen: int
    standing: Standing
    support: Fraction
    wanted: bool
    due: bool = False
    source: str = "budget"
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class PlanInputs:
    """Everything a plan is drawn from. ``limits``: the most each source of money may pay, in fen."""

    kind: PlanKind
    budget_fen: int
    candidates: tuple[Candidate, ...]
    relations: tuple[Relation, ...] = ()
    groups: Mapping[str, frozenset[LineageKey]] = field(default_factory=dict)
    limits: Mapping[str, int] = field(default_factory=dict)
    method: Method = Method.SUPPORT
    measure: Measure = Measure.SHARE


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one candidate. ``rank`` is its turn, from 1; 0 for a line that had none."""

    key: LineageKey
    outcome: Outcome
    reason: Reason
    cost_fen: int
    rank: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan: every candidate with its reason, the sum of what is in, and ties the published order broke."""

    lines: tuple[Line, ...]
    total_fen: int
    left_fen: int
    ties: tuple[tuple[LineageKey, ...], ...]
    works_order: tuple[LineageKey, ...]
