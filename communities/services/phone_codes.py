"""The second factor of a resident: six digits to the telephone number on file.

The number is the one the register gives for the person a letter was sent to; whoever holds the letter can neither enter
nor change it. What a code proves strengthens one session, never the letter.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest

from django.core.cache import cache
from django.db import transaction

from communities.domain.contacts import plain_number, takes_messages
from communities.models import Credential
from communities.services.limits import GuessLimit, SendLimit, tries_left
from communities.services.secrets import keyed_hash, new_link, new_phone_code
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.services import events
from renewal_portal.messaging.port import NotSent, sms

VALID = timedelta(minutes=10)

logger = logging.getLogger(__name__)


class PhoneCodeRefused(Refused):
    """No code is sent, or it proves nothing."""


@dataclass(frozen=True, slots=True)
class _Sent:
    """A code on its way, as the cache keeps it: its keyed hash, never the code."""

    name: str
    hash: str
    until: datetime


def number_on_file(credential: Credential) -> str:
    """The number a code can be sent to; empty where none is on file, or short messages are off."""
    number = plain_number(credential.person.phone) if credential.person else ""
    return number if takes_messages(number) and sms() is not None else ""


def send_code(*, credential_id: int, text: str, address: str, at: datetime) -> None:
    """Send a fresh code; one sent before no longer works. ``text`` is the message, with ``%(code)s`` in it.

    Raises PhoneCodeRefused "no_number", "too_many_codes" or "not_sent".
    """
    credential = _valid(credential_id)
    number, way = number_on_file(credential), sms()
    if way is None or not number:
        raise PhoneCodeRefused("no_number")
    limit = SendLimit(address, voice=_voice(credential))
    limit.spend_or_refuse(PhoneCodeRefused("too_many_codes"))
    code, name = new_phone_code(), new_link()
    kept = _Sent(name, _hash(name, number, code), at + VALID)
    cache.set(_key(credential), kept, int(VALID.total_seconds()))
    try:
        way.send(number, text % {"code": code})
    except NotSent as reason:
        logger.warning("a code could not be sent: %s", reason)
        limit.give_back()
        raise PhoneCodeRefused("not_sent") from None
    _log("credential.code_sent", credential, at=at)


def check_code(*, credential_id: int, code: str, address: str, at: datetime) -> Credential:
    """Take a code, once: the letter's holder reads the telephone on file.

    Raises PhoneCodeRefused "too_many_guesses", "code_over" (too old, used, tried too often, or never sent) or
    "wrong_phone_code".
    """
    credential = _valid(credential_id)
    limit = GuessLimit(address, voice=_voice(credential))
    limit.refuse_if_spent(PhoneCodeRefused("too_many_guesses"))
    sent: _Sent | None = cache.get(_key(credential))
    if sent is None or at >= sent.until or not tries_left(sent.name, int(VALID.total_seconds())):
        raise PhoneCodeRefused("code_over")
    if not compare_digest(sent.hash, _hash(sent.name, number_on_file(credential), code)):
        limit.spend()
        raise PhoneCodeRefused("wrong_phone_code")
    if not cache.delete(_key(credential)):  # somebody else was faster with the same code
        raise PhoneCodeRefused("code_over")
    _log("credential.code_confirmed", credential, at=at)
    return credential


def is_under_way(credential: Credential, at: datetime) -> bool:
    """Was a code sent that may still be typed?"""
    sent: _Sent | None = cache.get(_key(credential))
    return sent is not None and at < sent.until


def _valid(credential_id: int) -> Credential:
    found: Credential = Credential.objects.valid().select_related("person").get(pk=credential_id)
    return found


def _voice(credential: Credential) -> str:
    """Counted for the voice, not for the letter: another letter for it opens no further tries."""
    return keyed_hash("voice", f"owner:{credential.owner_id}" if credential.owner_id else f"unit:{credential.unit_id}")


def _key(credential: Credential) -> str:
    return f"phone-code:{credential.pk}"


def _hash(name: str, number: str, code: str) -> str:
    """Bound to the number it was sent to: a number changed meanwhile makes it worthless."""
    return keyed_hash("phone_code", f"{name}:{number}:{code}")


@transaction.atomic
def _log(what: str, credential: Credential, *, at: datetime) -> None:
    about = f"credential:{credential.pk}"
    events.record(what=what, about=about, by=about, at=at)
