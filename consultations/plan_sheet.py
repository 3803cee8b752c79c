"""A plan as a spreadsheet for the office: the lines of its page, in the reader's language."""

from collections.abc import Iterator

from django.utils.translation import gettext as translate

from communities.domain.roll.cells import guarded
from communities.sheets.writing import xlsx_file
from consultations import reasons, titles
from consultations.loaders.desk.plans import lines
from consultations.models import Plan
from consultations.wording import yuan


def plan_sheet(plan: Plan) -> bytes:
    """One row a line, in the published order, and the sum of what is in the plan below."""
    return xlsx_file((tuple(map(guarded, row)) for row in _rows(plan)), title=titles.of_plan(plan))


def _rows(plan: Plan) -> Iterator[tuple[str, ...]]:
    yield (
        translate("Code"),
        translate("Item"),
        translate("Place"),
        translate("What became of it"),
        translate("Why"),
        translate("Cost in yuan"),
        translate("A month, in yuan"),
        translate("Households that want it"),
        translate("Households of the place"),
    )
    found = lines(plan)
    for line, said in zip(found, reasons.in_words(found), strict=True):
        yield (
            str(said["code"]),
            str(said["name"]),
            str(said["place"]),
            str(said["outcome_words"]),
            str(said["reason"]),
            "" if said["monthly"] else yuan(line.cost_fen),
            yuan(line.offered.cost_fen) if said["monthly"] else "",
            str(line.wanted_heads),
            str(line.entitled_heads),
        )
    yield ("", translate("The plan costs"), "", "", "", yuan(plan.total_fen), "", "", "")
