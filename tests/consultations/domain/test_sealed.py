"""The sealed file: read as it is meant, and every fault with its place."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.domain.canonical import digest
from consultations.domain.entries import FileFault, parse
from consultations.domain.merkle import EMPTY, leaf, root
from consultations.domain.rules import Rule, RuleBook
from consultations.domain.sealed import FORMAT, LABELS, read
from consultations.domain.tally import Asked, Count, Verdict
from tests.consultations.domain.files import NONCES, SEALED, changed
from tests.consultations.domain.rounds import counted, rounds


def fault(plain) -> tuple[str, str]:
    with pytest.raises(FileFault) as refused:
        read(plain)
    return refused.value.where, refused.value.why


def test_a_file_is_read_as_it_was_written():
    sealed = read(SEALED)

    assert (sealed.key, sealed.codes, sealed.book) == ("长石苑/1/2", ("C1.07", "C3.08"), RuleBook())
    assert sealed.questions == (Asked("community", Rule.ORDINARY), Asked("1-1", Rule.SPECIAL))
    assert (sealed.votes.voices, sealed.votes.answers) == ([1, 2, 3], ["++", "-+", "0."])
    assert sealed.votes.labels == {"channel": ["online", "paper", "online"], "strength": ["", "visit", ""]}
    assert sealed.set_aside_reasons() == ["second_ballot"]


def test_a_file_is_counted():
    lamp, lift = read(SEALED).tally().lines

    assert (lamp.agree, lamp.against, lamp.abstain) == (Count(1, 800000), Count(1, 600000), Count(1, 500000))
    assert (lamp.verdict, lift.verdict) == (Verdict.FAILED, Verdict.PASSED)
    assert lift.entitled == lift.agree == Count(2, 1400000)


def test_the_roots_are_those_of_the_ballots_as_written():
    ballots = [("AAA", "++", "p2,1"), ("BBB", "-+", ""), ("CCC", "0.", "")]
    leaves = [
        leaf(round_key="长石苑/1/2", serial=s, nonce=bytes.fromhex(NONCES[s]), answers=a, choices=c)
        for s, a, c in ballots
    ]

    sealed = read(SEALED)

    assert sealed.merkle_root() == root(leaves)
    assert sealed.replaced_root() == leaf(
        round_key="长石苑/1/2", serial="OLD", nonce=bytes.fromhex(NONCES["OLD"]), answers="--"
    )


def test_the_digest_is_of_the_whole_file_however_it_is_laid_out():
    written = json.dumps(SEALED, indent=3, sort_keys=True).encode()

    assert read(parse(written)).inputs_digest() == read(SEALED).inputs_digest() == digest(SEALED)
    assert read(changed("roll/2/areas_cm2/1-2", 500001)).inputs_digest() != digest(SEALED)


OPTIONAL = ["kind", "rule_book", "rule_book/blank_takes_part", "replaced", "questions/0/number", "ballots/0/choices"]
OPTIONAL += [f"ballots/1/{name}" for name in ("channel", "strength")] + ["replaced/0/set_aside_reason"]


@pytest.mark.parametrize("path", OPTIONAL)
def test_what_may_be_left_out_changes_nothing_of_the_count(path):
    lines = read(changed(path)).tally().lines

    assert [line.verdict for line in lines] == [Verdict.FAILED, Verdict.PASSED]


def test_a_file_without_replaced_ballots_has_the_root_of_nothing():
    sealed = read(changed("replaced"))

    assert (sealed.replaced_root(), sealed.set_aside_reasons()) == (EMPTY, [])


def test_labels_nobody_gave_are_no_labels():
    plain = SEALED | {"ballots": [{k: v for k, v in b.items() if k not in LABELS} for b in SEALED["ballots"]]}

    assert read(plain).votes.labels == {}


AWKWARD = [  # what it shows, the file
    ("no ballot", SEALED | {"ballots": [], "replaced": []}),
    ("no voice", SEALED | {"roll": [], "ballots": [], "replaced": []}),
    ("a place nobody owns in", changed("questions/1/place", "9-9") | {"ballots": [], "replaced": []}),
    ("a voice with the number nought", changed("roll/0/voice", 0) | {"ballots": [], "replaced": []}),
    ("a stricter rule book", changed("rule_book", {"special": {"share": "4/5"}})),
    ("a nonce in capitals", changed("ballots/0/nonce", "AB" * 32)),
]


@pytest.mark.parametrize("what, plain", AWKWARD, ids=[case[0] for case in AWKWARD])
def test_an_awkward_file_is_counted(what, plain):
    assert len(read(plain).tally().lines) == 2


TEXT = "must be a text, not empty and without control characters"
WHOLE = "must be a whole number from 0 to 2^53"
NONCE, CHOICES = "must be 64 hexadecimal digits", 'must look like "p3,1;o12=company"'
FAULTS = [  # what it shows, path of the change, new value, where, why
    ("another format", "format", "renewal-portal/public-round/1", "format", f"must be one of {FORMAT}"),
    ("an unknown kind", "kind", "survey", "kind", "must be one of selection, decision"),
    ("no questions", "questions", [], "questions", "must not be empty"),
    (
        "questions out of order",
        "questions/1/number",
        1,
        "questions[1].number",
        "must be 2: questions are numbered in their order",
    ),
    ("an unknown rule", "questions/0/rule", "simple", "questions[0].rule", "must be one of ordinary, special, none"),
    (
        "a question asked twice",
        "questions/1",
        {"code": "C1.07", "place": "community", "rule": "none"},
        "questions[1]",
        "asks about C1.07 at community a second time",
    ),
    ("a voice twice on the roll", "roll/2/voice", 1, "roll[2].voice", "1 is on the roll twice"),
    ("a voice without any area", "roll/0/areas_cm2", {}, "roll[0].areas_cm2", "must not be empty"),
    (
        "a place without a name",
        "roll/0/areas_cm2/",
        5,
        "roll[0].areas_cm2",
        "must name places without control characters",
    ),
    ("an area of nothing", "roll/0/areas_cm2/1-1", 0, "roll[0].areas_cm2.1-1", "must be a whole number from 1 to 2^53"),
    ("a serial used twice", "ballots/2/serial", "AAA", "ballots[2].serial", "AAA is used twice"),
    ("a serial of a replaced ballot", "ballots/2/serial", "OLD", "replaced[0].serial", "OLD is used twice"),
    ("a nonce that is too short", "ballots/0/nonce", "00" * 31, "ballots[0].nonce", NONCE),
    ("a nonce with gaps", "ballots/0/nonce", "00 " * 32, "ballots[0].nonce", NONCE),
    ("a nonce that is no text", "ballots/0/nonce", 0, "ballots[0].nonce", NONCE),
    ("choices nobody can read", "ballots/0/choices", "first the lamp", "ballots[0].choices", CHOICES),
    ("choices that are no text", "ballots/0/choices", [2, 1], "ballots[0].choices", CHOICES),
    ("a label that is empty", "ballots/0/channel", "", "ballots[0].channel", TEXT),
    ("a reason that is no text", "replaced/0/set_aside_reason", 1, "replaced[0].set_aside_reason", TEXT),
    ("a replaced ballot of nobody", "replaced/0/voice", 9, "replaced[0].voice", "9 is not on the roll"),
    (
        "a replaced ballot with a hole",
        "replaced/0/answers",
        "-.",
        "replaced[0].answers",
        "do not fit the voice's questions (missing at question 2)",
    ),
    (
        "a replaced ballot that is too long",
        "replaced/0/answers",
        "---",
        "replaced[0].answers",
        "do not fit the voice's questions (wrong_length)",
    ),
    ("a softer rule book", "rule_book/quorum", {"share": "1/2"}, "rule_book.quorum", "may not be softer than the law"),
]


@pytest.mark.parametrize("what, path, value, where, why", FAULTS, ids=[case[0] for case in FAULTS])
def test_a_fault_says_where_and_what(what, path, value, where, why):
    assert fault(changed(path, value)) == (where, why)


REQUIRED = ["format", "round", "questions", "roll", "ballots", "questions/0/code", "questions/1/place"]
REQUIRED += ["questions/0/rule", "roll/1/voice", "roll/0/areas_cm2", "replaced/0/answers"]
REQUIRED += [f"ballots/2/{name}" for name in ("voice", "serial", "nonce", "answers")]


@pytest.mark.parametrize("path", REQUIRED)
def test_what_must_stand_there_is_missed(path):
    where, why = fault(changed(path))

    assert (where.replace("[", "/").replace("]", "").replace(".", "/"), why) == (path, "is missing")


@pytest.mark.parametrize("path", ["", "rule_book/", "questions/0/", "roll/0/", "ballots/0/", "replaced/0/"])
def test_a_name_nobody_knows_is_refused_wherever_it_stands(path):
    where, why = fault(changed(f"{path}remark", "x"))

    assert where == (path.rstrip("/").replace("/0", "[0]") or "file")
    assert why.startswith("knows no 'remark', only ")


@given(rounds())
def test_a_round_written_and_read_is_counted_as_before(round):
    questions, shares, ballots = round
    plain = {
        "format": FORMAT,
        "round": "r",
        "questions": [{"code": f"C{n}", "place": q.place, "rule": q.rule} for n, q in enumerate(questions)],
        "roll": [{"voice": voice, "areas_cm2": areas} for voice, areas in shares.items()],
        "ballots": [
            {"voice": voice, "serial": f"S{voice}", "nonce": f"{voice:064x}", "answers": text}
            for voice, text in ballots.items()
        ],
    }

    sealed = read(parse(json.dumps(plain).encode()))

    assert sealed.tally() == counted(questions, shares, ballots)
    assert digest(sealed.plain) == digest(plain)


@given(st.permutations(SEALED["ballots"]), st.permutations(SEALED["roll"]))
def test_in_another_order_the_same_ballots_have_the_same_count_and_root(ballots, roll):
    turned = read(SEALED | {"ballots": list(ballots), "roll": list(roll)})

    assert turned.merkle_root() == read(SEALED).merkle_root()
    assert turned.tally().lines == read(SEALED).tally().lines
