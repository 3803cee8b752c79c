"""Real threads on PostgreSQL, each with its own connection, let go at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

PATIENCE = 60  # seconds; a test that waits longer has found a deadlock


def together(*works):
    """Run all at the same moment; their results in order, or the first exception."""
    start = Barrier(len(works))

    def run(work):
        try:
            start.wait(PATIENCE)
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return [future.result(PATIENCE) for future in [pool.submit(run, work) for work in works]]
