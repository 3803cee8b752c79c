"""Loading an edition: the only writer of the catalogue."""

import hashlib
from dataclasses import asdict
from datetime import datetime
from typing import cast

from django.db import transaction

from menus.domain import document as documents
from menus.domain.rows import Catalogue, MinorRow
from menus.models import Attestation, Edition, ItemOption, ItemRelation, MajorItem, MinorItem, Source
from renewal_portal.ledger.domain.canonical import Json, canonical_bytes
from renewal_portal.ledger.services import events


class EditionRefused(Exception):
    """An edition that cannot be loaded. `code`: changed (the version is loaded with other content)."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(f"{code}: {values}")
        self.code = code
        self.values = values


@transaction.atomic
def load_edition(*, document: object, by: str, at: datetime) -> Edition:
    """Store the edition a document describes, whole or not at all; the same content again changes nothing.

    `document` is plain data in the form of `domain.document`; `by` is "kind:id" as in the ledger. Two
    loads of one version at once wait for each other on its unique key. Raises `domain.reading.BadDocument`
    for a document that is not right, EditionRefused for other content under a loaded version.
    """
    catalogue = documents.read(document)
    digest = content_sha256(catalogue)
    head = catalogue.edition
    edition, is_new = Edition.objects.get_or_create(
        version=head.version,
        defaults={
            "status": head.status.value,
            "source_document": head.source_document,
            "effective_from": head.effective_from,
            "note_zh": head.note_zh,
            "note_en": head.note_en,
            "content_sha256": digest,
            "loaded_at": at,
            "loaded_by": by,
        },
    )
    if edition.content_sha256 != digest:
        raise EditionRefused("changed", version=head.version)
    if is_new:
        _write(edition, catalogue)
        detail: dict[str, Json] = {"sha256": digest, "items": len(catalogue.items)}
        events.record(what="catalogue.loaded", about=f"edition:{head.version}", by=by, at=at, detail=detail)
    return edition


def content_sha256(catalogue: Catalogue) -> str:
    """SHA-256 over everything the edition says, whatever file it came from and however that was laid out."""
    plain = {
        "edition": asdict(catalogue.edition) | {"effective_from": catalogue.edition.effective_from.isoformat()},
        "sources": dict(catalogue.sources),
        "majors": [asdict(major) for major in catalogue.majors],
        "relations": [asdict(relation) for relation in catalogue.relations],
    }
    return hashlib.sha256(canonical_bytes(cast(Json, _listed(plain)))).hexdigest()


def _listed(value: object) -> object:
    if isinstance(value, dict):
        return {key: _listed(part) for key, part in value.items()}
    return [_listed(part) for part in value] if isinstance(value, tuple | list) else value


def _write(edition: Edition, catalogue: Catalogue) -> None:
    sources = Source.objects.bulk_create(
        Source(edition=edition, key=key, citation=citation) for key, citation in catalogue.sources.items()
    )
    items = _write_items(edition, catalogue)
    _write_details(edition, catalogue, items, {source.key: source for source in sources})
    ItemRelation.objects.bulk_create(
        ItemRelation(
            edition=edition,
            kind=row.kind.value,
            item=None if row.item is None else items[row.item],
            other=items[row.other],
            provenance=row.provenance.value,
            basis=row.basis,
            reason_zh=row.reason_zh,
            reason_en=row.reason_en,
        )
        for row in catalogue.relations
    )


def _write_items(edition: Edition, catalogue: Catalogue) -> dict[str, MinorItem]:
    majors = MajorItem.objects.bulk_create(
        MajorItem(
            edition=edition,
            track=row.track.value,
            code=row.code,
            name_zh=row.name_zh,
            name_en=row.name_en,
            provenance=row.provenance.value,
            position=position,
        )
        for position, row in enumerate(catalogue.majors, start=1)
    )
    items = MinorItem.objects.bulk_create(
        _item(major, row, position)
        for major, chapter in zip(majors, catalogue.majors, strict=True)
        for position, row in enumerate(chapter.items, start=1)
    )
    return {item.code: item for item in items}


def _item(major: MajorItem, row: MinorRow, position: int) -> MinorItem:
    return MinorItem(
        edition_id=major.edition_id,
        major=major,
        track=major.track,
        code=row.code,
        name_zh=row.name_zh,
        name_en=row.name_en,
        explanation_zh=row.explanation_zh,
        explanation_en=row.explanation_en,
        nature=row.nature.value,
        nature_basis=row.nature_basis,
        policy_class=row.policy_class and row.policy_class.value,
        policy_basis=row.policy_basis,
        unit=row.unit.value,
        period=row.period.value,
        price_low_fen=row.price_low_fen,
        price_high_fen=row.price_high_fen,
        price_basis=row.price_basis,
        is_income=row.is_income,
        scope=row.scope.value,
        decision_class=row.decision_class.value,
        usual_payers=[payer.value for payer in row.usual_payers],
        provenance=row.provenance.value,
        official_line_confirmed=row.official_line_confirmed,
        note=row.note,
        position=position,
    )


def _write_details(
    edition: Edition, catalogue: Catalogue, items: dict[str, MinorItem], sources: dict[str, Source]
) -> None:
    Attestation.objects.bulk_create(
        Attestation(edition=edition, item=items[row.code], source=sources[key])
        for row in catalogue.items
        for key in row.attested_by
    )
    ItemOption.objects.bulk_create(
        ItemOption(
            item=items[row.code], code=option.code, name_zh=option.name_zh, name_en=option.name_en, position=number
        )
        for row in catalogue.items
        for number, option in enumerate(row.options, start=1)
    )
