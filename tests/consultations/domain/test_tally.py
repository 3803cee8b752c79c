"""The count under art. 278: worked examples, then laws that hold for every round."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communities.domain.electorate import Part, Title, Use, owner_voices
from consultations.domain.rules import Rule, RuleBook
from consultations.domain.tally import (
    BLOCK,
    NO_MARGIN,
    Asked,
    Count,
    Margin,
    Roll,
    TallyFault,
    Verdict,
    Votes,
    count,
    margin_of,
    verdict_of,
)
from tests.consultations.domain.rounds import BOOKS, areas, asked, counted, flats, naive, one, rounds

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


def test_labels_are_counted_by_ballots_and_split_by_heads_question_by_question():
    tally = counted(
        "community:ordinary community:ordinary",
        flats(5),
        {1: "+-", 2: "+0", 3: "-_", 4: "+x", 5: "__"},
        channel=["online", "paper", "paper", "online", "proxy"],
        strength=["letter", "visit", "visit", "letter", ""],
    )

    assert tally.labels == {
        "channel": {"online": 2, "paper": 2, "proxy": 1},
        "strength": {"": 1, "letter": 2, "visit": 2},
    }
    first, second = (line.split for line in tally.lines)
    assert first == {
        "channel": {"online": (2, 0, 0), "paper": (1, 1, 0)},
        "strength": {"letter": (2, 0, 0), "visit": (1, 1, 0)},
    }
    assert second["channel"] == {"online": (0, 1, 0), "paper": (0, 0, 1)}
    assert (len(second), list(second), repr(second)) == (2, ["channel", "strength"], repr(dict(second)))


def test_more_ballots_than_are_counted_at_once():
    heads = BLOCK + 2
    ballots = {voice: "+" if voice % 3 else "-" for voice in range(1, heads + 1)}

    (line,) = counted("community:ordinary", flats(heads), ballots, channel=["online"] * (heads - 1) + ["paper"]).lines

    assert (line.agree, line.against) == (Count(2732, 273200), Count(1366, 136600))
    assert line.split == {"channel": {"online": (2732, 1365, 0), "paper": (0, 1, 0)}}


TWO = {1: {"community": 100, "1-1": 100}, 2: {"community": 50}}
FAULTS = [  # what it shows, roll (voice, place, area), ballots (voice, answers), where, why
    ("a share of nothing", [(1, "community", 0)], [], "voice 1", "an area must be at least 1 cm²"),
    ("a negative share", [(1, "community", 5), (2, "1-1", -5)], [], "voice 2", "an area must be at least 1 cm²"),
    (
        "shares whose sum no computer word holds",
        [(1, "community", 2**62), (2, "community", 2**62)],
        [],
        "voice 1",
        "such an area is beyond measure",
    ),
    (
        "two shares of a voice in one place",
        [(1, "1-1", 5), (2, "1-1", 5), (1, "1-1", 6)],
        [],
        "voice 1",
        "has two shares in '1-1'",
    ),
    ("a ballot of nobody", [], [(1, "++"), (7, "++")], "ballot of voice 7", "is not on the roll"),
    ("two ballots of one voice", [], [(2, "+."), (1, "++"), (2, "+.")], "voice 2", "has two standing ballots"),
    ("a ballot that is too short", [], [(1, "++"), (2, "+")], "ballot of voice 2", "has 1 answers, not 2"),
    ("a ballot that is too long", [], [(1, "+++")], "ballot of voice 1", "has 3 answers, not 2"),
    ("a letter", [], [(1, "+y")], "ballot of voice 1, question 2", "is not one of +-0_x."),
    ("a Chinese letter", [], [(1, "+是")], "ballot of voice 1, question 2", "is not one of +-0_x."),
    (
        "an answer to another place's question",
        [],
        [(1, "++"), (2, "++")],
        "ballot of voice 2, question 2",
        "answers a question of a place where the voice has no area",
    ),
    (
        "a hole in one's own",
        [],
        [(1, "+.")],
        "ballot of voice 1, question 2",
        "must not be '.': the voice has an area there",
    ),
]


@pytest.mark.parametrize("what, shares, ballots, where, why", FAULTS, ids=[case[0] for case in FAULTS])
def test_inputs_that_contradict_each_other_are_refused(what, shares, ballots, where, why):
    rows = shares or [(voice, place, area) for voice, areas in TWO.items() for place, area in areas.items()]
    roll = Roll(*([row[i] for row in rows] for i in range(3)))
    votes = Votes([voice for voice, _ in ballots], [text for _, text in ballots])

    with pytest.raises(TallyFault) as refused:
        count(asked("community:ordinary 1-1:ordinary"), roll, votes, RuleBook())

    assert (refused.value.where, refused.value.why) == (where, why)


COUNTS = ("entitled", "agree", "against", "abstain", "blank", "set_aside", "taking_part", "verdict")


@given(rounds(), BOOKS)
def test_every_count_is_the_naive_one(round, book):
    questions, shares, ballots = round

    lines = counted(questions, shares, ballots, book).lines

    assert [{name: getattr(line, name) for name in COUNTS} for line in lines] == [
        naive(question, number, shares, ballots, book) for number, question in enumerate(questions, start=1)
    ]


@given(rounds(), BOOKS, st.randoms())
def test_order_of_roll_and_ballots_never_matters(round, book, random):
    questions, shares, ballots = round
    voices, cast = list(shares), list(ballots)
    random.shuffle(voices)
    random.shuffle(cast)

    turned = counted(questions, {v: shares[v] for v in voices}, {v: ballots[v] for v in cast}, book)

    assert turned == counted(questions, shares, ballots, book)


def silence(questions, own) -> str:
    """The ballot of an owner who leaves everything blank."""
    return "".join("_" if question.place in own else "." for question in questions)


@given(rounds(ballots=1), BOOKS, st.data())
def test_a_consent_added_never_turns_pass_into_fail(round, book, data):
    questions, shares, ballots = round
    voice = data.draw(st.sampled_from(list(shares)))
    number = data.draw(st.sampled_from([n for n, asked in enumerate(questions) if asked.place in shares[voice]]))
    before = ballots.get(voice, silence(questions, shares[voice]))

    more = ballots | {voice: before[:number] + "+" + before[number + 1 :]}

    was, became = (counted(questions, shares, cast, book).lines[number].verdict for cast in (ballots, more))
    assert was is not PASSED or became is PASSED


@given(rounds(), BOOKS, areas())
def test_where_there_is_a_quorum_a_ballot_against_never_helps(round, book, own):
    questions, shares, ballots = round
    shares = shares | {-1: own}

    more = ballots | {-1: silence(questions, own).replace("_", "-")}

    was, became = (counted(questions, shares, cast, book).lines for cast in (ballots, more))
    assert {after.verdict for before, after in zip(was, became, strict=True) if before.verdict is FAILED} <= {FAILED}


@given(rounds(ballots=1), BOOKS, st.integers(1, 10**9))
def test_when_two_units_have_one_owner_heads_change_and_areas_do_not(round, book, area):
    questions, shares, ballots = round
    voice = next(iter(ballots))
    two = shares | {-1: dict.fromkeys(shares[voice], area)}
    one = shares | {voice: {place: own + area for place, own in shares[voice].items()}}

    apart = counted(questions, two, ballots | {-1: ballots[voice]}, book).lines
    joined = counted(questions, one, ballots, book).lines

    for question, a, b in zip(questions, apart, joined, strict=True):
        assert [getattr(a, name).area_cm2 for name in COUNTS[:-1]] == [
            getattr(b, name).area_cm2 for name in COUNTS[:-1]
        ]
        assert a.entitled.heads - b.entitled.heads == (question.place in shares[voice])


@given(rounds(), BOOKS, st.data())
def test_a_split_adds_up_to_the_whole(round, book, data):
    questions, shares, ballots = round
    channels = data.draw(st.lists(st.sampled_from(["online", "paper"]), min_size=len(ballots), max_size=len(ballots)))

    tally = counted(questions, shares, ballots, book, channel=channels)

    assert sum(tally.labels["channel"].values()) == tally.ballots == len(ballots)
    for line in tally.lines:
        sums = [sum(heads) for heads in zip(*line.split.get("channel", {}).values(), strict=True)] or [0, 0, 0]
        assert sums == [line.agree.heads, line.against.heads, line.abstain.heads]


# Margins: what is stated as lacking is enough, and one head or one cm² less is not.

COUNTED = st.builds(Count, st.integers(1, 5000), st.integers(1, 10**11))
DECIDED = st.sampled_from([ORDINARY, SPECIAL])


def verdict(rule: Rule, entitled: Count, part: Count, agree: Count) -> Verdict:
    return verdict_of(rule, part, margin_of(rule, entitled, part, agree, RuleBook()))


def less(counted: Count) -> list[Count]:
    """One head less, and one cm² less, where there is any."""
    heads, area = counted.heads, counted.area_cm2
    return [Count(heads - 1, area)] * (heads > 0) + [Count(heads, area - 1)] * (area > 0)


@given(DECIDED, COUNTED, st.data())
def test_the_stated_margin_of_consent_turns_the_verdict_and_one_less_does_not(rule, part, data):
    agree = Count(data.draw(st.integers(0, part.heads)), data.draw(st.integers(0, part.area_cm2)))
    lacking = margin_of(rule, part, part, agree, RuleBook()).consent

    assert verdict(rule, part, part, agree + lacking) is PASSED
    assert {verdict(rule, part, part, agree + fewer) for fewer in less(lacking)} <= {FAILED}


@given(DECIDED, COUNTED, st.data())
def test_the_stated_margin_of_the_quorum_gives_one_and_one_less_does_not(rule, entitled, data):
    part = Count(data.draw(st.integers(0, entitled.heads)), data.draw(st.integers(0, entitled.area_cm2)))
    lacking = margin_of(rule, entitled, part, Count(), RuleBook()).quorum

    assert verdict(rule, entitled, part + lacking, Count()) is FAILED
    assert {verdict(rule, entitled, part + fewer, Count()) for fewer in less(lacking)} <= {NO_QUORUM}


@given(DECIDED, st.integers(1, 60), st.data())
def test_so_many_owners_changing_their_mind_turn_the_verdict_and_one_fewer_do_not(rule, heads, data):
    shares, agree = flats(heads), data.draw(st.integers(0, heads))

    def after(changed: int):
        return one(f"community:{rule}", shares, {v: "+" if v <= agree + changed else "-" for v in shares})

    lacking = after(0).margin.consent.heads

    assert after(lacking).verdict is PASSED
    assert lacking == 0 or after(lacking - 1).verdict is FAILED


def test_nothing_is_lacking_where_it_passed():
    assert one("community:ordinary", flats(3), dict.fromkeys((1, 2, 3), "+")).margin == NO_MARGIN


def test_a_question_is_asked_of_its_place_by_its_rule():
    line = one("1-1:special", flats(1, place="1-1"), {1: "+"})

    assert (line.place, line.rule) == ("1-1", SPECIAL)
    assert asked("1-1:special") == (Asked("1-1", SPECIAL),)
