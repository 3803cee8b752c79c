"""Homes an owner may answer for in a selection: those that were theirs and in which they do not live."""

from dataclasses import replace

import pytest

from communities.domain.electorate import Tenure
from communities.models import Credential, RollEntry
from communities.services.register import UnitRow
from consultations.domain.ballots import Choices
from consultations.loaders.homes import homes_in
from consultations.loaders.public.receipts import find
from consultations.loaders.rounds import round_rows, sealed_plain
from consultations.models import BallotVersion, Round
from consultations.services import casting
from consultations.services.casting import Said
from consultations.services.recounting import tally_differences
from tests.residents import household_letter, owner_letter
from tests.world import WANT, World, register

LET, EMPTY = "1-1-401", "1-2-301"


def one_owner_of_both() -> tuple[UnitRow, ...]:
    """The usual register, where the owner of the let 1-1-401 lives in 1-1-301 and has an empty flat besides."""
    rows = {row.door: row for row in register()}
    for door, tenure in (("1-1-301", Tenure.OWNER_OCCUPIED), (EMPTY, Tenure.VACANT)):
        rows[door] = replace(rows[door], persons=rows[LET].persons, tenure=tenure)
    return tuple(rows.values())


@pytest.fixture
def world(db) -> World:
    return World(rows=one_owner_of_both()).prepare()


@pytest.fixture
def round(world) -> Round:
    return world.select()


def owner(world: World, door: str = LET) -> Credential:
    return Credential.objects.get(pk=owner_letter(world, door).credential_id)


def entry(round: Round, door: str) -> RollEntry:
    return round.roll.entries.get(kind="household", unit__door=door)


def answer(world: World, round: Round, door: str, *, by_owner: bool) -> BallotVersion:
    home = entry(round, door)
    return casting.cast(
        round_id=round.pk,
        entry_id=home.pk,
        said=Said(world.answers(round, home, WANT), Choices()),
        strength="letter",
        by="voice:1",
        at=world.at,
        by_owner=by_owner,
    )


def save(world: World, round: Round, door: str, *, by_owner: bool) -> None:
    home = entry(round, door)
    said = Said(world.answers(round, home, WANT), Choices())
    casting.save_draft(round_id=round.pk, entry_id=home.pk, said=said, by="voice:1", at=world.at, by_owner=by_owner)


def states(world: World, round: Round) -> dict[str, str]:
    homes = homes_in([round], owner(world)).get(round.pk, ())
    return {home.entry.unit.door: home.state for home in homes}


def test_let_and_empty_homes_of_the_owner_and_no_home_they_live_in(world, round):
    assert states(world, round) == {LET: "none", EMPTY: "none"}


def test_an_owner_who_lets_nothing_has_none(world, round):
    assert homes_in([round], owner(world, "1-1-201")) == {round.pk: ()}


def test_a_household_answers_for_no_other_and_nothing_is_asked(world, round, django_assert_num_queries):
    letter = Credential.objects.get(pk=household_letter(world, LET).credential_id)

    with django_assert_num_queries(0):
        assert homes_in([round], letter) == {}


def test_in_a_decision_nobody_answers_for_a_home(world, round):
    assert homes_in([Round(pk=round.pk, kind="decision", roll=round.roll)], owner(world)) == {}


@pytest.mark.parametrize(
    ("cast_by_owner", "state"),
    [
        ([True], "cast"),
        ([True, True], "cast"),
        ([False], "answered"),
        ([False, True], "beside"),
        ([True, False], "beside"),
    ],
)
def test_who_has_answered(world, round, cast_by_owner, state):
    for by_owner in cast_by_owner:
        answer(world, round, LET, by_owner=by_owner)

    assert states(world, round) == {LET: state, EMPTY: "none"}


@pytest.mark.parametrize(("by_owner", "state"), [(True, "draft"), (False, "none")])
def test_what_is_begun_is_seen_by_whoever_began_it(world, round, by_owner, state):
    save(world, round, LET, by_owner=by_owner)

    assert states(world, round) == {LET: state, EMPTY: "none"}


def test_whoever_lives_there_comes_before_the_owner_and_the_count_shows_them_apart(world, round):
    beside = [answer(world, round, LET, by_owner=by_owner) for by_owner in (True, False, True)]
    answer(world, round, EMPTY, by_owner=True)

    world.close_and_count(round)

    assert [version.set_aside_reason for version in beside] == ["", "", "beside_home"]
    standing = BallotVersion.objects.that_stand().filter(ballot__round=round)
    assert set(standing.values_list("ballot__entry__unit__door", "tenure")) == {
        (LET, "let"),
        (EMPTY, "owner_elsewhere"),
    }
    tally = Round.objects.get(pk=round.pk).tally
    assert (tally.set_aside, tally.labels["tenure"]) == ({"beside_home": 1}, {"let": 1, "owner_elsewhere": 1})


@pytest.mark.parametrize(
    ("cast_by_owner", "reasons"),
    [
        ([True, False], ["beside_home", None]),
        ([True, True, False], [None, "beside_home", None]),
        ([True, False, True], [None, None, "beside_home"]),
        ([True, False, False], ["beside_home", None, None]),
        ([True, True], [None, None]),
    ],
)
def test_an_owner_whose_answer_gave_way_to_the_home_is_beside_it_everywhere(world, round, cast_by_owner, reasons):
    versions = [answer(world, round, LET, by_owner=by_owner) for by_owner in cast_by_owner]

    world.close_and_count(round)

    counted = Round.objects.with_community().select_related("tally").get(pk=round.pk)
    sealed = sealed_plain(round_rows(counted))
    told = {each["serial"]: each.get("set_aside_reason") for each in sealed["ballots"] + sealed["replaced"]}
    assert [told[version.serial] for version in versions] == reasons
    assert [find(version.serial).why or None for version in versions] == reasons
    assert counted.tally.set_aside == {reason: 1 for reason in reasons if reason}
    assert list(tally_differences(counted)) == []
