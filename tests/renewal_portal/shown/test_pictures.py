import re
from xml.etree import ElementTree

import pytest
from django.template import Context, Template
from django.templatetags.static import static

from menus import files
from renewal_portal.shown.pictures import ICONS, ITEMS, STATIC, item_picture, symbol, symbols

SVG = "{http://www.w3.org/2000/svg}"
SHEET = (STATIC / ITEMS).read_text()
LINES = {  # of icons.svg, on a larger ground
    "viewBox": "0 0 48 48",
    "fill": "none",
    "stroke": "currentColor",
    "stroke-width": "1.75",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
}


def drawings() -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(SHEET))  # noqa: S314 - our own


def codes() -> list[str]:
    return [item["code"] for major in files.read(files.REVIEWED)["majors"] for item in major["items"]]


def test_every_item_of_the_reviewed_catalogue_has_its_picture_and_none_is_left_over():
    assert list(symbols(ITEMS)) == [symbol(code) for code in codes()]
    assert len(symbols(ITEMS)) == 39 + 25


def test_the_sheet_is_well_formed_and_holds_nothing_but_symbols_of_paths():
    assert [drawing.tag for drawing in drawings()] == [f"{SVG}symbol"] * 64
    assert {part.tag for drawing in drawings() for part in drawing} == {f"{SVG}path"}
    assert re.findall(r"<style|<script|\b(?:style|class|on\w+|href)=", SHEET) == []


@pytest.mark.parametrize("drawing", drawings(), ids=lambda drawing: drawing.attrib["id"])
def test_a_picture_has_the_weight_of_the_icons_few_lines_and_one_light_filling(drawing):
    filled = [path.attrib["fill-opacity"] for path in drawing if "fill" in path.attrib]

    assert {key: value for key, value in drawing.attrib.items() if key != "id"} == LINES
    assert 2 <= len(drawing) <= 6
    assert filled == [".14"]


def test_no_picture_stands_twice():
    drawn = ["".join(path.attrib["d"] for path in drawing) for drawing in drawings()]

    assert len(set(drawn)) == len(drawn)


@pytest.mark.parametrize(
    "code, picture",
    [
        ("C1.07", (ITEMS, "item-c1-07")),
        ("M6.01", (ITEMS, "item-m6-01")),
        ("C1.99", (ICONS, "pipe")),  # an item an edition adds to a chapter
        ("X1.01", (ICONS, "paper")),  # in a chapter an edition adds
    ],
)
def test_an_item_without_a_picture_shows_the_icon_of_its_chapter(code, picture):
    assert item_picture(code) == picture
    assert picture[1] in symbols(picture[0])


def test_a_picture_is_passed_over_in_reading_aloud():
    shown = Template("{% load portal %}{% item_picture 'C3.08' %}").render(Context())

    assert shown == (
        f'<svg class="item-picture" aria-hidden="true" focusable="false"><use href="{static(ITEMS)}#item-c3-08"/></svg>'
    )
