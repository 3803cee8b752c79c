"""What a letter says, in Chinese and in English: words for the layout templates/papers/letters.typ, which has none."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as translate
from django.utils.translation import ngettext

from communities.domain.electorate import VoiceKind
from communities.domain.letters import DOORS_NAMED, Addressee, Wording
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
    wordings = {to.wording for to, _ in drawn}
    with translation.override(ENGLISH):
        english, in_english = _words(batch, community, wordings), [_facts(batch, to) for to, _ in drawn]
    with translation.override(CHINESE):
        pages = [_page(to, printed, community) for to, printed in drawn]
        facts = [_facts(batch, to) for to, _ in drawn]
        return {
            "title": translate("Letters"),
            "phone": community.committee_phone,
            "sign-in": _typed("sign_in"),
            "zh": _words(batch, community, wordings),
            "en": english,
            "letters": [page | {"zh": zh, "en": en} for page, zh, en in zip(pages, facts, in_english, strict=True)],
        }


def _words(batch: LetterBatch, community: Community, wordings: Iterable[Wording]) -> dict[str, Any]:
    """What stands on every page of the batch, and ``says``: what on those to one sort of reader."""
    return {
        "says": {wording.value: SAYS[wording]() for wording in sorted(wordings)},
        "community": in_language(community),
        "committee": translate("Residents' committee"),
        "date": day(batch.ordered_at),
        "number-label": translate("Letter number"),
        "code-label": translate("Code"),
        "qr": translate("QR code: opens the page of this letter"),
        "scan": translate("Scan the square code with your phone's camera."),
        "type": translate("Or open this address and type letter number and code:"),
        "care": translate(
            "Somebody may help you, but give this letter to nobody and tell nobody its code. If it is lost or somebody "
            "saw the code, call: you get a new letter, and this one no longer works."
        ),
        "call": translate("Questions? Please call"),
    }


def _of_household() -> dict[str, Any]:
    return {
        "title": translate("What should be renovated? Your home chooses"),
        "purpose": translate("With this letter your home says which works it wants. One answer counts for each home."),
    } | _to_whom_casts()


def _of_owner() -> dict[str, Any]:
    return {
        "title": translate("The renovation plan: the owners decide"),
        "purpose": translate("With this letter you vote as an owner. All you own here counts together as one owner."),
    } | _to_whom_casts()


def _to_whom_casts() -> dict[str, Any]:
    return {
        "steps": [
            translate("See whether the door is yours. Then answer line by line; each says what it would cost you."),
            translate("Confirm at the end and keep the receipt. Until the vote ends you may change your answers."),
        ],
        "paper": translate("No phone? A paper ballot counts the same; ask the committee for one."),
        "privacy": translate(
            "What is kept: your door and what you choose, never beside a name. The code stands on this letter alone. "
            "More: %(address)s"
        )
        % {"address": _typed("privacy")},
    }


def _of_co_owner() -> dict[str, Any]:
    return {
        "title": translate("The renovation plan: one of you votes for all"),
        "purpose": translate(
            "You own here together with others, so you have one vote together, cast by your named representative. With "
            "this letter you see whether it was cast, and may dispute it until the vote ends."
        ),
        "steps": [
            translate("See whether the door is yours, and whether the ballot was cast. What it says is not shown."),
            translate(
                "You do not agree? Dispute the ballot there, before the vote ends. Then it counts only if all of you "
                "settle it before."
            ),
        ],
    } | _to_co_owners()


def _with_nobody_named() -> dict[str, Any]:
    return {
        "title": translate("The renovation plan: name one of you to vote"),
        "purpose": translate(
            "You own here together with others, so you have one vote together. None of you is named yet to cast it: as "
            "long as that is so, you do not vote."
        ),
        "steps": [
            translate("Agree on one of you, all of you sign, and bring that to the committee before the vote ends."),
            translate(
                "Who is named votes with this letter, if it is you. The others see with theirs whether the ballot was "
                "cast, and may dispute it until the vote ends."
            ),
        ],
    } | _to_co_owners()


def _to_co_owners() -> dict[str, Any]:
    return {
        "paper": translate("No phone? Bring this letter to the committee; somebody there helps you."),
        "privacy": translate(
            "What is kept: your door, and if you dispute the ballot your reason, which your representative and the "
            "committee read. The code stands on this letter alone. More: %(address)s"
        )
        % {"address": _typed("privacy")},
    }


SAYS = {
    Wording.HOUSEHOLD: _of_household,
    Wording.OWNER: _of_owner,
    Wording.CO_OWNER: _of_co_owner,
    Wording.NOBODY_NAMED: _with_nobody_named,
}


def _page(to: Addressee, printed: Printed, community: Community) -> dict[str, Any]:
    return {
        "says": to.wording.value,
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
    if to.represented:
        return translate("To %(name)s, co-owner") % {"name": to.name}
    if to.others:
        return translate("To %(name)s, for all owners") % {"name": to.name}
    return translate("To %(name)s") % {"name": to.name}


def _facts(batch: LetterBatch, to: Addressee) -> list[tuple[str, str]]:
    """Whose letter it is, and from when until when."""
    number = len(to.doors)
    rows = [(ngettext("Your door", "Your doors", number), _doors(to.doors))] if number else []
    if to.represented:
        rows.append((translate("Votes for all of you"), to.representative or translate("nobody is named yet")))
    if batch.opens_at is None or batch.closes_at is None:
        return [*rows, (translate("When"), translate("You will be told on the notice board."))]
    if batch.opens_at > batch.ordered_at:
        rows.append((translate("Open from"), moment(batch.opens_at)))
    ends = translate("The vote ends") if to.represented else translate("Answer until")
    return [*rows, (ends, moment(batch.closes_at))]


def _doors(doors: Sequence[str]) -> str:
    """The first of them, and how many there are besides."""
    named, more = listed(doors[:DOORS_NAMED]), len(doors) - DOORS_NAMED
    if more <= 0:
        return named
    return ngettext("%(doors)s and %(more)s more", "%(doors)s and %(more)s more", more) % {"doors": named, "more": more}


def _typed(name: str) -> str:
    """An address as somebody types it."""
    return (settings.BASE_URL + reverse(name)).removeprefix("https://").removeprefix("http://")
