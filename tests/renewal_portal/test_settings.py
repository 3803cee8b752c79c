"""The environment's readers, and the settings as processes of their own read them."""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from celery import current_app
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.test import Client

from renewal_portal.checks import jobs_are_done_by_workers
from renewal_portal.environment import BadSetting, Environment
from renewal_portal.logs import ScrubbingFormatter
from renewal_portal.read_only import ReadOnly

ROOT = Path(__file__).resolve().parents[2]

PRODUCTION = {
    "PATH": os.defpath,
    "PORTAL_SECRET_KEY": "kJ3vQ8mZxT1nB6rY0wHcE5sLdA9uGfPiOqV2tXbN4yRzWjMhKs",
    "PORTAL_PEPPER": "Zr7Tq2Wm9Xc4Vb8Nk1Lj6Hg3Fd5Sa0Po",
    "PORTAL_FIELD_KEY": "cHJvZHVjdGlvbi1maWVsZC1rZXktMDEyMzQ1Njc4OSE=",
    "PORTAL_HOSTS": "portal.example.cn,www.example.cn",
    "DATABASE_URL": "postgres://portal:secret@db.example.cn:5432/portal",
    "REDIS_URL": "redis://valkey.example.cn:6379/0",
}


def start(*words: str, **changed: str | None) -> "subprocess.CompletedProcess[str]":
    """Run manage.py in a production environment with these changes; None takes a variable away."""
    environment = {name: value for name, value in (PRODUCTION | changed).items() if value is not None}
    return subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def read(*names: str, **changed: str | None) -> dict[str, Any]:
    """Values of settings in a production environment with these changes."""
    script = f"""
import json
from renewal_portal import settings
print(json.dumps({{name: getattr(settings, name) for name in {names!r}}}, default=str))
"""
    environment = {name: value for name, value in (PRODUCTION | changed).items() if value is not None}
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return dict(json.loads(ran.stdout))


GOOD: list[tuple[str, str, Callable[[Environment], Any], Any]] = [
    ("a switch is on with 1", "1", lambda e: e.boolean("X"), True),
    ("a switch is on with True", "True", lambda e: e.boolean("X"), True),
    ("a switch is off with 0", "0", lambda e: e.boolean("X", True), False),
    ("an empty switch keeps its default", " ", lambda e: e.boolean("X", True), True),
    ("a number at its upper bound", "5", lambda e: e.integer("X", 0, low=0, high=5), 5),
    ("a missing number", "", lambda e: e.integer("X", 3, low=0, high=5), 3),
    ("words lose their blanks", " a.cn , b.cn,", lambda e: e.words("X"), ["a.cn", "b.cn"]),
    ("no words keep the default", "", lambda e: e.words("X", ["a"]), ["a"]),
    ("one of the choices", "INFO", lambda e: e.choice("X", "B", among=("INFO", "B")), "INFO"),
    ("a missing choice", "", lambda e: e.choice("X", "B", among=("INFO", "B")), "B"),
    ("a path", "/srv/media", lambda e: e.path("X", Path("/y")), Path("/srv/media")),
    ("an origin loses its slash", "https://a.cn/", lambda e: e.origin("X", ""), "https://a.cn"),
    ("a text that is long enough", "abcd", lambda e: e.text("X", at_least=4), "abcd"),
    (
        "a Valkey over a socket is written in Celery's way too",
        "unix:///run/valkey.sock?db=3",
        lambda e: e.valkey("X"),
        ("unix:///run/valkey.sock?db=3", "redis+socket:///run/valkey.sock?virtual_host=3"),
    ),
    (
        "a Valkey over TLS",
        "rediss://:word@h:6379/2",
        lambda e: e.valkey("X"),
        ("rediss://:word@h:6379/2", "rediss://:word@h:6379/2"),
    ),
]


@pytest.mark.parametrize("value, reader, expected", [case[1:] for case in GOOD], ids=[case[0] for case in GOOD])
def test_reader_understands(value: str, reader: Callable[[Environment], Any], expected: Any) -> None:
    assert reader(Environment({"X": value})) == expected


