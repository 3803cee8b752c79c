from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from django.db import connection

from menus.domain.document import read
from menus.domain.reading import BadDocument
from menus.models import Attestation, Edition, ItemOption, ItemRelation, MajorItem, MinorItem, Source
from menus.services.catalogue import EditionRefused, content_sha256, load_edition
from renewal_portal.ledger.models import Event
from tests.menus.documents import document

AT = datetime(2026, 11, 24, 8, tzinfo=UTC)
LATER = datetime(2026, 11, 25, 8, tzinfo=UTC)
TABLES = (Edition, Source, MajorItem, MinorItem, Attestation, ItemOption, ItemRelation)


def _load(at=AT, **changes):
    return load_edition(document=document(**changes), by="system:test", at=at)


def _counts():
    return [model.objects.count() for model in TABLES]


@pytest.mark.django_db
def test_an_edition_is_stored_whole():
    edition = _load()

    assert (edition.version, edition.loaded_at, edition.loaded_by) == ("test-1", AT, "system:test")
    assert _counts() == [1, 2, 2, 4, 2, 2, 3]
    assert list(MinorItem.objects.in_order().values_list("code", "track", "position")) == [
        ("C1.01", "comprehensive", 1),
        ("C1.02", "comprehensive", 2),
        ("M1.01", "management", 1),
        ("M1.02", "management", 2),
    ]


@pytest.mark.django_db
def test_every_field_of_a_line_is_stored():
    _load(
        majors__0__items__0__explanation_zh="说明",
        majors__0__items__0__explanation_en="Explained",
        majors__0__items__0__nature_basis="why basic",
        majors__0__items__0__note="a note",
    )

    row = MinorItem.objects.get(code="C1.01")
    (line,) = [line for line in read(document()).items if line.code == "C1.01"]
    same = ("name_zh", "name_en", "nature", "policy_class", "policy_basis", "unit", "period", "price_low_fen")
    same += ("price_high_fen", "price_basis", "is_income", "scope", "decision_class", "provenance")
    same += ("official_line_confirmed",)
    assert {name: getattr(row, name) for name in same} == {name: getattr(line, name) for name in same}
    assert (row.explanation_zh, row.explanation_en) == ("说明", "Explained")
    assert (row.nature_basis, row.note) == ("why basic", "a note")
    assert row.usual_payers == ["government", "utility"]
    assert sorted(source.key for source in row.attested_by.all()) == ["office", "press"]
    assert MinorItem.objects.get(code="M1.01").is_income is True


@pytest.mark.django_db
def test_loading_is_logged_once():
    edition = _load()
    _load(at=LATER)

    (event,) = Event.objects.all()
    assert (event.what, event.about, event.by, event.at) == ("catalogue.loaded", "edition:test-1", "system:test", AT)
    assert event.detail == {"sha256": edition.content_sha256, "items": 4}


@pytest.mark.django_db
def test_the_same_content_again_changes_nothing():
    first = _load()

    again = _load(at=LATER)

    assert (again.pk, again.loaded_at) == (first.pk, AT)
    assert _counts() == [1, 2, 2, 4, 2, 2, 3]


@pytest.mark.django_db
def test_other_content_under_a_loaded_version_is_refused():
    first = _load()

    with pytest.raises(EditionRefused) as refused:
        _load(majors__0__items__0__price_low_fen=101)

    assert (refused.value.code, refused.value.values) == ("changed", {"version": "test-1"})
    assert Edition.objects.get().content_sha256 == first.content_sha256
    assert MinorItem.objects.get(code="C1.01").price_low_fen == 100


@pytest.mark.django_db
def test_other_content_under_a_new_version_stands_beside_the_old():
    _load()
    _load(edition__version="test-2", majors__0__items__0__price_low_fen=101)

    prices = MinorItem.objects.filter(code="C1.01").order_by("edition").values_list("price_low_fen", flat=True)
    assert list(prices) == [100, 101]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [{"relations__2__other": "C9.99"}, {"majors__1__items__1__unit": "mile"}, {"edition": None}],
    ids=["a relation to an unknown item", "a bad unit in the last line", "no edition"],
)
def test_of_a_bad_document_nothing_is_stored(change):
    with pytest.raises(BadDocument):
        _load(**change)

    assert _counts() == [0] * len(TABLES)
    assert list(Event.objects.all()) == []


@pytest.mark.django_db
def test_what_fails_while_writing_leaves_nothing_behind():
    with pytest.raises(Exception, match="event_by_is_kind_and_id"):
        load_edition(document=document(), by="nobody", at=AT)

    assert Edition.objects.filter(version="test-1").count() == 0


@pytest.mark.django_db(transaction=True)
def test_two_loads_at_once_store_one_edition():
    start = Barrier(2)

    def load(_):
        try:
            start.wait(timeout=10)
            return _load().pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(load, range(2))

    assert first == second
    assert _counts() == [1, 2, 2, 4, 2, 2, 3]


def test_the_digest_covers_the_content_and_not_its_layout():
    turned = dict(reversed(document().items()))
    turned["edition"] = dict(reversed(turned["edition"].items()))

    assert content_sha256(read(turned)) == content_sha256(read(document()))


@pytest.mark.parametrize(
    "change",
    [
        {"edition__effective_from": "2019-07-13"},
        {"sources__press": "Another newspaper"},
        {"majors__1__name_en": "Other"},
        {"majors__0__items__1__scope": "building"},
        {"majors__1__items__1__options__0__name_zh": "别的"},
        {"relations__0__reason_zh": "别的"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_digest_changes_with_every_part(change):
    assert content_sha256(read(document(**change))) != content_sha256(read(document()))
