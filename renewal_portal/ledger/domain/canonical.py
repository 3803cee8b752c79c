"""One byte string for one JSON value, so that a hash means the same on every machine."""

import json
from collections.abc import Iterator

from renewal_portal.ledger.domain.refusals import NotCanonical

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]

# Beyond 64 bits, readers in other languages would round the number and disagree on the hash.
LARGEST = 2**63 - 1


def canonical_bytes(value: Json) -> bytes:
    """JSON in UTF-8: keys sorted by code point, no spaces, no escapes that are not needed.

    Raises `NotCanonical` for anything but text, whole numbers of 64 bits, booleans, None, lists and
    dictionaries with text keys: floats, fractions, decimals and dates have more than one spelling.
    """
    check(value)
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode()


def check(value: object, *, where: str = "$") -> None:
    """Raise `NotCanonical` with the path of the first part that has no canonical form."""
    if isinstance(value, str):
        _check_text(value, where)
    elif isinstance(value, int):  # a boolean is one
        if not -LARGEST <= value <= LARGEST:
            raise NotCanonical("number_too_large", where=where)
    elif isinstance(value, list | dict):
        for part, place in _parts(value, where):
            check(part, where=place)
    elif value is not None:
        raise NotCanonical("type_not_allowed", where=where, type=type(value).__name__)


def _parts(value: list[object] | dict[object, object], where: str) -> Iterator[tuple[object, str]]:
    if isinstance(value, list):
        yield from ((part, f"{where}[{index}]") for index, part in enumerate(value))
        return
    for key, part in value.items():
        if not isinstance(key, str):
            raise NotCanonical("key_not_text", where=where, type=type(key).__name__)
        _check_text(key, where)
        yield part, f"{where}.{key}"


def _check_text(text: str, where: str) -> None:
    """PostgreSQL keeps no NUL, and half a surrogate pair has no UTF-8."""
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise NotCanonical("text_not_storable", where=where)
