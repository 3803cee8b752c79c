"""Each promise of the catalogue's tables is broken once; the database must refuse by its name."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection, transaction

from menus.models import Attestation, Edition, ItemOption, ItemRelation, MajorItem, MinorItem, Source

pytestmark = pytest.mark.django_db
SHA = "0" * 64


def edition(**more):
    values = {
        "version": "a-1",
        "status": "reconstruction",
        "effective_from": date(2019, 7, 12),
        "note_zh": "整理稿",
        "note_en": "A reconstruction.",
        "content_sha256": SHA,
        "loaded_at": datetime(2026, 1, 1, tzinfo=UTC),
        "loaded_by": "system:test",
    }
    return Edition.objects.create(**values | more)


def major(of, **more):
    values = {"track": "comprehensive", "code": "C1", "name_zh": "名", "name_en": "Name", "provenance": "seed"}
    return MajorItem.objects.create(edition=of, **values | {"position": 1} | more)


def minor(of, **more):
    values = {
        "edition_id": of.edition_id,
        "track": of.track,
        "code": "C1.01",
        "name_zh": "名",
        "name_en": "Name",
        "nature": "basic",
        "unit": "m",
        "period": "once",
        "price_basis": "assumed",
        "scope": "community",
        "decision_class": "ordinary",
        "provenance": "seed",
        "position": 1,
    }
    return MinorItem.objects.create(major=of, **values | more)


def source(of, **more):
    return Source.objects.create(edition=of, **{"key": "press", "citation": "A newspaper"} | more)


def option(of, **more):
    values = {"code": "company", "name_zh": "名", "name_en": "Name", "position": 1}
    return ItemOption.objects.create(item=of, **values | more)


def relation(item, other, **more):
    values = {"edition_id": other.edition_id, "kind": "needs", "provenance": "seed"}
    reasons = {"basis": "practice", "reason_zh": "因", "reason_en": "Why"}
    return ItemRelation.objects.create(item=item, other=other, **values | reasons | more)


def attest(item, by, **more):
    return Attestation.objects.create(item=item, source=by, **{"edition_id": item.edition_id} | more)


@pytest.fixture
def here():
    """An edition with two items, a source, an option and a tie; and a second edition with an item."""

    rows = SimpleNamespace(edition=edition(), other_edition=edition(version="a-2"))
    rows.major, rows.foreign_major = major(rows.edition), major(rows.other_edition)
    rows.first, rows.second = minor(rows.major), minor(rows.major, code="C1.02", position=2)
    rows.foreign = minor(rows.foreign_major)
    rows.source, rows.foreign_source = source(rows.edition), source(rows.other_edition)
    rows.option = option(rows.first)
    rows.tie = relation(rows.first, rows.second)
    relation(rows.first, rows.second, kind="excludes")
    relation(None, rows.second, kind="brings_with")
    rows.attestation = attest(rows.first, rows.source)
    return rows


def _next(**more):
    return {"code": "C1.03", "position": 3, **more}


BROKEN = {  # the promise, and how it is broken
    "menus_edition_version_key": lambda h: edition(version="a-1"),
    "edition_version_form": lambda h: edition(version="A 1"),
    "edition_status_known": lambda h: edition(version="b", status="final"),
    "edition_sha256_hex": lambda h: edition(version="b", content_sha256="x" * 64),
    "edition_loaded_by_not_blank": lambda h: edition(version="b", loaded_by=""),
    "edition_official_names_its_document": lambda h: edition(version="b", status="official"),
    "edition_reconstruction_says_so": lambda h: edition(version="b", note_en=""),
    "one_source_per_key": lambda h: source(h.edition),
    "source_key_form": lambda h: source(h.edition, key="The Press"),
    "source_citation_not_blank": lambda h: source(h.edition, key="b", citation=""),
    "one_major_per_code": lambda h: major(h.edition, position=2),
    "one_major_per_position": lambda h: major(h.edition, code="C2"),
    "major_code_form": lambda h: major(h.edition, code="c2", position=2),
    "major_track_known": lambda h: major(h.edition, code="C2", position=2, track="other"),
    "major_provenance_known": lambda h: major(h.edition, code="C2", position=2, provenance="hearsay"),
    "major_name_zh_not_blank": lambda h: major(h.edition, code="C2", position=2, name_zh=""),
    "major_name_en_not_blank": lambda h: major(h.edition, code="C2", position=2, name_en=""),
    "major_position_at_least_1": lambda h: major(h.edition, code="C2", position=0),
    "one_minor_per_code": lambda h: minor(h.major, position=3),
    "one_minor_per_position": lambda h: minor(h.major, code="C1.03"),
    "minor_code_form": lambda h: minor(h.major, **_next(code="C1.3")),
    "minor_position_at_least_1": lambda h: minor(h.major, **_next(position=0)),
    "minor_name_zh_not_blank": lambda h: minor(h.major, **_next(name_zh="")),
    "minor_name_en_not_blank": lambda h: minor(h.major, **_next(name_en="")),
    "minor_price_basis_not_blank": lambda h: minor(h.major, **_next(price_basis="")),
    "minor_nature_known": lambda h: minor(h.major, **_next(nature="nice")),
    "minor_nature_fits_track": lambda h: minor(h.major, **_next(nature="service")),
    "minor_policy_class_known": lambda h: minor(h.major, **_next(policy_class="top", policy_basis="x")),
    "minor_class_with_basis": lambda h: minor(h.major, **_next(policy_class="base")),
    "minor_unit_known": lambda h: minor(h.major, **_next(unit="mile")),
    "minor_period_known": lambda h: minor(h.major, **_next(period="year")),
    "minor_scope_known": lambda h: minor(h.major, **_next(scope="city")),
    "minor_decision_class_known": lambda h: minor(h.major, **_next(decision_class="easy")),
    "minor_provenance_known": lambda h: minor(h.major, **_next(provenance="hearsay")),
    "minor_usual_payers_known": lambda h: minor(h.major, **_next(usual_payers=["utility", "me"])),
    "minor_price_low_fen_at_least_1": lambda h: minor(h.major, **_next(price_low_fen=0, price_high_fen=5)),
    "minor_price_range": lambda h: minor(h.major, **_next(price_low_fen=6, price_high_fen=5)),
    "menus_minoritem_price_low_fen_check": lambda h: minor(h.major, **_next(price_low_fen=-1, price_high_fen=5)),
    "menus_minoritem_price_high_fen_check": lambda h: minor(h.major, **_next(price_high_fen=-1)),
    "minor_of_majors_edition_and_track": lambda h: minor(
        h.major, edition_id=h.other_edition.pk, code="C1.03", position=3
    ),
    "one_attestation_per_source": lambda h: attest(h.first, h.source),
    "attestation_of_items_edition": lambda h: attest(h.foreign, h.source, edition_id=h.edition.pk),
    "attestation_of_sources_edition": lambda h: attest(h.second, h.foreign_source),
    "one_option_per_code": lambda h: option(h.first, position=2),
    "one_option_per_position": lambda h: option(h.first, code="b"),
    "option_code_form": lambda h: option(h.first, code="B", position=2),
    "option_name_zh_not_blank": lambda h: option(h.first, code="b", position=2, name_zh=""),
    "option_name_en_not_blank": lambda h: option(h.first, code="b", position=2, name_en=""),
    "option_position_at_least_1": lambda h: option(h.first, code="b", position=0),
    "relation_kind_known": lambda h: relation(h.first, h.second, kind="likes"),
    "relation_provenance_known": lambda h: relation(h.second, h.first, provenance="hearsay"),
    "relation_basis_not_blank": lambda h: relation(h.second, h.first, basis=""),
    "relation_reason_zh_not_blank": lambda h: relation(h.second, h.first, reason_zh=""),
    "relation_reason_en_not_blank": lambda h: relation(h.second, h.first, reason_en=""),
    "relation_between_two_items": lambda h: relation(h.first, h.first),
    "relation_of_every_plan_brings": lambda h: relation(None, h.first),
    "one_relation_per_pair": lambda h: relation(None, h.second, kind="brings_with"),
    "one_exclusion_per_pair": lambda h: relation(h.second, h.first, kind="excludes"),
    "relation_of_items_edition": lambda h: relation(h.foreign, h.second),
    "relation_of_others_edition": lambda h: relation(h.first, h.foreign, edition_id=h.edition.pk),
}
# A negative position is refused by our own rule and by Django's; which of the two is named is the database's choice.
TWICE_KEPT = {
    "menus_majoritem_position_check",
    "menus_minoritem_position_check",
    "menus_itemoption_position_check",
}
# Keys that only exist for others to point at.
POINTED_AT = {"major_in_edition_and_track", "minor_in_edition", "source_in_edition"}


@pytest.mark.parametrize("promise", BROKEN)
def test_the_database_refuses_by_name(here, promise):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        BROKEN[promise](here)

    assert refused.value.__cause__.diag.constraint_name == promise


def test_an_item_stays_in_the_half_of_its_major(here):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        minor(here.major, **_next(track="management", nature="service"))

    assert refused.value.__cause__.diag.constraint_name == "minor_of_majors_edition_and_track"


def test_half_a_price_range_is_refused(here):
    for half in ({"price_low_fen": 5}, {"price_high_fen": 5}):
        with pytest.raises(IntegrityError) as refused, transaction.atomic():
            minor(here.major, **_next(**half))

        assert refused.value.__cause__.diag.constraint_name == "minor_price_range"


def test_every_promise_of_the_tables_is_broken_here():
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT conname FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
            WHERE relname LIKE 'menus\\_%' AND (contype IN ('c', 'u') OR contype = 'f' AND array_length(conkey, 1) > 1)
            UNION
            SELECT index.relname FROM pg_index
            JOIN pg_class AS index ON index.oid = indexrelid JOIN pg_class AS of ON of.oid = indrelid
            WHERE of.relname LIKE 'menus\\_%' AND indisunique AND NOT indisprimary
            """
        )
        promised = {name for (name,) in cursor.fetchall()}

    assert promised == set(BROKEN) | TWICE_KEPT | POINTED_AT


ROWS = [
    "edition",
    "major",
    "first",
    "source",
    "option",
    "tie",
    "attestation",
]


@pytest.mark.parametrize("name", ROWS)
@pytest.mark.parametrize("change", ["update", "delete"])
def test_what_was_loaded_is_never_changed(here, name, change):
    row = getattr(here, name)
    rows = type(row).objects.filter(pk=row.pk)

    with pytest.raises(IntegrityError, match="an edition is never changed"), transaction.atomic():
        rows.update(id=row.pk) if change == "update" else rows._raw_delete(rows.db)

    assert type(row).objects.filter(pk=row.pk).count() == 1
