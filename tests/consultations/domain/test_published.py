"""What is public of a count, and what only the sealed recount shows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.domain.published import FORMAT, line_to_public, line_to_sealed, percent, permille, tally_to_public
from consultations.domain.rules import QUORUM, to_plain
from consultations.domain.sealed import read
from tests.consultations.domain.files import SEALED

PERCENTAGES = [
    ("all", 3, 3, "100.0"),
    ("none", 0, 3, "0.0"),
    ("two of three are rounded down", 2, 3, "66.6"),
    ("66.66 of 100.00 never look like two thirds", 6666, 10000, "66.6"),
    ("a hair below half does not look like half", 49999, 100000, "49.9"),
    ("of nothing, nothing", 0, 0, "0.0"),
    ("one of a thousand", 1, 1000, "0.1"),
]


@pytest.mark.parametrize("what, part, whole, shown", PERCENTAGES, ids=[case[0] for case in PERCENTAGES])
def test_percent(what, part, whole, shown):
    assert percent(part, whole) == shown


@given(st.integers(1, 10**12), st.data())
def test_a_share_never_looks_as_if_it_had_reached_a_line_it_has_not(whole, data):
    part = data.draw(st.integers(0, whole))

    assert 0 <= permille(part, whole) <= 1000
    assert permille(part, whole) * whole <= part * 1000 < (permille(part, whole) + 1) * whole
    assert QUORUM.met(part, whole) or permille(part, whole) <= 666


def test_a_public_line_holds_heads_and_percentages_and_no_area():
    lamp, _ = read(SEALED).tally().lines

    assert line_to_public("C1.07", lamp) == {
        "code": "C1.07",
        "place": "community",
        "rule": "ordinary",
        "verdict": "failed",
        "heads": {
            "entitled": 3,
            "taking_part": 3,
            "agree": 1,
            "against": 1,
            "abstain": 1,
            "blank": 0,
            "set_aside": 0,
        },
        "percent": {
            "taking_part_heads": "100.0",
            "taking_part_area": "100.0",
            "agree_heads": "33.3",
            "agree_area": "42.1",
        },
    }


def test_a_public_file_says_by_which_rule_book_and_from_which_inputs():
    sealed = read(SEALED)
    tally = sealed.tally()

    public = tally_to_public(
        sealed.key, sealed.codes, tally, sealed.book, merkle_root="root", inputs_digest=sealed.inputs_digest()
    )

    assert public == {
        "format": FORMAT,
        "round": "长石苑/1/2",
        "rule_book": to_plain(sealed.book),
        "ballots": 3,
        "labels": {"channel": {"online": 2, "paper": 1}, "strength": {"": 2, "visit": 1}},
        "questions": [line_to_public(code, line) for code, line in zip(sealed.codes, tally.lines, strict=True)],
        "merkle_root": "root",
        "inputs_sha256": sealed.inputs_digest(),
    }


def test_a_sealed_line_holds_exact_areas_margins_and_the_split():
    lamp, _ = read(SEALED).tally().lines

    assert line_to_sealed("C1.07", lamp) == {
        "code": "C1.07",
        "place": "community",
        "rule": "ordinary",
        "verdict": "failed",
        "entitled": {"heads": 3, "area_cm2": 1900000},
        "taking_part": {"heads": 3, "area_cm2": 1900000},
        "agree": {"heads": 1, "area_cm2": 800000},
        "against": {"heads": 1, "area_cm2": 600000},
        "abstain": {"heads": 1, "area_cm2": 500000},
        "blank": {"heads": 0, "area_cm2": 0},
        "set_aside": {"heads": 0, "area_cm2": 0},
        "short_of_quorum": {"heads": 0, "area_cm2": 0},
        "short_of_consent": {"heads": 1, "area_cm2": 150001},
        "split": {
            "channel": {"online": [1, 0, 1], "paper": [0, 1, 0]},
            "strength": {"": [1, 0, 1], "visit": [0, 1, 0]},
        },
    }
