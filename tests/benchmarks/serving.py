"""The portal served as in production, and clients that press a button at the same time."""

import http.client
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection

from renewal_portal.demo.addresses import HOST, choose_port
from renewal_portal.demo.children import Child
from tests.surroundings import ROOT

WORKERS, CLIENTS = 2, 8
SITE = "localhost"
TOKEN = "a" * 32  # of the CSRF cookie and of the form
#: As behind the proxy of production: no demo, HTTPS.
PRODUCTION = {
    "PORTAL_DEMO": "0",
    "PORTAL_BASE_URL": f"https://{SITE}",
    "PORTAL_PROXIES": "1",
    "PORTAL_HOSTS": SITE,
    "PORTAL_SMS": "off",
}


@dataclass(frozen=True, slots=True)
class Press:
    """One press of a button: where, by which session, with what."""

    path: str
    session: str
    fields: dict[str, str]


@contextmanager
def served(settings_module: str) -> Iterator[int]:
    """The port at which gunicorn serves what these settings describe, on the database of this run."""
    port = choose_port(None)
    argv = [sys.executable, "-m", "gunicorn", "renewal_portal.wsgi", "--bind", f"{HOST}:{port}", "--no-control-socket"]
    database = f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{connection.settings_dict['NAME']}"
    environment = os.environ | PRODUCTION | {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": settings_module}
    with tempfile.TemporaryDirectory() as folder:
        child = Child("web", [*argv, "--workers", str(WORKERS)], Path(folder) / "web.log")
        child.start(environment, ROOT)
        try:
            _await(port, child)
            yield port
        finally:
            child.stop()


def pressed(port: int, presses: Sequence[Press]) -> float:
    """Seconds until all of them were answered, each with a redirection to a receipt."""
    with ThreadPoolExecutor(CLIENTS) as clients:
        begun = perf_counter()
        answers = list(clients.map(lambda press: _press(port, press), presses))
        seconds = perf_counter() - begun
    assert {status for status, _ in answers} == {302}, sorted({status for status, _ in answers})
    assert all(where.endswith("/receipt/") for _, where in answers), {where for _, where in answers}
    return seconds


def _press(port: int, press: Press) -> tuple[int, str]:
    http_client = http.client.HTTPConnection(HOST, port, timeout=60)
    headers = {
        "Host": SITE,
        "X-Forwarded-Proto": "https",
        "X-Forwarded-For": HOST,
        "Referer": f"https://{SITE}{press.path}",
        "Cookie": f"{settings.SESSION_COOKIE_NAME}={press.session}; {settings.CSRF_COOKIE_NAME}={TOKEN}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    http_client.request("POST", press.path, urlencode(press.fields | {"csrfmiddlewaretoken": TOKEN}), headers)
    answer = http_client.getresponse()
    answer.read()
    http_client.close()
    return answer.status, answer.headers.get("Location", "")


def _await(port: int, child: Child) -> None:
    for _ in range(300):
        assert not child.has_ended(), child.log.read_text()
        try:
            http.client.HTTPConnection(HOST, port, timeout=5).connect()
            return
        except OSError:
            sleep(0.1)
    raise TimeoutError(child.log.read_text())
