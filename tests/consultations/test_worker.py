"""Real workers on a real broker: what beat asks for is done once, whatever becomes of a message or a worker."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection, transaction

from communities.models import Community
from consultations.domain.plan.values import PlanKind
from consultations.domain.stages import Stage
from consultations.loaders import drawing
from consultations.models import Plan, Round, Tally
from consultations.services import rounds, sweeping
from renewal_portal.celery import app
from renewal_portal.ledger.clock import now
from renewal_portal.ledger.models import Event, Job, Unsealed
from renewal_portal.ledger.services import verifying
from renewal_portal.ledger.services.demo_clock import move_forward
from renewal_portal.ledger.services.jobs import PAUSE
from renewal_portal.ledger.services.locks import Space, hold
from renewal_portal.ledger.services.working import LEASE
from tests.consultations import workers
from tests.consultations.impossible import impossible
from tests.consultations.workers import messages, send, until
from tests.refusals import counts
from tests.stages import newest, onward
from tests.world import CHAIR, World

S = Stage
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
DISTRICT = "500107"


@pytest.fixture(autouse=True)
def _no_messages(transactional_db: None) -> Iterator[None]:
    """What other tests sent, or left behind, is not ours to do."""
    app.control.purge()
    yield
    app.control.purge()


def over(slug: str) -> World:
    """A selection in which all have voted and whose time is over; nobody has closed it."""
    world = World(slug, at=now() - timedelta(days=30))
    round = world.prepare().select()
    world.everybody(round)
    world.at = round.closes_at
    return world


def closed(slug: str) -> World:
    world = over(slug)
    rounds.close_round(round_id=newest(world, "selection").pk, by=CHAIR, at=world.at)
    return world


def counted(slug: str) -> World:
    return onward(World(slug, at=now() - timedelta(days=30)), S.CONSULTING)


def ordered(slug: str) -> World:
    """One that waits for its draft, and whose job is in the queue."""
    world = counted(slug)
    sweeping.order_plans(by="system:beat", at=world.at)
    return world


def state(world: World) -> str:
    return newest(world, "selection").state


def drafts(world: World) -> int:
    return world.consultation.plans.count()


def test_beat_and_a_worker_bring_every_community_to_its_draft(tmp_path: Path):
    """Each sweep finds one community that waits for it; the messages of the next minutes all come three times."""
    worlds = {"ordered": ordered("ordered"), "over": over("over"), "closed": closed("closed"), "new": counted("new")}
    send()
    app.control.purge()  # a minute whose messages were lost

    with workers.worker(tmp_path) as worker, workers.beat(tmp_path) as beat:
        until(lambda: state(worlds["over"]) in ("closed", "counted"), log=beat.log)
        until(lambda: state(worlds["closed"]) == "counted", log=worker.log)
        until(lambda: Job.objects.filter(subject=f"consultation:{worlds['new'].pk}").exists(), log=worker.log)
        until(lambda: drafts(worlds["ordered"]) == 1, log=worker.log)
        until(lambda: not Unsealed.objects.filter(district="").exists(), log=worker.log)
        until(lambda: cache.get("heart:beat") == "beats", log=worker.log)
        while any(drafts(world) == 0 for world in worlds.values()):
            send(times=3)
            until(lambda: messages() == 0, log=worker.log)
        until(lambda: not Job.objects.open().exists(), log=worker.log)

    assert {name: (state(world), world.stage, drafts(world)) for name, world in worlds.items()} == dict.fromkeys(
        worlds, ("counted", "consulting", 1)
    )
    assert Tally.objects.count() == 4
    told = Event.objects.filter(what__in=["round.closed", "round.counted", "plan.drawn"], by="system:beat")
    assert sorted(told.values_list("what", flat=True)) == [*["plan.drawn"] * 4, "round.closed", *["round.counted"] * 2]
    assert verifying.faults() == []


def test_a_worker_that_is_killed_leaves_nothing_half_done_and_another_finishes(tmp_path: Path):
    """One hand has counted and the other has drawn a plan; both wait to seal when the power fails."""
    waiting, queued = closed("waiting"), ordered("queued")
    before = counts()

    with workers.worker(tmp_path, "first") as first, transaction.atomic():
        hold(Space.CHAIN, DISTRICT)
        send("count closed rounds")
        send("run jobs")
        until(lambda: waiting_to_seal() == 2, log=first.log)
        first.kill()

    assert (counts(), state(waiting), drafts(queued), Job.objects.get().attempt) == (before, "closed", 0, 1)

    with workers.worker(tmp_path, "second") as second:
        send("count closed rounds", "run jobs")
        until(lambda: state(waiting) == "counted", log=second.log)
        assert (drafts(queued), Job.objects.get().attempt) == (0, 1)  # the first still has it, for all anybody knows
        move_forward(by=LEASE)
        send("run jobs")
        until(lambda: drafts(queued) == 1, log=second.log)
        until(lambda: Job.objects.get().state == "done", log=second.log)

    assert (Job.objects.get().attempt, Plan.objects.count(), Tally.objects.count()) == (2, 1, 2)
    assert Round.objects.filter(state="counted").count() == 2


def test_one_community_that_fails_holds_up_no_other(tmp_path: Path):
    """The order goes out as a group; each message comes twice more, and those of one minute are lost."""
    broken, sound = impossible(counted("broken")), [counted("first"), counted("second")]
    ours = Community.objects.all()

    with workers.worker(tmp_path) as worker:
        send("draw up plans", times=3)
        until(lambda: [drafts(world) for world in sound] == [1, 1], log=worker.log)
        tries = Job.objects.filter(subject=f"consultation:{broken.pk}")
        for attempt in (1, 2):
            given_back = tries.filter(state="queued", attempt=attempt)
            until(given_back.exists, log=worker.log)
            move_forward(by=2 * PAUSE)
            send("run jobs", times=2)
        until(tries.failed().exists, log=worker.log)
        send("draw up plans", "run jobs", times=3)
        until(lambda: messages() == 0, log=worker.log)

    order = drawing.orders(ours).get()
    assert (order.total, order.done, order.failed) == (3, 2, 1)
    assert drawing.failed(ours) == [(broken.pk, PlanKind.DRAFT)]
    assert (Job.objects.count(), Plan.objects.count(), drafts(broken)) == (3, 2, 0)
    failure = drawing.failure(broken.consultation)
    assert failure is not None
    assert (failure.attempt, failure.error) == (3, "BallotFault: unreadable_choices")


def waiting_to_seal() -> int:
    """How many connections wait for the lock of a chain."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database"
            " WHERE datname = current_database() AND classid = %s AND NOT granted",
            [int(Space.CHAIN)],
        )
        return int(cursor.fetchone()[0])
