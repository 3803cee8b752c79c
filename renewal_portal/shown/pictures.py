"""The picture of each item of the menu, so that it is recognised before it is read: drawn in ``static/items.svg``."""

import re
from functools import cache
from pathlib import Path

from renewal_portal.shown.chapters import major_icon

STATIC = Path(__file__).resolve().parent.parent.parent / "static"
ICONS, ITEMS = "icons.svg", "items.svg"


@cache
def symbols(sheet: str) -> tuple[str, ...]:
    """The names in a sprite, in its order."""
    return tuple(re.findall(r'<symbol id="([\w-]+)"', (STATIC / sheet).read_text()))


def symbol(code: str) -> str:
    """The name an item's picture has: "C1.07" is ``item-c1-07``."""
    return f"item-{code.lower().replace('.', '-')}"


def item_picture(code: str) -> tuple[str, str]:
    """Sprite and name in it; an item an edition adds has no picture yet and shows its chapter's icon."""
    name = symbol(code)
    return (ITEMS, name) if name in symbols(ITEMS) else (ICONS, major_icon(code))