BAD: list[tuple[str, str, Callable[[Environment], Any], str]] = [
    ("a switch is neither on nor off", "maybe", lambda e: e.boolean("X"), "X is 'maybe', it can only be 1 or 0."),
    (
        "a number with a fraction",
        "1.5",
        lambda e: e.integer("X", 0, low=0, high=5),
        "X is '1.5', it must be a whole number from 0 to 5.",
    ),
    (
        "a number too large",
        "6",
        lambda e: e.integer("X", 0, low=0, high=5),
        "X is '6', it must be a whole number from 0 to 5.",
    ),
    (
        "a word that is no choice",
        "LOUD",
        lambda e: e.choice("X", "INFO", among=("INFO", "DEBUG")),
        "X is 'LOUD', it must be one of INFO, DEBUG.",
    ),
    (
        "a relative path",
        "media",
        lambda e: e.path("X", Path("/y")),
        "X is 'media', it must be a path that begins with /.",
    ),
    (
        "an origin with a path",
        "https://a.cn/b",
        lambda e: e.origin("X", ""),
        "X is 'https://a.cn/b', it must look like https://portal.example.cn (no path).",
    ),
    (
        "an origin without a scheme",
        "a.cn",
        lambda e: e.origin("X", ""),
        "X is 'a.cn', it must look like https://portal.example.cn (no path).",
    ),
    (
        "a text that is too short",
        "abc",
        lambda e: e.text("X", at_least=4),
        "X has 3 characters, it needs at least 4 random ones.",
    ),
    (
        "a key that is no key",
        "abc",
        lambda e: e.fernet_key("X", ""),
        "X must be 32 random bytes in URL-safe base64 (.env.example has the command).",
    ),
    (
        "another database",
        "mysql://h/n",
        lambda e: e.database("X"),
        "X must begin with postgres:// – PostgreSQL is the only database of the portal.",
    ),
    (
        "a port that is no number",
        "postgres://u:p@h:many/n",
        lambda e: e.database("X"),
        "X cannot be read: write postgres://user:password@host:port/name.",
    ),
    (
        "a database without a name",
        "postgres://u:p@h:5432",
        lambda e: e.database("X"),
        "X names no database: write postgres://user:password@host:port/name.",
    ),
    (
        "a Valkey without a scheme",
        "h:6379",
        lambda e: e.valkey("X"),
        "X must look like redis://host:6379/0, rediss://… or unix:///folder/valkey.sock.",
    ),
    (
        "a variable nobody knows",
        "1",
        lambda e: Environment({"PORTAL_X": "1"}).refuse_unknown(),
        "The portal knows no variable PORTAL_X; .env.example lists them all.",
    ),
]


