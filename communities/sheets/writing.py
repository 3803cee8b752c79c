"""Rows → a file that Excel and WPS open with Chinese intact. What a spreadsheet might take for a formula is guarded by
whoever makes the rows."""

import csv
import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

WIDTH = 18


def csv_file(rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with the mark by which Excel knows it."""
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    return written.getvalue().encode("utf-8-sig")


def xlsx_file(rows: Iterable[Sequence[str]], *, title: str) -> bytes:
    """One sheet; its first row holds the headings. Every cell is text, so that no number loses a digit."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for number, row in enumerate(rows):
        if number == 0:
            for column in range(1, len(row) + 1):
                sheet.column_dimensions[get_column_letter(column)].width = WIDTH
        sheet.append([_cell(sheet, text, bold=number == 0) for text in row])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _cell(sheet: object, text: str, *, bold: bool) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    cell.number_format = "@"
    if bold:
        cell.font = Font(bold=True)
    return cell
