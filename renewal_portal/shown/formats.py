"""The patterns of the two languages: where the sign of money stands, how a date is written, what units are called.

Like Django's own ``formats`` modules these are patterns, not sentences, and so do not wait for a translator.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class Formats:
    """The patterns of one language. ``comma``: between the words of a list; ``units``: unit code → one, several."""

    money: str
    large_money: str
    large_unit: int
    about: str
    day: str
    moment: str
    comma: str
    units: Mapping[str, tuple[str, str]]


CHINESE = Formats(
    money="{}元",
    large_money="{}万元",
    large_unit=10_000,
    about="约{}",
    day="Y年n月j日 l",
    moment="Y年n月j日 l H:i",
    comma="、",
    units={
        "m": ("米", "米"),
        "m2": ("平方米", "平方米"),
        "each": ("个", "个"),
        "household": ("户", "户"),
        "building": ("栋", "栋"),
    },
)
ENGLISH = Formats(
    money="¥{}",
    large_money="¥{} million",
    large_unit=1_000_000,
    about="about {}",
    day="l j F Y",
    moment="l j F Y, H:i",
    comma=", ",
    units={
        "m": ("m", "m"),
        "m2": ("m²", "m²"),
        "each": ("piece", "pieces"),
        "household": ("household", "households"),
        "building": ("building", "buildings"),
    },
)


def in_chinese() -> bool:
    """Is the page being written in Chinese?"""
    return (get_language() or settings.LANGUAGE_CODE).startswith("zh")


def formats() -> Formats:
    """The patterns of the page's language."""
    return CHINESE if in_chinese() else ENGLISH
