"""Each constraint of the ledger, broken on purpose."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from renewal_portal.ledger.models import DemoClock, DistrictSetting, Event, Job, JobGroup, Seal

from .writing import AT

EVENT = {"what": "round.closed", "about": "round:12", "by": "user:3", "at": AT, "district": "500107"}
SEAL = {"district": "500107", "seq": 1, "previous_hash": "0" * 64, "hash": "a" * 64, "sealed_at": AT}
ORDERED = {"kind": "plan.draw", "created_by": "user:3", "created_at": AT}
QUEUED = {
    "kind": "plan.draw",
    "subject": "plan:12",
    "key": "plan:12",
    "created_by": "user:3",
    "created_at": AT,
    "ready_at": AT,
}
STARTED = QUEUED | {"attempt": 1, "worker": "w1", "started_at": AT}
RUNNING = STARTED | {"state": "running", "lease": timedelta(minutes=2), "lease_until": AT}
DONE = STARTED | {"state": "done", "finished_at": AT, "result": {}}
FAILED = STARTED | {"state": "failed", "finished_at": AT, "error": "no paper"}
SETTING = {
    "district": "500107",
    "key": "plan_notice_days",
    "value": 10,
    "valid_from": date(2026, 11, 24),
    "source": "District notice 2026-41",
    "set_by": "user:3",
    "set_at": AT,
}

BROKEN = [  # constraint, what it refuses, model, row it starts from, what is changed
    ("event_what_is_dotted", "one word", Event, EVENT, {"what": "closed"}),
    ("event_about_is_kind_and_id", "no kind", Event, EVENT, {"about": "12"}),
    ("event_by_is_kind_and_id", "a name", Event, EVENT, {"by": "user:王"}),
    ("event_district_is_code", "a name", Event, EVENT, {"district": "九龙坡"}),
    ("seal_one_per_district_and_seq", "a fork", Seal, SEAL, {}),
    ("seal_seq_from_one", "link 0", Seal, SEAL, {"seq": 0}),
    ("seal_hash_is_sha256", "63 digits", Seal, SEAL, {"hash": "a" * 63, "district": ""}),
    ("seal_hash_is_sha256", "capitals", Seal, SEAL, {"hash": "A" * 64, "district": ""}),
    ("seal_previous_hash_is_sha256", "no digits", Seal, SEAL, {"seq": 2, "previous_hash": "g" * 64}),
    ("seal_only_the_first_follows_zeros", "a second start", Seal, SEAL, {"seq": 2}),
    ("seal_only_the_first_follows_zeros", "a start from nowhere", Seal, SEAL, {"previous_hash": "b" * 64}),
    ("job_group_named", "no kind", JobGroup, ORDERED, {"kind": ""}),
    ("job_group_named", "nobody asked", JobGroup, ORDERED, {"created_by": ""}),
    ("job_one_open_per_key", "two waiting", Job, QUEUED, {}),
    ("job_one_open_per_key", "one waiting, one running", Job, RUNNING, {}),
    ("job_state_known", "another word", Job, QUEUED, {"state": "over"}),
    ("job_named", "no kind", Job, QUEUED, {"kind": ""}),
    ("job_named", "no key", Job, QUEUED, {"key": ""}),
    ("job_named", "nobody asked", Job, QUEUED, {"created_by": "", "key": "x"}),
    ("job_named", "subject without kind", Job, QUEUED, {"subject": "12", "key": "x"}),
    ("job_attempt_within_allowed", "one too many", Job, RUNNING, {"attempt": 4, "key": "x"}),
    ("job_attempt_within_allowed", "none allowed", Job, QUEUED, {"max_attempts": 0, "key": "x"}),
    ("job_started_with_first_attempt", "no start", Job, RUNNING, {"started_at": None, "key": "x"}),
    ("job_started_with_first_attempt", "no worker", Job, RUNNING, {"worker": "", "key": "x"}),
    ("job_started_with_first_attempt", "a start before", Job, QUEUED, {"started_at": AT, "key": "x"}),
    ("job_lease_while_running", "no lease", Job, RUNNING, {"lease_until": None, "key": "x"}),
    ("job_lease_while_running", "no length", Job, RUNNING, {"lease": None, "key": "x"}),
    ("job_lease_while_running", "leased though done", Job, DONE, {"lease": timedelta(1), "lease_until": AT}),
    ("job_finished_at_when_finished", "done at no time", Job, DONE, {"finished_at": None}),
    ("job_finished_at_when_finished", "done unasked", Job, DONE, {"attempt": 0, "worker": "", "started_at": None}),
    ("job_finished_at_when_finished", "over before begun", Job, QUEUED, {"finished_at": AT, "key": "x"}),
    ("job_progress_within_total", "more than all", Job, RUNNING, {"progress_done": 1, "key": "x"}),
    ("job_error_explains_failure", "failed without a word", Job, FAILED, {"error": ""}),
    ("job_error_explains_failure", "done with an error", Job, DONE, {"error": "no paper"}),
    ("job_result_only_when_done", "failed with a result", Job, FAILED, {"result": {}}),
    ("setting_one_per_district_key_and_day", "two of a day", DistrictSetting, SETTING, {"value": 12}),
    ("setting_complete", "no source", DistrictSetting, SETTING, {"source": "", "district": "500112"}),
    ("setting_complete", "nobody", DistrictSetting, SETTING, {"set_by": "", "district": "500112"}),
    ("setting_complete", "no key", DistrictSetting, SETTING, {"key": ""}),
    ("setting_district_is_code", "a name", DistrictSetting, SETTING, {"district": "九龙坡"}),
    ("one_demo_clock", "a second clock", DemoClock, {"id": 2}, {}),
]


def put(model, row):
    if model is Seal:
        row = row | {"event": Event.objects.create(**EVENT)}
    return model.objects.create(**row)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "constraint, model, row, change",
    [(name, *rest) for name, _, *rest in BROKEN],
    ids=[f"{name}: {what}" for name, what, *_ in BROKEN],
)
def test_the_table_refuses(constraint, model, row, change):
    for standing in ((Seal, SEAL), (Job, QUEUED), (DistrictSetting, SETTING)):
        put(*standing)

    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        put(model, row | change)

    assert refused.value.__cause__.diag.constraint_name == constraint


@pytest.mark.django_db
@pytest.mark.parametrize("row", [QUEUED, RUNNING, DONE, FAILED], ids=["waiting", "running", "done", "failed"])
def test_the_table_takes_a_job_in_each_state(row):
    assert put(Job, row).pk is not None


@pytest.mark.django_db
def test_finished_jobs_of_one_key_may_be_many():
    assert [put(Job, row).state for row in (DONE, FAILED, DONE, QUEUED)] == ["done", "failed", "done", "queued"]


def test_every_constraint_is_broken_here_once():
    named = {
        constraint.name
        for model in apps.get_app_config("ledger").get_models()
        for constraint in model._meta.constraints
    }

    assert {name for name, *_ in BROKEN} == named
