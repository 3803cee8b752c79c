"""Each promise of the tables is broken once; the database must refuse by its name."""

import pytest
from django.apps import apps
from django.db import connection

from tests.consultations.models.breaking import ALSO, BROKEN, POINTED_AT
from tests.consultations.models.rows import rows
from tests.promises import promised, refused_by, written_once

FROZEN = {"question", "ballotversion", "tally", "tallyline", "plan", "planline", "stagemove", "doormark"}


def test_the_database_refuses_by_name(db) -> None:
    here = rows()

    assert {name: refused_by(lambda act=act: act(here)) for name, act in BROKEN.items()} == {
        name: name for name in BROKEN
    }


def test_every_clause_refuses(db) -> None:
    here = rows()

    assert [refused_by(lambda act=act: act(here)) for _, act in ALSO] == [name for name, _ in ALSO]


def test_every_promise_of_the_tables_is_broken_here(db) -> None:
    assert promised("consultations") == set(BROKEN) | POINTED_AT


def test_every_frozen_table_is_known(db) -> None:
    assert written_once("consultations") == {f"consultations_{name}" for name in FROZEN}


@pytest.mark.parametrize("change", ["UPDATE {table} SET id = id", "DELETE FROM {table}"])
def test_what_is_written_once_stays(db, change) -> None:
    rows()

    def act(table: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(change.format(table=table))

    tables = [apps.get_model("consultations", name)._meta.db_table for name in sorted(FROZEN)]
    assert [refused_by(lambda table=table: act(table)) for table in tables] == [f"{t}_written_once" for t in tables]
