"""What the documentation promises: examples that run, and every name explained."""

import json
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from communities.domain.roles import GRANTS
from consultations.domain.ballots import Answer
from consultations.domain.entries import FileFault
from consultations.domain.merkle import Tree
from consultations.domain.plan.values import Measure, Method, Outcome, Standing, Why
from consultations.domain.proofs import Proof
from consultations.domain.published import FORMAT, tally_to_public
from consultations.domain.rules import RULE_OF_CLASS, Rule, RuleBook, Threshold
from consultations.domain.sealed import read
from consultations.domain.tally import Verdict
from consultations.models.voting import CHANNELS, STRENGTHS
from renewal_portal.ledger.domain.settings import SETTINGS

ROOT = Path(__file__).resolve().parents[1]
OURS = re.compile(r"`((?:consultations|communities|menus|renewal_portal|tests|static)/[\w/.]+)`")
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def blocks(name: str, language: str) -> list[str]:
    """The fenced blocks of a page in one language, in their order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", page(name), re.MULTILINE | re.DOTALL)


def rows(name: str) -> dict[str, list[str]]:
    """The rows of a page's tables by each name that stands in code in their first cell."""
    found: dict[str, list[str]] = {}
    for row in re.findall(r"^\| (.*) \|$", page(name), re.MULTILINE):
        cells = [cell.strip() for cell in row.split(" | ")]
        for code in re.findall(r"`([^`]+)`", cells[0]):
            found.setdefault(code, []).append(" | ".join(cells[1:]))
    return found


SEALED, ONE_QUESTION, PUBLIC, PROOF, PROVED = (json.loads(block) for block in blocks("formats.md", "json"))


@pytest.fixture
def written(tmp_path):
    """The sealed file of the documentation, as somebody would copy it."""
    path = tmp_path / "round.json"
    path.write_text(blocks("formats.md", "json")[0], encoding="utf-8")
    return path


@pytest.mark.parametrize("path", PAGES, ids=[str(path.relative_to(ROOT)) for path in PAGES])
def test_every_link_leads_to_a_file(path):
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8"))

    assert [link for link in links if not (path.parent / link).exists()] == []


def test_every_file_and_test_a_page_names_is_there():
    named = {(path.name, name) for path in PAGES for name in OURS.findall(path.read_text(encoding="utf-8"))}

    assert len(named) > 10
    assert [(where, name) for where, name in sorted(named) if not (ROOT / name).exists()] == []


def test_the_sealed_file_of_the_documentation_is_recounted_as_it_says(written):
    done = subprocess.run(
        [sys.executable, "-m", "consultations.recount", written], cwd=ROOT, env={}, capture_output=True, check=True
    )

    result = json.loads(done.stdout)
    assert result["questions"][0] == ONE_QUESTION
    assert [question["verdict"] for question in result["questions"]] == ["failed", "passed", "no_quorum"]
    assert (result["merkle_root"], result["inputs_sha256"]) == (PUBLIC["merkle_root"], PUBLIC["inputs_sha256"])


def test_the_public_file_of_the_documentation_is_that_of_its_sealed_file():
    sealed = read(SEALED)

    assert (
        tally_to_public(
            sealed.key,
            sealed.codes,
            sealed.tally(),
            sealed.book,
            merkle_root=sealed.merkle_root(),
            inputs_digest=sealed.inputs_digest(),
        )
        == PUBLIC
    )


