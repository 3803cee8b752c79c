"""The count under art. 278: worked examples (laws: test_tally_laws.py, faults: test_columns.py)."""

from decimal import Decimal

import pytest

from communities.domain.electorate import Part, Title, Use, owner_voices
from consultations.domain.rules import Rule, RuleBook
from consultations.domain.tally import (
    BLOCK,
    NO_MARGIN,
    Asked,
    Count,
    Margin,
    Verdict,
)
from tests.consultations.domain.rounds import asked, counted, flats, one

PASSED, FAILED, NO_QUORUM, WISH = Verdict.PASSED, Verdict.FAILED, Verdict.NO_QUORUM, Verdict.WISH
ORDINARY, SPECIAL = Rule.ORDINARY, Rule.SPECIAL

# Worked by hand with exact decimals. Area in m²; a ballot line is (how many, m² each, what they say).
VECTORS = [  # what it shows, rule, area of all, number of all, ballots, verdict
    ("exact quorum and 31 of 60", ORDINARY, "9000", 90, [(31, "100", "+"), (29, "100", "-")], PASSED),
    ("exactly half is not more than half", ORDINARY, "9000", 90, [(30, "100", "+"), (30, "100", "-")], FAILED),
    ("exactly three quarters is enough", SPECIAL, "9000", 90, [(45, "100", "+"), (15, "100", "-")], PASSED),
    ("44 of 60 is too few", SPECIAL, "9000", 90, [(44, "100", "+"), (16, "100", "-")], FAILED),
    ("one ballot short of quorum although all agree", ORDINARY, "9000", 90, [(59, "100", "+")], NO_QUORUM),
    ("heads suffice, but a shop of 4000 m² is silent", ORDINARY, "9940", 100, [(90, "60", "+")], NO_QUORUM),
    ("a majority of heads but not of area", ORDINARY, "2000", 20, [(12, "60", "+"), (8, "160", "-")], FAILED),
    (
        "abstentions stay in the denominator",
        ORDINARY,
        "9000",
        90,
        [(30, "100", "+"), (6, "100", "-"), (24, "100", "0")],
        FAILED,
    ),
    ("one consent more", ORDINARY, "9000", 90, [(31, "100", "+"), (5, "100", "-"), (24, "100", "0")], PASSED),
    (
        "an owner of 3 of 10 flats is one head with all the area",
        ORDINARY,
        "800",
        8,
        [(1, "240", "+"), (3, "80", "+"), (2, "80", "-")],
        PASSED,
    ),
    (
        "a developer with 5 unsold of 30 flats is one head; silent it still blocks by area",
        ORDINARY,
        "2400",
        26,
        [(18, "80", "+")],
        NO_QUORUM,
    ),
    ("66.66 of 100.00 is less than two thirds", ORDINARY, "100.00", 3, [(2, "33.33", "+")], NO_QUORUM),
    ("a lift in a stairwell of 14: 9 of 12 agree", SPECIAL, "1260", 14, [(9, "90", "+"), (3, "90", "-")], PASSED),
    ("the same with 8 of 11", SPECIAL, "1260", 14, [(8, "90", "+"), (3, "90", "-")], FAILED),
    # of our own
    (
        "exact thirds: two of three equal flats are a quorum, and both agree",
        ORDINARY,
        "90",
        3,
        [(2, "30", "+")],
        PASSED,
    ),
    ("exact thirds by heads, a cm² less by area", ORDINARY, "90.0001", 3, [(2, "30", "+")], NO_QUORUM),
    ("half of the area and more heads", ORDINARY, "100", 3, [(2, "25", "+"), (1, "50", "-")], FAILED),
    ("a cm² more than half of the area", ORDINARY, "100", 3, [(2, "25.0001", "+"), (1, "49.9998", "-")], PASSED),
    (
        "three quarters of the heads, a cm² less of the area",
        SPECIAL,
        "100",
        4,
        [(3, "24.9999", "+"), (1, "25.0003", "-")],
        FAILED,
    ),
    ("all abstain: a quorum, and nobody agrees", ORDINARY, "300", 3, [(3, "100", "0")], FAILED),
    ("nobody answers", ORDINARY, "300", 3, [], NO_QUORUM),
    ("the only owner agrees", SPECIAL, "0.0001", 1, [(1, "0.0001", "+")], PASSED),
]


def electorate(area: str, heads: int, ballots: list) -> tuple[dict, dict]:
    """Equal voices as the ballots say; who is silent shares what is left, the last one the most."""
    shares: dict[int, dict[str, int]] = {}
    said: dict[int, str] = {}
    for number, each, answer in ballots:
        more = flats(number, int(Decimal(each) * 10**4), first=len(shares))
        shares |= more
        said |= dict.fromkeys(more, answer)
    left = int(Decimal(area) * 10**4) - sum(areas["community"] for areas in shares.values())
    silent = heads - len(shares)
    if silent:
        shares |= flats(silent - 1, 1, first=len(shares))
        shares |= flats(1, left - (silent - 1), first=len(shares))
    return shares, said


@pytest.mark.parametrize("what, rule, area, heads, ballots, verdict", VECTORS, ids=[case[0] for case in VECTORS])
def test_verdict(what, rule, area, heads, ballots, verdict):
    line = one(f"community:{rule}", *electorate(area, heads, ballots))

    assert line.entitled == Count(heads, int(Decimal(area) * 10**4))
    assert line.verdict is verdict


def test_a_blank_takes_no_part_in_its_matter():
    line = one("community:ordinary", flats(3), {1: "+", 2: "_", 3: "_"})

    assert (line.blank, line.taking_part, line.verdict) == (Count(2, 200), Count(1, 100), NO_QUORUM)


