"""A vote's questions while it runs, and its count afterwards."""

import pytest

from consultations.domain.tally import Verdict
from consultations.loaders.public import rounds as loader
from consultations.services import notices
from tests.world import CHAIR, MENU, NOT, WANT, World

pytestmark = pytest.mark.django_db


def test_questions_stand_in_the_frozen_order_and_are_read_at_once(django_assert_num_queries) -> None:
    round = World().prepare().select()

    with django_assert_num_queries(1):
        found = [(each.code, each.place.code, each.offered.item.major.code) for each in loader.questions(round)]

    assert found == [(code, place, code.partition(".")[0]) for code, place, *_ in MENU]


def test_lines_stand_in_the_order_of_their_questions_and_are_read_at_once(django_assert_num_queries) -> None:
    round = World().counted()

    with django_assert_num_queries(1):
        lines = list(loader.lines(round))
        read = [(line.question.number, line.question.place.code, line.question.offered.code) for line in lines]

    assert read == list(round.questions.order_by("number").values_list("number", "place__code", "code"))
    assert len(read) == 7


def test_a_count_is_told_with_its_verdicts_and_its_seal(django_assert_num_queries) -> None:
    world = World()
    round = world.counted({code: NOT if code == "C3.01" else WANT for code, *_ in MENU})

    with django_assert_num_queries(2):
        counted = loader.counted(round)

    assert counted.tally == round.tally
    assert list(counted.verdicts.items()) == [(Verdict.PASSED, 6), (Verdict.FAILED, 1)]
    assert counted.seal is not None
    assert (counted.seal.district, counted.seal.event.about) == ("500107", f"round:{round.pk}")


def test_before_the_count_there_are_no_verdicts() -> None:
    assert loader.verdicts(World().prepare().select().pk) == {}
    assert loader.verdicts(None) == {}


def test_the_notices_of_a_vote_are_its_own_newest_first() -> None:
    world = World()
    round = world.counted()
    first = notices.post_result(round_id=round.pk, posted_where="公告栏", by=CHAIR, at=world.at)
    second = notices.post_result(round_id=round.pk, posted_where="公告栏", by=CHAIR, at=world.wait(days=4).at)

    assert loader.notices(round) == [second, first]
    assert loader.notices(world.consultation.rounds.get(kind="selection")) == []
