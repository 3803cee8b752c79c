"""Register files are kept where nobody else reads them, and forgotten in time."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from communities.models import RegisterFile
from communities.services import register_files
from communities.services.register_files import GRACE, KEPT
from renewal_portal.ledger.models import Event
from tests.communities.services.bringing import HEADINGS, LATER, bring, home
from tests.world import community

pytestmark = pytest.mark.django_db

BEAT = "system:beat"
TABLE = [("测试小区",), (), HEADINGS, home("1-1-101", "测试人甲", "N-1"), (), home("1-1-201", "测试人乙", "N-2")]


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "register"


def test_the_headings_are_found_and_the_rows_below_them_counted() -> None:
    file = bring(community(), TABLE)

    assert (file.headings_at, register_files.headings_of(file), file.rows) == (3, list(HEADINGS), 2)
    assert register_files.first_lines(file, 1) == [home("1-1-101", "测试人甲", "N-1")]


def test_what_is_kept_cannot_be_read_beside_the_portal(folder: Path) -> None:
    file = bring(community(), TABLE)
    [kept] = folder.iterdir()

    assert kept.name == file.file
    assert "测试人".encode() not in kept.read_bytes()
    assert kept.stat().st_mode & 0o777 == 0o600


def test_a_file_nobody_took_over_is_forgotten_after_a_day(
    folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    file = bring(community(), TABLE)

    assert register_files.delete_expired(by=BEAT, at=LATER + KEPT - timedelta(seconds=1)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert register_files.delete_expired(by=BEAT, at=LATER + KEPT) == 1

    assert list(folder.iterdir()) == []
    assert RegisterFile.objects.values_list("deleted_at", "outcome").get(pk=file.pk) == (LATER + KEPT, "")
    assert list(Event.objects.filter(what="register_file.expired").values_list("by", "about")) == [
        (BEAT, f"register_file:{file.pk}")
    ]


def test_what_a_killed_worker_left_goes_with_the_next_sweep(folder: Path) -> None:
    file = bring(community(), TABLE)
    old, young = folder / f"{'1' * 32}.roll", folder / f"{'2' * 32}.roll"
    for path, age in ((old, GRACE + timedelta(minutes=1)), (young, timedelta())):
        path.write_bytes(b"x")
        moment = (LATER - age).timestamp()
        os.utime(path, (moment, moment))

    register_files.delete_expired(by=BEAT, at=LATER)

    assert {path.name for path in folder.iterdir()} == {file.file, young.name}
