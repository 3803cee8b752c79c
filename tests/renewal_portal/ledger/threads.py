"""Real threads on PostgreSQL, each with its own connection, let go at once."""

import time
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


def until_somebody_waits_for_a_lock_or(over):
    """Return when another connection of this database waits for a lock, or `over()` is true."""
    last = time.monotonic() + PATIENCE
    with connection.cursor() as cursor:
        while not over() and time.monotonic() < last:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE NOT granted AND pid IN"
                " (SELECT pid FROM pg_locks JOIN pg_database ON pg_database.oid = database"
                " WHERE datname = current_database())"
            )
            if cursor.fetchone() != (0,):
                return
            time.sleep(0.01)
