"""What belongs to an offered item, in sentences: who decides, what it is tied to, what may be had instead."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as translate
from django.utils.translation import ngettext

from consultations.domain.rules import SPECIAL, RuleBook, rule_for
from consultations.loaders.public.menu import Chapter, Offer, Tie
from consultations.models import OfferedItem
from consultations.views.resident.legal import consent_sentence
from menus.domain.catalogue import DecisionClass, Period, RelationKind
from menus.labels import DECISION_CLASSES, UNITS
from renewal_portal.shown.places import place_name
from renewal_portal.shown.shares import need_in_words
from renewal_portal.shown.words import in_language

#: Classes whose majority is the same at every place.
FIXED = (DecisionClass.ORDINARY, DecisionClass.SPECIAL, DecisionClass.INDIVIDUAL_CONSENT_PLUS_ORDINARY)
#: As many places stand open below an item; more are unfolded.
PLACES_SHOWN = 6
#: Of the places of a finding as many are named.
NAMED = 3


def chapter_card(chapter: Chapter) -> dict[str, Any]:
    """A major item with a card for each of its items."""
    return {"major": chapter.major, "offers": [_card(offer) for offer in chapter.offers]}


def hints(offer: Offer) -> list[str]:
    """What an item is tied to, and of which others only one can be chosen."""
    found = [_tied(kind, ties) for kind in RelationKind if (ties := [tie for tie in offer.ties if tie.kind is kind])]
    if offer.rivals:
        names = translate("; ").join(_line_name(line) for line in offer.rivals)
        found.append(translate("Of this and the following only one can be chosen: %(others)s.") % {"others": names})
    return found


def who_decides(line: OfferedItem) -> list[str]:
    """Who decides about an item, and how many must agree where that follows from the item alone."""
    found = [str(dict(DECISION_CLASSES)[line.decision_class])]
    if line.decision_class in FIXED:
        found.append(consent_sentence(RuleBook().threshold(rule_for(line.decision_class))))
    return found


def findings(offer: Offer) -> list[str]:
    """What the survey found; the same words at several places are said once, the first places by name."""
    places: dict[str, list[str]] = {}
    for finding in offer.findings:
        places.setdefault(in_language(finding, "text"), []).append(place_name(finding.place))
    return [
        translate("%(text)s (%(places)s)") % {"text": text, "places": _few(names)} for text, names in places.items()
    ]


def rulings(lines: Sequence[OfferedItem]) -> list[str]:
    """Where it was ruled whether the use of common parts changes, and why: it decides how many must agree."""
    return [_ruling(line) for line in lines if line.changes_common_use is not None]


def _card(offer: Offer) -> dict[str, Any]:
    return {
        "offer": offer,
        "line": offer.line,
        "monthly": offer.line.period == Period.MONTH,
        "unit": dict(UNITS)[offer.line.unit],
        "decides": who_decides(offer.line),
        "findings": findings(offer),
        "hints": hints(offer),
        "rulings": rulings(offer.lines),
        "folded": len(offer.lines) > PLACES_SHOWN,
    }


def _tied(kind: RelationKind, ties: Sequence[Tie]) -> str:
    """One sentence for all ties of a kind; the catalogue's reason where there is only one of them."""
    reason = f" {ties[0].reason}" if len(ties) == 1 else ""
    others = [tie.other for tie in ties if tie.other is not None]
    if not others:
        return f"{translate('It belongs in every plan.')}{reason}"
    names = translate(", ").join(translate("“%(name)s”") % {"name": other.name} for other in others)
    sentences = {
        RelationKind.NEEDS: translate("Possible only together with %(others)s."),
        RelationKind.BRINGS_WITH: translate("Brings with it: %(others)s."),
        RelationKind.EXCLUDES: translate("Cannot be had together with %(others)s."),
        RelationKind.COMES_BEFORE: translate("Better done before %(others)s."),
    }
    return sentences[kind] % {"others": names} + reason


def _ruling(line: OfferedItem) -> str:
    pattern = (
        translate("%(place)s: the use of common parts changes, so %(need)s must agree. Reason: %(reason)s")
        if line.changes_common_use
        else translate("%(place)s: the use of common parts does not change. Reason: %(reason)s")
    )
    need = need_in_words(SPECIAL)
    return pattern % {"place": place_name(line.place), "need": need, "reason": line.ruling_reason}


def _few(names: Sequence[str]) -> str:
    more = len(names) - NAMED
    if more < 2:
        return translate("; ").join(names)
    rest = ngettext("%(n)s other place", "%(n)s other places", more) % {"n": more}
    return translate("; ").join([*names[:NAMED], rest])


def _line_name(line: OfferedItem) -> str:
    return translate("“%(name)s” (%(place)s)") % {
        "name": in_language(line, "wording"),
        "place": place_name(line.place),
    }
