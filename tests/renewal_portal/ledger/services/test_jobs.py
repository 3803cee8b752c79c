from datetime import timedelta
from itertools import chain

import pytest
from django.db import connection

from renewal_portal.ledger.domain.refusals import NotCanonical
from renewal_portal.ledger.models import Job
from renewal_portal.ledger.services import jobs

from ..threads import together
from ..writing import AT, rolled_back

LEASE = timedelta(minutes=2)
SOON, LATER = AT + timedelta(minutes=1), AT + timedelta(minutes=3)


def enqueue(number=1, **told):
    told = {"kind": "plan.draw", "key": f"plan:{number}", "max_attempts": 3} | told
    return jobs.enqueue(subject=f"plan:{number}", args={"plan": number}, by="user:3", at=AT, **told)


def claim(worker="w1", at=AT, **told):
    return jobs.claim(worker=worker, at=at, lease=LEASE, **told)


def stored(job):
    return Job.objects.get(pk=job.pk)


@pytest.mark.django_db
def test_a_job_from_the_queue_to_its_result():
    job = enqueue()
    assert (job.state, job.attempt, job.args) == ("queued", 0, {"plan": 1})

    held = claim()
    assert (held.pk, held.state, held.attempt, held.worker) == (job.pk, "running", 1, "w1")
    assert (held.started_at, held.lease_until) == (AT, AT + LEASE)

    jobs.progress(job_id=job.pk, worker="w1", attempt=1, done=2, total=5, at=SOON)
    running = stored(job)
    assert (running.progress_done, running.progress_total, running.lease_until) == (2, 5, SOON + LEASE)

    jobs.finish(job_id=job.pk, worker="w1", attempt=1, result={"lines": 14}, at=LATER)
    done = stored(job)
    assert (done.state, done.result, done.finished_at, done.lease_until) == ("done", {"lines": 14}, LATER, None)
    assert claim(at=LATER) is None


@pytest.mark.django_db
def test_same_key_gives_the_job_that_is_not_finished():
    job = enqueue()

    assert enqueue().pk == job.pk
    claim()
    assert enqueue().pk == job.pk
    jobs.finish(job_id=job.pk, worker="w1", attempt=1, result={}, at=SOON)
    assert enqueue().pk != job.pk
    assert Job.objects.count() == 2


@pytest.mark.django_db
def test_same_key_of_another_kind_is_another_job():
    assert enqueue(kind="plan.draw").pk != enqueue(kind="plan.print").pk


@pytest.mark.django_db
def test_arguments_without_a_single_form_are_refused():
    with pytest.raises(NotCanonical, match=r"^type_not_allowed where=args\.share type=float$"):
        jobs.enqueue(kind="plan.draw", subject="plan:1", args={"share": 0.5}, key="plan:1", by="user:3", at=AT)

    assert list(Job.objects.all()) == []


@pytest.mark.django_db
def test_job_of_a_transaction_that_failed_does_not_exist():
    with rolled_back():
        enqueue()

    assert list(Job.objects.all()) == []


@pytest.mark.django_db
def test_claim_takes_the_oldest_of_the_kinds_asked_for():
    printing, drawing, other = enqueue(1, kind="plan.print"), enqueue(2), enqueue(3)

    assert claim(kinds={"plan.draw"}).pk == drawing.pk
    assert claim(job_id=other.pk).pk == other.pk
    assert claim(job_id=other.pk) is None
    assert claim(kinds=set()) is None
    assert claim().pk == printing.pk


@pytest.mark.django_db
def test_claimable_lists_what_waits_and_what_was_left_behind():
    first, second, third = enqueue(1), enqueue(2), enqueue(3)
    claim(job_id=first.pk)
    claim(job_id=second.pk, at=SOON)

    assert jobs.claimable(at=SOON) == [third.pk]
    assert jobs.claimable(at=AT + LEASE) == [first.pk, third.pk]
    assert jobs.claimable(at=AT + LEASE, limit=1) == [first.pk]


@pytest.mark.django_db
def test_a_job_left_behind_is_taken_by_the_next_and_the_first_worker_is_fenced_off():
    job = enqueue()
    claim(worker="w1")
    assert claim(worker="w2", at=AT + LEASE - timedelta(microseconds=1)) is None
    assert claim(worker="w2", at=AT + LEASE).attempt == 2
    before = Job.objects.filter(pk=job.pk).values().get()

    told = {"job_id": job.pk, "worker": "w1", "attempt": 1, "at": LATER}
    for act in (
        lambda: jobs.progress(done=1, total=2, **told),
        lambda: jobs.finish(result={"late": True}, **told),
        lambda: jobs.fail(error="too late", **told),
    ):
        with pytest.raises(jobs.LeaseLost, match=f"^lease_lost job={job.pk} attempt=1$"):
            act()

    assert Job.objects.filter(pk=job.pk).values().get() == before


@pytest.mark.django_db
def test_a_worker_that_took_its_own_job_again_is_held_to_the_new_attempt():
    job = enqueue()
    claim()
    claim(at=AT + LEASE)

    with pytest.raises(jobs.LeaseLost):
        jobs.finish(job_id=job.pk, worker="w1", attempt=1, result={}, at=LATER)
    jobs.finish(job_id=job.pk, worker="w1", attempt=2, result={}, at=LATER)

    assert stored(job).state == "done"


@pytest.mark.django_db
def test_a_lease_that_ran_out_and_was_taken_by_nobody_is_extended():
    job = enqueue()
    claim()

    jobs.progress(job_id=job.pk, worker="w1", attempt=1, done=1, total=2, at=LATER)

    assert claim(worker="w2", at=LATER) is None


