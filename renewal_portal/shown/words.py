"""Texts that carry both languages themselves, such as the catalogue's."""

from typing import Any

from renewal_portal.shown.formats import in_chinese


def in_language(thing: Any, field: str = "name") -> str:
    """``field_zh`` or ``field_en`` of an object or mapping by the page's language; the other one where it is empty."""

    def text(language: str) -> str:
        key = f"{field}_{language}"
        found = thing[key] if isinstance(thing, dict) else getattr(thing, key)
        return str(found or "")

    first, second = ("zh", "en") if in_chinese() else ("en", "zh")
    return text(first) or text(second)
