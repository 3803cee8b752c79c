"""Every test runs on a real PostgreSQL and a real Valkey, of its own where the environment gives none.

The environment must be complete before Django reads its settings, and those are read before any other conftest:
hence the work at import time. The servers themselves start only when tests are going to run.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from tests import surroundings

servers = surroundings.prepare()

import django  # noqa: E402 - see above
from django.conf import settings  # noqa: E402
from django.utils import translation  # noqa: E402

django.setup()
# A worker of xdist that inherits it reads the settings before this file has given it a Valkey database of its own.
del os.environ["DJANGO_SETTINGS_MODULE"]
surroundings.serve_static_files_as_they_are()
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # Argon2 is slow on purpose
settings.STATIC_ROOT = surroundings.NO_FILES  # whitenoise reads the whole folder for every new client
Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # and warns when it is missing

hypothesis.settings.register_profile("dev", deadline=None, max_examples=50)
hypothesis.settings.register_profile("ci", deadline=None, max_examples=200, derandomize=True)
hypothesis.settings.load_profile("ci" if surroundings.IN_CI else "dev")


def pytest_configure(config: pytest.Config) -> None:
    if servers and not config.option.collectonly:
        config.add_cleanup(servers.stop)
        servers.start()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("browser") and surroundings.CHROMIUM is None:
        if surroundings.IN_CI:
            pytest.fail(surroundings.NO_CHROMIUM, pytrace=False)
        pytest.skip(surroundings.NO_CHROMIUM)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.getreports("skipped")
    if any(surroundings.NO_CHROMIUM in str(report.longrepr) for report in skipped):
        terminalreporter.write_line(f"NOT TESTED IN A BROWSER. {surroundings.NO_CHROMIUM}", red=True, bold=True)


@pytest.fixture(autouse=True)
def _language_of_the_portal() -> None:
    """No test reads in the language another test left."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def _empty_cache(request: pytest.FixtureRequest) -> None:
    """No test sees what another left in the cache. Only in servers of our own: a given one may hold other things."""
    if os.environ.get(surroundings.OWN_VALKEY) and {"db", "transactional_db", "client"} & set(request.fixturenames):
        from django.core.cache import cache

        cache.clear()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """PostgreSQL notices a moment later that a worker was killed; before that the database cannot be dropped."""
    yield
    with django_db_blocker.unblock():
        surroundings.wait_until_alone()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """Debian's Chromium, silent on the network; without its sandbox as root, where it does not start otherwise."""
    return browser_type_launch_args | {"executable_path": surroundings.CHROMIUM, "args": surroundings.CHROMIUM_FLAGS}


@pytest.fixture(scope="session", autouse=True)
def _database_beside_playwright(request: pytest.FixtureRequest) -> Iterator[None]:
    """Playwright keeps an event loop running in this thread, which Django takes for asynchronous code."""
    with pytest.MonkeyPatch.context() as patch:
        if any("browser" in getattr(item, "fixturenames", ()) for item in request.session.items):
            patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture
def outbox() -> Iterator[list[tuple[str, str]]]:
    """The short messages a test sends, as (number, text); every number can be reached."""
    from renewal_portal.messaging.locmem import LocmemSms

    LocmemSms.outbox.clear()
    LocmemSms.deaf.clear()
    yield LocmemSms.outbox
    LocmemSms.deaf.clear()
