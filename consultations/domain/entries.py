"""Reading a JSON file that a person may have written: every fault says where it stands and what is wrong.

Paths look like ``roll[2].areas_cm2.3-1``; lists count from 0. Numbers are whole, and texts hold nothing that cannot be
printed, so that a fault is always one line.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from reprlib import repr as shortened
from typing import Any

#: The largest whole number that every reader of JSON keeps exactly.
MOST = 2**53
#: Longer numbers are not even converted: no file can mean them.
DIGITS = 20


class FileFault(ValueError):
    """A file that cannot be read. ``where`` is the path of the entry, ``why`` what is wrong with it."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.where = where
        self.why = why


class _Object(dict[str, Any]):
    """A JSON object that remembers a name it was given twice."""

    twice: str | None = None


def parse(content: bytes) -> Any:
    """The JSON of a file in UTF-8; a byte order mark is passed over.

    A float, NaN or a number without end is kept: whoever reads the entry refuses it and can say where it stands.

    Raises FileFault.
    """
    try:
        text = content.decode("utf-8-sig")
        if not text.strip():
            raise FileFault("file", "is empty")
        return json.loads(text, parse_int=_number, object_pairs_hook=_object)
    except UnicodeDecodeError as broken:
        raise FileFault(f"byte {broken.start}", "is not text in UTF-8") from broken
    except json.JSONDecodeError as broken:
        raise FileFault(f"line {broken.lineno}, column {broken.colno}", f"is not JSON ({broken.msg})") from broken
    except RecursionError as deep:
        raise FileFault("file", "is nested too deeply") from deep


def printable(value: Any) -> bool:
    """Is it a text that can stand in one printed line, and not empty?"""
    return isinstance(value, str) and value.isprintable() and value != ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One object of the file and the path that leads to it; every method raises FileFault with the place."""

    where: str
    plain: Mapping[str, Any]

    @classmethod
    def of(cls, value: Any, where: str = "") -> "Entry":
        """The value as an entry, if it is an object in which every name stands once."""
        if not isinstance(value, Mapping):
            raise FileFault(where or "file", "must be an object")
        twice = getattr(value, "twice", None)
        if twice is not None:
            raise FileFault(where or "file", f"{shortened(twice)} stands twice in it")
        return cls(where, value)

    def path(self, name: str) -> str:
        """The path of what stands under this name."""
        return f"{self.where}.{name}" if self.where else name

    def fault(self, name: str, why: str) -> FileFault:
        """A fault of what stands under this name, to be raised."""
        return FileFault(self.path(name), why)

    def only(self, *names: str) -> None:
        """Nothing but these names: a slip of the pen must not pass for something left out."""
        for name in self.plain:
            if name not in names:
                raise FileFault(self.where or "file", f"knows no {shortened(name)}, only {', '.join(names)}")

    def value(self, name: str) -> Any:
        """Whatever stands there."""
        if name not in self.plain:
            raise self.fault(name, "is missing")
        return self.plain[name]

    def text(self, name: str, default: str | None = None) -> str:
        """A text that is not empty; without a default it must stand there."""
        if default is not None and name not in self.plain:
            return default
        value = self.value(name)
        if not printable(value):
            raise self.fault(name, "must be a text, not empty and without control characters")
        return str(value)

    def hash(self, name: str) -> str:
        """A hash, or as many random bits, in small letters."""
        digits = self.value(name)
        if not isinstance(digits, str) or not re.fullmatch("[0-9a-fA-F]{64}", digits):
            raise self.fault(name, "must be 64 hexadecimal digits")
        return digits.lower()

    def one_of(self, name: str, known: Collection[str]) -> str:
        """One of the texts that are known here."""
        value = self.value(name)
        if not isinstance(value, str) or value not in known:
            raise self.fault(name, f"must be one of {', '.join(known)}")
        return value

    def whole(self, name: str, *, least: int = 0) -> int:
        """A whole number."""
        value = self.value(name)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= MOST:
            raise self.fault(name, f"must be a whole number from {least} to 2^53")
        return value

    def flag(self, name: str, *, default: bool) -> bool:
        """True or false."""
        value = self.plain.get(name, default)
        if not isinstance(value, bool):
            raise self.fault(name, "must be true or false")
        return value

    def entry(self, name: str) -> "Entry":
        """An object."""
        return Entry.of(self.value(name), self.path(name))

    def entries(self, name: str) -> Iterator["Entry"]:
        """The objects of a list."""
        value = self.value(name)
        if not isinstance(value, list):
            raise self.fault(name, "must be a list")
        for number, each in enumerate(value):
            yield Entry.of(each, f"{self.path(name)}[{number}]")


def _number(digits: str) -> int | float:
    return int(digits) if len(digits) <= DIGITS else float(digits)


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    made = _Object(pairs)
    if len(made) != len(pairs):
        names = [name for name, _ in pairs]
        made.twice = next(name for name in names if names.count(name) > 1)
    return made
