"""Files of the Pabulib archive: what they hold, and what is said of one that breaks the format."""

import csv
from pathlib import Path

import pytest

from consultations.domain.plan.election.pabulib import read
from consultations.domain.plan.election.sections import PabulibFault
from consultations.domain.plan.election.values import Project
from tests.consultations.domain.plan.election.elections import approvals

VILLAGE = Path(__file__).with_name("files").joinpath("village.pb").read_text(encoding="utf-8")

SMALL = """META
key;value
budget;100
vote_type;approval
num_projects;2
num_votes;3
PROJECTS
project_id;cost
A;60
B;40
VOTES
voter_id;vote
1;A,B
2;B
3;
"""


def test_a_village_is_read_with_decimals_slashes_quotes_and_a_blank_line():
    made = read(VILLAGE.encode())

    assert made.projects == (
        Project("2024/VIL/1", 6025),
        Project("2024/VIL/2", 5000),
        Project("2024/VIL/3", 4025),
        Project("2024/VIL/4", 99999999900),
    )
    assert (made.budget, made.unit, made.heads) == (10050, 100, 7)
    assert made.scores() == [4, 3, 3, 1]


def test_a_vote_for_nothing_is_a_voice():
    made = read(SMALL.encode())

    assert sorted(map(sorted, approvals(made))) == [[], [0, 1], [1]]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.rstrip("\n"),
        lambda text: text.replace("budget;100", "budget;100.00"),
        lambda text: text.replace("PROJECTS", "projects"),
        lambda text: text.replace("approval", "choose-1"),
        lambda text: text.replace("META\n", "META;;\n"),
        lambda text: text.replace("num_votes;3", "comment;one;two;three"),
    ],
    ids=["crlf", "byte order mark", "no last newline", "zeros", "small letters", "choose-1", "spreadsheet", "comment"],
)
def test_files_that_say_the_same_are_read_the_same(change):
    made, same = read(SMALL.encode()), read(change(SMALL).encode())

    assert (same.projects, same.budget, same.unit) == (made.projects, made.budget, made.unit)
    assert (same.approvals.tolist(), same.voices.tolist()) == (made.approvals.tolist(), made.voices.tolist())


FAULTS = [  # what is wrong, what is replaced, by what, line, code, values
    ("a head is missing", "META\n", "", 1, "before_sections", {}),
    ("nothing after the projects", SMALL[SMALL.index("VOTES") :], "", 10, "no_section", {"section": "VOTES"}),
    ("a section stands twice", "VOTES", "PROJECTS", 11, "section_twice", {"section": "PROJECTS"}),
    ("a section is empty", SMALL[5 : SMALL.index("PROJECTS")], "", 1, "no_head", {"section": "META"}),
    ("no costs", "project_id;cost", "project_id;price", 8, "no_column", {"column": "cost"}),
    ("no votes", "voter_id;vote", "voter_id;votes", 12, "no_column", {"column": "vote"}),
    ("no budget", "budget;100\n", "", 1, "no_key", {"key": "budget"}),
    ("no type of votes", "vote_type;approval\n", "", 1, "no_key", {"key": "vote_type"}),
    (
        "another type of votes",
        "approval",
        "ordinal",
        4,
        "vote_type",
        {"value": "ordinal", "allowed": "approval, choose-1"},
    ),
    ("a budget in words", "budget;100", "budget;much", 3, "money", {"value": "much"}),
    ("a negative cost", "A;60", "A;-60", 9, "money", {"value": "-60"}),
    ("a decimal comma", "A;60", 'A;"60,5"', 9, "money", {"value": "60,5"}),
    ("a cost that is no number", "A;60", "A;nan", 9, "money", {"value": "nan"}),
    ("a cost left out", "A;60", "A;", 9, "money", {"value": ""}),
    ("a row too short", "2;B", "2", 14, "cells", {"found": 1, "expected": 2}),
    ("a row too long", "A;60", "A;60;70", 9, "cells", {"found": 3, "expected": 2}),
    ("a key without a value", "budget;100", "budget", 3, "cells", {"found": 1, "expected": 2}),
    ("a project twice", "B;40", "A;40", 10, "twice", {"name": "A"}),
    ("a voter twice", "2;B", "1;B", 14, "twice", {"name": "1"}),
    ("a key twice", "num_votes;3", "budget;3", 6, "twice", {"name": "budget"}),
    ("a project without a name", "A;60", ";60", 9, "no_id", {"column": "project_id"}),
    ("a vote for nothing known", "2;B", "2;C", 14, "unknown_project", {"name": "C"}),
    ("a vote with a hole", "1;A,B", "1;A,,B", 13, "unknown_project", {"name": ""}),
    ("votes that are missing", "3;\n", "", 6, "number", {"key": "num_votes", "said": "3", "found": 2}),
    (
        "projects too many",
        "num_projects;2",
        "num_projects;1",
        5,
        "number",
        {"key": "num_projects", "said": "1", "found": 2},
    ),
    ("a quotation mark that is not closed", "2;B", '2;"B', 14, "not_a_table", {}),
    ("a quotation mark in the middle", "2;B", '2;"B"C', 14, "not_a_table", {}),
    ("nothing at all", SMALL, "", 1, "no_section", {"section": "META"}),
]


@pytest.mark.parametrize(
    "old, new, line, code, values", [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS]
)
def test_a_file_that_breaks_the_format_is_refused_with_its_line(old, new, line, code, values):
    broken = SMALL.replace(old, new, 1)

    with pytest.raises(PabulibFault) as refused:
        read(broken.encode())

    assert (refused.value.line, refused.value.code, refused.value.values) == (line, code, values)


def test_bytes_that_are_no_text_are_refused_with_their_line():
    with pytest.raises(PabulibFault) as refused:
        read(SMALL.replace("2;B", "2;Ł").encode("iso-8859-2"))

    assert (refused.value.line, refused.value.code) == (14, "not_utf8")


def test_a_line_after_a_text_of_several_lines_keeps_its_number():
    broken = SMALL.replace("num_votes;3", 'comment;"one\ntwo"').replace("2;B", "2;C")

    with pytest.raises(PabulibFault) as refused:
        read(broken.encode())

    assert refused.value.line == 15


def test_how_long_a_cell_may_be_elsewhere_stays_as_it_was():
    usual = csv.field_size_limit()

    read(VILLAGE.encode())

    assert csv.field_size_limit() == usual
