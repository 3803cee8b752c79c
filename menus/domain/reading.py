"""Reads values out of a document by hand, one field at a time, and says where and why it cannot."""

import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

Choice = TypeVar("Choice", bound=StrEnum)
LARGEST_FEN = 10**12
CONTROL = frozenset({"Cc", "Cs"})  # PostgreSQL keeps no NUL, half a surrogate pair has no UTF-8


class BadDocument(ValueError):
    """A document that cannot be read.

    `where` is the path of the part ("majors[2].items[5].unit"), `code` says what is wrong with it, `values`
    fill the sentence, which the outer layers make (`menus.sentences`).
    """

    def __init__(self, where: str, code: str, **values: object) -> None:
        super().__init__(f"{where}: {code} {values}")
        self.where = where
        self.code = code
        self.values = values


class Reader:
    """The fields of one mapping. A field that is left over at the end is refused: a typing error hides there."""

    def __init__(self, value: object, where: str) -> None:
        if not isinstance(value, Mapping):
            raise BadDocument(where, "not_a_mapping")
        for key in value:
            if not isinstance(key, str):
                raise BadDocument(where, "key_is_no_text", key=str(key))
        self.where = where
        self._left = dict(value)

    def path(self, name: str) -> str:
        return f"{self.where}.{name}" if self.where else name

    def text(self, name: str, *, longest: int = 200, blank: bool = False) -> str:
        """A text without control characters; missing only where it may be blank."""
        value = self._left.pop(name, None)
        if value is None and blank:
            return ""
        return text(value, self.path(name), longest=longest, blank=blank)

    def choice(self, name: str, kind: type[Choice]) -> Choice:
        """One of the values of an enumeration."""
        return choice(self._left.pop(name, None), self.path(name), kind)

    def maybe_choice(self, name: str, kind: type[Choice]) -> Choice | None:
        """One of the values of an enumeration, or nothing."""
        return self.choice(name, kind) if self._left.get(name) is not None else self._left.pop(name, None)

    def maybe_fen(self, name: str) -> int | None:
        """A price in whole fen above zero, or nothing."""
        value = self._left.pop(name, None)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool):
            raise BadDocument(self.path(name), "not_whole_fen", value=str(value))
        if not 0 < value <= LARGEST_FEN:
            raise BadDocument(self.path(name), "fen_out_of_range", value=value, most=LARGEST_FEN)
        return value

    def flag(self, name: str) -> bool:
        """true or false; false where missing."""
        value = self._left.pop(name, False)
        if not isinstance(value, bool):
            raise BadDocument(self.path(name), "not_true_or_false", value=str(value))
        return value

    def day(self, name: str) -> date:
        """A date as YYYY-MM-DD."""
        value = self._left.pop(name, None)
        try:
            return date.fromisoformat(value if isinstance(value, str) else "")
        except ValueError:
            raise BadDocument(self.path(name), "not_a_date", value=str(value)) from None

    def entries(self, name: str) -> Iterator[tuple[object, str]]:
        """The entries of a list with the path of each; nothing where the list is missing."""
        value = self._left.pop(name, None)
        if value is not None and not isinstance(value, list):
            raise BadDocument(self.path(name), "not_a_list")
        for number, entry in enumerate(value or []):
            yield entry, f"{self.path(name)}[{number}]"

    def inner(self, name: str) -> "Reader":
        """The fields of a mapping inside this one; of none where it is missing."""
        value = self._left.pop(name, None)
        return Reader({} if value is None else value, self.path(name))

    def rest(self) -> dict[str, object]:
        """All fields not read yet, for a mapping whose keys are data."""
        rest, self._left = self._left, {}
        return rest

    def done(self) -> None:
        """Refuse what nobody asked for."""
        for name in self._left:
            raise BadDocument(self.path(name), "unknown_field")


def text(value: object, where: str, *, longest: int, blank: bool = False) -> str:
    """A text of at most so many characters. Raises BadDocument."""
    if value is None:
        raise BadDocument(where, "missing")
    if not isinstance(value, str):
        raise BadDocument(where, "not_a_text", value=str(value))
    stripped = value.strip()
    if not stripped and not blank:
        raise BadDocument(where, "missing")
    if len(stripped) > longest:
        raise BadDocument(where, "too_long", longest=longest)
    if any(unicodedata.category(character) in CONTROL for character in stripped):
        raise BadDocument(where, "control_character")
    return stripped


def choice(value: object, where: str, kind: type[Choice]) -> Choice:
    """One of the values of an enumeration. Raises BadDocument."""
    if value is None:
        raise BadDocument(where, "missing")
    allowed = [member.value for member in kind]
    if not isinstance(value, str) or value not in allowed:
        raise BadDocument(where, "unknown_value", value=str(value), allowed=", ".join(allowed))
    return kind(value)
