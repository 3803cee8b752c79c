"""How benchmarks and drills enter: real servers and an empty, migrated database, all gone afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager

from renewal_portal.embedded import servers
from tests import surroundings

OTHERS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@contextmanager
def a_database_of_its_own(purpose: str, *, durable: bool) -> Iterator[str]:
    """Servers of our own where the environment names none; gives PostgreSQL's durability settings as a sentence."""
    import os

    os.environ.update(surroundings.PORTAL)
    with servers.running(purpose, surroundings.FOLDER, durable=durable):
        import django

        django.setup()
        surroundings.serve_static_files_as_they_are()
        from django.db import connection
        from django.test.utils import setup_databases, teardown_databases

        created = setup_databases(verbosity=0, interactive=False)
        try:
            with connection.cursor() as cursor:
                yield ", ".join(f"{name} {_show(cursor, name)}" for name in ("fsync", "synchronous_commit"))
        finally:
            with connection.cursor() as cursor:  # a browser's last request may still hold a session of its own
                cursor.execute(OTHERS)
            teardown_databases(created, verbosity=0)


def _show(cursor: object, name: str) -> str:
    cursor.execute(f"SHOW {name}")
    return str(cursor.fetchone()[0])
