"""The committee brings a list, sees what is wrong with it or what it changes, and takes it over."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communities import loaders
from communities.domain.roles import Role
from communities.models import RegisterFile, Unit
from communities.services import register_import
from communities.sheets import csv_file, rows, xlsx_file
from renewal_portal.ledger.clock import now
from renewal_portal.ledger.models import Event
from tests.communities.services.bringing import HEADINGS, home
from tests.consultations.views.desk.desks import Desk, now_world, problems
from tests.consultations.views.desk.test_queries import asked
from tests.consultations.views.public.reading import words

pytestmark = pytest.mark.django_db

SOLD = home("1-1-101", "测试买家", "NEW-1", "90.5")


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def desk() -> Desk:
    return Desk(now_world())


def upload(content: bytes, name: str = "名册.csv") -> dict[str, Any]:
    return {"file": SimpleUploadedFile(name, content)}


def brought(desk: Desk, *lines: Sequence[str], headings: Sequence[str] = HEADINGS) -> str:
    """The page after a list was brought."""
    return words(desk.done("desk_register", upload(csv_file([headings, *lines]))))


def file() -> RegisterFile:
    return RegisterFile.objects.latest("pk")


def copied(desk: Desk, kind: str = "csv") -> list[list[str]]:
    return list(rows(desk.post("desk_register_copy", kind=kind).content))


def test_the_roll_leads_there(desk: Desk) -> None:
    assert f'href="{desk.url("desk_register")}"' in desk.page("desk_roll")


def test_before_anything_changes_the_page_says_what_will(desk: Desk) -> None:
    page = brought(desk, SOLD)

    assert "Doors 9 1" in page
    assert "Owners (heads) 9 1" in page
    assert "Area 950.00 m² 90.50 m²" in page
    assert "8 doors go 1-S1, 1-1-201, 1-1-301, 1-1-401" in page
    assert "1-1-101 Area 100.00 m² 90.50 m²" in page
    assert "1-1-101 Owners 测试人11 测试买家" in page
    assert "The doors of the file have 90.50 m², the community 950.00 m². Find out which one is right." in page
    assert Unit.objects.of(desk.world.community.pk).count() == 9


def test_it_is_taken_over_with_one_press(desk: Desk) -> None:
    brought(desk, SOLD)

    page = words(desk.done("desk_register_take", pk=file().pk))

    assert "The register says what the file says. Fix the roll anew." in page
    assert "Last taken over" in page
    [row] = loaders.register_rows(desk.world.community.pk)
    assert (row.door, row.area_cm2, row.persons[0].name) == ("1-1-101", 905_000, "测试买家")
    assert file().applied_by == f"user:{desk.user.pk}"


def test_what_is_wrong_stands_with_row_and_column_and_nothing_can_be_taken_over(desk: Desk) -> None:
    page = brought(desk, home("1-1-101", "测试人甲", "N-1", "约九十"), home("1-1-201", "", ""))

    assert "The file must be corrected first. Nothing has changed." in page
    assert "An area that is no number: write it like 89.37 (1)" in page
    assert "2 Area in m² 约九十" in page
    assert "3 Owners —" in page
    assert "Take it over" not in page
    assert "The file must be corrected first: look at what was found." in desk.done("desk_register_take", pk=file().pk)


def test_columns_nobody_knows_are_asked_for_beside_the_first_rows(desk: Desk) -> None:
    page = brought(desk, ("1-1-101", "90", "测试买家"), headings=("甲", "乙", "丙"))
    assert "Say which column is which" in page

    asking = words(desk.page("desk_register_columns", pk=file().pk))
    assert "甲 乙 丙 1-1-101 90 测试买家" in asking
    assert "B: 乙" in asking

    said = {"door": "0", "area": "1", "owners": "2"}
    assert "8 doors go" in words(desk.done("desk_register_columns", said, pk=file().pk))
    too_few = desk.refused("desk_register_columns", {"door": "0"}, pk=file().pk)
    assert "Say which column holds the door, which one the area and which one the owners." in too_few


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_copy_brought_back_changes_nothing(desk: Desk, kind: str) -> None:
    copy = desk.post("desk_register_copy", kind=kind)
    assert copy["Content-Disposition"] == f'attachment; filename="register-small.{kind}"'
    assert "no-store" in copy["Cache-Control"]

    page = words(desk.done("desk_register", upload(copy.content)))

    assert "The register says all this already. Nothing would change." in page
    assert "Take it over" not in page


def test_that_a_copy_was_fetched_is_recorded(desk: Desk) -> None:
    desk.post("desk_register_copy", kind="csv")

    assert list(Event.objects.filter(what="register.copied").values_list("by", "detail")) == [
        (f"user:{desk.user.pk}", {"units": 9, "kind": "csv"})
    ]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_template_is_a_list_that_can_be_read(desk: Desk, kind: str) -> None:
    template = desk.get("desk_register_template", kind=kind)

    page = words(desk.done("desk_register", upload(template.content)))

    assert "1 door comes 3-2-501" in page
    assert "Take it over" in page


def test_files_of_no_such_kind_are_not_found(desk: Desk) -> None:
    assert desk.get("desk_register_template", kind="pdf").status_code == 404
    assert desk.post("desk_register_copy", kind="pdf").status_code == 404


@pytest.mark.parametrize(
    "content, sentence",
    [
        (b"", "The file is empty. Choose another one."),
        (b"<html></html>", "This is a web page with the name of a table."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "This is an old Excel file (.xls)."),
        (b"PK\x03\x04", "The file is damaged."),
        (b"a,b\r\n", "There is no row under the headings."),
    ],
)
def test_what_cannot_be_read_is_said_at_the_field(desk: Desk, content: bytes, sentence: str) -> None:
    response = desk.post("desk_register", upload(content))

    assert sentence in problems(response)["file"][0]
    assert RegisterFile.objects.count() == 0


def test_without_a_file_the_form_asks_for_one(desk: Desk) -> None:
    assert problems(desk.post("desk_register")) == {"file": ["Choose a file."]}


def test_a_file_can_be_deleted(desk: Desk) -> None:
    brought(desk, SOLD)

    page = desk.done("desk_register_discard", pk=file().pk)

    assert "The file is deleted. The register is as it was." in page
    assert "Take it over" not in page


def test_what_happened_meanwhile_is_said(desk: Desk) -> None:
    brought(desk, SOLD)
    Unit.objects.filter(door="1-1-201").update(area_cm2=1)

    assert "Somebody changed the register since this file was looked at." in desk.done(
        "desk_register_take", pk=file().pk
    )


def test_a_file_that_is_gone_leads_back(desk: Desk) -> None:
    brought(desk, SOLD)
    desk.done("desk_register_discard", pk=file().pk)

    assert "This file is no longer there" in words(
        desk.client.get(desk.url("desk_register_columns", pk=file().pk), follow=True).content.decode()
    )


LONG = [home(f"1-{n // 100 + 1}-{n % 100 + 1}01", f"测试人{n}", f"N-{n}") for n in range(2_001)]


def work() -> None:
    register_import.work(worker="w1", clock=now)


def test_a_long_list_shows_how_far_it_is(desk: Desk) -> None:
    assert "The file is being read" in brought(desk, *LONG)
    part = desk.client.get(desk.url("desk_register_file", pk=file().pk), headers={"HX-Request": "true"})
    assert f'hx-get="{desk.url("desk_register_file", pk=file().pk)}"' in part.content.decode()
    assert b"<html" not in part.content

    work()
    assert "Doors 9 2,001" in words(desk.page("desk_register"))

    assert "The file is being taken over" in words(desk.done("desk_register_take", pk=file().pk))
    work()
    part = desk.client.get(desk.url("desk_register_file", pk=file().pk), headers={"HX-Request": "true"})
    assert "The register says what this file says." in part.content.decode()
    assert Unit.objects.of(desk.world.community.pk).count() == 2_001


def test_why_a_long_list_was_not_taken_over_stands_there(desk: Desk) -> None:
    brought(desk, *LONG)
    work()
    desk.done("desk_register_take", pk=file().pk)
    Unit.objects.filter(door="1-1-201").update(area_cm2=1)

    work()

    assert "Somebody changed the register since this file was looked at." in desk.page("desk_register")


def test_who_does_not_keep_the_roll_sees_none_of_it(desk: Desk) -> None:
    brought(desk, SOLD)
    surveyor = Desk(desk.world, Role.SURVEYOR)

    assert surveyor.url("desk_register") not in surveyor.page("desk_roll")
    assert surveyor.get("desk_register").status_code == 404
    assert surveyor.post("desk_register_copy", kind="csv").status_code == 404
    assert surveyor.post("desk_register_take", pk=file().pk).status_code == 404


def test_another_community_s_file_is_not_found(desk: Desk) -> None:
    other = Desk(now_world(slug="other"))
    brought(other, SOLD)

    for name in ("desk_register_take", "desk_register_discard", "desk_register_columns"):
        assert desk.post(name, pk=file().pk).status_code == 404
    assert desk.get("desk_register_file", pk=file().pk).status_code == 404
    assert "测试买家" not in desk.page("desk_register")


def test_a_page_asks_as_often_for_many_rows_as_for_one(desk: Desk) -> None:
    brought(desk, SOLD)
    one = asked(desk.client, desk.url("desk_register"))
    brought(desk, *LONG[:500])

    assert asked(desk.client, desk.url("desk_register")) == one


def test_taking_over_asks_as_often_for_many_rows_as_for_few(desk: Desk) -> None:
    def queries(lines: Sequence[Sequence[str]]) -> int:
        brought(desk, *lines)
        with CaptureQueriesContext(connection) as seen:
            desk.done("desk_register_take", pk=file().pk)
        return len(seen)

    assert queries(LONG[100:120]) == queries(LONG[:100])


def test_a_book_of_excel_is_read_like_a_list(desk: Desk) -> None:
    content = xlsx_file([HEADINGS, SOLD], title="名册")

    assert "1-1-101 Owners 测试人11 测试买家" in words(desk.done("desk_register", upload(content, "名册.xlsx")))
    assert copied(desk)[0][:3] == ["楼栋", "单元", "门牌"]
