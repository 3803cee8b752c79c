"""How benchmarks and drills enter: real servers and an empty, migrated database, all gone afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager

from renewal_portal.embedded import servers
from tests import surroundings


@contextmanager
def a_database_of_its_own(purpose: str, *, durable: bool) -> Iterator[str]:
    """Servers of our own where the environment names none; gives PostgreSQL's durability settings as a sentence."""
    import os

    os.environ.update(surroundings.PORTAL)
    with servers.running(purpose, surroundings.FOLDER, durable=durable):
        import django

        django.setup()
        from django.db import connection
        from django.test.utils import setup_databases, teardown_databases

        created = setup_databases(verbosity=0, interactive=False)
        try:
            with connection.cursor() as cursor:
                yield ", ".join(f"{name} {_show(cursor, name)}" for name in ("fsync", "synchronous_commit"))
        finally:
            teardown_databases(created, verbosity=0)


def _show(cursor: object, name: str) -> str:
    cursor.execute(f"SHOW {name}")
    return str(cursor.fetchone()[0])
