"""A plan as a spreadsheet for the office, and what each home pays a month for its package, in the reader's language."""

from collections.abc import Iterator

from django.utils.translation import gettext as translate

from communities.domain.roll.cells import guarded
from communities.sheets.writing import xlsx_file
from consultations import reasons, titles
from consultations.loaders.charges import Sheet, door, key_of
from consultations.loaders.desk.plans import lines
from consultations.models import Plan
from consultations.wording import yuan
from renewal_portal.shown.numbers import area
from renewal_portal.shown.places import place_name
from renewal_portal.shown.words import in_language


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


def charge_sheet(made: Sheet) -> bytes:
    """One row a home, one column a service, and the sums below: what each home pays a month."""
    return xlsx_file((tuple(map(guarded, row)) for row in _charges(made)), title=translate("Monthly charges"))


def _charges(made: Sheet) -> Iterator[tuple[str, ...]]:
    names = [f"{in_language(line.offered, 'wording')} ({place_name(line.offered.place)})" for line in made.services]
    yield translate("Door"), translate("Area"), *names, translate("A month, in yuan")
    keys = [key_of(line) for line in made.services]
    for home in made.homes:
        paid = made.paid[home.pk]
        parts = [yuan(paid[key]) if key in paid else "" for key in keys]
        yield door(home), area(made.areas_cm2[home.pk]), *parts, yuan(made.total_of(home.pk))
    sums = [sum(paid.get(key, 0) for paid in made.paid.values()) for key in keys]
    whole = area(sum(made.areas_cm2.values()))
    yield translate("All homes"), whole, *map(yuan, sums), yuan(made.total_fen)
