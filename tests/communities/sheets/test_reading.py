"""A file is rows of text, or one refusal; never anything else."""

import io
import zipfile
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communities.sheets import MOST_BYTES, MOST_ROWS, csv_file, rows, xlsx_file
from tests.communities.sheets.books import book, refused

TABLE = [["门牌", "业主"], ["3-2-501", "测试人甲"]]
TEXT = "门牌,业主\r\n3-2-501,测试人甲\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_csv_in_every_encoding_people_save_it_in(encoding):
    assert list(rows(TEXT.encode(encoding))) == TABLE


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_csv_parted_and_ended_in_every_way(delimiter, end):
    assert list(rows(TEXT.replace(",", delimiter).replace("\r\n", end).encode())) == TABLE


def test_quoted_cells_hold_commas_and_lines():
    assert list(rows(b'a,"b, c\nd"\n')) == [["a", "b, c\nd"]]


def test_cells_of_a_sheet_are_texts_as_one_types_them():
    content = book({"A1": "门牌", "B1": 501.0, "C1": 89.37, "D1": 44.1 + 45.27, "E1": True, "F1": date(2026, 3, 2)})

    assert list(rows(content)) == [["门牌", "501", "89.37", "89.37", "true", "2026-03-02"]]


def test_an_identity_number_that_lost_digits_shows_it():
    assert list(rows(book({"A1": 510102196001011234}))) == [["5.10102196001011e+17"]]


def test_rows_are_counted_as_the_spreadsheet_counts_them():
    assert list(rows(book({"B3": "x", "B5": "y"}))) == [[], [], ["", "x"], ["", ""], ["", "y"]]


def test_cells_merged_downwards_hold_in_every_row():
    content = book({"A1": "3", "B1": "501", "B2": "502", "B3": "503"}, merged=("A1:A2",))

    assert list(rows(content)) == [["3", "501"], ["3", "502"], ["", "503"]]


def test_the_first_sheet_that_is_shown_and_holds_something_is_read():
    assert list(rows(book({"A1": "x"}, hidden={"A1": "hidden"}))) == [["x"]]


def test_an_empty_book_has_no_rows():
    assert list(rows(book({}))) == []


HTML = b"<html><table><tr><td>1</td></tr></table></html>"
REFUSED = [
    ("empty_file", b""),
    ("empty_file", b" \r\n "),
    ("too_large", b"1," * (MOST_BYTES // 2 + 1)),
    ("old_excel", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500),
    ("encrypted", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")),
    ("web_page", HTML),
    ("web_page", b"\xef\xbb\xbf\r\n<?xml version='1.0'?><Workbook/>"),
    ("not_a_table", b"\x89PNG\r\n\x1a\n\x00\x00"),
    ("not_a_table", b"%PDF-1.7 \xff\xff\xff"),
    ("not_a_table", b"\xff\xfe1"),
    ("broken", b"PK\x03\x04"),
    ("broken", b'"' + b"x" * 200_000),
    ("too_many_rows", b"1\n" * (MOST_ROWS + 1)),
    ("too_many_columns", b"1" + b"," * 200),
]


@pytest.mark.parametrize("code, content", REFUSED, ids=[f"{n} {case[0]}" for n, case in enumerate(REFUSED)])
def test_what_cannot_be_read_is_one_refusal(code, content):
    assert refused(content) == code


def test_a_zip_that_is_no_workbook_is_broken():
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        packed.writestr("a.txt", "a")

    assert refused(written.getvalue()) == "broken"


def test_a_workbook_cut_off_is_broken():
    assert refused(book({"A1": "x"})[:-200]) == "broken"


def test_a_sheet_wider_or_longer_than_a_list_is_refused():
    assert refused(book({"A1": "x", "GS1": "y"})) == "too_many_columns"
    assert refused(book({"A1": "x", f"A{MOST_ROWS + 1}": "y"})) == "too_many_rows"


def test_two_cells_at_the_ends_of_a_sheet_would_fill_the_machine():
    assert refused(book({"A1": "x", "XFD1048576": "y"})) in ("too_many_rows", "too_large_inside")


def test_a_bomb_goes_off_where_it_harms_nobody():
    """A sheet of a few megabytes that unpacks to more than the opener may hold."""
    content, bomb = book({"A1": "x"}), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as again:
        for name in packed.namelist():
            data = packed.read(name)
            if name == "xl/worksheets/sheet1.xml":
                cell = b'<c r="A1" t="inlineStr"><is><t>' + b"x" * (1 << 30) + b"</t></is></c>"
                data = data.split(b"<sheetData>")[0] + b'<sheetData><row r="1">' + cell
            again.writestr(name, data)

    assert len(bomb.getvalue()) < MOST_BYTES
    assert refused(bomb.getvalue()) in ("too_large_inside", "broken")


CELLS = st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8), min_size=2, max_size=2))


@given(CELLS)
def test_csv_is_read_as_it_was_written(table):
    table = [["a", "b"], *table]

    assert list(rows(csv_file(table))) == table


def test_xlsx_is_read_as_it_was_written():
    table = [["门牌", "证件"], ["3-2-501", "510102196001011234"], ["'=1+1", "0012"]]

    assert list(rows(xlsx_file(table, title="名册"))) == table


@given(st.binary(max_size=400))
def test_any_bytes_are_rows_or_one_refusal(content):
    refused(content)


@given(st.binary(max_size=400).map(lambda tail: b"PK\x03\x04" + tail))
@settings(max_examples=5, deadline=None)
def test_any_bytes_that_claim_to_be_a_workbook_are_refused(content):
    assert refused(content) in ("broken", "too_large_inside")


#: Made once: a workbook holds the second it was made in, and its length may change with it.
WORKBOOK = book({"A1": "门牌", "B2": 89.37})


@given(st.data())
@settings(max_examples=15, deadline=None)
def test_a_workbook_with_a_few_bytes_changed_is_rows_or_one_refusal(data):
    content = bytearray(WORKBOOK)
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(4, len(content) - 1))] = data.draw(st.integers(0, 255))

    refused(bytes(content))
