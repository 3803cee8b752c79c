"""The icon of each chapter of the menu."""

ICONS = {
    "C1": "pipe",
    "C2": "tools",
    "C3": "building",
    "C4": "road",
    "C5": "people",
    "M1": "broom",
    "M2": "home",
    "M3": "shield",
    "M4": "leaf",
    "M5": "lamp",
    "M6": "service",
}


def major_icon(code: str) -> str:
    """Of a major's code, or of a minor's ("C1.07"); a plain sheet for chapters an edition adds."""
    return ICONS.get(code.partition(".")[0], "paper")
