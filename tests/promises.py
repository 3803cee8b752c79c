"""What a database promises, read from its own catalogue, and how a promise is seen to be kept."""

import copy
import re
from collections.abc import Callable

from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import Model


def again(row: Model, **changes: object) -> Model:
    """The same row once more, with these values changed."""
    twin = copy.copy(row)
    twin._state = copy.copy(row._state)
    twin._state.fields_cache = dict(row._state.fields_cache)
    twin.pk, twin._state.adding = None, True
    for name, value in changes.items():
        setattr(twin, name, value)
    twin.save(force_insert=True)
    return twin


def refused_by(act: Callable[[], object]) -> str | None:
    """The name of the promise that refuses the act, deferred ones included; None when nothing does."""
    try:
        with transaction.atomic():
            act()
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            transaction.set_rollback(True)
    except IntegrityError as refused:
        return str(refused.__cause__.diag.constraint_name)
    return None


def promised(app: str) -> set[str]:
    """Every promise of an app by its own name: constraints of the models, and those that migrations add.

    Names that begin with the app's are made by Django itself, from a field alone.
    """
    own = {rule.name for model in apps.get_app_config(app).get_models() for rule in model._meta.constraints}
    return own | {name for name in _of_database(app) if not name.startswith(f"{app}_")}


def written_once(app: str) -> set[str]:
    """The tables whose rows are never changed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgname LIKE %s", [f"{app}\\_%\\_written\\_once"])
        return {name.removesuffix("_written_once") for (name,) in cursor.fetchall()}


def _of_database(app: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT conname FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
            WHERE relname LIKE %(app)s AND (contype IN ('c', 'u') OR contype = 'f' AND array_length(conkey, 1) > 1)
            """,
            {"app": f"{app}\\_%"},
        )
        constraints = {name for (name,) in cursor.fetchall()}
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname LIKE %s", [f"{app}\\_%"])
        sources = "".join(source for (source,) in cursor.fetchall())
    return constraints | set(re.findall(r"CONSTRAINT = '(\w+)'", sources))
