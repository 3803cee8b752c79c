"""Casting a ballot: complete when the request returns, no worker needed."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from communities.domain.electorate import ELSEWHERE
from consultations.domain.ballots import (
    BESIDE_HOME,
    OWNER_ELSEWHERE,
    Answer,
    Choices,
    asked,
    check_choices,
    check_groups,
    encode,
    encode_choices,
    set_aside,
)
from consultations.domain.merkle import leaf
from consultations.domain.phases import Phase
from consultations.loaders import ballots as ballot_loader
from consultations.loaders.ballots import Cast, Moment, Voice
from consultations.loaders.settings import needs_second_factor
from consultations.models import BallotDraft, BallotVersion
from consultations.services.locks import round_lock, voice_lock
from consultations.services.versions import write_version
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.services import events

#: Crockford's alphabet: a receipt code is read aloud and copied by hand. Twelve characters, 60 bits.
SERIAL_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class BallotRefused(Refused):
    """The ballot is not accepted, and nothing of it is kept."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a voter filled in: answers by question number, priorities and options."""

    answers: Mapping[int, Answer]
    choices: Choices
    unclear: frozenset[int] = frozenset()  # on paper: questions whose answer cannot be read


@dataclass(frozen=True, slots=True)
class How:
    """The way a ballot came in. ``by_owner``: from a home's owner, who lives elsewhere."""

    channel: str
    strength: str
    helper: str
    by: str
    at: datetime
    by_owner: bool


@transaction.atomic
def save_draft(
    *, round_id: int, entry_id: int, said: Said, by: str, at: datetime, by_owner: bool = False
) -> BallotDraft:
    """Keep what is filled in so far. It counts for nothing until cast. Raises BallotRefused, BallotFault."""
    round_lock(round_id, shared=True)
    moment = ballot_loader.moment(round_id, entry_id, by_owner=by_owner, at=at)
    text, choices = _encoded(moment, _voice(moment, by_owner=by_owner), said)
    draft, _ = BallotDraft.objects.update_or_create(
        round_id=round_id,
        entry_id=entry_id,
        by_owner=by_owner,
        defaults={"answers": text, "choices": choices, "saved_at": at},
    )
    return draft


def forget_draft(*, round_id: int, entry_id: int, by_owner: bool = False) -> None:
    """Take back what was filled in and not confirmed. A ballot that stands stays as it is."""
    BallotDraft.objects.filter(round=round_id, entry_id=entry_id, by_owner=by_owner).delete()


@transaction.atomic
def cast(
    *,
    round_id: int,
    entry_id: int,
    said: Said,
    strength: str,
    by: str,
    at: datetime,
    channel: str = "online",
    helper: str = "",
    by_owner: bool = False,
) -> BallotVersion:
    """Cast a voice's ballot. Online it replaces an earlier online one until the round closes.

    Paper and online: the first valid one stands, any other second ballot is recorded and set aside. ``by_owner``: a
    home's owner, who lives elsewhere, answers a selection for it; that stands only where nobody living there answers.
    Raises BallotRefused "not_open" (before, after, closed meanwhile, or the consultation rests), "not_on_roll",
    "lives_there", "second_factor_needed" or "empty_ballot"; BallotFault for answers that do not fit the questions.
    """
    voice_lock(round_id, entry_id)
    moment = ballot_loader.moment(round_id, entry_id, by_owner=by_owner, at=at)
    how = How(channel=channel, strength=strength, helper=helper, by=by, at=at, by_owner=by_owner)
    return _cast(moment, entry_id, said, how)


@transaction.atomic
def confirm(
    *,
    round_id: int,
    entry_id: int,
    seen: str,
    strength: str,
    by: str,
    at: datetime,
    helper: str = "",
    by_owner: bool = False,
) -> BallotVersion:
    """Cast online what is kept as the voice's draft, if that is what the voice has seen (domain.filling, Filled.mark).

    Raises what ``cast`` does, and BallotRefused "seen_another" where nothing is kept or something else, "on_paper"
    where a ballot stands that an online one does not replace.
    """
    voice_lock(round_id, entry_id)
    moment = ballot_loader.moment(round_id, entry_id, by_owner=by_owner, at=at)
    if moment.draft is None or moment.draft.mark != seen:
        raise BallotRefused("seen_another")
    if any(each.in_force and each.by_owner is by_owner and each.channel != "online" for each in moment.before):
        raise BallotRefused("on_paper")
    said = Said(moment.draft.answers, moment.draft.choices)
    how = How(channel="online", strength=strength, helper=helper, by=by, at=at, by_owner=by_owner)
    return _cast(moment, entry_id, said, how)


