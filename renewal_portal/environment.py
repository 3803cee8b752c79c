"""Typed readers of the environment. A missing, bad or unknown value ends the start with one sentence."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import dj_database_url
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

PREFIX = "PORTAL_"
YES, NO = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}


class BadSetting(ImproperlyConfigured):
    """The environment does not describe a portal that can start; the text says which variable and what to do."""


@dataclass(frozen=True, slots=True)
class Mail:
    """How e-mail leaves: Django's back end, and the server where there is one. ``tls``: from the first byte, else by
    STARTTLS; in the clear never."""

    backend: str
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    tls: bool = False


MAIL = {name: Mail(f"django.core.mail.backends.{name}.EmailBackend") for name in ("console", "dummy", "smtp")}


class Environment:
    """Reads variables by name and remembers which it was asked for, so that the others can be called unknown.

    An empty variable counts as missing: compose files pass empty ones on.
    """

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = {name: value.strip() for name, value in values.items() if value.strip()}
        self._known: set[str] = set()

    def require(self, names: Iterable[str], *, advice: str) -> None:
        """Name everything that is missing at once."""
        missing = [name for name in names if name not in self._values]
        if missing:
            raise BadSetting(f"Not set: {', '.join(missing)}. {advice}")

    def text(self, name: str, default: str = "", *, at_least: int = 0) -> str:
        value = self._get(name)
        if value is None:
            return default
        if len(value) < at_least:
            raise BadSetting(f"{name} has {len(value)} characters, it needs at least {at_least} random ones.")
        return value

    def boolean(self, name: str, default: bool = False) -> bool:
        value = self._get(name)
        if value is None:
            return default
        if value.lower() not in YES | NO:
            raise BadSetting(f"{name} is {value!r}, it can only be 1 or 0.")
        return value.lower() in YES

    def integer(self, name: str, default: int, *, low: int, high: int) -> int:
        value = self._get(name)
        if value is None:
            return default
        if not re.fullmatch(r"-?[0-9]+", value) or not low <= int(value) <= high:
            raise BadSetting(f"{name} is {value!r}, it must be a whole number from {low} to {high}.")
        return int(value)

    def choice(self, name: str, default: str, *, among: Iterable[str]) -> str:
        value = self._get(name)
        if value is None:
            return default
        if value not in among:
            raise BadSetting(f"{name} is {value!r}, it must be one of {', '.join(among)}.")
        return value

    def words(self, name: str, default: Iterable[str] = ()) -> list[str]:
        """Values separated by commas."""
        value = self._get(name)
        return list(default) if value is None else [word.strip() for word in value.split(",") if word.strip()]

    def path(self, name: str, default: Path) -> Path:
        value = self._get(name)
        if value is not None and not value.startswith("/"):
            raise BadSetting(f"{name} is {value!r}, it must be a path that begins with /.")
        return Path(value) if value else default

    def origin(self, name: str, default: str) -> str:
        """Scheme and host, without a path and without a slash at the end."""
        value = (self._get(name) or default).rstrip("/")
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.netloc or parts.path or parts.query:
            raise BadSetting(f"{name} is {value!r}, it must look like https://portal.example.cn (no path).")
        return value

    def fernet_key(self, name: str, default: str) -> str:
        value = self._get(name) or default
        try:
            Fernet(value)
        except ValueError as bad:
            raise BadSetting(
                f"{name} must be 32 random bytes in URL-safe base64 (.env.example has the command)."
            ) from bad
        return value

    def database(self, name: str) -> Any:
        """Django's settings of the PostgreSQL at an address."""
        value = self._get(name) or ""
        if not re.match(r"postgres(ql)?://", value):
            raise BadSetting(f"{name} must begin with postgres:// – PostgreSQL is the only database of the portal.")
        try:
            found = dj_database_url.parse(value, conn_max_age=60, conn_health_checks=True)
        except (ValueError, dj_database_url.ParseError) as bad:
            raise BadSetting(f"{name} cannot be read: write postgres://user:password@host:port/name.") from bad
        if not found.get("NAME"):
            raise BadSetting(f"{name} names no database: write postgres://user:password@host:port/name.")
        folder = re.search(r"(?:@|//)(%2F[^:/@]*)", value, re.IGNORECASE)
        if folder:  # a host is read in lower case, the folder of a socket must not be
            found["HOST"] = unquote(folder[1])
        return found

    def valkey(self, name: str) -> tuple[str, str]:
        """The address of a Valkey or Redis, once as the cache writes it and once as Celery does."""
        value = self._get(name) or ""
        parts = urlsplit(value)
        if parts.scheme == "unix" and parts.path.startswith("/"):
            number = parse_qs(parts.query).get("db", ["0"])[0]
            return value, f"redis+socket://{parts.path}?virtual_host={number}"
        if parts.scheme in ("redis", "rediss") and parts.netloc:
            return value, value
        raise BadSetting(f"{name} must look like redis://host:6379/0, rediss://… or unix:///folder/valkey.sock.")

    def mail(self, name: str, default: str) -> Mail:
        """How e-mail leaves the portal."""
        value = self._get(name) or default
        if value in ("off", "console"):
            return MAIL["dummy" if value == "off" else value]
        parts = urlsplit(value)
        try:
            port = parts.port or (465 if parts.scheme == "smtps" else 587)
        except ValueError:
            port = 0
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname or not port or parts.path.strip("/"):
            raise BadSetting(f"{name} must be off, console, smtp://user:password@host:587 or smtps://….")
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        return Mail(MAIL["smtp"].backend, parts.hostname, port, user, password, parts.scheme == "smtps")

    def sms(self, name: str, default: str, *, console: str) -> str:
        """The dotted path of the class that sends short messages; empty where they are off."""
        value = self._get(name) or default
        if value in ("off", "console"):
            return console if value == "console" else ""
        try:
            found = import_string(value)
        except ImportError:
            found = None
        if not (isinstance(found, type) and callable(getattr(found, "send", None))):
            raise BadSetting(
                f"{name} is {value!r}, it must be off, console or the dotted path of a class with send(number, text)."
            )
        return value

    def refuse_unknown(self) -> None:
        """A misspelt variable would silently do nothing."""
        ours = {name.removeprefix(PREFIX): name for name in sorted(self._known)}
        for name in sorted(self._values):
            if name.startswith(PREFIX) and name not in self._known:
                near = difflib.get_close_matches(name.removeprefix(PREFIX), ours, n=1)
                hint = f": did you mean {ours[near[0]]}?" if near else "; .env.example lists them all."
                raise BadSetting(f"The portal knows no variable {name}{hint}")

    def _get(self, name: str) -> str | None:
        self._known.add(name)
        return self._values.get(name)
