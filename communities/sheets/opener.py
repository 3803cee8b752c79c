"""The opener: ``python -I opener.py ROWS COLUMNS TEXT`` reads an XLSX file and writes its first sheet, one JSON list of
texts a line.

A process of its own, with a limit of memory and time: a file of a few kilobytes can be made to unpack to more than any
machine holds, and then this process ends and nothing else. No environment is given to it.
"""

import datetime
import io
import json
import resource
import sys
from collections.abc import Iterator
from typing import Any

MEMORY = 1 << 30
SECONDS = 60
EXACT = 10**15  # beyond it a spreadsheet's numbers have lost digits


class TooMuch(Exception):
    """More rows, columns or text than is read."""


def main(most_rows: int, most_columns: int, most_text: int) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
        write(first_sheet(book), most_rows, most_columns, most_text)
    except TooMuch as much:
        return refuse(str(much))
    except PasswordError:
        return refuse("encrypted")
    except MemoryError:
        return refuse("too_large_inside")
    except (CalamineError, OSError, ValueError):
        return refuse("broken")
    return 0


def first_sheet(book: Any) -> Any:
    """The first sheet with something in it that is not hidden; None where there is none."""
    for meta in book.sheets_metadata:
        if str(meta.visible).endswith(".Visible") and str(meta.typ).endswith(".WorkSheet"):
            sheet = book.get_sheet_by_name(meta.name)
            if sheet.end is not None:
                return sheet
    return None


def write(sheet: Any, most_rows: int, most_columns: int, most_text: int) -> None:
    if sheet is None:
        return
    last_row, last_column = sheet.end
    if last_row >= most_rows:
        raise TooMuch("too_many_rows")
    if last_column >= most_columns:
        raise TooMuch("too_many_columns")
    written = 0
    for row in filled(numbered(sheet), sheet.merged_cell_ranges or []):
        line = json.dumps(row, ensure_ascii=False).encode("utf-8", "replace")
        written += len(line)
        if written > most_text:
            raise TooMuch("too_large_inside")
        sys.stdout.buffer.write(line + b"\n")


def numbered(sheet: Any) -> Iterator[list[str]]:
    """Every row from the first one of the sheet, its cells from the first column."""
    top, left = sheet.start
    for _ in range(top):
        yield []
    for row in sheet.to_python(skip_empty_area=True):
        yield [""] * left + [text(cell) for cell in row]


def filled(rows: Iterator[list[str]], merged: Any) -> Iterator[list[str]]:
    """Cells merged downwards hold their value in every row, as whoever looks at the sheet reads it."""
    waiting = sorted((top, left, bottom) for (top, left), (bottom, _right) in merged if bottom > top)[::-1]
    open_: dict[int, tuple[int, str]] = {}
    for number, row in enumerate(rows):
        open_ = {column: held for column, held in open_.items() if held[0] >= number}
        for column, (_bottom, value) in open_.items():
            row.extend([""] * (column + 1 - len(row)))
            row[column] = row[column] or value
        while waiting and waiting[-1][0] <= number:
            _top, column, bottom = waiting.pop()
            open_[column] = (bottom, row[column] if column < len(row) else "")
        yield row


def text(cell: Any) -> str:
    """A cell as somebody would type it. A number that lost digits keeps its exponent, so that one sees it."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < EXACT else format(cell, ".15g")
    if isinstance(cell, datetime.datetime | datetime.date):
        return cell.isoformat()[:10]
    return str(cell)


def refuse(code: str) -> int:
    sys.stderr.write(code)
    return 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
