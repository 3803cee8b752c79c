"""Texts that carry both languages themselves, such as the catalogue's, and lists of words."""

from collections.abc import Iterable
from typing import Any

from renewal_portal.shown.formats import formats, in_chinese


def in_language(thing: Any, field: str = "name") -> str:
    """``field_zh`` or ``field_en`` of an object or mapping by the page's language; the other one where it is empty."""

    def text(language: str) -> str:
        key = f"{field}_{language}"
        found = thing[key] if isinstance(thing, dict) else getattr(thing, key)
        return str(found or "")

    first, second = ("zh", "en") if in_chinese() else ("en", "zh")
    return text(first) or text(second)


def listed(words: Iterable[str]) -> str:
    """The words one after the other, with the language's comma between them."""
    return formats().comma.join(words)
