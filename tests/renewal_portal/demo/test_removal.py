"""`make clean`."""

from pathlib import Path

import pytest

from renewal_portal.demo.environment import Folders
from renewal_portal.demo.removal import remove
from renewal_portal.embedded import EmbeddedError, Servers


def test_removal_deletes_what_the_demo_kept_inside_and_outside_the_clone(tmp_path: Path) -> None:
    folders = Folders(tmp_path / "var")
    demo = Servers("demo", folders.embedded, logs=folders.logs)
    demo.prepare()
    demo.start()
    demo.stop()
    home, sockets = demo.place.home, demo.place.sockets

    remove(folders)

    assert [path for path in (folders.var, home, sockets) if path.exists()] == []


def test_removal_of_nothing_is_no_error(tmp_path: Path) -> None:
    remove(Folders(tmp_path / "var"))

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name, temporary, sentence",
    [
        ("demo", False, "^The demo runs: stop it first"),
        ("tests-1", True, "^Something still runs in this clone: tests-1"),
    ],
    ids=["a running demo", "running tests"],
)
def test_removal_waits_for_what_is_in_use(name: str, temporary: bool, sentence: str, tmp_path: Path) -> None:
    folders = Folders(tmp_path / "var")
    owner = Servers(name, folders.embedded, temporary=temporary)
    owner.prepare()

    with pytest.raises(EmbeddedError, match=sentence):
        remove(folders)
    kept = owner.place.home.is_dir()
    owner.stop()
    remove(folders)

    assert kept
