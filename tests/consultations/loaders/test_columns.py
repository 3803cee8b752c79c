"""Columns for the count: one round or a whole city, in as many queries."""

from dataclasses import replace

import pytest

from communities.domain.electorate import Use
from consultations.domain.rules import RuleBook
from consultations.domain.stages import Stage
from consultations.loaders.columns import RoundColumns, columns_of, round_columns
from consultations.models import BallotVersion, Round
from tests.stages import newest, standing_at
from tests.world import M2, NOT, WANT, World, register

S = Stage


def plain(columns: RoundColumns) -> dict[str, object]:
    """The columns as rows that can be compared; the database may join them in any order."""
    roll, votes = columns.roll, columns.votes
    labels = [dict(zip(votes.labels, values, strict=True)) for values in zip(*votes.labels.values(), strict=True)]
    return {
        "asked": [(asked.place, asked.rule.value) for asked in columns.asked],
        "roll": sorted(zip(map(int, roll.voices), roll.places, map(int, roll.areas_cm2), strict=True)),
        "votes": sorted(
            (int(voice), text, sorted(label.items()))
            for voice, text, label in zip(votes.voices, votes.answers, labels or [{}] * len(votes.answers), strict=True)
        ),
        "book": columns.book,
    }


def rows(round: Round) -> dict[str, object]:
    """The same, read row by row."""
    kind = "household" if round.kind == "selection" else "owner"
    shares = [
        (entry.number, share.place.code, share.area_cm2)
        for entry in round.roll.entries.filter(kind=kind)
        for share in entry.shares.all()
    ]
    votes = [
        (version.ballot.entry.number, str(version.answers), sorted(label.items()))
        for version in BallotVersion.objects.that_stand().filter(ballot__round=round)
        for label in [
            {"channel": version.channel, "strength": version.strength}
            | ({"tenure": version.tenure} if version.tenure else {})
        ]
    ]
    return {
        "asked": [(question.place.code, question.rule) for question in round.questions.order_by("number")],
        "roll": sorted(shares),
        "votes": sorted(votes),
        "book": RuleBook(),
    }


def test_households_wish_and_owners_decide_on_the_same_roll(db):
    world = standing_at(S.COUNTED)

    for kind in ("selection", "decision"):
        round = newest(world, kind)
        assert plain(round_columns(round)) == rows(round)
    assert newest(world, "selection").roll == newest(world, "decision").roll


def test_a_ballot_that_was_replaced_is_no_column(db):
    world = standing_at(S.SELECTING)
    round = newest(world, "selection")
    for answer in (WANT, NOT):
        world.everybody(round, answer)

    assert {text.strip(".")[0] for text in round_columns(round).votes.answers} == {"-"}
    assert len(round_columns(round).votes.answers) == 7


def test_a_round_without_ballots_has_columns_without_rows(db):
    round = newest(standing_at(S.SELECTING), "selection")

    assert plain(round_columns(round)) == rows(round)
    assert rows(round)["votes"] == []


def test_a_roll_without_a_household_is_counted_as_well(db):
    """Shops alone: owners decide, and nobody lives there who could wish."""
    shop = next(row for row in register() if row.use is Use.SHOP)
    world = World(rows=(replace(shop, area_cm2=950 * M2),), menu=(World.menu[0], World.menu[-1]))
    round = world.prepare().select()

    assert plain(round_columns(round)) == rows(round)
    assert rows(round)["roll"] == []
    assert world.close_and_count(round).tally.ballots == 0


def test_a_city_is_read_in_as_many_queries_as_a_community(db, django_assert_num_queries):
    worlds = [standing_at(S.COUNTED, slug) for slug in ("one", "two")]
    empty = standing_at(S.SELECTING, "empty")
    rounds = Round.objects.order_by("pk")

    with django_assert_num_queries(4):
        read = {pk: plain(columns) for pk, columns in columns_of(rounds)}

    assert read == {round.pk: rows(round) for round in rounds}
    assert len(read) == 2 * len(worlds) + len(empty.consultation.rounds.all())
    one = newest(empty, "selection")
    with django_assert_num_queries(4):
        round_columns(one)


@pytest.mark.parametrize("kind", ["selection", "decision"])
def test_the_rounds_of_one_kind_are_read_alone(db, kind):
    standing_at(S.COUNTED)

    found = dict(columns_of(Round.objects.filter(kind=kind)))

    assert {pk: plain(columns) for pk, columns in found.items()} == {
        round.pk: rows(round) for round in Round.objects.filter(kind=kind)
    }
