"""Letters on paper: asked for, made in the background, fetched once, gone; replaced or taken back one by one.

The codes exist in the worker's memory and in the PDF alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from communities import loaders, papers
from communities.domain.electorate import VoiceKind
from communities.domain.letters import KEPT, Addressee, Reason
from communities.models import Community, Credential, LetterBatch, OwnerMember, RollEntry, RollVersion
from communities.services import credentials, letter_files
from communities.services.credentials import Printed
from renewal_portal.ledger.domain.canonical import Json
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.services import events, jobs
from renewal_portal.ledger.services.working import Held, each, work_through
from renewal_portal.typesetting import join, typeset

PRINT = "letters.print"
SECTION = 250  # pages the press sets at once; it needs about a megabyte for each


class LettersRefused(Refused):
    """Letters cannot be ordered or fetched."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which letters: to the voices of this kind on a roll that lack one, and to the co-owners who do; or with a
    ``reason`` anew, to all or to one (``unit_id``, ``owner_id``, and ``person_id`` where it is for a co-owner of it).
    ``opens_at`` and ``closes_at`` are of the vote they speak of, where one is called."""

    roll_id: int
    kind: VoiceKind
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    reason: Reason | None = None
    unit_id: int | None = None
    owner_id: int | None = None
    person_id: int | None = None

    @property
    def voice(self) -> dict[str, int | None]:
        return {"unit_id": self.unit_id, "owner_id": self.owner_id}


@transaction.atomic
def order(*, wanted: Wanted, by: str, at: datetime) -> LetterBatch:
    """Put the making of letters in the queue.

    Raises LettersRefused "letters_under_way" (to the same voice), "nobody_lacks_a_letter", "not_on_the_roll" or
    "nobody_is_named" (to cast for these owners: each of them gets a co-owner's letter).
    """
    roll = RollVersion.objects.select_related("community__subdistrict__district").get(pk=wanted.roll_id)
    _alone(roll.community)
    earlier = LetterBatch.objects.of(roll.community_id).filter(kind=wanted.kind)
    if earlier.in_the_way_of(**wanted.voice).exists():
        raise LettersRefused("letters_under_way")
    _refuse_without_voice(roll, wanted)
    voice = wanted.unit_id or wanted.owner_id or "all"
    job = jobs.enqueue(
        kind=PRINT,
        subject=f"community:{roll.community_id}",
        args={"roll": roll.pk, "kind": wanted.kind.value},
        key=f"{roll.community_id}:{wanted.kind}:{voice}",
        by=by,
        at=at,
    )
    batch = LetterBatch.objects.create(
        roll=roll,
        kind=wanted.kind,
        **wanted.voice,
        person_id=wanted.person_id,
        reason=wanted.reason,
        opens_at=wanted.opens_at,
        closes_at=wanted.closes_at,
        job=job,
        ordered_by=by,
        ordered_at=at,
    )
    _log("letters.ordered", batch, by=by, at=at)
    return batch


def make_ordered(*, worker: str, clock: Callable[[], datetime]) -> int:
    """Make what is ordered until nothing is left to claim; returns how many batches were made."""
    return work_through({PRINT: _make}, worker=worker, clock=clock)


@transaction.atomic
def fetch(*, batch_id: int, by: str, at: datetime) -> bytes:
    """The PDF, once: with this it is deleted.

    Raises LettersRefused "letters_not_made" or "letters_gone" (fetched before, kept too long, or lost).
    """
    batch = LetterBatch.objects.select_for_update(of=("self",)).select_related("roll__community").get(pk=batch_id)
    if batch.file is None:
        raise LettersRefused("letters_not_made")
    pdf = letter_files.read(batch.file) if batch.can_be_fetched(at) else None
    if pdf is None:
        raise LettersRefused("letters_gone")
    batch.fetched_by, batch.fetched_at = by, at
    _delete(batch, at=at)
    _log("letters.fetched", batch, by=by, at=at)
    return pdf


def delete_expired(*, by: str, at: datetime) -> int:
    """Delete every PDF that nobody fetched in time, and what a worker left behind that was killed; returns how many
    batches expired."""
    expired = LetterBatch.objects.expired(at).order_by("pk").values_list("pk", flat=True)
    done = each("delete letters", expired, lambda pk: _expire(pk, by=by, at=at))
    left = letter_files.names()
    if not LetterBatch.objects.filter(job__state="running").exists():  # else one of them may be on its way to its row
        for name in left - set(LetterBatch.objects.with_file().values_list("file", flat=True)):
            letter_files.delete(name)
    return done


def _make(held: Held) -> None:
    """One batch. Its letters become valid with its file, in one transaction: a worker killed before leaves nothing, and
    the next attempt draws other codes."""
    batch = LetterBatch.objects.select_related("roll__community__subdistrict__district").get(job=held.job)
    drawn = [(to, Printed.drawn()) for to in loaders.addressees(batch)]
    if not drawn:
        raise LettersRefused("nobody_lacks_a_letter")
    name = letter_files.save(_pdf(batch, drawn, held))
    try:
        _complete(batch, drawn, name, held)
    except BaseException:
        letter_files.delete(name)
        raise


def _pdf(batch: LetterBatch, drawn: Sequence[tuple[Addressee, Printed]], held: Held) -> bytes:
    parts = []
    for start in range(0, len(drawn), SECTION):
        held.report(start, len(drawn))
        parts.append(typeset(papers.LAYOUT, papers.letters(batch, drawn[start : start + SECTION])))
    held.report(len(drawn), len(drawn))
    return join(parts)


@transaction.atomic
def _complete(batch: LetterBatch, drawn: Sequence[tuple[Addressee, Printed]], name: str, held: Held) -> None:
    at, by = held.clock(), batch.ordered_by
    _alone(batch.roll.community)
    reason = Reason(batch.reason) if batch.reason else None
    credentials.revoke_each(credential_ids=_replaced(batch, drawn), by=by, at=at, reason=reason)
    credentials.keep(drawn, by=by, at=at)
    batch.pages, batch.file, batch.made_at, batch.expires_at = len(drawn), name, at, at + KEPT
    batch.co_owner_pages = sum(to.represented for to, _ in drawn)
    batch.save(update_fields=["pages", "co_owner_pages", "file", "made_at", "expires_at"])
    _log("letters.made", batch, by=by, at=at)
    held.finish({"pages": batch.pages}, at=at)


def _replaced(batch: LetterBatch, drawn: Sequence[tuple[Addressee, Printed]]) -> list[int]:
    """The valid letters of the same homes or persons: each has one, and those of the other co-owners stay. One without
    a name, from before an owner named anybody, goes too."""
    valid = Credential.objects.valid()
    if batch.kind == VoiceKind.HOUSEHOLD:
        return list(valid.filter(unit__in=[to.subject for to, _ in drawn]).values_list("pk", flat=True))
    to_whom = {(to.subject, to.person) for to, _ in drawn} | {(to.subject, None) for to, _ in drawn}
    held = valid.filter(owner__in={owner for owner, _ in to_whom}).values_list("pk", "owner_id", "person_id")
    return [pk for pk, *holder in held if tuple(holder) in to_whom]


@transaction.atomic
def _expire(batch_id: int, *, by: str, at: datetime) -> None:
    batch = LetterBatch.objects.select_for_update(of=("self",)).select_related("roll__community").get(pk=batch_id)
    if batch.deleted_at is None:
        _delete(batch, at=at)
        _log("letters.expired", batch, by=by, at=at)


def _delete(batch: LetterBatch, *, at: datetime) -> None:
    """The row says so first; the file goes with the commit, and else with the next sweep."""
    batch.deleted_at, name = at, batch.file
    batch.save(update_fields=["fetched_by", "fetched_at", "deleted_at"])
    if name:
        transaction.on_commit(lambda: letter_files.delete(name))


def _refuse_without_voice(roll: RollVersion, wanted: Wanted) -> None:
    if wanted.unit_id or wanted.owner_id:
        voice = RollEntry.objects.filter(roll=roll, kind=wanted.kind).of_voice(**wanted.voice)
        members = OwnerMember.objects.filter(owner=wanted.owner_id)
        if not voice.exists() or (wanted.person_id and not members.filter(person=wanted.person_id).exists()):
            raise LettersRefused("not_on_the_roll")
        if not wanted.person_id and not voice.with_somebody_to_cast().exists():
            raise LettersRefused("nobody_is_named")
    elif wanted.reason is None and not loaders.letters_due(roll, wanted.kind):
        raise LettersRefused("nobody_lacks_a_letter")


def _alone(community: Community) -> None:
    """One at a time decides about a community's letters."""
    Community.objects.select_for_update(of=("self",)).get(pk=community.pk)


def _log(what: str, batch: LetterBatch, *, by: str, at: datetime) -> None:
    """Which letters, never whose."""
    detail: dict[str, Json] = {
        "roll": batch.roll.number,
        "kind": str(batch.kind),
        "pages": batch.pages,
        "co_owners": batch.co_owner_pages,
        "reason": batch.reason,
    }
    district = batch.roll.community.subdistrict.district.code
    events.record(what=what, about=f"letter_batch:{batch.pk}", by=by, at=at, district=district, detail=detail)
