"""What beat asks for: the rows are the queue, so that a message lost, doubled or late changes nothing."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection

from communities.models import Community
from consultations.domain.plan.values import PlanKind
from consultations.domain.stages import Stage
from consultations.loaders.drawing import drawings, failed, failure, orders, to_order
from consultations.models import Plan, Round
from consultations.services import notices, rounds, sweeping
from renewal_portal.ledger.models import Event, Job
from renewal_portal.ledger.services import jobs
from renewal_portal.ledger.services.working import LEASE
from tests.consultations.impossible import impossible
from tests.refusals import counts
from tests.stages import go, newest, standing_at
from tests.world import CHAIR, World

S = Stage
BEAT = "system:beat"
MINUTE = timedelta(minutes=1)


def close_due(at: datetime) -> int:
    return sweeping.close_due(by=BEAT, at=at)


def count_closed(at: datetime) -> int:
    return sweeping.count_closed(by=BEAT, at=at)


def order_plans(at: datetime) -> int:
    return len(sweeping.order_plans(by=BEAT, at=at))


def run_jobs(at: datetime, worker: str = "one:1") -> int:
    return sweeping.run_jobs(worker=worker, by=BEAT, clock=lambda: at)


def state(world: World, kind: str = "selection") -> str:
    return newest(world, kind).state


def selected(slug: str = "small") -> World:
    """A selection that has been counted, and no draft drawn yet."""
    return standing_at(S.CONSULTING, slug)


def damage(round: Round) -> None:
    """A rule book nobody can count by; the trigger that forbids it is taken away for that."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE consultations_round DISABLE TRIGGER USER")
        cursor.execute("UPDATE consultations_round SET rule_book = '{\"quorum\": 1}' WHERE id = %s", [round.pk])
        cursor.execute("ALTER TABLE consultations_round ENABLE TRIGGER USER")


@pytest.mark.parametrize("seconds, closed", [(-1, 0), (0, 1), (3600, 1)])
def test_a_round_is_closed_when_its_time_is_over(db, seconds, closed):
    world = standing_at(S.SELECTING)
    at = newest(world, "selection").closes_at + timedelta(seconds=seconds)

    assert close_due(at) == closed

    round = newest(world, "selection")
    assert (round.state, round.closed_by, round.closed_at) == (("closed", BEAT, at) if closed else ("open", None, None))


def test_every_sweep_again_finds_nothing_to_do(db):
    world = standing_at(S.SELECTING)
    at = newest(world, "selection").closes_at
    sweeps: list[Callable[[datetime], int]] = [close_due, count_closed, order_plans, run_jobs]
    assert [sweep(at) for sweep in sweeps] == [1, 1, 1, 1]
    before = counts()

    assert [sweep(at + MINUTE) for sweep in sweeps * 2] == [0] * 8
    assert counts() == before
    assert (state(world), Plan.objects.get().kind, world.stage) == ("counted", "draft", S.CONSULTING)


def test_late_sweeps_in_any_order_come_to_the_same(db):
    """The messages of an hour arrive at once, the last first."""
    world = standing_at(S.SELECTING)
    at = newest(world, "selection").closes_at + timedelta(hours=1)

    for _ in range(4):
        for sweep in (run_jobs, order_plans, count_closed, close_due):
            sweep(at)

    assert (state(world), Plan.objects.count(), Job.objects.count()) == ("counted", 1, 1)


def test_nothing_is_closed_or_counted_while_a_community_rests(db):
    resting, other = standing_at(S.SELECTING), standing_at(S.SELECTING, "other")
    closed = standing_at(S.SELECTING, "closed")
    at = newest(resting, "selection").closes_at
    rounds.close_round(round_id=newest(closed, "selection").pk, by=CHAIR, at=at)
    go(resting, S.SUSPENDED)
    go(closed, S.SUSPENDED)

    assert (close_due(at), count_closed(at)) == (1, 1)
    assert [state(world) for world in (resting, closed, other)] == ["open", "closed", "counted"]


def test_one_round_that_fails_is_named_and_the_others_go_on(db, caplog):
    broken, sound = standing_at(S.SELECTING), standing_at(S.SELECTING, "sound")
    at = newest(broken, "selection").closes_at
    close_due(at)
    damage(newest(broken, "selection"))

    with caplog.at_level(logging.ERROR):
        counted = count_closed(at)

    assert (counted, state(broken), state(sound)) == (1, "closed", "counted")
    assert [record.getMessage() for record in caplog.records] == [
        f"count round {newest(broken, 'selection').pk} failed; the others go on"
    ]


def test_a_plan_is_ordered_once_for_whoever_waits_for_one(db):
    waiting, drawn = selected(), selected("drawn")
    drawn.draft()

    assert (order_plans(waiting.at), order_plans(waiting.at)) == (1, 0)

    job = Job.objects.get()
    assert (job.kind, job.subject, job.args, job.created_by) == (
        "plan.draw",
        f"consultation:{waiting.pk}",
        {"consultation": waiting.pk, "plan": "draft"},
        BEAT,
    )


def test_all_that_are_due_are_one_order_and_one_that_fails_is_named(db):
    broken, sound = impossible(selected()), selected("sound")
    order_plans(broken.at)

    for minute in range(3):
        run_jobs(broken.at + minute * MINUTE)

    ours = Community.objects.all()
    order = orders(ours).get()
    assert (order.total, order.done, order.failed, order.created_by) == (2, 1, 1, BEAT)
    assert [(each.consultation.pk, each.job.state, each.waits) for each in drawings(order, ours)] == [
        (broken.pk, "failed", True),
        (sound.pk, "done", False),
    ]
    assert failed(ours) == [(broken.pk, PlanKind.DRAFT)]
    assert failure(broken.consultation).error == "BallotFault: unreadable_choices"
    assert failure(sound.consultation) is None


