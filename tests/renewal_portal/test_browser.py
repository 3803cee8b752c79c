"""The browser the other tests look through."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests import surroundings

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.django_db(transaction=True)
def test_admin_opens_without_breaking_the_policy_or_asking_outside(page: Any, live_server: Any) -> None:
    complaints: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("request", lambda request: asked.append(request.url))

    answer = page.goto(f"{live_server.url}/admin/login/")

    assert answer.status == 200
    assert page.locator("input[name=username]").is_visible()
    assert complaints == []
    assert [url for url in asked if not url.startswith(f"{live_server.url}/")] == []
    assert len(asked) > 3  # its style sheets and scripts came too


@pytest.mark.parametrize(
    "ci, outcome, code", [("true", "1 error", 1), ("", "1 skipped", 0)], ids=["CI fails", "elsewhere it is skipped"]
)
def test_missing_browser_is_never_passed_over_in_silence(ci: str, outcome: str, code: int) -> None:
    environment = os.environ | {"CI": ci, "PATH": "/nowhere"}
    chosen = f"{__file__}::test_admin_opens_without_breaking_the_policy_or_asking_outside"

    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", chosen],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert surroundings.NO_CHROMIUM in ran.stdout
    assert ran.stdout.splitlines()[-1].startswith(f"{outcome} in ")
    assert ran.returncode == code
