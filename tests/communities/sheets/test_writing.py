"""Files of our own open in Excel and WPS, and no cell of them is a formula."""

import io

from openpyxl import load_workbook

from communities.sheets import csv_file, xlsx_file


def test_csv_begins_with_the_mark_by_which_excel_knows_utf_8():
    assert csv_file([["门牌"]]) == b"\xef\xbb\xbf" + "门牌\r\n".encode()


def test_every_cell_of_a_book_is_text():
    sheet = load_workbook(io.BytesIO(xlsx_file([["证件"], ["510102196001011234"], ["=1+1"]], title="名册"))).active

    assert (sheet.title, sheet.freeze_panes) == ("名册", "A2")
    assert [(cell.value, cell.data_type) for [cell] in sheet.rows] == [
        ("证件", "s"),
        ("510102196001011234", "s"),
        ("=1+1", "s"),
    ]
    assert sheet["A1"].font.bold
