"""A worker does what is claimable, says how far it is, and gives back what failed."""

import logging
from datetime import UTC, datetime, timedelta

import pytest

from renewal_portal.ledger.models import Job
from renewal_portal.ledger.services import jobs
from renewal_portal.ledger.services.working import LEASE, MOST_SAID, Held, each, work_through

AT = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def enqueued(kind: str = "tests.count", key: str = "1") -> Job:
    return jobs.enqueue(kind=kind, subject="tests:1", args={"n": 3}, key=key, by="user:1", at=AT)


def work(act, *, kind: str = "tests.count", at: datetime = AT) -> int:
    return work_through({kind: act}, worker="w1", clock=lambda: at)


def test_every_job_of_the_kinds_is_done_and_no_other():
    first, second, other = enqueued(), enqueued(key="2"), enqueued("tests.other")

    done = work(lambda held: held.finish({"n": held.job.args["n"]}, at=AT))

    assert done == 2
    states = Job.objects.order_by("pk").values_list("pk", "state", "result")
    assert list(states) == [(first.pk, "done", {"n": 3}), (second.pk, "done", {"n": 3}), (other.pk, "queued", None)]


def test_what_is_reported_can_be_seen_while_the_work_goes_on_and_extends_the_lease():
    job, seen = enqueued(), []
    moments = iter([AT, AT + timedelta(minutes=4)])

    def act(held: Held) -> None:
        held.report(2, 3)
        seen.append(Job.objects.values_list("progress_done", "progress_total", "lease_until").get(pk=job.pk))
        held.finish({}, at=AT)

    assert work_through({"tests.count": act}, worker="w1", clock=lambda: next(moments, AT)) == 1
    assert seen == [(2, 3, AT + timedelta(minutes=4) + LEASE)]


def test_a_job_that_raises_is_given_back_with_what_it_said(caplog):
    job = enqueued()

    def act(held: Held) -> None:
        raise ValueError("x" * 600)

    with caplog.at_level(logging.CRITICAL):
        assert work(act) == 0

    job.refresh_from_db()
    assert (job.state, job.attempt, job.ready_at) == ("queued", 1, AT + jobs.PAUSE)
    assert job.error == ("ValueError: " + "x" * 600)[:MOST_SAID]


def test_after_the_last_attempt_it_has_failed(caplog):
    job, at = enqueued(), AT

    def act(held: Held) -> None:
        raise ValueError("no")

    with caplog.at_level(logging.CRITICAL):
        for _ in range(job.max_attempts):
            work(act, at=at)
            at += jobs.PAUSE

    job.refresh_from_db()
    assert (job.state, job.attempt, job.error) == ("failed", 3, "ValueError: no")


@pytest.mark.parametrize("ends_by", ["finishing", "raising"])
def test_a_worker_whose_job_was_taken_by_another_leaves_it_alone(ends_by, caplog):
    job = enqueued()

    def act(held: Held) -> None:
        assert jobs.claim(worker="w2", at=AT + LEASE, lease=LEASE).pk == job.pk
        if ends_by == "raising":
            raise ValueError("late")
        held.finish({}, at=AT + LEASE)

    with caplog.at_level(logging.CRITICAL):
        assert work(act) == 0

    job.refresh_from_db()
    assert (job.state, job.worker, job.attempt, job.error) == ("running", "w2", 2, "")


def test_rows_that_fail_do_not_stop_the_others(caplog):
    done = []

    def act(pk: int) -> None:
        if pk == 2:
            raise ValueError
        done.append(pk)

    assert each("count row", [1, 2, 3], act) == 2
    assert done == [1, 3]
    assert [record.getMessage() for record in caplog.records] == ["count row 2 failed; the others go on"]
