"""The three tables of a Pabulib file, line by line: META, PROJECTS, VOTES, each with a head of column names."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

SECTIONS = ("META", "PROJECTS", "VOTES")

#: Cells longer than this are no election's.
_LONGEST = 2**20


class PabulibFault(ValueError):
    """A file that breaks the format: the line, and a code, whose sentence stands in `election_sentences`."""

    def __init__(self, line: int, code: str, **values: object) -> None:
        super().__init__(f"line {line}: {code} {values}")
        self.line, self.code, self.values = line, code, values


@dataclass(slots=True)
class Section:
    """One table: the line of its name, its columns, its rows, and the line of each."""

    line: int
    columns: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)

    def column(self, name: str) -> Iterator[tuple[int, str]]:
        """The cells of a column, each with its line. Raises PabulibFault where there is no such column."""
        if name not in self.columns:
            raise PabulibFault(self.line + 1, "no_column", column=name)
        where = self.columns.index(name)
        return ((line, row[where].strip()) for line, row in zip(self.lines, self.rows, strict=True))


def split(content: bytes) -> Mapping[str, Section]:
    """The tables of a file in UTF-8, all three of them. Raises PabulibFault."""
    found: dict[str, Section] = {}
    section, last = None, 1
    for line, row in _rows(_text(content)):
        last = line
        name = _name(row)
        if name:
            if name in found:
                raise PabulibFault(line, "section_twice", section=name)
            section = found[name] = Section(line)
        elif section is None:
            raise PabulibFault(line, "before_sections")
        else:
            _add(section, line, row, exact=section is not found.get("META"))
    for name in SECTIONS:
        if name not in found:
            raise PabulibFault(last, "no_section", section=name)
        if not found[name].columns:
            raise PabulibFault(found[name].line, "no_head", section=name)
    return found


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        raise PabulibFault(content.count(b"\n", 0, broken.start) + 1, "not_utf8") from broken


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not blank, each with the line it begins in."""
    usual = csv.field_size_limit(_LONGEST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield line, row
            line = reader.line_num + 1
    except csv.Error as broken:
        raise PabulibFault(line, "not_a_table") from broken
    finally:
        csv.field_size_limit(usual)  # one for the whole process: others rely on theirs


def _name(row: Sequence[str]) -> str:
    first, *others = row
    name = first.strip().upper()
    return name if name in SECTIONS and not any(others) else ""


def _add(section: Section, line: int, row: list[str], *, exact: bool) -> None:
    if not section.columns:
        section.columns = [cell.strip().lower() for cell in row]
        return
    if len(row) < 2 or (exact and len(row) != len(section.columns)):
        raise PabulibFault(line, "cells", found=len(row), expected=len(section.columns))
    section.rows.append(row)
    section.lines.append(line)
