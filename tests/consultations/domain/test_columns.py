"""What is checked before anything is added up: inputs that contradict each other get one line that says where."""

import pytest

from consultations.domain.columns import Roll, TallyFault, Votes
from consultations.domain.rules import RuleBook
from consultations.domain.tally import BLOCK, count
from tests.consultations.domain.rounds import asked, counted, flats

TWO = {1: {"community": 100, "1-1": 100}, 2: {"community": 50}}
FAULTS = [  # what it shows, roll (voice, place, area), ballots (voice, answers), where, why
    ("a share of nothing", [(1, "community", 0)], [], "voice 1", "an area must be at least 1 cm²"),
    ("a negative share", [(1, "community", 1), (2, "1-1", -5)], [], "voice 2", "an area must be at least 1 cm²"),
    (
        "shares whose sum no computer word holds",
        [(1, "community", 2**62), (2, "community", 2**62)],
        [],
        "voice 1",
        "such an area is beyond measure",
    ),
    (
        "two shares of a voice in one place",
        [(1, "1-1", 5), (2, "1-1", 5), (2, "1-1", 6)],
        [],
        "voice 2",
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


LATE = [  # what it shows, the last ballot of many, where
    ("a ballot that is too long", "++", "ballot of voice {}"),
    ("a ballot with a hole", ".", "ballot of voice {}, question 1"),
]


@pytest.mark.parametrize("what, text, where", LATE, ids=[case[0] for case in LATE])
def test_a_fault_beyond_the_first_block_names_its_voice(what, text, where):
    shares = flats(BLOCK + 5)
    last = BLOCK + 3

    with pytest.raises(TallyFault) as refused:
        counted("community:none", shares, dict.fromkeys(shares, "+") | {last: text})

    assert refused.value.where == where.format(last)
