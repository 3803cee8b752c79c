"""Co-owners have one ballot: whoever does not cast it may dispute it until closing, and what is not settled is set
aside."""

from datetime import timedelta

import pytest
from django.db import transaction

from communities.models import OwnerMember
from consultations.domain.disputes import Settlement
from consultations.loaders.rounds import round_rows, sealed_plain
from consultations.models import Ballot, BallotDispute, BallotVersion, Round, Tally, TallyLine
from consultations.services import rounds
from consultations.services.disputing import DisputeRefused
from renewal_portal.ledger.models import Event
from tests.consultations.couples import (
    AGREEMENT,
    REASON,
    agree,
    cast_and_disputed,
    deciding_couple,
    dispute,
    second,
    voice_of,
    withdraw,
)
from tests.stages import newest
from tests.world import CHAIR, M2, NOT, WANT, World

SETTLED = [withdraw, agree]


@pytest.fixture
def world(db) -> World:
    return deciding_couple()[0]


@pytest.fixture
def round(world) -> Round:
    return newest(world, "decision")


def ballot(world: World, round: Round) -> Ballot:
    return Ballot.objects.get(round=round, entry=voice_of(world, round))


def close(world: World, round: Round) -> None:
    world.at = max(world.at, round.closes_at)
    rounds.close_round(round_id=round.pk, by=CHAIR, at=world.at)


def third(world: World) -> OwnerMember:
    """One more co-owner: the owner of another door, who holds a part of this one too."""
    other = OwnerMember.objects.exclude(owner=second(world).owner_id).order_by("pk")[0]
    return OwnerMember.objects.create(owner_id=second(world).owner_id, person_id=other.person_id)


def told(what: str) -> list[tuple[str, str, dict[str, object]]]:
    return [(event.about, event.by, event.detail) for event in Event.objects.filter(what=what).order_by("pk")]


def code(act) -> str:
    with pytest.raises(DisputeRefused) as refused, transaction.atomic():
        act()
    return refused.value.code


def test_a_dispute_is_kept_with_its_reason_and_the_ledger_does_not_say_who(world, round):
    made = cast_and_disputed(world, round)

    kept = BallotDispute.objects.get()
    entry = voice_of(world, round)
    assert (kept, kept.person_id, kept.reason) == (made, second(world).person_id, REASON)
    assert (kept.raised_by, kept.raised_at, kept.settled_at) == (f"voice:{entry.pk}", world.at, None)
    assert told("dispute.raised") == [(f"round:{round.pk}", f"voice:{entry.pk}", {"dispute": kept.pk})]


def test_until_closing_a_disputed_ballot_stands(world, round):
    cast_and_disputed(world, round)

    assert (ballot(world, round).standing.number, ballot(world, round).held_back) == (1, None)


def test_what_is_not_settled_at_closing_is_held_back_and_no_other_ballot_is(world, round):
    world.everybody(round)
    dispute(world, round)
    version = ballot(world, round).standing

    close(world, round)

    assert (ballot(world, round).standing, ballot(world, round).held_back) == (None, version)
    assert Ballot.objects.filter(round=round, standing__isnull=False, held_back__isnull=True).count() == 8
    assert told("ballot.held_back") == [(f"round:{round.pk}", CHAIR, {"serial": version.serial})]


def test_closing_again_changes_nothing(world, round):
    cast_and_disputed(world, round)
    close(world, round)
    before = ballot(world, round).held_back

    close(world, round)

    assert (ballot(world, round).held_back, len(told("ballot.held_back"))) == (before, 1)


def test_voting_again_does_not_settle_a_dispute(world, round):
    cast_and_disputed(world, round)
    again = world.wait(hours=1).cast(round, voice_of(world, round), NOT)

    close(world, round)

    assert (ballot(world, round).standing, ballot(world, round).held_back) == (None, again)


@pytest.mark.parametrize("settle", SETTLED)
def test_what_is_settled_before_closing_counts(world, round, settle):
    settle(world, cast_and_disputed(world, round))

    close(world, round)

    assert (ballot(world, round).standing.number, ballot(world, round).held_back) == (1, None)
    assert told("ballot.held_back") == []


