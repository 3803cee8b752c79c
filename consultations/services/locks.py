"""The lock between casting and closing."""

from django.db import connection

_SPACE = 7310 << 48
_VOICES = 7311 << 48


def round_lock(round_id: int, *, shared: bool = False) -> None:
    """Hold a round to the end of the transaction: casting shared, closing and counting alone.

    Ballots never wait for each other; a ballot that arrives while the round is being closed waits, and must read
    the round's state only afterwards.
    """
    function = "pg_advisory_xact_lock_shared" if shared else "pg_advisory_xact_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [_SPACE + round_id])


def voice_lock(round_id: int, entry_id: int) -> None:
    """Hold a round shared, and one voice of its roll alone: what this voice has cast is read only afterwards."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock_shared(%s), pg_advisory_xact_lock(%s)",
            [_SPACE + round_id, _VOICES + entry_id],
        )
