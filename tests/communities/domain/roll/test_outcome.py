"""What looking at a file gave can be kept as JSON."""

import json
from dataclasses import replace

from communities.domain.roll.checking import check
from communities.domain.roll.difference import difference
from communities.domain.roll.outcome import LISTED, fingerprint, summed_up
from tests.communities.domain.roll.lists import line, reading


def outcome(*lines, stored=()):
    found = reading(*lines)
    findings = [*found.findings, *check(found, sum(row.area_cm2 for row in found.rows))]
    made = summed_up(findings, stored, found.rows, difference(stored, found.rows))
    return json.loads(json.dumps(made))


def test_figures_stand_before_and_after():
    made = outcome(line())

    assert made["before"] == {"units": 0, "households": 0, "owners": 0, "persons": 0, "area_cm2": 0}
    assert made["after"] == {"units": 1, "households": 1, "owners": 1, "persons": 1, "area_cm2": 893_700}
    assert (made["blocked"], made["added"], made["added_doors"]) == (False, 1, ["3-2-501"])


def test_where_something_blocks_there_is_no_after():
    made = outcome(line(建筑面积="?"))

    assert (made["blocked"], made["after"], made["counted"]) == (True, None, {"area_not_a_number": 1})
    assert made["findings"] == [
        {"code": "area_not_a_number", "row": 2, "column": "area", "values": {"said": "?"}, "blocks": True}
    ]


def test_what_blocks_is_listed_before_what_tells_and_of_each_only_so_many():
    made = outcome(*(line(门牌=f"3-2-{n}", 面积来源="") for n in range(LISTED + 5)), line(门牌="x", 建筑面积="0"))

    assert made["counted"] == {"area_not_positive": 1, "source_missing": LISTED + 5, "same_buyer": 1}
    assert [finding["code"] for finding in made["findings"]] == [
        "area_not_positive",
        *["source_missing"] * 1,
        "same_buyer",
        *["source_missing"] * (LISTED - 1),
    ]


def test_changes_are_told_with_both_values():
    [stored] = reading(line()).rows
    made = outcome(line(建筑面积="90"), stored=[stored])

    assert made["changes"] == [
        {"about": "unit", "label": "3-2-501", "field": "area_cm2", "before": 893_700, "after": 900_000}
    ]


def test_a_register_that_says_something_else_has_another_fingerprint():
    [stored] = reading(line()).rows

    assert fingerprint([stored]) == fingerprint([replace(stored)])
    assert fingerprint([stored]) != fingerprint([replace(stored, area_cm2=1)])
