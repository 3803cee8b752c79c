"""One edition of the menu as plain values, before it is stored and whatever it was read from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from menus.domain.catalogue import (
    DecisionClass,
    EditionStatus,
    Nature,
    Payer,
    Period,
    PolicyClass,
    Provenance,
    Relation,
    RelationKind,
    Scope,
    Track,
    Unit,
)

VERSION = r"[a-z0-9][a-z0-9.-]*"
MAJOR_CODE = r"[A-Z][0-9]{1,2}"
MINOR_CODE = r"[A-Z][0-9]{1,2}\.[0-9]{2}"
WORD = r"[a-z][a-z0-9_]*"
CODE, NAME, SENTENCE, PROSE = 40, 120, 500, 4000  # most characters


@dataclass(frozen=True, slots=True)
class EditionRow:
    version: str
    status: EditionStatus
    effective_from: date
    source_document: str
    note_zh: str
    note_en: str


@dataclass(frozen=True, slots=True)
class OptionRow:
    code: str
    name_zh: str
    name_en: str


@dataclass(frozen=True, slots=True)
class MinorRow:
    code: str
    name_zh: str
    name_en: str
    explanation_zh: str
    explanation_en: str
    nature: Nature
    nature_basis: str
    policy_class: PolicyClass | None
    policy_basis: str
    unit: Unit
    period: Period
    price_low_fen: int | None
    price_high_fen: int | None
    price_basis: str
    is_income: bool
    scope: Scope
    decision_class: DecisionClass
    usual_payers: tuple[Payer, ...]
    provenance: Provenance
    attested_by: tuple[str, ...]
    official_line_confirmed: bool
    note: str
    options: tuple[OptionRow, ...]


@dataclass(frozen=True, slots=True)
class MajorRow:
    track: Track
    code: str
    name_zh: str
    name_en: str
    provenance: Provenance
    items: tuple[MinorRow, ...]


@dataclass(frozen=True, slots=True)
class RelationRow:
    kind: RelationKind
    item: str | None
    other: str
    provenance: Provenance
    basis: str
    reason_zh: str
    reason_en: str

    @property
    def tie(self) -> Relation:
        return Relation(self.kind, self.item, self.other)


@dataclass(frozen=True, slots=True)
class Catalogue:
    edition: EditionRow
    sources: Mapping[str, str]
    majors: tuple[MajorRow, ...]
    relations: tuple[RelationRow, ...]

    @property
    def items(self) -> tuple[MinorRow, ...]:
        return tuple(item for major in self.majors for item in major.items)
