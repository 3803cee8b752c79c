"""The sweeps as Celery calls them: by beat, at this moment, and deaf to what a later version may tell them."""

import os
import socket
from datetime import timedelta

import pytest

from communities.models import Contact
from consultations import tasks
from consultations.domain.reminding import Group
from consultations.domain.stages import Stage
from consultations.models import Plan, Round
from consultations.services import reminding
from renewal_portal.ledger.clock import now
from renewal_portal.ledger.models import Job
from tests.consultations.reminded import gives
from tests.residents import selecting
from tests.stages import go, newest, standing_at
from tests.world import CHAIR, World

SWEEPS = [tasks.close_due_rounds, tasks.count_closed_rounds, tasks.draw_up_plans, tasks.run_jobs]


@pytest.fixture
def over(db) -> World:
    """A selection in which all have voted and whose time is over."""
    world = World(at=now() - timedelta(days=30))
    world.everybody(world.prepare().select())
    return world


def test_one_sweep_after_the_other_brings_a_selection_to_its_draft(over):
    begun = now()
    for sweep in SWEEPS:
        sweep(sent_by="a later version")

    round, plan, job = newest(over, "selection"), Plan.objects.get(), Job.objects.get()
    assert (round.closed_by, round.counted_by, plan.drawn_by, job.created_by) == ("system:beat",) * 4
    assert begun < round.closed_at < round.counted_at < plan.drawn_at < now()
    assert (over.stage, job.state) == (Stage.CONSULTING, "done")
    assert job.worker == f"{socket.gethostname()}:{os.getpid()}"


@pytest.mark.parametrize("first", SWEEPS, ids=lambda sweep: sweep.__name__)
def test_a_sweep_does_its_own_part_and_no_other(over, first):
    first()
    first()

    state, plans, waiting = Round.objects.get().state, Plan.objects.count(), Job.objects.count()
    assert (state, plans, waiting) == ("closed" if first is tasks.close_due_rounds else "open", 0, 0)


def test_a_round_of_today_stays_open(db):
    world = World(at=now())
    world.prepare().select()

    tasks.close_due_rounds()

    assert newest(world, "selection").state == "open"


def test_reminders_that_are_ordered_are_sent(db, outbox) -> None:
    world, round = selecting()
    gives(world, round, "1-1-301", "13800000042")
    reminding.order(round_id=round.pk, group=Group.SILENT, by=CHAIR, at=world.at)

    for _ in range(2):
        tasks.send_reminders(sent_by="a later version")

    assert [number for number, _ in outbox] == ["13800000042"]
    assert Job.objects.get(kind="round.remind").worker == f"{socket.gethostname()}:{os.getpid()}"


def test_addresses_are_forgotten_by_the_sweep_of_that_name(db) -> None:
    world = standing_at(Stage.CONSULTING)
    gives(world, newest(world, "selection"), "1-1-301", "a@example.cn")
    tasks.forget_contacts()
    assert Contact.objects.standing().count() == 1

    go(world, Stage.WITHDRAWN)
    tasks.forget_contacts(sent_by="a later version")

    assert Contact.objects.standing().count() == 0
