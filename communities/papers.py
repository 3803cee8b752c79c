"""What a letter says, in Chinese and in English: words for the layout templates/papers/letters.typ, which has none."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as translate
from django.utils.translation import ngettext

from communities.domain.electorate import VoiceKind
from communities.domain.letters import DOORS_NAMED, Addressee
from communities.models import Community, LetterBatch
from communities.services.credentials import Printed
from renewal_portal.shown.codes import grouped, qr
from renewal_portal.shown.times import day, moment
from renewal_portal.shown.words import in_language, listed

CHINESE, ENGLISH = "zh-hans", "en"
LAYOUT = "letters"


def letters(batch: LetterBatch, drawn: Sequence[tuple[Addressee, Printed]]) -> dict[str, Any]:
    """The data of these pages of a batch."""
    community = batch.roll.community
    with translation.override(ENGLISH):
        english, in_english = _words(batch, community), [_facts(batch, to) for to, _ in drawn]
    with translation.override(CHINESE):
        pages = [_page(to, printed, community) for to, printed in drawn]
        facts = [_facts(batch, to) for to, _ in drawn]
        return {
            "title": translate("Letters"),
            "phone": community.committee_phone,
            "sign-in": _typed("sign_in"),
            "zh": _words(batch, community),
            "en": english,
            "letters": [page | {"zh": zh, "en": en} for page, zh, en in zip(pages, facts, in_english, strict=True)],
        }


def _words(batch: LetterBatch, community: Community) -> dict[str, Any]:
    """What stands on every page of the batch."""
    title, purpose = PURPOSES[VoiceKind(batch.kind)]()
    return {
        "community": in_language(community),
        "committee": translate("Residents' committee"),
        "date": day(batch.ordered_at),
        "title": title,
        "purpose": purpose,
        "number-label": translate("Letter number"),
        "code-label": translate("Code"),
        "qr": translate("QR code: opens the page of this letter"),
        "scan": translate("Scan the square code with your phone's camera."),
        "type": translate("Or open this address and type letter number and code:"),
        "steps": [
            translate("See whether the door is yours. Then answer line by line; each says what it would cost you."),
            translate("Confirm at the end and keep the receipt. Until the vote ends you may change your answers."),
        ],
        "paper": translate("No phone? A paper ballot counts the same; ask the committee for one."),
        "care": translate(
            "Somebody may help you, but give this letter to nobody and tell nobody its code. If it is lost or somebody "
            "saw the code, call: you get a new letter, and this one no longer works."
        ),
        "call": translate("Questions? Please call"),
        "privacy": translate(
            "What is kept: your door and what you choose, never beside a name. The code stands on this letter alone. "
            "More: %(address)s"
        )
        % {"address": _typed("privacy")},
    }


def _of_household() -> tuple[str, str]:
    return (
        translate("What should be renovated? Your home chooses"),
        translate("With this letter your home says which works it wants. One answer counts for each home."),
    )


def _of_owner() -> tuple[str, str]:
    return (
        translate("The renovation plan: the owners decide"),
        translate("With this letter you vote as an owner. All you own here counts together as one owner."),
    )


PURPOSES = {VoiceKind.HOUSEHOLD: _of_household, VoiceKind.OWNER: _of_owner}


def _page(to: Addressee, printed: Printed, community: Community) -> dict[str, Any]:
    return {
        "number": grouped(printed.letter_number),
        "code": grouped(printed.code),
        "qr": str(qr(settings.BASE_URL + reverse("link", args=[printed.link]))),
        "address": {
            "where": f"{in_language(community, 'address')} {in_language(community)}".strip(),
            "door": to.door if to.person or to.kind is VoiceKind.HOUSEHOLD else "",
            "to": _receiver(to),
        },
    }


def _receiver(to: Addressee) -> str:
    """Who opens it. The developer's goes to the firm, not to one of its empty doors."""
    if to.kind is VoiceKind.HOUSEHOLD:
        return translate("To the household")
    if not to.person:
        return translate("To the developer")
    if to.others:
        return translate("To %(name)s, for all owners") % {"name": to.name}
    return translate("To %(name)s") % {"name": to.name}


def _facts(batch: LetterBatch, to: Addressee) -> list[tuple[str, str]]:
    """Whose letter it is, and from when until when."""
    number = len(to.doors)
    rows = [(ngettext("Your door", "Your doors", number), _doors(to.doors))] if number else []
    if batch.opens_at is None or batch.closes_at is None:
        return [*rows, (translate("When"), translate("You will be told on the notice board."))]
    if batch.opens_at > batch.ordered_at:
        rows.append((translate("Open from"), moment(batch.opens_at)))
    return [*rows, (translate("Answer until"), moment(batch.closes_at))]


def _doors(doors: Sequence[str]) -> str:
    """The first of them, and how many there are besides."""
    named, more = listed(doors[:DOORS_NAMED]), len(doors) - DOORS_NAMED
    if more <= 0:
        return named
    return ngettext("%(doors)s and %(more)s more", "%(doors)s and %(more)s more", more) % {"doors": named, "more": more}


def _typed(name: str) -> str:
    """An address as somebody types it."""
    return (settings.BASE_URL + reverse(name)).removeprefix("https://").removeprefix("http://")
