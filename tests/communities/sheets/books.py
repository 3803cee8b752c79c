"""XLSX files as tests need them."""

import io
from collections.abc import Mapping
from typing import Any

from openpyxl import Workbook

from communities.sheets import SheetRefused, rows


def book(cells: Mapping[str, Any], *, merged: tuple[str, ...] = (), hidden: Mapping[str, Any] | None = None) -> bytes:
    """One sheet with these cells; before it, if asked for, a hidden one."""
    made = Workbook()
    sheet = made.active
    if hidden is not None:
        made.move_sheet(made.create_sheet("hidden"), -1)
        made["hidden"].sheet_state = "hidden"
        for at, value in hidden.items():
            made["hidden"][at] = value
        made.active = sheet
    for at, value in cells.items():
        sheet[at] = value
    for area in merged:
        sheet.merge_cells(area)
    return saved(made)


def saved(made: Workbook) -> bytes:
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def refused(content: bytes) -> str:
    """The code a file is refused with; "" where it is read."""
    try:
        list(rows(content))
    except SheetRefused as refusal:
        return refusal.code
    return ""