def test_where_the_rule_book_says_so_a_blank_takes_part_and_does_not_agree():
    line = one("community:ordinary", flats(3), {1: "+", 2: "_", 3: "_"}, RuleBook(blank_takes_part=True))

    assert (line.blank, line.taking_part, line.verdict) == (Count(2, 200), Count(3, 300), FAILED)


@pytest.mark.parametrize("blank_takes_part", [False, True])
def test_a_question_set_aside_takes_no_part_and_the_rest_of_the_ballot_does(blank_takes_part):
    ballots = {1: "++", 2: "x+", 3: "+-"}

    first, second = counted(
        "community:special community:special", flats(3), ballots, RuleBook(blank_takes_part=blank_takes_part)
    ).lines

    assert (first.set_aside, first.taking_part, first.verdict) == (Count(1, 100), Count(2, 200), PASSED)
    assert (second.set_aside, second.taking_part, second.verdict) == (Count(), Count(3, 300), FAILED)


def test_an_owner_in_three_stairwells_is_one_head_in_each_place_with_the_area_there():
    own = {"community": 600, "1": 300, "1-1": 100, "1-2": 200, "2": 300, "2-1": 300}
    shares = {1: own} | flats(2, first=2, place="1-1") | flats(1, first=4, place="2-1")

    tally = counted(
        "community:ordinary 1:ordinary 1-1:ordinary 1-2:ordinary 2-1:ordinary",
        shares,
        {1: "+++++", 2: "---..", 3: "---..", 4: "-...-"},
    )

    assert [(line.entitled, line.agree, line.verdict) for line in tally.lines] == [
        (Count(4, 900), Count(1, 600), FAILED),
        (Count(3, 500), Count(1, 300), FAILED),
        (Count(3, 300), Count(1, 100), FAILED),
        (Count(1, 200), Count(1, 200), PASSED),
        (Count(2, 400), Count(1, 300), FAILED),
    ]


def test_only_a_stairwells_owners_are_its_denominators():
    shares = flats(3, place="1-1") | flats(30, first=4, place="1-2")

    line = one("1-1:special", shares, {1: "+", 2: "+", 3: "+", 4: "."})

    assert (line.entitled, line.verdict, line.margin) == (Count(3, 300), PASSED, NO_MARGIN)


def test_a_building_whose_owners_abstain_has_a_quorum_and_no_consent():
    line = one("2:ordinary", flats(4, place="2"), dict.fromkeys(range(1, 5), "0"))

    assert (line.abstain, line.taking_part, line.verdict) == (Count(4, 400), Count(4, 400), FAILED)
    assert line.margin == Margin(Count(), Count(3, 201))


def test_a_place_nobody_owns_in_has_no_quorum():
    line = one("2-1:ordinary", flats(2, place="1-1"), {1: ".", 2: "."})

    assert (line.entitled, line.taking_part, line.verdict) == (Count(), Count(), NO_QUORUM)


def test_a_round_without_any_ballot_is_counted():
    tally = counted("community:ordinary 1-1:none", flats(2, place="1-1"), {})

    assert (tally.ballots, tally.labels, [line.verdict for line in tally.lines]) == (0, {}, [NO_QUORUM, WISH])


def test_a_round_without_any_voice_is_counted():
    assert one("community:special", {}, {}).verdict is NO_QUORUM


def test_a_wish_is_counted_and_not_decided():
    line = one("community:none", flats(3), {1: "+", 2: "-"})

    assert (line.agree, line.against, line.verdict, line.margin) == (Count(1, 100), Count(1, 100), WISH, NO_MARGIN)


def test_from_the_register_to_the_verdict_the_developers_flats_are_one_head():
    parts = [
        Part(n, None if n > 5 else n, "1-1", 100, Use.DWELLING, Title.UNSOLD if n > 5 else Title.REGISTERED)
        for n in range(1, 9)
    ]
    shares = {number: voice.areas for number, voice in enumerate(owner_voices(parts))}

    silent = one("1-1:ordinary", shares, dict.fromkeys(range(5), "+"))
    against = one("1-1:ordinary", shares, dict.fromkeys(range(5), "+") | {5: "-"})

    assert (silent.entitled, silent.verdict, silent.margin.quorum) == (Count(6, 800), NO_QUORUM, Count(0, 34))
    assert (against.agree, against.against, against.verdict) == (Count(5, 500), Count(1, 300), PASSED)


def test_the_quorum_paradox_a_ballot_against_may_carry_what_silence_would_have_stopped():
    shares = flats(9)
    agree = dict.fromkeys(range(1, 6), "+")

    assert one("community:ordinary", shares, agree).verdict is NO_QUORUM
    assert one("community:ordinary", shares, agree | {6: "-"}).verdict is PASSED


def test_more_ballots_than_are_counted_at_once():
    heads = BLOCK + 2
    ballots = {voice: "+" if voice % 3 else "-" for voice in range(1, heads + 1)}

    (line,) = counted("community:ordinary", flats(heads), ballots, channel=["online"] * (heads - 1) + ["paper"]).lines

    assert (line.agree, line.against) == (Count(2732, 273200), Count(1366, 136600))
    assert line.split == {"channel": {"online": (2732, 1365, 0), "paper": (0, 1, 0)}}


def test_nothing_is_lacking_where_it_passed():
    assert one("community:ordinary", flats(3), dict.fromkeys((1, 2, 3), "+")).margin == NO_MARGIN


def test_a_question_is_asked_of_its_place_by_its_rule():
    line = one("1-1:special", flats(1, place="1-1"), {1: "+"})

    assert (line.place, line.rule) == ("1-1", SPECIAL)
    assert asked("1-1:special") == (Asked("1-1", SPECIAL),)
