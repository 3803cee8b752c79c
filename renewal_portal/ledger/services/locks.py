"""Locks that belong to a transaction and to a name rather than to a row."""

from enum import IntEnum

from django.db import connection


class Space(IntEnum):
    """What a name means; the first half of PostgreSQL's pair of lock numbers."""

    CHAIN = 7301
    SETTINGS = 7302
    ORDERS = 7303


def hold(space: Space, name: str) -> None:
    """Wait for the lock and hold it to the end of the transaction. Read only afterwards.

    Two names may share a number: they then wait for each other, and nothing else happens.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [int(space), name])
