"""Whom a vote waits for, and how they can be reached."""

import pytest

from consultations.domain.reminding import Channel, Group
from consultations.domain.stages import Stage
from consultations.loaders.reminding import address, waiting
from consultations.models import Reminder
from consultations.services import offering
from tests.consultations.reminded import begins, entry_of, gives, votes, waited_for
from tests.residents import deciding, in_both_stairwells, selecting
from tests.stages import go
from tests.world import CHAIR, YUAN, World

#: Every home with a voice; 1-2-101 is still the developer's.
FLATS = [
    (f"1-{stairwell}-{floor}01",) for stairwell in (1, 2) for floor in (1, 2, 3, 4) if (stairwell, floor) != (2, 1)
]


@pytest.fixture
def selection(db, outbox):
    return selecting()


def voice(round, door: str):
    return next(each for each in waiting(round) if door in each.doors)


def test_who_has_voted_is_not_waited_for_who_began_is_named_so_from_door_to_door(selection) -> None:
    world, round = selection
    votes(world, round, "1-1-101")
    begins(world, round, "1-2-401")

    assert waited_for(round) == dict.fromkeys(FLATS[1:6], Group.SILENT) | {FLATS[6]: Group.DRAFT}
    assert [each.doors for each in waiting(round)] == FLATS[1:]


def test_a_change_not_confirmed_is_a_beginning_too(selection) -> None:
    world, round = selection
    votes(world, round, "1-1-101")
    begins(world, round, "1-1-101")

    assert voice(round, "1-1-101").group is Group.DRAFT


def test_a_decision_waits_for_owners_with_all_their_doors_and_the_developer(db, outbox) -> None:
    _, round = deciding(rows=in_both_stairwells())

    doors = [each.doors for each in waiting(round)]
    assert doors[0] == ("1-1-101", "1-2-201")
    assert (len(doors), ("1-2-101",) in doors, ("1-S1",) in doors) == (8, True, True)


def test_who_is_asked_nothing_is_not_waited_for(db, outbox) -> None:
    """All was decided; then the works in one stairwell grow, and are asked of that stairwell alone."""
    world = World()
    world.counted()
    go(world, Stage.CONSULTING)
    offering.set_line(
        consultation_id=world.pk,
        code="C3.03",
        place_code="1-1",
        quantity_milli=2_000,
        unit_price_fen=18_000 * YUAN,
        by=CHAIR,
        at=world.wait(days=1).at,
    )
    offering.offer_menu(consultation_id=world.pk, by=CHAIR, at=world.at)
    world.draft()
    world.meet(adopts=True)

    round = world.decide()

    assert list(round.questions.values_list("code", "place__code")) == [("C3.03", "1-1")]
    assert [each.doors for each in waiting(round)] == FLATS[:4]


def test_each_ways_own_switch(selection, settings) -> None:
    world, round = selection
    gives(world, round, "1-1-101", "a@example.cn")
    gives(world, round, "1-1-101", "13800000042")

    assert voice(round, "1-1-101").ways == {Channel.EMAIL, Channel.SMS}
    settings.SMS = ""
    assert voice(round, "1-1-101").ways == {Channel.EMAIL}
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    assert (voice(round, "1-1-101").ways, voice(round, "1-1-101").needs_a_visit) == (frozenset(), True)


def test_what_the_home_gave_is_for_its_wishes_and_what_the_owner_gave_for_decisions(db, outbox) -> None:
    world, round = deciding()
    home = world.consultation.rounds.get(kind="selection")
    gives(world, home, "1-1-101", "home@example.cn")
    gives(world, round, "1-1-201", "owner@example.cn")

    assert (voice(round, "1-1-101").ways, voice(round, "1-1-201").ways) == (frozenset(), {Channel.EMAIL})
    assert address(voice(round, "1-1-201"), Channel.EMAIL) == "owner@example.cn"


def test_who_was_not_reached_needs_a_visit_until_reached_another_day(selection) -> None:
    world, round = selection
    gives(world, round, "1-1-101", "a@example.cn")
    tried(round, "1-1-101", world, day=1, failed=True)
    assert (voice(round, "1-1-101").failed, voice(round, "1-1-101").needs_a_visit) == ({Channel.EMAIL}, True)

    tried(round, "1-1-101", world, day=2, failed=False)
    assert (voice(round, "1-1-101").failed, voice(round, "1-1-101").needs_a_visit) == (frozenset(), False)


def tried(round, door: str, world: World, *, day: int, failed: bool) -> None:
    Reminder.objects.create(
        round=round,
        entry=entry_of(round, door),
        channel="email",
        day=world.at.date().replace(day=day),
        failed=failed,
        sent_by=CHAIR,
        sent_at=world.at,
    )


def test_as_many_queries_for_seven_homes_as_for_one(selection, django_assert_num_queries) -> None:
    world, round = selection
    with django_assert_num_queries(3):
        waiting(round)
    for flat in FLATS[1:]:
        votes(world, round, *flat)
    gives(world, round, "1-1-101", "a@example.cn")
    with django_assert_num_queries(3):
        waiting(round)


def test_six_queries_for_owners(db, outbox, django_assert_max_num_queries) -> None:
    _, round = deciding()
    with django_assert_max_num_queries(6):
        waiting(round)
