"""``python -m consultations.recount FILE`` on files written by hand, without Django, settings or database."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations import recount
from consultations.domain.merkle import EMPTY, Tree
from consultations.domain.plan.file import FORMAT as PLANS
from consultations.domain.proofs import FORMAT as PROOFS
from consultations.domain.proofs import Proof
from consultations.domain.published import tally_to_public
from consultations.domain.sealed import read
from tests.consultations.domain.files import SEALED, changed, paths
from tests.consultations.domain.plan.plan_files import BY_HAND
from tests.consultations.hand_written import AWKWARD, MALFORMED

ROOT = Path(__file__).resolve().parents[2]
_LEAVES = read(SEALED).leaves
PROOF = Proof("长石苑/1/2", _LEAVES[1], Tree.over(_LEAVES).proof(_LEAVES[1]), read(SEALED).merkle_root(), "d" * 64)


def run(*arguments: object, code: str = "") -> subprocess.CompletedProcess[bytes]:
    """The command in an empty environment, or a few lines of Python that import it."""
    what = ["-c", code] if code else ["-m", "consultations.recount"]
    return subprocess.run([sys.executable, *what, *map(str, arguments)], cwd=ROOT, env={}, capture_output=True)


@pytest.fixture
def write(tmp_path):
    """Write a file by hand."""

    def _write(content: bytes | dict) -> Path:
        path = tmp_path / "round.json"
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False).encode())
        return path

    return _write


def told(path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What the command says of a malformed file: one line on stderr, nothing on stdout, exit 2."""
    assert recount.main([str(path)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"{path}: ")
    assert said.err.count("\n") == 1
    return said.err.removeprefix(f"{path}: ").rstrip("\n")


def test_a_file_written_by_hand_is_recounted_without_settings(write):
    done = run(write(SEALED))

    assert (done.returncode, done.stderr) == (0, b"")
    result = json.loads(done.stdout)
    assert {name: result[name] for name in ("round", "ballots", "labels")} == {
        "round": "长石苑/1/2",
        "ballots": 3,
        "labels": {"channel": {"online": 2, "paper": 1}, "strength": {"": 2, "visit": 1}},
    }
    assert [(q["code"], q["verdict"], q["agree"]) for q in result["questions"]] == [
        ("C1.07", "failed", {"heads": 1, "area_cm2": 800000}),
        ("C3.08", "passed", {"heads": 2, "area_cm2": 1400000}),
    ]
    sealed = read(SEALED)
    assert (result["merkle_root"], result["replaced_root"]) == (sealed.merkle_root(), sealed.replaced_root())


def test_root_and_digest_are_those_of_the_public_file(write):
    sealed = read(SEALED)
    public = tally_to_public(
        sealed.key,
        sealed.codes,
        sealed.tally(),
        sealed.book,
        merkle_root=sealed.merkle_root(),
        inputs_digest=sealed.inputs_digest(),
    )

    result = recount.recount_file(write(SEALED))

    same = ("round", "rule_book", "ballots", "labels", "merkle_root", "inputs_sha256")
    assert {name: result[name] for name in same} == {name: public[name] for name in same}
    assert [q["verdict"] for q in result["questions"]] == [q["verdict"] for q in public["questions"]]


def test_the_digest_is_that_of_the_file_with_sorted_keys_and_without_spaces(write):
    plain = json.dumps(SEALED, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

    assert recount.recount_file(write(SEALED))["inputs_sha256"] == hashlib.sha256(plain).hexdigest()


def test_it_is_written_in_utf8_whatever_the_terminal_speaks(write):
    done = subprocess.run(
        [sys.executable, "-m", "consultations.recount", write(SEALED)],
        cwd=ROOT,
        env={"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=True,
    )

    assert json.loads(done.stdout.decode())["round"] == "长石苑/1/2"


def test_it_loads_neither_django_nor_anything_of_the_portal_but_the_domain():
    code = "import sys, consultations.recount; print(*sorted(sys.modules))"

    loaded = run(code=code).stdout.decode().split()

    assert {name for name in loaded if name.split(".")[0] in ("django", "celery", "psycopg2", "redis", "yaml")} == set()
    assert {name for name in loaded if name.split(".")[0] in ("communities", "renewal_portal")} == set()
    assert {name.split(".")[1] for name in loaded if name.startswith("menus.")} == {"domain"}
    assert {name.split(".")[1] for name in loaded if name.startswith("consultations.")} == {"domain", "recount"}


@pytest.mark.parametrize("what, plain, verdicts", AWKWARD, ids=[case[0] for case in AWKWARD])
def test_an_awkward_electorate_is_counted(write, what, plain, verdicts):
    result = recount.recount_file(write(plain))

    assert [question["verdict"] for question in result["questions"]] == verdicts
    assert (result["merkle_root"] == EMPTY) is (plain["ballots"] == [])


@pytest.mark.parametrize("what, content, said", MALFORMED, ids=[case[0] for case in MALFORMED])
def test_a_malformed_file_gets_one_line_that_says_where_and_what(write, capsys, what, content, said):
    assert told(write(content), capsys) == said


@pytest.mark.parametrize("value", [..., None, True, 1.5, -1, 10**30, "", "\0", "x", [], {}, [[]]], ids=repr)
def test_whatever_is_taken_out_or_put_in_anywhere_there_is_never_a_traceback(write, capsys, value):
    for path in paths():
        file = write(changed(path, value))
        if recount.main([str(file)]) == 0:
            assert json.loads(capsys.readouterr().out)["round"]
        else:
            said = capsys.readouterr()
            assert (said.out, said.err.count("\n")) == ("", 1)
            assert len(said.err.removeprefix(f"{file}: ").split(": ", 1)) == 2


@given(st.binary(max_size=40) | st.text(max_size=40).map(str.encode))
def test_whatever_the_bytes_there_is_never_a_traceback(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("any") / "round.json"
    path.write_bytes(content)

    with pytest.raises(recount.Malformed):
        recount.recount_file(path)


def test_a_file_that_is_not_there_and_a_folder_are_named(tmp_path, capsys):
    assert told(tmp_path / "none.json", capsys) == "cannot be read (No such file or directory)"
    assert told(tmp_path, capsys) == "cannot be read (Is a directory)"


@pytest.mark.parametrize("arguments", [(), ("a.json", "b.json")])
def test_a_call_without_one_file_is_told_how(arguments, capsys):
    assert recount.main(arguments) == 2
    assert capsys.readouterr() == ("", "usage: python -m consultations.recount FILE\n")


def test_the_proof_of_a_receipt_is_checked_without_settings(write):
    done = run(write(PROOF.plain()))

    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout) == {"round": "长石苑/1/2", "in_the_count": True, "root": PROOF.root}


def test_a_proof_that_leads_elsewhere_ends_the_command_with_1(write, capsys):
    assert recount.main([str(write(PROOF.plain() | {"merkle_root": "0" * 64}))]) == 1

    said = capsys.readouterr()
    assert (json.loads(said.out)["in_the_count"], said.err) == (False, "")


def test_a_malformed_proof_gets_one_line_that_says_where_and_what(write, capsys):
    assert told(write(PROOF.plain() | {"leaf": "ab"}), capsys) == "leaf: must be 64 hexadecimal digits"
    assert told(write({"format": PROOFS}), capsys) == "round: is missing"


def test_a_plan_is_drawn_without_settings(write):
    done = run(write(BY_HAND))

    assert (done.returncode, done.stderr) == (0, b"")
    result = json.loads(done.stdout)
    assert (result["plan"], result["total_fen"], result["as_the_file_says"]) == ("长石苑/1/1", 8000, True)
    assert result["works_order"] == [["C1.07", "community"], ["C3.01", "1"], ["M5.02", "1-1"]]


def test_a_plan_that_does_not_come_out_ends_the_command_with_1(write, capsys):
    assert recount.main([str(write(BY_HAND | {"plan_sha256": "0" * 64}))]) == 1

    said = capsys.readouterr()
    assert (json.loads(said.out)["as_the_file_says"], said.err) == (False, "")


def test_a_malformed_plan_gets_one_line_that_says_where_and_what(write, capsys):
    assert told(write({"format": PLANS}), capsys) == "plan: is missing"


REFUSED = [MALFORMED[i] for i in (0, 1, 8, 14, 19, 30)]


@pytest.mark.parametrize("what, content, said", REFUSED, ids=[case[0] for case in REFUSED])
def test_a_malformed_file_ends_the_command_with_2(write, what, content, said):
    path = write(content)

    done = run(path)

    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == f"{path}: {said}\n"
