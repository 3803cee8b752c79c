"""The typed readers of the environment."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from renewal_portal.environment import BadSetting, Environment

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
