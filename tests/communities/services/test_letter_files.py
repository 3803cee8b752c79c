"""Files of letters on their way to the printer."""

import re
from pathlib import Path
from typing import Any

import pytest

from communities.services import letter_files


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media" / "letters"


def test_a_file_is_kept_under_a_name_drawn_by_chance(folder: Path) -> None:
    first, second = letter_files.save(b"one"), letter_files.save(b"two")

    assert re.fullmatch(r"[0-9a-f]{32}\.pdf", first)
    assert first != second
    assert (letter_files.read(first), letter_files.read(second)) == (b"one", b"two")
    assert letter_files.names() == {first, second} == {path.name for path in folder.iterdir()}


def test_nobody_but_the_portals_account_reads_it(folder: Path) -> None:
    name = letter_files.save(b"one")

    assert (folder / name).stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_file_that_is_gone_reads_as_nothing_and_is_deleted_twice_without_a_fault() -> None:
    name = letter_files.save(b"one")
    letter_files.delete(name)
    letter_files.delete(name)

    assert letter_files.read(name) is None
    assert letter_files.names() == set()


def test_before_the_first_letters_there_is_no_folder_and_no_file(folder: Path) -> None:
    assert letter_files.names() == set()
    assert letter_files.read("0.pdf") is None
    assert not folder.exists()
