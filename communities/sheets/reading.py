"""A file somebody brings → its rows, every cell a text."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from renewal_portal.ledger.domain.refusals import Refused

OPENER = Path(__file__).with_name("opener.py")
PATIENCE_SECONDS = 90

MOST_BYTES = 16 << 20  # of the file as it is brought
MOST_TEXT = 96 << 20  # of what an XLSX file unpacks to
MOST_ROWS = 100_020  # a hundred thousand parts, and the rows over their headings
MOST_COLUMNS = 200

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MARKUP = (b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta", b"<head")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
DELIMITERS = (",", "\t", ";")
KNOWN = {"too_many_rows", "too_many_columns", "too_large_inside", "encrypted", "broken"}

Rows = Iterator[list[str]]


class SheetRefused(Refused):
    """The file cannot be read."""


def rows(content: bytes) -> Rows:
    """The rows of an XLSX or CSV file, from its first one. CSV may be UTF-8, UTF-16 with its mark, or GB18030; parted
    by comma, semicolon or tab.

    Raises SheetRefused "empty_file", "too_large", "old_excel", "encrypted", "web_page", "not_a_table", "broken",
    "too_many_rows", "too_many_columns" or "too_large_inside"; nothing else, whatever the file holds.
    """
    if not content.strip():
        raise SheetRefused("empty_file")
    if len(content) > MOST_BYTES:
        raise SheetRefused("too_large", most=MOST_BYTES >> 20)
    if content.startswith(OLE):
        if ENCRYPTED in content:
            raise SheetRefused("encrypted")
        raise SheetRefused("old_excel")
    if content.startswith(ZIP):
        return _xlsx(content)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:20].lower().startswith(MARKUP):
        raise SheetRefused("web_page")
    return _csv(_text(content))


def _xlsx(content: bytes) -> Rows:
    command = [sys.executable, "-I", str(OPENER), str(MOST_ROWS), str(MOST_COLUMNS), str(MOST_TEXT)]
    try:
        ran = subprocess.run(  # noqa: S603 - our own file, and numbers of our own
            command, input=content, capture_output=True, timeout=PATIENCE_SECONDS, env={}, check=False
        )
    except subprocess.TimeoutExpired as late:
        raise SheetRefused("too_large_inside") from late
    if ran.returncode != 0:
        said = ran.stderr.decode(errors="replace")
        if said in KNOWN:
            raise SheetRefused(said)
        if ran.returncode < 0:  # it asked for more memory or time than it is given
            raise SheetRefused("too_large_inside")
        raise SheetRefused("broken")
    return map(json.loads, io.BytesIO(ran.stdout))


def _text(content: bytes) -> str:
    """The text of a CSV file. GB18030 reads nearly everything, so what is no text is refused before."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(content, "utf-16")
    if b"\x00" in content:
        raise SheetRefused("not_a_table")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decoded(content, "gb18030")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as unreadable:
        raise SheetRefused("not_a_table") from unreadable


def _csv(text: str) -> Rows:
    delimiter = max(DELIMITERS, key=lambda each: _widest(text, each))
    for number, row in enumerate(_parted(text, delimiter)):
        if number >= MOST_ROWS:
            raise SheetRefused("too_many_rows", most=MOST_ROWS)
        if len(row) > MOST_COLUMNS:
            raise SheetRefused("too_many_columns", most=MOST_COLUMNS)
        yield row


def _widest(text: str, delimiter: str) -> int:
    """Into how many cells the first rows fall."""
    try:
        return max(map(len, islice(_parted(text[:100_000], delimiter), 20)), default=0)
    except SheetRefused:
        return 0


def _parted(text: str, delimiter: str) -> Rows:
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise SheetRefused("broken") from error
