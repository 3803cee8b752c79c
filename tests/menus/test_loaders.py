from datetime import UTC, datetime

import pytest
from django.utils import translation

from menus import loaders
from menus.domain.catalogue import DecisionClass, Item, Nature, Period, Relation, RelationKind, Scope, Track, Unit
from menus.loaders import Reason
from menus.services.catalogue import load_edition
from tests.menus.documents import document, item, options, relation

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 8, tzinfo=UTC)


@pytest.fixture
def edition():
    return load_edition(document=document(), by="system:test", at=AT)


def test_items_are_loaded_in_the_order_of_the_menu(edition):
    load_edition(document=document(edition__version="other"), by="system:test", at=AT)

    found = loaders.items(edition.pk)

    assert list(found) == ["C1.01", "C1.02", "M1.01", "M1.02"]
    assert found["M1.01"] == Item(
        code="M1.01",
        track=Track.MANAGEMENT,
        nature=Nature.SERVICE,
        scope=Scope.COMMUNITY,
        unit=Unit.EACH,
        period=Period.MONTH,
        decision_class=DecisionClass.ORDINARY,
        price_low_fen=100,
        price_high_fen=200,
        is_income=True,
    )


def test_relations_are_loaded_with_their_reasons(edition):
    because = Reason("原因", "Because.")

    assert loaders.reasons(edition.pk) == {
        Relation(RelationKind.BRINGS_WITH, None, "M1.02"): because,
        Relation(RelationKind.COMES_BEFORE, "C1.02", "C1.01"): because,
        Relation(RelationKind.EXCLUDES, "C1.01", "M1.01"): because,
    }
    assert loaders.relations(edition.pk) == tuple(loaders.reasons(edition.pk))


def test_a_reason_speaks_the_readers_language():
    with translation.override("en"):
        assert str(Reason("原因", "Because.")) == "Because."


def test_options_are_loaded_in_their_order(edition):
    assert loaders.options(edition.pk) == {"M1.02": ("company", "residents")}


@pytest.mark.parametrize("load", [loaders.items, loaders.reasons, loaders.options], ids=lambda load: load.__name__)
@pytest.mark.parametrize("lines", [1, 3])
def test_a_loader_asks_once_however_many_lines_there_are(django_assert_num_queries, load, lines):
    codes = [f"C1.0{number}" for number in range(1, lines + 1)]
    rows = [item(code, "basic", options=options("a", "b")) for code in codes]
    ties = [relation("brings_with", None, code) for code in codes]
    edition = load_edition(
        document=document(majors__0__items=rows, majors__1__items=[], relations=ties), by="system:test", at=AT
    )

    with django_assert_num_queries(1):
        assert len(load(edition.pk)) == lines
