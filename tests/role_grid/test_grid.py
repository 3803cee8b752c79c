"""Every address × every actor × own and foreign community, against the declared table."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction

from communities.domain.roles import GRANTS, Permission
from tests.refusals import counts
from tests.role_grid.routes import IN, outcome, pattern_of, patterns
from tests.role_grid.table import ACTORS, HELD, ROUTES, Route, Rule
from tests.role_grid.world import ROLES, Grid, grid

pytestmark = pytest.mark.django_db

#: One of each kind, for what is answered to nobody.
KINDS = ("household", "owner", "chair", "district", "foreign district", "nobody", "superuser")
READ = [route for route in ROUTES if route.get]
WRITTEN = [route for route in ROUTES if route.post]
UNANSWERED = [(method, route) for method in ("get", "post") for route in ROUTES if not getattr(route, method)]


@pytest.fixture(scope="module")
def asked(django_db_setup: None, django_db_blocker: Any) -> Iterator[Grid]:
    """One world for the whole grid; whatever a request does there is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield grid()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _no_limits() -> None:
    """No request is refused for what others asked before."""
    cache.clear()


def outcomes(asked: Grid, route: Route, method: str, actors: Any = ACTORS) -> dict[str, str | None]:
    """What each actor gets, in a world that nobody has changed before."""
    found = {}
    for actor in actors:
        with transaction.atomic():
            found[actor] = outcome(getattr(asked.client(actor), method)(asked.address(route)))
            transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("route", READ, ids=str)
def test_who_may_read(asked: Grid, route: Route) -> None:
    assert outcomes(asked, route, "get") == route.get


@pytest.mark.parametrize("route", WRITTEN, ids=str)
def test_who_may_write(asked: Grid, route: Route) -> None:
    assert outcomes(asked, route, "post", _allowed(route.post)) == dict.fromkeys(_allowed(route.post), IN)


@pytest.mark.parametrize("route", WRITTEN, ids=str)
def test_what_is_sent_without_the_right_changes_nothing(asked: Grid, route: Route) -> None:
    assert route.post is not None
    others = [actor for actor in ACTORS if actor not in _allowed(route.post)]
    before = counts()

    found = {actor: outcome(asked.client(actor).post(asked.address(route))) for actor in others}

    assert found == {actor: route.post[actor] for actor in others}
    assert counts() == before


@pytest.mark.parametrize("method, route", UNANSWERED, ids=str)
def test_a_method_that_is_not_declared_is_answered_to_nobody(asked: Grid, method: str, route: Route) -> None:
    assert IN not in outcomes(asked, route, method, KINDS).values()


def test_every_address_stands_in_the_table(asked: Grid) -> None:
    assert {pattern_of(asked.address(route)) for route in ROUTES} == patterns()


def test_no_address_stands_in_the_table_twice() -> None:
    assert len({str(route) for route in ROUTES}) == len(ROUTES)


def test_roles_hold_what_the_table_promises_and_nothing_else() -> None:
    held = {role: {name for name, holders in HELD.items() if who in holders} for who, role in ROLES.items()}

    assert {role: {_name(permission) for permission in granted} for role, granted in GRANTS.items()} == held
    assert set(HELD) == {_name(permission) for permission in Permission}


def _allowed(rule: Rule | None) -> list[str]:
    return [actor for actor, outcome in (rule or {}).items() if outcome == IN]


def _name(permission: Permission) -> str:
    return permission.value.replace("_", " ")
