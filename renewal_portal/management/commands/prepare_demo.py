import io
import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils import translation

OWN_MARK = "SELECT shobj_description(oid, 'pg_database'), datname FROM pg_database WHERE datname = current_database()"
MARK = "Renewal Portal: a demo, invented people only"


class Command(BaseCommand):
    help = "Tables, static files, catalogue and the demo's communities. May be run again: nothing is doubled."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--empty", action="store_true", help="no invented communities")
        parser.add_argument("--logins", type=Path, help="file to write the demo's logins to")

    def handle(self, *_: Any, logins: Path | None, empty: bool, verbosity: int, **__: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This fills the database with invented people: it needs PORTAL_DEMO=1.")
        self._refuse_real_data()
        with translation.override("en"):  # as everything the runner says
            call_command("migrate", interactive=False, verbosity=0)
            self.stdout.write("The tables are made.")
            call_command("collectstatic", interactive=False, verbosity=0)
            call_command("load_catalogue", stdout=self.stdout, verbosity=verbosity)
            if not empty:
                call_command("seed_demo", stdout=self.stdout, verbosity=verbosity)
        if logins and not empty:
            self._write_down(logins)

    def _write_down(self, logins: Path) -> None:
        said = io.StringIO()
        call_command("demo_logins", stdout=said)
        with os.fdopen(os.open(logins, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(said.getvalue())

    def _refuse_real_data(self) -> None:
        """A database is marked as a demo's before its first table is made; one with tables and no mark is not ours."""
        with connection.cursor() as cursor:
            cursor.execute(OWN_MARK)
            mark, name = cursor.fetchone()
            if mark == MARK:
                return
            if connection.introspection.table_names(cursor):
                raise CommandError(
                    f"The database {name} has tables and was not made by a demo: invented people do not belong there. "
                    "Let DATABASE_URL name an empty database, or leave it out."
                )
            cursor.execute(f"COMMENT ON DATABASE {connection.ops.quote_name(name)} IS %s", [MARK])