def test_the_program_of_the_documentation_computes_root_and_digest(written, tmp_path):
    program = tmp_path / "check.py"
    program.write_text(blocks("formats.md", "python")[0], encoding="utf-8")

    done = subprocess.run([sys.executable, "-I", program, written], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["merkle_root", PUBLIC["merkle_root"], "inputs_sha256", PUBLIC["inputs_sha256"]]


def test_the_proof_of_the_documentation_is_that_of_its_sealed_file():
    sealed = read(SEALED)
    own = sealed.leaves[[ballot["serial"] for ballot in SEALED["ballots"]].index("H8W5ZC")]

    steps = Tree.over(sealed.leaves).proof(own)

    assert Proof(sealed.key, own, steps, PUBLIC["merkle_root"], PUBLIC["inputs_sha256"]).plain() == PROOF


def test_the_proof_of_the_documentation_is_checked_as_it_says(tmp_path):
    file = tmp_path / "receipt-proof.json"
    file.write_text(blocks("formats.md", "json")[3], encoding="utf-8")

    done = subprocess.run(
        [sys.executable, "-m", "consultations.recount", file], cwd=ROOT, env={}, capture_output=True, check=True
    )

    assert json.loads(done.stdout) == PROVED


def test_every_key_of_a_proof_has_its_row():
    names = {*PROOF, "side", "hash", "left", "right"}
    text = page("formats.md").partition("## The proof of a receipt")[2]

    assert {step["side"] for step in PROOF["steps"]} == {"left", "right"}
    assert sorted(name for name in names if f"`{name}`" not in text) == []
    assert f"`{PROOF['format']}`" in text


@pytest.mark.parametrize("line", re.findall(r"^round\.json: (.*)$", page("formats.md"), re.MULTILINE))
def test_the_sentences_of_the_documentation_are_those_the_recount_says(line):
    where, why = line.rsplit(": ", 1)
    sources = "".join(path.read_text() for path in (ROOT / "consultations" / "domain").glob("*.py"))

    assert why.replace("from 1 to", "from {least} to") in sources
    assert re.fullmatch(r"roll\[\d\]\.areas_cm2\.[\d-]+|ballot of voice \d+, question \d+", where)


def known_names(path: tuple[str | int, ...]) -> set[str]:
    """Every name a sealed file may hold at this place, as the recount tells it to whoever writes another one."""
    changed = json.loads(json.dumps(SEALED))
    at = changed
    for step in path:
        at = at[step]
    at["?"] = 0
    with pytest.raises(FileFault) as refused:
        read(changed)
    return set(refused.value.why.split(", only ")[1].split(", "))


PLACES = [(), ("rule_book",), ("questions", 0), ("roll", 0), ("ballots", 0), ("replaced", 0)]


@pytest.mark.parametrize("path", PLACES, ids=map(str, PLACES))
def test_every_key_of_a_sealed_file_has_its_row(path):
    assert known_names(path) - set(rows("formats.md")) == set()


def test_every_key_of_a_public_file_has_its_row():
    def keys(value: object) -> set[str]:
        if isinstance(value, dict):
            return set(value).union(*(keys(item) for item in value.values()))
        return set().union(*(keys(item) for item in value)) if isinstance(value, list) else set()

    text = page("formats.md")
    values = {value for values in PUBLIC["labels"].values() for value in values}

    assert sorted(name for name in keys(PUBLIC) - values if f"`{name}`" not in text) == []
    assert f"`{FORMAT}`" in text


WORDS = {"answers": Answer, "verdicts": Verdict, "rules": Rule, "channels": CHANNELS, "strengths": STRENGTHS}


@pytest.mark.parametrize("names", WORDS.values(), ids=WORDS)
def test_every_value_of_a_file_is_explained(names):
    text = page("formats.md")

    assert [str(name) for name in names if f"`{name}`" not in text] == []


@pytest.mark.parametrize("field", [field.name for field in fields(RuleBook)])
def test_every_field_of_the_rule_book_has_its_row_with_value_strictness_and_article(field):
    (row, *_) = rows("rules.md")[field]
    value = getattr(RuleBook(), field)

    if isinstance(value, Threshold):
        assert row == f"{value.share} | {'passed' if value.strict else 'reached'} | {value.article}"
    else:
        assert row.startswith(f"`{value}`" if isinstance(value, str) else "no")


def test_every_rule_and_every_answer_is_explained():
    assert set(Rule) - set(rows("rules.md")) == set()
    assert {answer for answer in Answer if answer is not Answer.NOT_ASKED} - set(rows("rules.md")) == set()


@pytest.mark.parametrize("decision_class", RULE_OF_CLASS)
def test_every_decision_class_has_its_row_with_its_rules(decision_class):
    unchanged, changed = RULE_OF_CLASS[decision_class]

    assert [row.startswith(f"`{unchanged}` | `{changed}` | ") for row in rows("rules.md")[decision_class][-1:]] == [
        True
    ]


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_every_setting_of_a_district_has_its_row_with_default_and_bounds(setting):
    row = rows("rules.md")[setting.key][-1]

    bounds = "no | switch | " if setting.is_switch else f"{setting.default} | {setting.lowest} – {setting.highest} | "
    assert row.startswith(bounds)


@pytest.mark.parametrize("names", [Method, Measure, Standing, Outcome, Why], ids=lambda names: names.__name__)
def test_every_word_of_a_plan_is_explained(names):
    assert set(names) - set(rows("plan.md")) == set()


def test_every_role_is_named_where_accounts_are_made():
    text = page("staff.md")

    assert [role for role in GRANTS if f"`{role}`" not in text] == []