def test_how_a_dispute_was_settled_is_kept_and_what_was_written_is_not_told(world, round):
    taken_back = withdraw(world, cast_and_disputed(world, round))
    signed = agree(world.wait(hours=1), dispute(world, round), f" {AGREEMENT} ")

    entry = voice_of(world, round)
    assert (taken_back.settlement, taken_back.agreement, taken_back.settled_by) == (
        "withdrawn",
        "",
        f"voice:{entry.pk}",
    )
    assert (signed.settlement, signed.agreement, signed.settled_by) == ("agreed", AGREEMENT, CHAIR)
    assert (taken_back.settled_at, signed.settled_at) == (world.at - timedelta(hours=1), world.at)
    assert [detail for *_, detail in told("dispute.settled")] == [
        {"dispute": taken_back.pk, "settlement": Settlement.WITHDRAWN.value},
        {"dispute": signed.pk, "settlement": Settlement.AGREED.value},
    ]


def test_every_co_owner_who_disagrees_has_to_agree(world, round):
    other = third(world)
    settled = cast_and_disputed(world, round)
    dispute(world, round, other)
    withdraw(world, settled)

    close(world, round)

    assert ballot(world, round).held_back.number == 1


def test_whoever_took_a_dispute_back_may_raise_another(world, round):
    withdraw(world, cast_and_disputed(world, round))

    dispute(world, round)

    assert BallotDispute.objects.unsettled().count() == 1


def test_who_casts_the_ballot_and_who_owns_something_else_dispute_nothing(world, round):
    world.everybody(round)
    speaks = OwnerMember.objects.representatives().get(owner=second(world).owner_id)
    stranger = OwnerMember.objects.exclude(owner=speaks.owner_id).order_by("pk")[0]

    refused = [code(lambda who=who: dispute(world, round, who)) for who in (speaks, stranger)]

    assert (refused, BallotDispute.objects.count()) == (["not_a_co_owner"] * 2, 0)


@pytest.mark.parametrize("again", SETTLED)
@pytest.mark.parametrize("settle", SETTLED)
def test_a_dispute_is_settled_once_and_stays_as_it_was_settled(world, round, settle, again):
    made = settle(world, cast_and_disputed(world, round))
    before = BallotDispute.objects.values().get()

    assert code(lambda: again(world, made)) == "settled_already"
    assert BallotDispute.objects.values().get() == before


def test_from_its_closing_time_on_nothing_is_disputed_or_settled_though_nobody_has_closed_it(world, round):
    made = cast_and_disputed(world, round)
    world.at = round.closes_at
    acts = [lambda: withdraw(world, made), lambda: agree(world, made), lambda: dispute(world, round)]

    assert [code(act) for act in acts] == ["not_open"] * 3
    assert (Round.objects.get(pk=round.pk).state, BallotDispute.objects.get().settled_at) == ("open", None)


def test_a_ballot_held_back_is_not_counted_and_the_count_says_why(world, round):
    world.everybody(round)
    dispute(world, round)

    world.close_and_count(round)

    line = TallyLine.objects.get(question__round=round, question__code="C1.07")
    assert (line.agree_heads, line.agree_area_cm2, line.entitled_heads) == (8, 850 * M2, 9)
    assert Tally.objects.get(round=round).set_aside == {"disputed": 1}


@pytest.mark.parametrize("settle", SETTLED)
def test_a_ballot_whose_dispute_was_settled_is_counted(world, round, settle):
    world.everybody(round)
    settle(world, dispute(world, round))

    world.close_and_count(round)

    line = TallyLine.objects.get(question__round=round, question__code="C1.07")
    assert (line.agree_heads, line.agree_area_cm2) == (9, 950 * M2)
    assert Tally.objects.get(round=round).set_aside == {}


def test_the_sealed_file_keeps_the_ballot_with_the_reason_beside_those_it_replaced(world, round):
    entry = voice_of(world, round)
    first = world.cast(round, entry, WANT)
    last = cast_again_and_disputed(world, round)
    world.close_and_count(round)

    sealed = sealed_plain(round_rows(Round.objects.get(pk=round.pk)))

    assert sealed["ballots"] == []
    aside = {each["serial"]: each.get("set_aside_reason") for each in sealed["replaced"]}
    assert aside == {first.serial: None, last.serial: "disputed"}


def cast_again_and_disputed(world: World, round: Round) -> BallotVersion:
    cast_and_disputed(world.wait(hours=1), round)
    return ballot(world, round).standing
