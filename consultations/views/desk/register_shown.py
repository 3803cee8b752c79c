"""A register file as its part of the page shows it: what was found, what stood before and stands after."""

import json
from collections.abc import Mapping
from datetime import datetime
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from communities.domain.contacts import ending
from communities.domain.roll.columns import Column
from communities.domain.roll.findings import Code
from communities.models import RegisterFile
from communities.register_sentences import COLUMNS, FIELDS, FIGURES, FINDINGS, WORDS
from communities.services.register_files import RegisterFileRefused
from consultations.sentences import of_refused
from renewal_portal.shown import numbers

SHOWN_AT_ONCE = 3  # rows of what only tells; more are folded away
UNDER_WAY = ("queued", "running")
FINDING_COLUMNS = [(_("Where"), ""), (_("Column"), ""), (_("What the file says"), "")]
CHANGE_COLUMNS = [(_("Door or person"), ""), (_("What"), ""), (_("Until now"), ""), (_("Afterwards"), "")]
FIGURE_COLUMNS = [(_("In all"), ""), (_("Until now"), "number"), (_("Afterwards"), "number")]


def shown(file: RegisterFile, slug: str, at: datetime) -> dict[str, Any]:
    """Everything its part of the page asks for."""
    outcome = json.loads(file.outcome) if file.outcome else None
    under_way = file.job is not None and file.job.state in UNDER_WAY
    return {
        "pk": file.pk,
        "slug": slug,
        "name": file.name,
        "brought_at": file.brought_at,
        "expires_at": file.expires_at,
        "rows": file.rows,
        "gone": not file.is_there(at),
        "applied": file.applied_at is not None,
        "under_way": under_way,
        "job": file.job,
        "url": reverse("desk_register_file", args=[slug, file.pk]),
        "went_wrong": _went_wrong(file),
        "outcome": None if outcome is None or under_way else _outcome(outcome),
    }


def _went_wrong(file: RegisterFile) -> str:
    """Why work in the background ended without a result."""
    if file.job is None or file.job.state in UNDER_WAY:
        return ""
    if file.job.state == "failed":
        return translate(
            "This file could not be worked through. Bring it again; if that fails, tell who runs the portal."
        )
    code = (file.job.result or {}).get("refused")
    return of_refused(RegisterFileRefused(code)) if code else ""


def _outcome(outcome: Mapping[str, Any]) -> dict[str, Any]:
    groups = [_group(Code(code), list(each), outcome) for code, each in _by_code(outcome["findings"])]
    changes = outcome["added"] + outcome["gone"] + outcome["changed"]
    return {
        **outcome,
        "must": [group for group in groups if group["blocks"]],
        "tells": [group for group in groups if not group["blocks"]],
        "nothing": not changes,
        "figures": _figures(outcome["before"], outcome["after"]) if outcome["after"] else [],
        "figure_columns": FIGURE_COLUMNS,
        "change_columns": CHANGE_COLUMNS,
        "change_rows": [_change(each) for each in outcome["changes"]],
        "more_changes": outcome["changed"] - len(outcome["changes"]),
        "more_added": outcome["added"] - len(outcome["added_doors"]),
        "more_gone": outcome["gone"] - len(outcome["gone_doors"]),
    }


def _by_code(findings: list[Mapping[str, Any]]) -> Any:
    order = list(Code)
    return groupby(sorted(findings, key=lambda each: order.index(Code(each["code"]))), lambda each: each["code"])


def _group(code: Code, findings: list[Mapping[str, Any]], outcome: Mapping[str, Any]) -> dict[str, Any]:
    title, detail = FINDINGS[code]
    return {
        "title": title,
        "blocks": findings[0]["blocks"],
        "open": findings[0]["blocks"] or len(findings) <= SHOWN_AT_ONCE,
        "times": outcome["counted"][code.value],
        "more": outcome["counted"][code.value] - len(findings),
        "columns": FINDING_COLUMNS,
        "rows": [_finding(each, str(detail)) for each in findings],
    }


def _finding(finding: Mapping[str, Any], detail: str) -> list[str]:
    values = {
        name: numbers.area(value) if name.endswith("_cm2") else value for name, value in finding["values"].items()
    }
    column = COLUMNS[Column(finding["column"])] if finding["column"] else ""
    where = translate("Row %(row)s") % finding if finding["row"] else translate("The whole file")
    return [where, str(column), detail % values if detail else "—"]


def _figures(before: Mapping[str, int], after: Mapping[str, int]) -> list[list[str]]:
    return [[str(words), _figure(name, before[name]), _figure(name, after[name])] for name, words in FIGURES.items()]


def _figure(name: str, value: Any) -> str:
    """An area exactly, for a cm² is a difference; other numbers with their thousands."""
    if name.endswith("_cm2"):
        return numbers.area(value)
    return f"{value:,}" if isinstance(value, int) else str(value)


def _change(change: Mapping[str, Any]) -> list[str]:
    name = change["field"]
    return [change["label"], str(FIELDS[name]), _value(name, change["before"]), _value(name, change["after"])]


def _value(name: str, value: Any) -> str:
    """A value as it is shown; of a telephone number only its end."""
    if value in (None, ""):
        return "—"
    if name == "area_cm2":
        return numbers.area(value)
    if name == "phone":
        return ending(value)
    return str(WORDS.get(name, {}).get(value, value))
