"""The files of a round, and the recount that needs nothing but the file."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from consultations.domain.plan.election.pabulib import read as read_election
from consultations.models import Round
from renewal_portal.ledger.models import Event
from tests.world import NOT, WANT, World

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def counted(db) -> Round:
    return World().counted({"C1.07": WANT, "C3.01": NOT, "M6.01": WANT})


def exported(round: Round, kind: str, tmp_path: Path) -> dict:
    path = tmp_path / f"{kind}.json"
    call_command("export_round", round.pk, f"--{kind}", "--output", path, "--by", "user:7")
    return json.loads(path.read_text(encoding="utf-8"))


def recounted(path: Path) -> dict:
    done = subprocess.run(
        [sys.executable, "-m", "consultations.recount", path], capture_output=True, cwd=ROOT, env={}, check=True
    )
    return json.loads(done.stdout)


def test_a_recount_without_django_gives_the_stored_tally(counted, tmp_path):
    exported(counted, "sealed", tmp_path)

    result = recounted(tmp_path / "sealed.json")

    tally = counted.tally
    assert result["merkle_root"] == tally.merkle_root
    assert result["replaced_root"] == tally.replaced_root
    assert result["inputs_sha256"] == tally.inputs_sha256
    assert [(q["verdict"], q["agree"]["heads"], q["agree"]["area_cm2"]) for q in result["questions"]] == list(
        tally.lines.order_by("question__number").values_list("verdict", "agree_heads", "agree_area_cm2")
    )


def test_the_public_file_names_the_same_root_and_digest(counted, tmp_path):
    public = exported(counted, "public", tmp_path)

    assert public["merkle_root"] == counted.tally.merkle_root
    assert public["inputs_sha256"] == counted.tally.inputs_sha256
    assert [q["verdict"] for q in public["questions"]] == list(
        counted.tally.lines.order_by("question__number").values_list("verdict", flat=True)
    )


def test_the_sealed_file_holds_no_name(counted, tmp_path):
    exported(counted, "sealed", tmp_path)

    text = (tmp_path / "sealed.json").read_text(encoding="utf-8")

    assert "测试人" not in text
    assert "测试商户" not in text
    assert "1-1-101" not in text


def test_each_sealed_export_is_logged_and_a_public_one_is_not(counted, tmp_path):
    exported(counted, "sealed", tmp_path)
    exported(counted, "sealed", tmp_path)
    exported(counted, "public", tmp_path)

    logged = Event.objects.filter(what__startswith="round.exported").values_list("what", "about", "by")

    assert list(logged) == [("round.exported_sealed", f"round:{counted.pk}", "user:7")] * 2


def test_a_selection_is_written_for_the_archive_and_logged(counted, tmp_path):
    selection = counted.consultation.rounds.get(kind="selection")
    path = tmp_path / "selection.pb"

    call_command("export_round", selection.pk, "--pabulib", "--output", path, "--by", "user:7")

    made = read_election(path.read_bytes())
    assert [(project.name, project.cost) for project in made.projects] == [
        ("C1.07@community", 16_000),
        ("C1.11@community", 12_000),
        ("C2.05@community", 60_000),
        ("C3.01@1", 56_000),
        ("C3.03@1-1", 18_000),
        ("C3.03@1-2", 18_000),
    ]
    assert (made.scores(), made.budget) == ([7, 7, 7, 7, 4, 3], 200_000)
    logged = Event.objects.filter(what__startswith="round.exported").values_list("what", "about", "by", "detail")
    assert list(logged) == [("round.exported_election", f"round:{selection.pk}", "user:7", {})]


def test_a_decision_is_no_election(counted):
    sentence = "The round is a decision: only a selection is an election of projects."

    with pytest.raises(CommandError, match=f"^{sentence}$"):
        call_command("export_round", counted.pk, "--pabulib")


@pytest.mark.parametrize(
    "kind, sentence",
    [
        ("--sealed", "The round is still open: it has no sealed file before it is closed."),
        ("--pabulib", "The round is not counted yet: this file appears with the result."),
        ("--public", "The round is not counted yet: this file appears with the result."),
    ],
)
def test_an_open_round_has_no_files(db, kind, sentence):
    round = World().prepare().select()

    with pytest.raises(CommandError, match=f"^{sentence}$"):
        call_command("export_round", round.pk, kind)

    assert not Event.objects.filter(what__startswith="round.exported").exists()


def test_a_round_that_does_not_exist_is_named(db):
    with translation.override("en"), pytest.raises(CommandError, match=r"^There is no round 404\.$"):
        call_command("export_round", 404, "--public")
