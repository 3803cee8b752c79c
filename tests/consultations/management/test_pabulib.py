"""The command that runs an election of the Pabulib archive, with or without a portal."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from consultations.election_sentences import FAULTS
from tests.consultations.domain.plan.election import test_pabulib as faults

ROOT = Path(__file__).resolve().parents[3]
VILLAGE = ROOT / "tests/consultations/domain/plan/election/files/village.pb"
LIBRARY, PLAYGROUND, BUS_STOP = "2024/VIL/3", "2024/VIL/1", "2024/VIL/2"


def chosen(capsys, *options: str) -> dict:
    call_command("pabulib", VILLAGE, *options)
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    "options, selected, cost",
    [
        (["--method", "support"], [PLAYGROUND, LIBRARY], 100.5),
        (["--method", "support", "--stop-at-misfit"], [PLAYGROUND], 60.25),
        (["--method", "support", "--threshold", "4"], [PLAYGROUND], 60.25),
        (["--method", "support", "--last-from", "80"], [PLAYGROUND, BUS_STOP], 110.25),
        (["--method", "welfare"], [PLAYGROUND, LIBRARY], 100.5),
        (["--method", "equal-shares"], [LIBRARY], 40.25),
        (["--method", "equal-shares", "--completion", "add1"], [PLAYGROUND, LIBRARY], 100.5),
        (["--method", "equal-shares", "--completion", "add1-support"], [PLAYGROUND, LIBRARY], 100.5),
    ],
    ids=str,
)
def test_the_projects_are_printed_as_json(capsys, options, selected, cost):
    result = chosen(capsys, *options)

    assert (result["selected"], result["cost"]) == (selected, cost)


def test_the_order_of_equals_is_printed_with_the_ties(capsys):
    by_file = chosen(capsys, "--method", "support")
    by_cost = chosen(capsys, "--method", "support", "--ties", "cheapest-first")

    assert by_file["ties"] == [[BUS_STOP, LIBRARY]]
    assert by_cost["ties"] == [[LIBRARY, BUS_STOP]]
    assert by_file["digest"] != by_cost["digest"]


@pytest.mark.parametrize(
    "options, sentence",
    [
        (["--method", "support", "--completion", "add1"], "Only equal shares have a completion."),
        (["--method", "welfare", "--stop-at-misfit"], "Only support knows --stop-at-misfit and --last-from."),
        (["--method", "welfare", "--threshold", "-1"], "Error: argument --threshold: a whole number is needed"),
        (
            ["--method", "support", "--last-from", "0"],
            "Error: argument --last-from: a percentage from 1 to 100 is needed",
        ),
        (
            ["--method", "support", "--last-from", "101"],
            "Error: argument --last-from: a percentage from 1 to 100 is needed",
        ),
    ],
    ids=str,
)
def test_options_that_would_have_no_effect_or_no_sense_are_refused(options, sentence):
    with translation.override("en"), pytest.raises(CommandError, match=f"^{sentence}$"):
        call_command("pabulib", VILLAGE, *options)


def run(path: Path) -> subprocess.CompletedProcess[str]:
    """The command as somebody calls it who has no portal."""
    bare = {"PATH": os.environ["PATH"], "PYTHONPATH": ""}
    command = [sys.executable, "manage.py", "pabulib", path, "--method", "welfare"]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=bare, check=False)


def test_it_needs_no_servers_and_prints_nothing_but_the_result():
    done = run(VILLAGE)

    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["selected"] == [PLAYGROUND, LIBRARY]


@pytest.mark.parametrize("content", ["budget;much\n", None], ids=["malformed", "missing"])
def test_a_file_that_cannot_be_read_gets_one_line_and_status_2(tmp_path, content):
    path = tmp_path / "broken.pb"
    if content:
        path.write_text(content, encoding="utf-8")

    done = run(path)

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith(f"CommandError: {path}: ")


def test_the_fault_is_said_in_words(tmp_path):
    path = tmp_path / "broken.pb"
    path.write_text("META\nkey;value\nbudget;10\nvote_type;approval\n", encoding="utf-8")

    with translation.override("en"), pytest.raises(CommandError, match=r"pb: line 4: the file ends here without"):
        call_command("pabulib", path, "--method", "support")


def test_every_fault_has_a_sentence_that_its_values_fill():
    known = {code: values for _, _, _, _, code, values in faults.FAULTS} | {"not_utf8": {}}

    assert set(FAULTS) == set(known)
    assert [code for code, values in known.items() if "%(" in str(FAULTS[code]) % values] == []
