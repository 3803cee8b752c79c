"""Where the servers live."""

import os
from pathlib import Path

import pytest

from renewal_portal.embedded import EmbeddedError, Servers, places
from renewal_portal.embedded.account import Account, server_account
from tests.renewal_portal.embedded.pairs import ask


def test_sockets_stay_short_in_a_clone_with_a_long_path(tmp_path: Path) -> None:
    deep = tmp_path / ("Langer-Name-" * 8) / ("x" * 90)
    pair = Servers("demo", deep, wanted=("DATABASE_URL",))
    pair.prepare()

    pair.start()
    answer = ask(pair.servers[0].url, "SELECT 1")
    pair.stop()
    sockets = str(pair.place.sockets)
    places.discard(pair.record)

    assert answer == 1
    assert len(sockets) < 60
    assert sockets == sockets.lower()  # the host of an address is read without regard to case


def test_socket_path_beyond_107_bytes_is_refused_with_a_sentence() -> None:
    fits, too_long = Path("/" + "x" * 92), Path("/" + "x" * 93)

    places.check_length(places.Place(fits, fits))
    with pytest.raises(EmbeddedError, match=r"may have 107 bytes .* makes it 108: set TMPDIR"):
        places.check_length(places.Place(too_long, too_long))


def test_record_copied_with_the_clone_does_not_lead_to_the_first_clones_data(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
    account = server_account()
    place = places.claim(first / "demo.json", account)
    (second / "demo.json").write_text((first / "demo.json").read_text())

    again, copied = places.claim(first / "demo.json", account), places.claim(second / "demo.json", account)
    for record in (first / "demo.json", second / "demo.json"):
        places.discard(record)

    assert again == place
    assert copied.home != place.home
    assert copied.sockets != place.sockets


def test_folder_swept_away_by_the_machine_is_made_anew(tmp_path: Path) -> None:
    account = server_account()
    record = tmp_path / "demo.json"
    before = places.claim(record, account)
    before.sockets.rmdir()

    after = places.claim(record, account)
    exists = after.sockets.is_dir()
    places.discard(record)

    assert exists
    assert after.home == before.home


def test_machine_where_root_has_nobody_to_hand_over_to_is_not_needed_by_an_ordinary_user(tmp_path: Path) -> None:
    plain = Account(os.geteuid(), os.getegid(), drops=False)

    place = places.claim(tmp_path / "demo.json", plain)
    places.discard(tmp_path / "demo.json")

    assert place.home == (tmp_path / "demo").resolve()
    assert plain.popen_arguments() == {}
