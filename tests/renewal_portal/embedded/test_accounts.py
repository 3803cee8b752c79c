"""As root and as an ordinary user."""

import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

import pytest

from renewal_portal.embedded import Servers
from renewal_portal.embedded.account import server_account
from renewal_portal.embedded.binaries import installed
from tests.renewal_portal.embedded.pairs import ROOT

AS_ROOT = pytest.mark.skipif(
    os.geteuid() != 0, reason="only root has to give up its rights; the other tests ran without"
)


@AS_ROOT
def test_root_starts_servers_without_rights_outside_the_clone(started: Servers, tmp_path: Path) -> None:
    owners = {Path(f"/proc/{server.pid}").stat().st_uid for server in started.servers}

    assert owners == {server_account().uid}
    assert 0 not in owners
    assert not started.place.home.is_relative_to(tmp_path)


# An ordinary user, made out of root: one start as root loads every module (Python itself may lie in a closed home),
# then the rights are given up for good.
PLAIN_USER = """
    import os, sys
    from pathlib import Path
    from renewal_portal.embedded import Servers, places
    import psycopg2

    def whole_life(folder):
        pair = Servers("demo", folder)
        addresses = pair.prepare()
        pair.start()
        psycopg2.connect(addresses["DATABASE_URL"]).close()
        said = pair.account.drops, pair.place.home.is_relative_to(folder)
        pair.stop()
        places.discard(pair.record)
        return said

    warm, folder, uid, gid = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    print(*whole_life(warm))
    os.setgroups([]), os.setgid(gid), os.setuid(uid)
    print(*whole_life(folder))
"""


@AS_ROOT
def test_ordinary_user_keeps_the_data_in_the_clone(tmp_path: Path) -> None:
    account = server_account()
    reachable = Path(tempfile.mkdtemp(prefix="portal-plain-"))  # pytest's own folders are closed to others
    account.hand_over(reachable)

    words = [str(tmp_path), str(reachable), str(account.uid), str(account.gid)]
    said = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(PLAIN_USER), *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    left = sorted(path.name for path in reachable.iterdir())
    shutil.rmtree(reachable)

    assert (said.stdout, said.stderr) == ("True False\nFalse True\n", "")
    assert left == ["demo.lock", "postgresql.log", "valkey.log"]


@AS_ROOT
def test_programs_under_a_closed_home_are_copied_for_the_account_without_rights(tmp_path: Path) -> None:
    closed = tmp_path / "home"
    found = installed()
    wheels = [found.pginstall.parent, found.libraries, found.valkey.parents[2]]
    closed.mkdir(mode=0o700)
    for wheel in wheels:
        subprocess.run(["cp", "-r", wheel, closed], check=True)
    script = f"""
        import os, sys
        sys.path.insert(0, {str(closed)!r})
        from pathlib import Path
        from renewal_portal.embedded import Servers, places
        pair = Servers("demo", Path({str(tmp_path / "var")!r}))
        pair.prepare()
        pair.start()
        for server in pair.servers:
            print(Path(os.readlink(f"/proc/{{server.pid}}/exe")).relative_to(pair.place.home).parts[0])
        pair.stop()
        places.discard(pair.record)
    """

    said = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert (said.stdout, said.stderr) == ("programs\nprograms\n", "")