@pytest.mark.django_db
def test_progress_starts_again_with_each_attempt():
    job = enqueue()
    claim()
    jobs.progress(job_id=job.pk, worker="w1", attempt=1, done=4, total=5, at=AT)

    again = claim(worker="w2", at=AT + LEASE)

    assert (again.pk, again.progress_done, again.progress_total) == (job.pk, 0, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("done, total", [(3, 2), (-1, 2)])
def test_progress_outside_its_total_is_refused(done, total):
    job = enqueue()
    claim()

    with pytest.raises(jobs.ProgressRefused, match=f"^progress_outside_total done={done} total={total}$"):
        jobs.progress(job_id=job.pk, worker="w1", attempt=1, done=done, total=total, at=SOON)

    assert stored(job).lease_until == AT + LEASE


@pytest.mark.django_db
def test_left_behind_in_the_last_attempt_is_failed():
    job = enqueue(max_attempts=1)
    claim()

    assert claim(worker="w2", at=AT + LEASE) is None

    failed = stored(job)
    assert (failed.state, failed.error, failed.finished_at) == ("failed", "lease_expired", AT + LEASE)
    with pytest.raises(jobs.LeaseLost):
        jobs.finish(job_id=job.pk, worker="w1", attempt=1, result={}, at=LATER)


@pytest.mark.django_db
def test_a_failed_attempt_waits_for_its_pause_and_the_last_one_is_final():
    job = enqueue(max_attempts=2)
    claim()
    told = {"job_id": job.pk, "worker": "w1", "pause": timedelta(seconds=10)}

    assert jobs.fail(attempt=1, error="printer on fire", at=AT, **told) == "queued"
    assert (stored(job).error, stored(job).finished_at) == ("printer on fire", None)
    assert claim(at=AT + timedelta(seconds=9)) is None
    assert claim(at=AT + timedelta(seconds=10)).attempt == 2
    assert jobs.fail(attempt=2, error="", at=SOON, **told) == "failed"

    failed = stored(job)
    assert (failed.error, failed.finished_at, failed.attempt) == ("no_reason", SOON, 2)
    assert claim(at=LATER) is None


@pytest.mark.django_db
def test_a_failure_that_another_try_cannot_help_is_final_at_once():
    job = enqueue()
    claim()

    assert jobs.fail(job_id=job.pk, worker="w1", attempt=1, error="no such plan", at=AT, final=True) == "failed"
    assert stored(job).error == "no such plan"


@pytest.mark.django_db
def test_success_after_a_failed_attempt_leaves_no_error():
    job = enqueue()
    claim()
    jobs.fail(job_id=job.pk, worker="w1", attempt=1, error="printer on fire", at=AT)
    claim(at=LATER)
    jobs.finish(job_id=job.pk, worker="w1", attempt=2, result={}, at=LATER)

    assert (stored(job).state, stored(job).error) == ("done", "")


@pytest.mark.django_db
def test_result_without_a_single_form_leaves_the_job_running():
    job = enqueue()
    claim()

    with pytest.raises(NotCanonical, match=r"^type_not_allowed where=result\.share type=float$"):
        jobs.finish(job_id=job.pk, worker="w1", attempt=1, result={"share": 0.5}, at=SOON)

    assert stored(job).state == "running"


def claim_all(worker, at=AT):
    taken = []
    while (job := claim(worker=worker, at=at)) is not None:
        taken.append((job.pk, job.attempt))
    return taken


@pytest.mark.django_db(transaction=True)
def test_eight_workers_never_get_one_job_twice():
    ids = [enqueue(number).pk for number in range(80)]

    taken = together(*[lambda name=f"w{number}": claim_all(name) for number in range(8)])
    assert sorted(chain(*taken)) == [(pk, 1) for pk in ids]

    again = together(*[lambda name=f"x{number}": claim_all(name, at=LATER) for number in range(8)])
    assert sorted(chain(*again)) == [(pk, 2) for pk in ids]


@pytest.mark.django_db(transaction=True)
def test_eight_who_ask_for_one_thing_at_once_get_one_job():
    ids = together(*[lambda: [enqueue(number).pk for number in range(10)]] * 8)

    assert ids == [ids[0]] * 8
    assert Job.objects.count() == 10


@pytest.mark.django_db(transaction=True)
def test_of_a_late_finish_and_a_new_claim_only_one_has_the_job():
    ids = [enqueue(number).pk for number in range(40)]
    claim_all("w1")

    def finish_late():
        finished = []
        for pk in ids:
            try:
                jobs.finish(job_id=pk, worker="w1", attempt=1, result={}, at=LATER)
                finished.append(pk)
            except jobs.LeaseLost:
                pass
        return finished

    finished, taken = together(finish_late, lambda: claim_all("w2", at=LATER))

    assert sorted([*finished, *(pk for pk, _ in taken)]) == ids


@pytest.mark.django_db(transaction=True)
def test_asking_again_while_the_job_finishes_gives_a_new_job():
    job = enqueue()
    claim()
    inserts = []

    def finish_after_the_first_insert(execute, sql, *rest):
        done = execute(sql, *rest)
        if sql.startswith("INSERT"):
            inserts.append(sql)
            if len(inserts) == 1:
                together(lambda: jobs.finish(job_id=job.pk, worker="w1", attempt=1, result={}, at=SOON))
        return done

    with connection.execute_wrapper(finish_after_the_first_insert):
        new = enqueue()

    assert (new.pk == job.pk, new.state, stored(job).state, len(inserts)) == (False, "queued", "done", 2)
