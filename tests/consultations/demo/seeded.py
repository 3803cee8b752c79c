"""Rows that all tests of a module read; what a test changes is undone after it, the rows at the module's end."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from consultations.demo import files, posts, seeding
from consultations.demo.way import Way
from tests.world import edition


@contextmanager
def for_a_module(blocker: Any) -> Iterator[datetime]:
    """An open database with the catalogue, and the present moment; every promise is checked once the rows are there."""
    with blocker.unblock(), transaction.atomic():
        edition()
        yield timezone.now()
        transaction.set_rollback(True)


def some(slugs: list[str], at: datetime) -> dict[str, Way]:
    """Offices, accounts and these communities alone."""
    founded = at - seeding.FOUNDED
    subdistrict = posts.enter_offices(at=founded)
    posts.open_accounts(subdistrict, at=founded)
    ways = {slug: seeding.settle(files.of(slug), subdistrict, at=at) for slug in slugs}
    keep_promises()
    return ways


def keep_promises() -> None:
    """What is checked at the end of a transaction is checked now."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
