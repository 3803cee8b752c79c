"""The lock between casting and closing."""

from django.db import connection

_SPACE = 7310 << 48


def round_lock(round_id: int, *, shared: bool = False) -> None:
    """Hold a round to the end of the transaction: casting shared, closing and counting alone.

    Ballots never wait for each other; a ballot that arrives while the round is being closed waits, and must read
    the round's state only afterwards.
    """
    function = "pg_advisory_xact_lock_shared" if shared else "pg_advisory_xact_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [_SPACE + round_id])