def _cast(moment: Moment, entry_id: int, said: Said, how: How) -> BallotVersion:
    """Cast at a moment read after the lock."""
    voice = _voice(moment, by_owner=how.by_owner)
    if how.channel == "online" and needs_second_factor(
        kind=moment.kind, district=moment.district, strength=how.strength, at=how.at
    ):
        raise BallotRefused("second_factor_needed")
    if not said.answers:
        raise BallotRefused("empty_ballot")
    text, choices = _encoded(moment, voice, said)
    version = write_version(
        round_id=moment.round_id,
        entry_id=entry_id,
        version=BallotVersion(
            number=len(moment.before) + 1,
            answers=text,
            choices=choices,
            channel=how.channel,
            strength=how.strength,
            tenure=OWNER_ELSEWHERE if how.by_owner else voice.tenure,
            serial="".join(secrets.choice(SERIAL_ALPHABET) for _ in range(12)),
            nonce=secrets.token_bytes(32),
            set_aside_reason=_beside(moment.before, how.channel, by_owner=how.by_owner),
            helper=how.helper,
            cast_by=how.by,
            cast_at=how.at,
        ),
    )
    _log(moment, version)
    return version


def encoded(*, round_id: int, entry_id: int, said: Said, at: datetime) -> tuple[str, str]:
    """Answers and choices as a ballot of this voice would hold them; nothing is written. Raises BallotFault, and
    BallotRefused "not_on_roll"."""
    moment = ballot_loader.moment(round_id, entry_id, by_owner=False, at=at)
    if moment.voice is None:
        raise BallotRefused("not_on_roll")
    return _encoded(moment, moment.voice, said)


def leaf_of(version: BallotVersion, *, round_key: str) -> str:
    """The Merkle leaf of a stored ballot, as the count computes it."""
    return leaf(
        round_key=round_key,
        serial=version.serial,
        nonce=bytes(version.nonce),
        answers=str(version.answers),
        choices=version.choices,
    )


def _beside(before: Sequence[Cast], channel: str, *, by_owner: bool) -> str:
    """Why the new ballot is only recorded beside the one in force; empty where it takes its place, or is the first.

    Whoever lives in a home comes before its owner; on the same side an online ballot gives way to an online one.
    """
    in_force = next((each for each in before if each.in_force), None)
    if in_force is None or (in_force.by_owner and not by_owner):
        return ""
    if by_owner and not in_force.by_owner:
        return BESIDE_HOME
    return "" if in_force.channel == channel == "online" else "second_ballot"


def _voice(moment: Moment, *, by_owner: bool) -> Voice:
    """The voice on the round's roll. Raises BallotRefused "not_open" unless the round takes ballots at this moment,
    "not_on_roll", "lives_there"."""
    if moment.phase is not Phase.OPEN:
        raise BallotRefused("not_open", opens_at=moment.opens_at, closes_at=moment.closes_at)
    if moment.voice is None:
        raise BallotRefused("not_on_roll")
    if by_owner and moment.voice.tenure not in ELSEWHERE:
        raise BallotRefused("lives_there")
    return moment.voice


def _encoded(moment: Moment, voice: Voice, said: Said) -> tuple[str, str]:
    paper = ballot_loader.paper(moment.round_id, moment.kind)
    text = set_aside(encode(said.answers, asked(paper.places, voice.places)), said.unclear)
    check_choices(said.choices, text, paper.options)
    check_groups(text, paper.groups)
    return text, encode_choices(said.choices)


def _log(moment: Moment, version: BallotVersion) -> None:
    """That a ballot was cast, by its serial; never what it says."""
    events.record(
        what="ballot.cast",
        about=f"round:{moment.round_id}",
        by=version.cast_by,
        at=version.cast_at,
        district=moment.district,
        detail={"serial": version.serial, "channel": version.channel, "stands": not version.set_aside_reason},
    )
