"""The commands that look after demo, web, worker and beat."""

import http.server
import re
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command

from communities.services.credentials import by_link
from consultations.demo.files import LARGE, of
from consultations.demo.posts import ACCOUNTS
from renewal_portal.ledger.clock import now
from tests.consultations.demo.seeded import some
from tests.renewal_portal.demo.running import free_port
from tests.world import edition


def test_invented_people_are_refused_where_demo_is_off(settings: Any) -> None:
    settings.DEMO = False

    with pytest.raises(CommandError, match=r"needs PORTAL_DEMO=1\.$"):
        call_command("prepare_demo")


@pytest.mark.django_db
def test_invented_people_are_refused_in_a_database_that_no_demo_made() -> None:
    with pytest.raises(CommandError, match=r"^The database \w+ has tables and was not made by a demo"):
        call_command("prepare_demo")


def test_check_worker_says_that_nobody_listens() -> None:
    with pytest.raises(CommandError, match=r"^No worker listens\.$"):
        call_command("check_worker", timeout=0.5)


def test_check_worker_looks_for_beats_sign_of_life(capsys: pytest.CaptureFixture[str]) -> None:
    cache.delete("heart:beat")
    with pytest.raises(CommandError, match=r"^No job of beat was done"):
        call_command("check_worker", beat=True)
    cache.set("heart:beat", "beats")

    call_command("check_worker", beat=True)

    assert capsys.readouterr().out == "Beat sends and a worker does.\n"


@pytest.fixture
def stranger() -> Iterator[http.server.HTTPServer]:
    """A web server that answers 503 and remembers the host it was asked for."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.server.asked = self.headers["Host"], self.path
            self.send_response(503)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_check_web_asks_for_the_portals_own_host(stranger: http.server.HTTPServer, settings: Any) -> None:
    settings.ALLOWED_HOSTS = [".portal.example.cn"]

    with pytest.raises(CommandError, match=r"^It answers 503 instead of 200\.$"):
        call_command("check_web", port=stranger.server_port)
    assert stranger.asked == ("portal.example.cn", "/healthz")


def test_check_web_says_that_nobody_answers() -> None:
    with pytest.raises(CommandError, match=r"^Nobody answers\.$"):
        call_command("check_web", port=free_port())


@pytest.mark.django_db
def test_demo_logins_names_every_account_and_links_that_sign_in(capsys: pytest.CaptureFixture[str]) -> None:
    edition()
    some([LARGE], now())

    call_command("demo_logins")

    said = capsys.readouterr().out
    links = re.findall(r"^  http://127\.0\.0\.1:8000/k/([\w-]{22})/  ", said, re.MULTILINE)
    assert len([by_link(link=link, address="192.0.2.1", at=now()) for link in links]) == len(of(LARGE)["letters"])
    assert re.findall(r"^  (\S+) +(demo-\S+) ", said, re.MULTILINE) == [
        (account.username, account.password) for account in ACCOUNTS
    ]
    assert "http://127.0.0.1:8000/demo/" in said


@pytest.mark.django_db
def test_demo_logins_says_so_where_nobody_was_invented(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("demo_logins")

    assert capsys.readouterr().out == "There are no invented communities here.\n"
