"""The file of a plan, and the recount that needs nothing but the file."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from consultations.domain.plan.values import Measure
from consultations.models import Plan
from consultations.services import offering
from renewal_portal.ledger.models import Event
from tests.world import CHAIR, World

ROOT = Path(__file__).resolve().parents[3]


def written(plan: Plan, tmp_path: Path, *options: str) -> Path:
    path = tmp_path / "plan.json"
    call_command("export_plan", plan.pk, "--output", path, "--by", "user:7", *options)
    return path


def recounted(path: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "consultations.recount", path], cwd=ROOT, env={}, capture_output=True)


def by_area() -> Plan:
    """A draft whose announced measure of support is area."""
    world = World().prepare()
    told = {"budget_fen": world.budget_fen, "method": world.consultation.method, "by": CHAIR, "at": world.at}
    offering.announce(consultation_id=world.pk, measure=Measure.AREA, **told)
    round = world.select()
    world.everybody(round)
    world.close_and_count(round)
    return world.draft()


@pytest.mark.parametrize("number", [1, 2])
def test_a_plan_drawn_without_django_is_the_stored_one(db, tmp_path, number):
    plan = World().on_notice().consultation.plans.get(number=number)

    done = recounted(written(plan, tmp_path))

    result = json.loads(done.stdout)
    assert (done.returncode, result["as_the_file_says"]) == (0, True)
    assert (result["plan"], result["plan_sha256"]) == (f"small/{plan.consultation_id}/{number}", plan.digest)
    assert [(line["code"], line["outcome"], line["why"]) for line in result["lines"]] == list(
        plan.lines.order_by("position").values_list("offered__code", "outcome", "why")
    )


def test_a_plan_by_area_is_public_without_what_it_was_drawn_from(db, tmp_path):
    plan = by_area()

    done = recounted(written(plan, tmp_path))

    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().endswith(
        "plan.json: inputs: is not in this file: it would show how single homes answered; "
        "the sealed file of the plan holds it\n"
    )
    assert "4000000/1" not in (tmp_path / "plan.json").read_text(encoding="utf-8")
    assert json.loads(recounted(written(plan, tmp_path, "--sealed")).stdout)["plan_sha256"] == plan.digest


def test_each_sealed_export_is_logged_and_a_public_one_is_not(db, tmp_path):
    plan = World().consulting().consultation.plans.get()
    for options in ((), ("--sealed",), ("--sealed",)):
        written(plan, tmp_path, *options)

    logged = Event.objects.filter(what__startswith="plan.exported").values_list("what", "about", "by", "detail")

    assert list(logged) == [("plan.exported_sealed", f"plan:{plan.pk}", "user:7", {})] * 2


def test_a_plan_that_does_not_exist_is_named(db):
    with translation.override("en"), pytest.raises(CommandError, match=r"^There is no plan 404\.$"):
        call_command("export_plan", 404)


def test_without_a_place_to_write_it_is_printed(db, capsys):
    plan = World().consulting().consultation.plans.get()

    call_command("export_plan", plan.pk)

    assert json.loads(capsys.readouterr().out)["plan_sha256"] == plan.digest
