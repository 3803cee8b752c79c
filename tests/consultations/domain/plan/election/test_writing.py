"""Elections written for the Pabulib archive: what our own reader reads is what was written."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from consultations.domain.plan.election.pabulib import read
from consultations.domain.plan.election.values import Election
from consultations.domain.plan.election.writing import HEAD, write
from tests.consultations.domain.plan.election.elections import approvals, election, elections

ABOUT = {name: f"the {name}" for name in HEAD} | {"rule": "unknown"}


def voices(made: Election) -> Counter[frozenset[int]]:
    return Counter(ballot for ballot in map(frozenset, approvals(made)) if ballot)


def test_an_election_is_written_as_the_archive_reads_it():
    made = election("A3050 B2000", 10000, "A AB*2 -", unit=100)

    assert write(made, ABOUT | {"description": 'A "village"; invented'}).decode() == (
        "META\n"
        "key;value\n"
        'description;"A ""village""; invented"\n'
        "country;the country\n"
        "unit;the unit\n"
        "instance;the instance\n"
        "num_projects;2\n"
        "num_votes;3\n"
        "budget;100\n"
        "vote_type;approval\n"
        "rule;unknown\n"
        "date_begin;the date_begin\n"
        "date_end;the date_end\n"
        "currency;the currency\n"
        "PROJECTS\n"
        "project_id;cost;votes\n"
        "A;30.50;3\n"
        "B;20;2\n"
        "VOTES\n"
        "voter_id;vote\n"
        "1;A\n"
        "2;A,B\n"
        "3;A,B\n"
    )


@given(st.sampled_from([1, 100]).flatmap(lambda unit: elections(unit=unit)))
def test_what_is_written_and_read_is_the_same_election(made):
    again = read(write(made, ABOUT))

    unit = made.unit // again.unit
    assert [(project.name, project.cost * unit) for project in again.projects] == [
        (project.name, project.cost) for project in made.projects
    ]
    assert again.budget * unit == made.budget
    assert voices(again) == voices(made)


@given(elections())
def test_the_same_election_has_the_same_bytes(made):
    assert write(made, ABOUT) == write(made, ABOUT)
