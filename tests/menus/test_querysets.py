from datetime import UTC, date, datetime

import pytest

from menus.models import Edition, MajorItem, MinorItem
from menus.services.catalogue import load_edition
from tests.menus.documents import document, item, options

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 24, 8, tzinfo=UTC)
EVENING = datetime(2026, 11, 24, 18, tzinfo=UTC)


def _load(version, day, at=MORNING, **more):
    changes = {"edition__version": version, "edition__effective_from": day, **more}
    return load_edition(document=document(**changes), by="system:test", at=at)


def _in_force(day):
    return [edition.version for edition in Edition.objects.in_force(day)]


def test_an_edition_is_in_force_from_its_day_on():
    _load("old", "2019-07-12")
    _load("new", "2021-08-11")

    assert _in_force(date(2019, 7, 11)) == []
    assert _in_force(date(2019, 7, 12)) == ["old"]
    assert _in_force(date(2021, 8, 10)) == ["old"]
    assert _in_force(date(2021, 8, 11)) == ["new", "old"]


def test_of_one_day_the_official_edition_counts_and_then_the_last_loaded():
    _load("first", "2019-07-12")
    _load("second", "2019-07-12", at=EVENING)
    _load("list", "2019-07-12", edition__status="official", edition__source_document="渝建〔2030〕1号")

    assert _in_force(date(2020, 1, 1)) == ["list", "second", "first"]


def test_an_edition_is_found_by_its_version():
    edition = _load("old", "2019-07-12")

    assert Edition.objects.version("old") == edition
    with pytest.raises(Edition.DoesNotExist):
        Edition.objects.version("none")


def test_items_of_one_half_of_one_edition():
    edition = _load("old", "2019-07-12")
    _load("new", "2021-08-11")

    codes = MinorItem.objects.of(edition.pk).on("management").in_order().values_list("code", flat=True)

    assert list(codes) == ["M1.01", "M1.02"]


@pytest.mark.parametrize("lines", [1, 3])
def test_the_whole_menu_takes_four_questions(django_assert_num_queries, lines):
    codes = [f"C1.0{number}" for number in range(1, lines + 1)]
    rows = [item(code, "basic", attested_by=["office"], options=options("b", "a")) for code in codes]
    edition = _load("old", "2019-07-12", majors__0__items=rows, relations=[])

    with django_assert_num_queries(4):
        shown = [
            (row.code, [o.code for o in row.options.all()], [s.key for s in row.attested_by.all()])
            for major in MajorItem.objects.filter(edition=edition, track="comprehensive").with_items()
            for row in major.items.all()
        ]

    assert shown == [(code, ["b", "a"], ["office"]) for code in codes]
