"""Letters on real connections: workers that are killed, orders at the same moment."""

import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from communities.models import Credential, LetterBatch
from communities.services import letter_files, letters
from communities.services.letters import LettersRefused
from renewal_portal.ledger.models import Job
from renewal_portal.ledger.services.working import LEASE
from tests.communities.services.lettering import LATER, fetched, make, order
from tests.renewal_portal.ledger.threads import together
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).resolve().parents[3]
#: A worker of its own process that is killed the so manieth time it asks for the time.
WORKER = """
import os, signal, sys
from datetime import datetime
import django
from django.conf import settings

os.environ["DJANGO_SETTINGS_MODULE"] = "renewal_portal.settings"
database, folder, moment, last = sys.argv[1:]
settings.DATABASES["default"]["NAME"], settings.MEDIA_ROOT = database, folder
django.setup()
from communities.services import letters

asked = 0

def clock():
    global asked
    asked += 1
    if asked == int(last):
        os.kill(os.getpid(), signal.SIGKILL)
    return datetime.fromisoformat(moment)

letters.make_ordered(worker="killed", clock=clock)
"""


@pytest.fixture
def world(settings: Any, tmp_path: Path) -> World:
    settings.MEDIA_ROOT = tmp_path
    world = World()
    _ = world.roll
    return world


def killed(tmp_path: Path, at_call: int) -> int:
    """A worker dies; returns the number of files it left."""
    arguments = [connection.settings_dict["NAME"], str(tmp_path), LATER.isoformat(), str(at_call)]
    ran = subprocess.run([sys.executable, "-c", WORKER, *arguments], cwd=ROOT, capture_output=True, check=False)
    assert ran.returncode == -signal.SIGKILL, ran.stderr.decode()
    return len(letter_files.names())


@pytest.mark.parametrize("when, at_call, files", [("before the press", 2, 0), ("after it", 3, 0), ("file there", 4, 1)])
def test_a_worker_killed_in_the_middle_leaves_no_half_batch(
    world: World, tmp_path: Path, when: str, at_call: int, files: int
) -> None:
    batch = order(world)
    assert killed(tmp_path, at_call) == files

    batch.refresh_from_db()
    assert (batch.file, batch.job.state, batch.job.worker) == (None, "running", "killed")
    assert Credential.objects.count() == 0
    assert make(at=LATER + LEASE - timedelta(seconds=1), worker="other") == 0  # its lease is not over

    assert make(at=LATER + LEASE, worker="other") == 1
    batch.refresh_from_db()
    letters.delete_expired(by="system:beat", at=LATER + LEASE)
    assert letter_files.names() == {batch.file}
    pages = fetched(batch, at=LATER + LEASE)
    assert [page.credential().unit.door for page in pages] == [page.door for page in pages]
    assert Credential.objects.valid().count() == 7


def test_two_orders_at_the_same_moment_are_one(world: World) -> None:
    def ordered() -> str:
        try:
            return str(order(world).kind)
        except LettersRefused as refused:
            return refused.code

    assert sorted(together(ordered, ordered, ordered)) == ["household", "letters_under_way", "letters_under_way"]
    assert (LetterBatch.objects.count(), Job.objects.count()) == (1, 1)


def test_two_workers_make_a_batch_once(world: World) -> None:
    order(world)

    def worker(name: str) -> Callable[[], int]:
        return lambda: make(worker=name)

    assert sorted(together(worker("w1"), worker("w2"))) == [0, 1]
    assert Credential.objects.valid().count() == 7
    assert len(letter_files.names()) == 1


def test_a_file_asked_for_twice_at_the_same_moment_is_given_once(world: World) -> None:
    batch = order(world)
    make()

    def fetch() -> str:
        try:
            return letters.fetch(batch_id=batch.pk, by="user:7", at=LATER)[:5].decode()
        except LettersRefused as refused:
            return refused.code

    assert sorted(together(fetch, fetch)) == ["%PDF-", "letters_gone"]
    assert letter_files.names() == set()
