"""What the offices read of a review, against a small world."""

from datetime import timedelta

import pytest

from communities.models import Community
from consultations.domain.review import Decision, Office, Opinion
from consultations.loaders import offices as loader
from consultations.models import Review
from consultations.services import notices, reviewing, rounds
from tests.world import CHAIR, OFFICIAL, World

pytestmark = pytest.mark.django_db


def review(world: World) -> Review:
    return loader.queue(Community.objects.filter(pk=world.community.pk)).get()


def hear(world: World, *offices: Office) -> None:
    for office in offices:
        reviewing.give_opinion(
            review_id=review(world).pk, office=office, opinion=Opinion.AGREES, note="", by=OFFICIAL, at=world.at
        )


def test_offices_are_waited_for_until_the_silence_is_over() -> None:
    world = World().in_review()
    hear(world, Office.FIRE, Office.FINANCE)
    found = review(world)

    waited_for = tuple(office for office in Office if office not in (Office.FIRE, Office.FINANCE))
    assert loader.still_to_hear(found, world.at) == waited_for
    assert loader.still_to_hear(found, found.silent_until - timedelta(seconds=1)) == waited_for
    assert loader.still_to_hear(found, found.silent_until) == ()


def test_a_decided_review_waits_for_nobody() -> None:
    world = World().in_review()
    reviewing.decide_review(
        review_id=review(world).pk, decision=Decision.REJECT, reason="资金不足。", by=OFFICIAL, at=world.at
    )

    assert loader.still_to_hear(review(world), world.at) == ()


def test_a_dossier_holds_the_plan_and_what_stands_beside_it() -> None:
    world = World().in_review()
    hear(world, Office.FIRE)
    found = loader.dossier(review(world), world.at)

    assert [line.offered.code for line in found.lines] == [code for code, *_ in world.menu]
    assert (found.left_out, found.failed, found.found, found.objections) == ([], [], frozenset(), [])
    assert list(found.opinions) == [Office.FIRE]
    assert found.outstanding == tuple(office for office in Office if office is not Office.FIRE)
    assert found.decision == world.consultation.rounds.get(kind="decision")


def test_the_decision_of_a_dossier_is_the_one_the_plan_stands_on() -> None:
    world = World().in_review()
    first = review(world)
    reviewing.decide_review(
        review_id=first.pk, decision=Decision.RETURN_TO_CONSULTING, reason="重新表决。", by=OFFICIAL, at=world.at
    )
    world.wait(days=1)
    world.draft()
    world.meet(adopts=True)
    rounds.rely_on_results(consultation_id=world.pk, by=CHAIR, at=world.at)

    assert loader.dossier(first, world.at).decision == world.consultation.rounds.get(number=2)


def test_objections_to_every_notice_belong_to_the_dossier() -> None:
    world = World().on_notice()
    filed = [
        notices.file_objection(notice_id=notice.pk, text="太贵。", by="public:page", at=world.at)
        for notice in world.consultation.notices.order_by("pk")
        if notice.kind == "plan"
    ]
    for objection in filed:
        notices.answer_objection(objection_id=objection.pk, upheld=False, answer="不贵。", by=CHAIR, at=world.at)
    reviewing.submit_plan(consultation_id=world.pk, by=CHAIR, at=world.wait(days=7).at)

    assert [each.pk for each in loader.dossier(review(world), world.at).objections] == [each.pk for each in filed]


def test_the_queue_never_reads_what_a_plan_was_drawn_from() -> None:
    world = World().in_review()

    assert "inputs" in review(world).plan.get_deferred_fields()
