"""A plan as a spreadsheet: a row a line, and nothing in it a formula."""

import io

import pytest
from django.utils import translation
from openpyxl import load_workbook

from consultations.models import Plan
from consultations.plan_sheet import plan_sheet
from tests.consultations.services import acts
from tests.world import MENU, World

pytestmark = pytest.mark.django_db


def rows(plan: Plan, language: str = "en") -> list[list[str]]:
    with translation.override(language):
        sheet = load_workbook(io.BytesIO(plan_sheet(plan))).active
    assert "f" not in {cell.data_type for row in sheet.rows for cell in row}
    return [[cell.value or "" for cell in row] for row in sheet.rows]


def test_every_line_stands_with_cost_wishes_and_reason():
    plan = World().consulting().consultation.plans.get()

    head, *lines, total = rows(plan)

    assert len(lines) == len(MENU)
    assert head[:3] == ["Code", "Item", "Place"]
    assert lines[3] == [
        "C3.01",
        "Roof waterproofing and repair",
        "Building 1",
        "In the plan",
        "Enough want it, and the money reaches.",
        "56,000.00",
        "",
        "7",
        "7",
    ]
    assert (lines[8][0], lines[8][5], lines[8][6]) == ("M1.01", "", "40.00")
    assert total == ["", "The plan costs", "", "", "", "180,000.00", "", "", ""]


def test_it_is_written_in_chinese_too():
    plan = World().consulting().consultation.plans.get()

    assert rows(plan, "zh-hans")[4][1] == "屋面防水及修缮"


@pytest.mark.parametrize("begins", ["=", "+", "-", "@"])
def test_a_wording_that_begins_like_a_formula_is_guarded(begins):
    world = World()
    _ = world.roll
    world.prepare_lines()
    world.consultation.menus.get().lines.filter(code="C1.07").update(wording_en=f"{begins}HYPERLINK(1)")
    acts.offering.offer_menu(consultation_id=world.pk, by="user:1", at=world.at)
    round = world.select()
    world.everybody(round)
    world.close_and_count(round)

    assert rows(world.draft())[1][1] == f"'{begins}HYPERLINK(1)"