@pytest.mark.parametrize("value, reader, sentence", [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_reader_refuses_with_a_sentence(value: str, reader: Callable[[Environment], Any], sentence: str) -> None:
    with pytest.raises(BadSetting) as refused:
        reader(Environment({"X": value}))

    assert str(refused.value) == sentence


def test_folder_of_a_socket_keeps_its_capitals() -> None:
    found = Environment({"X": "postgres://u:p@%2FUsers%2FAnna%2FRun:5433/portal"}).database("X")

    assert (found["HOST"], found["PORT"], found["NAME"]) == ("/Users/Anna/Run", 5433, "portal")


def test_misspelt_variable_is_named_with_its_neighbour() -> None:
    environment = Environment({"PORTAL_HOST": "a.cn", "PATH": "/bin"})
    environment.words("PORTAL_HOSTS")

    with pytest.raises(BadSetting, match=r"^The portal knows no variable PORTAL_HOST: did you mean PORTAL_HOSTS\?$"):
        environment.refuse_unknown()


REFUSED = [
    ("no database and no broker", {"DATABASE_URL": None, "REDIS_URL": ""}, "Not set: DATABASE_URL, REDIS_URL. "),
    (
        "no secrets",
        {"PORTAL_SECRET_KEY": None, "PORTAL_PEPPER": None, "PORTAL_FIELD_KEY": None, "PORTAL_HOSTS": None},
        "Not set: PORTAL_SECRET_KEY, PORTAL_PEPPER, PORTAL_FIELD_KEY, PORTAL_HOSTS. ",
    ),
    ("a short secret", {"PORTAL_SECRET_KEY": "short"}, "PORTAL_SECRET_KEY has 5 characters, "),
    ("a short pepper", {"PORTAL_PEPPER": "salt"}, "PORTAL_PEPPER has 4 characters, "),
    (
        "a misspelt variable",
        {"PORTAL_DEMOO": "1"},
        "The portal knows no variable PORTAL_DEMOO: did you mean PORTAL_DEMO?",
    ),
    (
        "plain HTTP with real people",
        {"PORTAL_BASE_URL": "http://portal.example.cn"},
        "PORTAL_BASE_URL must begin with https",
    ),
    ("any host", {"PORTAL_HOSTS": "*"}, "PORTAL_HOSTS may not be *"),
    ("debug on a public host", {"PORTAL_DEBUG": "1"}, "PORTAL_DEBUG=1 shows the inside of the portal"),
]


@pytest.mark.parametrize("changed, sentence", [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_start_ends_with_one_sentence_and_no_traceback(changed: dict[str, str | None], sentence: str) -> None:
    ran = start("check", **changed)

    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith(f"The portal cannot start. {sentence}")
    assert len(ran.stderr.splitlines()) == 1


def test_production_environment_passes_djangos_own_deployment_check() -> None:
    ran = start("check", "--deploy", "--fail-level", "WARNING")

    assert (ran.returncode, ran.stdout) == (0, "System check identified no issues (2 silenced).\n")


def test_production_is_served_over_https_only() -> None:
    names = ("BASE_URL", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS")

    said = read(*names, "DEBUG", "DEMO", "SECURE_PROXY_SSL_HEADER", "PROXIES")

    assert list(said.values()) == ["https://portal.example.cn", True, True, True, 31536000, False, False, None, 0]


def test_headers_of_our_own_proxies_are_believed_and_no_others() -> None:
    assert read("SECURE_PROXY_SSL_HEADER", PORTAL_PROXIES="1") == {
        "SECURE_PROXY_SSL_HEADER": ["HTTP_X_FORWARDED_PROTO", "https"]
    }


def test_debugging_needs_no_secrets_but_stays_on_this_machine() -> None:
    secrets = dict.fromkeys(("PORTAL_SECRET_KEY", "PORTAL_PEPPER", "PORTAL_FIELD_KEY", "PORTAL_HOSTS"))

    said = read("DEBUG", "ALLOWED_HOSTS", "BASE_URL", PORTAL_DEBUG="1", **secrets)

    assert list(said.values()) == [True, ["localhost", "127.0.0.1", "[::1]"], "http://127.0.0.1:8000"]


def test_jobs_are_never_done_in_the_request() -> None:
    said = read("CELERY_TASK_IGNORE_RESULT", "CELERY_ACCEPT_CONTENT", CELERY_TASK_ALWAYS_EAGER="1")

    assert said == {"CELERY_TASK_IGNORE_RESULT": True, "CELERY_ACCEPT_CONTENT": ["json"]}
    assert current_app.conf.task_always_eager is False
    assert jobs_are_done_by_workers() == []


def test_eager_jobs_are_refused_by_the_system_check() -> None:
    current_app.conf.task_always_eager = True
    try:
        with pytest.raises(SystemCheckError, match=r"portal\.E001"):
            call_command("check")
    finally:
        current_app.conf.task_always_eager = False


def test_every_sweep_of_beat_is_a_task_the_worker_knows() -> None:
    current_app.loader.import_default_modules()

    unknown = [
        entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values() if entry["task"] not in current_app.tasks
    ]

    assert unknown == []


@pytest.mark.django_db
def test_pages_come_with_the_strict_policy(client: Client) -> None:
    policy = client.get("/healthz")["Content-Security-Policy"]

    assert sorted(policy.split("; ")) == [
        "base-uri 'none'",
        "default-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self' data:",
        "object-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
    ]


@pytest.mark.django_db
def test_health_page_answers_and_is_not_kept(client: Client) -> None:
    answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer["Cache-Control"]
    assert client.post("/healthz").status_code == 405


SCRUBBED = [
    ("the link of a letter", "GET /k/9fA3-zz_0?next=/x HTTP/1.1", "GET /k/***?next=/x HTTP/1.1"),
    ("a link inside a sentence", "Not Found: '/k/9fA3'", "Not Found: '/k/***'"),
    ("a typed code", "/enter?letter=C12&code=ABCDE12345&x=1", "/enter?letter=C12&code=***&x=1"),
    ("a code at the front", "/enter?code=ABCDE12345", "/enter?code=***"),
    ("a whole address", "https://a.cn/k/9fA3/", "https://a.cn/k/***/"),
    ("an ordinary line", "/kitchen/7?encode=1", "/kitchen/7?encode=1"),
]


@pytest.mark.parametrize("line, expected", [case[1:] for case in SCRUBBED], ids=[case[0] for case in SCRUBBED])
def test_log_keeps_no_word_that_signs_somebody_in(line: str, expected: str) -> None:
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "%s", (line,), None)

    assert ScrubbingFormatter("%(message)s").format(record) == expected


def test_log_keeps_no_such_word_in_a_traceback_either() -> None:
    try:
        raise ValueError("cannot open /k/9fA3")
    except ValueError:
        record = logging.LogRecord("django", logging.ERROR, "", 0, "failed", (), sys.exc_info())

    assert ScrubbingFormatter("%(message)s").format(record).endswith("ValueError: cannot open /k/***")


def test_every_logger_that_sees_addresses_is_scrubbed() -> None:
    doors = settings.LOGGING["handlers"]

    assert {handler["formatter"] for handler in doors.values()} == {"line"}
    assert settings.LOGGING["formatters"]["line"]["()"] == "renewal_portal.logs.ScrubbingFormatter"
    assert {"django", "django.server", "gunicorn.error", "gunicorn.access"} == set(settings.LOGGING["loggers"])


@pytest.mark.parametrize("method, allowed", [("GET", True), ("HEAD", True), ("POST", False), ("DELETE", False)])
def test_public_interface_is_read_only(method: str, allowed: bool, rf: Any) -> None:
    request = rf.generic(method, "/api/")

    assert ReadOnly().has_permission(request, None) is allowed
