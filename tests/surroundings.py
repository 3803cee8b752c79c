"""What the tests run in: the environment of the portal, the two servers, the browser."""

import os
import shutil
import sys
import time
from pathlib import Path

from renewal_portal.embedded import servers

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "embedded"
NO_FILES = ROOT / "var" / "no-files"
OWN_VALKEY = "TESTS_OWN_VALKEY"
IN_CI = os.environ.get("CI", "").lower() in ("1", "true")

PORTAL = {
    "DJANGO_SETTINGS_MODULE": "renewal_portal.settings",
    "PORTAL_DEBUG": "0",
    "PORTAL_DEMO": "1",  # its pages are tested; what is refused without it overrides this
    "PORTAL_SECRET_KEY": "secret-of-the-tests-" * 3,
    "PORTAL_PEPPER": "pepper-of-the-tests-" * 2,
    "PORTAL_FIELD_KEY": "ZmllbGQta2V5LW9mLXRoZS10ZXN0cy0wMTIzNDU2Nzg=",
    "PORTAL_HOSTS": "localhost,127.0.0.1",
    "PORTAL_BASE_URL": "http://127.0.0.1:8000",
    "PORTAL_LOG_LEVEL": "WARNING",
    "PORTAL_SMS": "renewal_portal.messaging.locmem.LocmemSms",
}

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
CHROMIUM_FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    *(["--no-sandbox"] if os.geteuid() == 0 else []),
]
NO_CHROMIUM = (
    "No Chromium on this machine: `make test` installs it where it may, or `apt install chromium fonts-noto-cjk`."
)


def serve_static_files_as_they_are() -> None:
    """No collectstatic before the tests; Django must be set up."""
    from django.conf import settings

    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


def wait_until_alone(seconds: float = 15) -> None:
    """Until nobody else is connected to the database of the tests; whoever still is when the time is over is cut off,
    for a database in use cannot be dropped."""
    from django.db import connection

    others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    begun = time.monotonic()
    with connection.cursor() as cursor:
        while (passed := time.monotonic() - begun) < seconds + 5:
            cursor.execute(f"SELECT count(*) {others}")
            if cursor.fetchone() == (0,):
                break
            if passed > seconds:
                cursor.execute(f"SELECT pg_terminate_backend(pid) {others}")
            time.sleep(0.1)
    connection.close()


def prepare() -> servers.Servers | None:
    """Complete the environment; gives the servers to be started, if any are missing.

    A worker of xdist finds the addresses in the environment it inherits, and takes a Valkey database of its own.
    """
    for name in [name for name in os.environ if name.startswith("PORTAL_")]:
        del os.environ[name]  # the tests do not depend on what stands in the shell
    os.environ.update(PORTAL)
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if worker:
        if os.environ.get(OWN_VALKEY) and "?" not in os.environ["REDIS_URL"]:
            os.environ["REDIS_URL"] += f"?db={int(worker.removeprefix('gw')) + 1}"
        return None
    if not servers.missing_addresses():
        return None
    own = servers.temporary("tests", FOLDER)
    try:
        addresses = own.prepare()
    except servers.EmbeddedError as refused:
        sys.exit(f"The tests cannot start: {refused}")
    os.environ.update(addresses)
    if "REDIS_URL" in addresses:
        os.environ[OWN_VALKEY] = "1"
    return own
