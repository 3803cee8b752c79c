"""Spreadsheet files: what people bring is read as rows of text, or refused with a sentence; our own are written."""

from communities.sheets.reading import MOST_BYTES, MOST_ROWS, SheetRefused, rows
from communities.sheets.writing import csv_file, xlsx_file

__all__ = ["MOST_BYTES", "MOST_ROWS", "SheetRefused", "csv_file", "rows", "xlsx_file"]
