"""The rule book: the thresholds of the law, each beside its article. Whole numbers and Fractions, never floats.

Source: Civil Code art. 278; "以上" includes the figure itself, "过半数" does not (art. 1259). Handbook 2.2 to 2.5.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from consultations.domain.entries import Entry


class Rule(StrEnum):
    """How a question is counted."""

    ORDINARY = "ordinary"
    SPECIAL = "special"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Threshold:
    """A share that must be reached (``strict`` false) or passed (``strict`` true), and the article that says so."""

    share: Fraction
    strict: bool
    article: str

    def met(self, part: int, whole: int) -> bool:
        """Is ``part`` of ``whole`` enough? Cross-multiplied, so nothing is ever rounded."""
        have, need = part * self.share.denominator, whole * self.share.numerator
        return have > need if self.strict else have >= need

    def least(self, whole: int) -> int:
        """The smallest whole number that is enough out of ``whole``."""
        need = whole * self.share.numerator
        floor, rest = divmod(need, self.share.denominator)
        return floor + 1 if self.strict or rest else floor

    def short(self, part: int, whole: int) -> int:
        """How much is lacking, 0 when it is enough."""
        return max(0, self.least(whole) - part)


QUORUM = Threshold(Fraction(2, 3), strict=False, article="Civil Code art. 278 para. 2 sentence 1")
ORDINARY = Threshold(Fraction(1, 2), strict=True, article="Civil Code art. 278 para. 2 sentence 3")
SPECIAL = Threshold(Fraction(3, 4), strict=False, article="Civil Code art. 278 para. 2 sentence 2")

#: The law the thresholds are taken from, in force since 1 January 2021.
VERSION = "civil-code-2021"


@dataclass(frozen=True, slots=True)
class RuleBook:
    """What one count was made by; a tally keeps the one it used.

    ``blank_takes_part``: does a question left blank on a returned ballot take part in its matter? A setting.
    """

    version: str = VERSION
    quorum: Threshold = QUORUM
    ordinary: Threshold = ORDINARY
    special: Threshold = SPECIAL
    blank_takes_part: bool = False

    def threshold(self, rule: Rule) -> Threshold:
        """The consent a decision needs.

        Raises ValueError for a wish, which nobody decides.
        """
        if rule is Rule.NONE:
            raise ValueError("a wish has no threshold")
        return self.ordinary if rule is Rule.ORDINARY else self.special


#: Catalogue decision class → rule, where common use is unchanged and where it changes (art. 278 para. 1 (8)).
RULE_OF_CLASS: Mapping[str, tuple[Rule, Rule]] = {
    "ordinary": (Rule.ORDINARY, Rule.ORDINARY),
    "special": (Rule.SPECIAL, Rule.SPECIAL),
    "special_if_common_use_changes": (Rule.ORDINARY, Rule.SPECIAL),
    "individual_consent_plus_ordinary": (Rule.ORDINARY, Rule.ORDINARY),
    "contract_content": (Rule.NONE, Rule.NONE),
    "none_public": (Rule.NONE, Rule.NONE),
    "none_enforcement": (Rule.NONE, Rule.NONE),
}


def rule_for(decision_class: str, *, changes_common_use: bool = False) -> Rule:
    """The rule a question of this class is counted by. Raises KeyError for a class the catalogue does not know."""
    unchanged, changed = RULE_OF_CLASS[decision_class]
    return changed if changes_common_use else unchanged


def to_plain(book: RuleBook) -> dict[str, Any]:
    """The rule book as JSON can hold it (docs/formats.md, "rule_book")."""
    return {
        "version": book.version,
        "quorum": _threshold_to_plain(book.quorum),
        "ordinary": _threshold_to_plain(book.ordinary),
        "special": _threshold_to_plain(book.special),
        "blank_takes_part": book.blank_takes_part,
    }


def from_plain(plain: Any) -> RuleBook:
    """The rule book of a file; what it leaves out is as the law has it.

    Raises FileFault naming the entry that is wrong, or a share softer than the law.
    """
    entry = Entry.of(plain, "rule_book")
    entry.only("version", "quorum", "ordinary", "special", "blank_takes_part")
    return RuleBook(
        version=entry.text("version", VERSION),
        quorum=_threshold(entry, "quorum", QUORUM),
        ordinary=_threshold(entry, "ordinary", ORDINARY),
        special=_threshold(entry, "special", SPECIAL),
        blank_takes_part=entry.flag("blank_takes_part", default=False),
    )


def _threshold_to_plain(threshold: Threshold) -> dict[str, Any]:
    share = f"{threshold.share.numerator}/{threshold.share.denominator}"
    return {"share": share, "strict": threshold.strict, "article": threshold.article}


def _threshold(book: Entry, name: str, law: Threshold) -> Threshold:
    if name not in book.plain:
        return law
    entry = book.entry(name)
    entry.only("share", "strict", "article")
    threshold = Threshold(_share(entry), entry.flag("strict", default=law.strict), entry.text("article", law.article))
    if (threshold.share, threshold.strict) < (law.share, law.strict):
        raise book.fault(name, "may not be softer than the law")
    if threshold.least(1) > 1:
        raise book.fault(name, "may not ask for more than everybody")
    return threshold


def _share(entry: Entry) -> Fraction:
    match = re.fullmatch(r"([0-9]{1,4})/([1-9][0-9]{0,3})", entry.text("share"))
    if match is None:
        raise entry.fault("share", 'must be a fraction such as "2/3"')
    return Fraction(int(match[1]), int(match[2]))
