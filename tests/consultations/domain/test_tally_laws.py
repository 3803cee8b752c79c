"""Laws that hold for every round and every margin."""

from hypothesis import given
from hypothesis import strategies as st

from consultations.domain.rules import Rule, RuleBook
from consultations.domain.tally import Count, Verdict, margin_of, verdict_of
from tests.consultations.domain.rounds import BOOKS, areas, counted, flats, naive, one, rounds

PASSED, FAILED, NO_QUORUM = Verdict.PASSED, Verdict.FAILED, Verdict.NO_QUORUM
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


# Margins: what is stated as lacking is enough, and one head or one cm² less is not.

COUNTED = st.builds(Count, st.integers(1, 5000), st.integers(1, 10**11))
DECIDED = st.sampled_from([Rule.ORDINARY, Rule.SPECIAL])


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
