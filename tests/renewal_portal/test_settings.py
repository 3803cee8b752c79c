"""The settings as processes of their own read them, and what they make of pages and jobs."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from celery import current_app
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.test import Client

from renewal_portal.checks import jobs_are_done_by_workers
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
        "a prefix too many",
        {"PORTAL_DATABASE_URL": "postgres://h/n"},
        "The portal knows no variable PORTAL_DATABASE_URL: did you mean DATABASE_URL?",
    ),
    (
        "plain HTTP with real people",
        {"PORTAL_BASE_URL": "http://portal.example.cn"},
        "PORTAL_BASE_URL must begin with https",
    ),
    ("any host", {"PORTAL_HOSTS": "*"}, "PORTAL_HOSTS may not be *"),
    ("a switch that is neither", {"PORTAL_DEMO": "perhaps"}, "PORTAL_DEMO is 'perhaps', it can only be 1 or 0."),
    ("proxies without end", {"PORTAL_PROXIES": "99"}, "PORTAL_PROXIES is '99', it must be a whole number from 0 to 5."),
    ("a folder nobody finds", {"PORTAL_MEDIA_ROOT": "media"}, "PORTAL_MEDIA_ROOT is 'media', it must be a path"),
    ("a loud log", {"PORTAL_LOG_LEVEL": "LOUD"}, "PORTAL_LOG_LEVEL is 'LOUD', it must be one of DEBUG, INFO, "),
    ("a key that is no key", {"PORTAL_FIELD_KEY": "abc"}, "PORTAL_FIELD_KEY must be 32 random bytes"),
    ("another database", {"DATABASE_URL": "sqlite:///x"}, "DATABASE_URL must begin with postgres:// – "),
    ("another broker", {"REDIS_URL": "amqp://x"}, "REDIS_URL must look like redis://host:6379/0, "),
    ("a variable of nobody's", {"PORTAL_ZEBRA": "1"}, "The portal knows no variable PORTAL_ZEBRA; .env.example lists"),
    ("short messages by a way nobody wrote", {"PORTAL_SMS": "pigeon"}, "PORTAL_SMS is 'pigeon', it must be off, "),
    ("a class that sends nothing", {"PORTAL_SMS": "collections.Counter"}, "PORTAL_SMS is 'collections.Counter', it "),
    ("e-mail by a way unknown", {"PORTAL_EMAIL_URL": "imap://h"}, "PORTAL_EMAIL_URL must be off, console, smtp://"),
    ("codes of real people printed", {"PORTAL_SMS": "console"}, "PORTAL_SMS and PORTAL_EMAIL_URL may be console only"),
    ("mail of real people printed", {"PORTAL_EMAIL_URL": "console"}, "PORTAL_SMS and PORTAL_EMAIL_URL may be console "),
    ("debug on a public host", {"PORTAL_DEBUG": "1"}, "PORTAL_DEBUG=1 shows the inside of the portal"),
]


@pytest.mark.parametrize("changed, sentence", [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_start_ends_with_one_sentence_and_no_traceback(changed: dict[str, str | None], sentence: str) -> None:
    ran = start("check", **changed)

    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith(f"The portal cannot start. {sentence}")
    assert len(ran.stderr.splitlines()) == 1


def example() -> dict[str, str]:
    """The variables .env.example sets, blanks among them."""
    lines = (ROOT / ".env.example").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def test_the_example_file_with_its_blanks_filled_in_starts_the_portal() -> None:
    ran = start("check", **{name: value or PRODUCTION.get(name, "") for name, value in example().items()})

    assert (ran.returncode, ran.stderr) == (0, "")


def test_the_example_file_as_it_is_names_what_is_blank() -> None:
    ran = start("check", **example())

    assert ran.returncode == 1
    assert ran.stderr.startswith(
        "The portal cannot start. Not set: PORTAL_SECRET_KEY, PORTAL_PEPPER, PORTAL_FIELD_KEY. Set them"
    )


def test_production_environment_passes_djangos_own_deployment_check() -> None:
    ran = start("check", "--deploy", "--fail-level", "WARNING")

    assert (ran.returncode, ran.stdout) == (0, "System check identified no issues (2 silenced).\n")


def test_production_is_served_over_https_only() -> None:
    names = ("BASE_URL", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS")

    said = read(*names, "DEBUG", "DEMO", "SECURE_PROXY_SSL_HEADER", "PROXIES")

    assert list(said.values()) == ["https://portal.example.cn", True, True, True, 31536000, False, False, None, 0]


MESSAGES = ("SMS", "EMAIL_BACKEND", "EMAIL_HOST", "EMAIL_PORT", "EMAIL_USE_SSL", "EMAIL_USE_TLS", "DEFAULT_FROM_EMAIL")


def test_no_message_leaves_unless_somebody_says_how() -> None:
    assert list(read(*MESSAGES).values()) == [
        "",
        "django.core.mail.backends.dummy.EmailBackend",
        "",
        0,
        False,
        True,
        "no-reply@portal.example.cn",
    ]


def test_a_mail_server_is_spoken_to_in_secret_either_way() -> None:
    names = (*MESSAGES[2:], "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD")

    begun_plain = read(*names, PORTAL_EMAIL_URL="smtp://clerk:p%40ss@mail.example.cn", PORTAL_EMAIL_FROM="a@example.cn")
    from_the_first_byte = read(*names, PORTAL_EMAIL_URL="smtps://mail.example.cn:4650")

    assert list(begun_plain.values()) == ["mail.example.cn", 587, False, True, "a@example.cn", "clerk", "p@ss"]
    assert list(from_the_first_byte.values())[:4] == ["mail.example.cn", 4650, True, False]


def test_the_demo_prints_its_messages() -> None:
    assert list(read("SMS", "EMAIL_BACKEND", PORTAL_DEMO="1").values()) == [
        "renewal_portal.messaging.console.ConsoleSms",
        "django.core.mail.backends.console.EmailBackend",
    ]


def test_a_provider_is_named_by_its_class() -> None:
    path = "renewal_portal.messaging.locmem.LocmemSms"

    assert read("SMS", PORTAL_SMS=path) == {"SMS": path}


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


@pytest.mark.parametrize("method, allowed", [("GET", True), ("HEAD", True), ("POST", False), ("DELETE", False)])
def test_public_interface_is_read_only(method: str, allowed: bool, rf: Any) -> None:
    request = rf.generic(method, "/api/")

    assert ReadOnly().has_permission(request, None) is allowed
