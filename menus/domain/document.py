"""The form of a catalogue document, and reading it.

    edition:    version, status, effective_from (YYYY-MM-DD), source_document, note_zh, note_en
    sources:    key: citation
    majors:     list of track, code, name_zh, name_en, provenance, items
      items:    list of the fields of `rows.MinorRow`; prices in whole fen; what says nothing may be missing
        options: list of code, name_zh, name_en
    relations:  list of kind, item (null: every plan), other, provenance, basis, reason_zh, reason_en

Positions follow the order in the document. `reading.BadDocument` names the first part that is not right.
"""

import re

from menus.domain.catalogue import (
    DecisionClass,
    EditionStatus,
    Nature,
    Payer,
    Period,
    PolicyClass,
    Provenance,
    RelationKind,
    Scope,
    Track,
    Unit,
)
from menus.domain.consistency import refuse_contradictions, refuse_half_lines
from menus.domain.reading import BadDocument, Reader, choice, text
from menus.domain.rows import (
    CODE,
    MAJOR_CODE,
    MINOR_CODE,
    NAME,
    PROSE,
    SENTENCE,
    VERSION,
    WORD,
    Catalogue,
    EditionRow,
    MajorRow,
    MinorRow,
    OptionRow,
    RelationRow,
)

EXAMPLES = {VERSION: "reconstruction-1", MAJOR_CODE: "C1", MINOR_CODE: "C1.01", WORD: "chinanews_2021"}


def read(document: object) -> Catalogue:
    """The catalogue a document describes. Raises BadDocument."""
    fields = Reader(document, "")
    catalogue = Catalogue(
        edition=_edition(fields.inner("edition")),
        sources=_sources(fields.inner("sources")),
        majors=tuple(_major(Reader(*entry)) for entry in fields.entries("majors")),
        relations=tuple(_relation(Reader(*entry)) for entry in fields.entries("relations")),
    )
    fields.done()
    refuse_half_lines(catalogue)
    refuse_contradictions(catalogue)
    return catalogue


def _edition(fields: Reader) -> EditionRow:
    status = fields.choice("status", EditionStatus)
    row = EditionRow(
        version=_code(fields, "version", VERSION),
        status=status,
        effective_from=fields.day("effective_from"),
        source_document=fields.text("source_document", longest=SENTENCE, blank=status is not EditionStatus.OFFICIAL),
        note_zh=fields.text("note_zh", longest=PROSE, blank=status is EditionStatus.OFFICIAL),
        note_en=fields.text("note_en", longest=PROSE, blank=status is EditionStatus.OFFICIAL),
    )
    fields.done()
    return row


def _sources(fields: Reader) -> dict[str, str]:
    found = {}
    for key, citation in fields.rest().items():
        if not re.fullmatch(WORD, key) or len(key) > CODE:
            raise BadDocument(fields.path(key), "bad_code", value=key, example=EXAMPLES[WORD])
        found[key] = text(citation, fields.path(key), longest=SENTENCE)
    return found


def _major(fields: Reader) -> MajorRow:
    row = MajorRow(
        track=fields.choice("track", Track),
        code=_code(fields, "code", MAJOR_CODE),
        name_zh=fields.text("name_zh", longest=NAME),
        name_en=fields.text("name_en", longest=NAME),
        provenance=fields.choice("provenance", Provenance),
        items=tuple(_minor(Reader(*entry)) for entry in fields.entries("items")),
    )
    fields.done()
    return row


def _minor(fields: Reader) -> MinorRow:
    row = MinorRow(
        code=_code(fields, "code", MINOR_CODE),
        name_zh=fields.text("name_zh", longest=NAME),
        name_en=fields.text("name_en", longest=NAME),
        explanation_zh=fields.text("explanation_zh", longest=PROSE, blank=True),
        explanation_en=fields.text("explanation_en", longest=PROSE, blank=True),
        nature=fields.choice("nature", Nature),
        nature_basis=fields.text("nature_basis", longest=SENTENCE, blank=True),
        policy_class=fields.maybe_choice("policy_class", PolicyClass),
        policy_basis=fields.text("policy_basis", longest=SENTENCE, blank=True),
        unit=fields.choice("unit", Unit),
        period=fields.choice("period", Period),
        price_low_fen=fields.maybe_fen("price_low_fen"),
        price_high_fen=fields.maybe_fen("price_high_fen"),
        price_basis=fields.text("price_basis", longest=SENTENCE),
        is_income=fields.flag("is_income"),
        scope=fields.choice("scope", Scope),
        decision_class=fields.choice("decision_class", DecisionClass),
        usual_payers=tuple(choice(*entry, Payer) for entry in fields.entries("usual_payers")),
        provenance=fields.choice("provenance", Provenance),
        attested_by=tuple(text(*entry, longest=CODE) for entry in fields.entries("attested_by")),
        official_line_confirmed=fields.flag("official_line_confirmed"),
        note=fields.text("note", longest=SENTENCE, blank=True),
        options=tuple(_option(Reader(*entry)) for entry in fields.entries("options")),
    )
    fields.done()
    return row


def _option(fields: Reader) -> OptionRow:
    row = OptionRow(
        code=_code(fields, "code", WORD),
        name_zh=fields.text("name_zh", longest=NAME),
        name_en=fields.text("name_en", longest=NAME),
    )
    fields.done()
    return row


def _relation(fields: Reader) -> RelationRow:
    row = RelationRow(
        kind=fields.choice("kind", RelationKind),
        item=fields.text("item", longest=CODE, blank=True) or None,
        other=fields.text("other", longest=CODE),
        provenance=fields.choice("provenance", Provenance),
        basis=fields.text("basis", longest=SENTENCE),
        reason_zh=fields.text("reason_zh", longest=SENTENCE),
        reason_en=fields.text("reason_en", longest=SENTENCE),
    )
    fields.done()
    return row


def _code(fields: Reader, name: str, pattern: str) -> str:
    value = fields.text(name, longest=CODE)
    if not re.fullmatch(pattern, value):
        raise BadDocument(fields.path(name), "bad_code", value=value, example=EXAMPLES[pattern])
    return value