def test_a_plan_that_failed_for_good_rests_until_something_changed_or_somebody_asks(db):
    """Before, a failed job was ordered anew each minute without end."""
    world = impossible(selected())
    order_plans(world.at)
    for minute in range(3):
        run_jobs(world.at + minute * MINUTE)
    later = world.at + 5 * MINUTE

    assert (order_plans(later), order_plans(later + timedelta(hours=23))) == (0, 0)
    assert len(to_order(at=later + timedelta(days=1))) == 1
    world.consultation.__class__.objects.filter(pk=world.pk).update(announced_at=later)
    assert len(to_order(at=later)) == 1
    assert len(sweeping.order_plans(by="user:9", at=later, of=Community.objects.none(), again=True)) == 0
    assert len(sweeping.order_plans(by="user:9", at=later, of=Community.objects.all(), again=True)) == 1
    assert Job.objects.latest("pk").created_by == "user:9"


def test_one_job_of_an_order_is_done_once_however_often_it_is_sent(db):
    world = selected()
    (job_id,) = sweeping.order_plans(by=BEAT, at=world.at)

    def sent() -> bool:
        return sweeping.run_job(job_id=job_id, worker="one:1", by=BEAT, clock=lambda: world.at)

    assert ([sent(), sent(), sent()], Plan.objects.count()) == ([True, False, False], 1)


def test_a_job_draws_the_plan_and_names_it(db):
    world = selected()
    order_plans(world.at)

    assert run_jobs(world.at) == 1

    plan, job = Plan.objects.get(), Job.objects.get()
    assert (plan.drawn_by, plan.drawn_at) == (BEAT, world.at)
    assert (job.state, job.result, job.worker, job.attempt) == ("done", {"plan": plan.pk}, "one:1", 1)


def test_a_final_plan_is_drawn_as_well(db):
    world = standing_at(S.COUNTED)
    notices.post_result(round_id=newest(world, "decision").pk, posted_where="公告栏", by=CHAIR, at=world.at)

    order_plans(world.at)
    run_jobs(world.at)

    assert (world.consultation.plans.newest(PlanKind.FINAL).number, world.stage) == (2, S.PLANNED)


def test_a_plan_somebody_drew_meanwhile_is_not_drawn_again(db):
    world = selected()
    order_plans(world.at)
    world.draft()
    before = Event.objects.count()

    assert run_jobs(world.at) == 1
    assert (Plan.objects.count(), Job.objects.get().result, Event.objects.count()) == (1, {}, before)


def test_a_community_that_went_home_gets_no_plan(db):
    world = selected()
    order_plans(world.at)
    go(world, S.WITHDRAWN)

    assert run_jobs(world.at) == 1
    assert Plan.objects.count() == 0


def queue_impossible(at: datetime) -> Job:
    return jobs.enqueue(
        kind="plan.draw",
        subject="consultation:0",
        args={"consultation": 0, "plan": "draft"},
        key="0:draft",
        by=BEAT,
        at=at,
    )


def test_a_job_that_fails_is_tried_again_and_then_given_up(db, caplog):
    world = selected()
    job = queue_impossible(world.at)
    order_plans(world.at)
    tries = []

    with caplog.at_level(logging.ERROR):
        for minute in range(4):
            done = run_jobs(world.at + minute * MINUTE)
            tries.append((done, *Job.objects.values_list("state", "attempt").get(pk=job.pk)))

    assert tries == [(1, "queued", 1), (0, "queued", 2), (0, "failed", 3), (0, "failed", 3)]
    assert Job.objects.get(pk=job.pk).error == "DoesNotExist: Consultation matching query does not exist."
    assert {record.getMessage() for record in caplog.records} == {f"job {job.pk} for consultation:0 failed"}
    assert Plan.objects.count() == 1


def taken_over(at: datetime) -> Callable[[], datetime]:
    """The clock of a worker that holds a job for so long that another one takes it."""
    read = []

    def clock() -> datetime:
        read.append(at)
        if len(read) == 2:
            assert jobs.claim(worker="quick:2", at=at + LEASE, lease=LEASE).attempt == 2
        return at

    return clock


def test_a_worker_that_took_too_long_leaves_nothing(db, caplog):
    """Its plan is taken back with the rest of its transaction; the other one draws it."""
    world = selected()
    order_plans(world.at)

    with caplog.at_level(logging.WARNING):
        finished = sweeping.run_jobs(worker="slow:1", by=BEAT, clock=taken_over(world.at))

    job = Job.objects.get()
    assert (finished, Plan.objects.count(), job.state, job.worker) == (0, 0, "running", "quick:2")
    assert [record.getMessage() for record in caplog.records] == [f"job {job.pk}: another worker has it"]
    assert run_jobs(world.at + 2 * LEASE, worker="third:3") == 1
    assert (Plan.objects.count(), Job.objects.get().worker) == (1, "third:3")


def test_a_worker_that_failed_too_late_says_nothing_of_the_job(db, caplog):
    world = selected()
    job = queue_impossible(world.at)

    with caplog.at_level(logging.WARNING):
        finished = sweeping.run_jobs(worker="slow:1", by=BEAT, clock=taken_over(world.at))

    kept = Job.objects.get()
    assert (finished, kept.state, kept.worker, kept.error) == (0, "running", "quick:2", "")
    assert caplog.records[-1].getMessage() == f"job {job.pk}: another worker has it"
