"""Two people press the same button at the same moment: one acts, the other is told that it is done."""

from collections.abc import Callable
from threading import Event as Signal

import pytest
from django.db import transaction

from consultations.domain.stages import Stage
from consultations.models import Consultation, Meeting, Notice, Objection, Plan, Review, Round, Tally, WorksReport
from consultations.services import notices, offering, reviewing
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.models import Event
from tests.consultations.services.buttons import WAY, Button
from tests.renewal_portal.ledger.threads import PATIENCE, together, until_somebody_waits_for_a_lock_or
from tests.stages import standing_at
from tests.world import CHAIR, World, community, edition

S = Stage
pytestmark = pytest.mark.django_db(transaction=True)
ONE, OTHER = "user:7", "user:8"
KEPT = {Meeting: 2, Notice: 2, Objection: 1, Plan: 2, Review: 1, Round: 2, Tally: 2, WorksReport: 1}


def said(act: Callable[[], object]) -> str:
    """ "done", or the code of the refusal."""
    try:
        act()
    except Refused as refused:
        return refused.code
    return "done"


def both_told(world: World, button: Button) -> list[str]:
    """What the two are told."""
    button.before(world)
    return together(*[lambda by=by: said(lambda: button.press(world, by)) for by in (ONE, OTHER)])


def test_every_button_on_the_way_acts_once(transactional_db):
    """Closing, counting and drawing again is no fault; it leaves no second trace either."""
    world = World()

    told = {button.name: sorted(both_told(world, button)) for button in WAY}

    assert told == {button.name: sorted(["done", button.second]) for button in WAY}
    assert {model: model.objects.count() for model in KEPT} == KEPT
    assert world.stage == S.UNDER_WAY
    quiet = Event.objects.filter(what__in=["round.closed", "round.counted", "plan.drawn"])
    assert quiet.count() == quiet.values("what", "about").distinct().count() == 6


def test_of_two_who_begin_one_begins(transactional_db):
    place, menu = community(), edition()

    told = together(
        *[
            lambda by=by: said(
                lambda: offering.begin_consultation(community_id=place.pk, edition_id=menu.pk, by=by, at=menu.loaded_at)
            )
            for by in (ONE, OTHER)
        ]
    )

    assert (sorted(told), Consultation.objects.count()) == (["already_running", "done"], 1)


def test_an_objection_in_the_last_moment_keeps_the_plan_from_the_offices(transactional_db):
    """It is being written while somebody submits the plan: the plan waits, and then has an objection to answer."""
    world = standing_at(S.ON_NOTICE)
    notice = world.consultation.notices.get(kind="plan")
    written, over = Signal(), Signal()

    def write() -> None:
        with transaction.atomic():
            notices.file_objection(notice_id=notice.pk, text="噪声", by="voice:1", at=notice.posted_at)
            written.set()
            until_somebody_waits_for_a_lock_or(over.is_set)

    def submit() -> str:
        assert written.wait(PATIENCE)
        try:
            return said(lambda: reviewing.submit_plan(consultation_id=world.pk, by=CHAIR, at=notice.ends_at))
        finally:
            over.set()

    assert together(write, submit) == [None, "not_ready"]
    assert world.stage == S.ON_NOTICE


def test_an_objection_that_comes_while_the_plan_is_submitted_is_too_late(transactional_db):
    world = standing_at(S.ON_NOTICE)
    notice = world.consultation.notices.get(kind="plan")
    submitted, over = Signal(), Signal()

    def submit() -> None:
        with transaction.atomic():
            reviewing.submit_plan(consultation_id=world.pk, by=CHAIR, at=notice.ends_at)
            submitted.set()
            until_somebody_waits_for_a_lock_or(over.is_set)

    def write() -> str:
        assert submitted.wait(PATIENCE)
        try:
            return said(
                lambda: notices.file_objection(notice_id=notice.pk, text="噪声", by="voice:1", at=notice.posted_at)
            )
        finally:
            over.set()

    assert together(submit, write) == [None, "not_on_notice"]
    assert Objection.objects.count() == 0
