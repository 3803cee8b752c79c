"""No line of the log signs anybody in."""

import logging
import sys

import pytest
from django.conf import settings

from renewal_portal.logs import ScrubbingFormatter

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
