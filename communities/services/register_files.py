"""Register files people bring: kept encrypted, since they hold identity numbers, until they are taken over, thrown away
or a day old."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain, islice

from cryptography.fernet import Fernet
from django.conf import settings
from django.db import transaction

from communities import loaders, sheets
from communities.domain.roll import columns
from communities.domain.roll.cells import clean
from communities.domain.roll.columns import Column
from communities.domain.roll.reading import shown
from communities.models import Community, RegisterFile
from communities.services.kept_files import Shelf
from communities.services.secrets import keyed_hash
from renewal_portal.ledger.domain.canonical import Json
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.services import events
from renewal_portal.ledger.services.working import each

KEPT = timedelta(hours=24)
NAME_LENGTH = 120
GRACE = timedelta(hours=1)  # a file without a row is older than any request

_shelf = Shelf("register", ".roll")


class RegisterFileRefused(Refused):
    """A register file cannot be brought, read or taken over."""


@dataclass(frozen=True, slots=True)
class Outline:
    """Where the headings stand, counted from 0, what they are and mean, and how many lines follow."""

    at: int
    headings: list[str]
    layout: dict[Column, int]
    rows: int


def outline(*, community_id: int, content: bytes) -> Outline:
    """Read a file once. Done before anything is locked, for it may take seconds.

    Raises SheetRefused or RegisterFileRefused "without_rows".
    """
    remembered, lines = _remembered(community_id), sheets.rows(content)
    first = list(islice(lines, columns.LOOKED_AT))
    at = columns.find_headings(first, remembered)
    rows = sum(any(map(str.strip, line)) for line in chain(first[at + 1 :], lines))
    if not rows:
        raise RegisterFileRefused("without_rows")
    headings = [clean(heading)[:NAME_LENGTH] for heading in first[at]]
    return Outline(at, headings, columns.guess(headings, remembered), rows)


def keep(*, community: Community, name: str, content: bytes, outline: Outline, by: str, at: datetime) -> RegisterFile:
    """Keep a file, with the columns its headings tell; an earlier one that was not taken over goes. The caller holds
    the community. Raises RegisterFileRefused "under_way"."""
    for earlier in RegisterFile.objects.filter(community=community).kept():
        refuse_under_way(earlier)
        forget(earlier, at=at)
    saved = _shelf.save(_cipher().encrypt(content))
    try:
        file = RegisterFile.objects.create(
            community=community,
            name=clean(name)[:NAME_LENGTH] or "-",
            file=saved,
            rows=outline.rows,
            headings_at=outline.at + 1,
            headings=json.dumps(outline.headings, ensure_ascii=False),
            layout=outline.layout,
            memory={} if columns.lacking(outline.layout) else memory_of(outline.headings, outline.layout),
            brought_by=by,
            brought_at=at,
            expires_at=at + KEPT,
        )
    except BaseException:
        _shelf.delete(saved)
        raise
    log("register_file.brought", file, by=by, at=at, detail={"rows": file.rows})
    return file


def lines_of(file: RegisterFile) -> Iterator[list[str]]:
    """What stands below the headings. Raises RegisterFileRefused "file_gone"."""
    return islice(_lines(file), file.headings_at, None)


def headings_of(file: RegisterFile) -> list[str]:
    """Every heading; none once the file is gone."""
    return list(json.loads(file.headings or "[]"))


def memory_of(headings: Sequence[str], layout: columns.Layout) -> dict[str, str]:
    """What the next file is read by."""
    return {keyed_hash("heading", name): column for name, column in columns.names(headings, layout).items()}


def first_lines(file: RegisterFile, most: int = 5) -> list[tuple[str, ...]]:
    """What is shown to whoever says which column is which. Raises RegisterFileRefused "file_gone"."""
    return list(shown(lines_of(file), most))


def forget(file: RegisterFile, *, at: datetime) -> None:
    """Take the content away, with what was found in it. The row says so first; the file goes with the commit."""
    file.deleted_at, file.outcome, file.headings, name = at, "", "", file.file
    file.save(update_fields=["deleted_at", "outcome", "headings", "applied_by", "applied_at"])
    transaction.on_commit(lambda: _shelf.delete(name))


def delete_expired(*, by: str, at: datetime) -> int:
    """Forget every file that nobody took over in time, and what a worker left behind that was killed; returns how many
    expired."""
    expired = RegisterFile.objects.expired(at).order_by("pk").values_list("pk", flat=True)
    done = each("forget register file", expired, lambda pk: _expire(pk, by=by, at=at))
    left = _shelf.names()
    for name in left - set(RegisterFile.objects.filter(file__in=left).values_list("file", flat=True)):
        if _shelf.age(name, at) > GRACE:  # else it may be on its way to its row
            _shelf.delete(name)
    return done


def refuse_under_way(file: RegisterFile) -> None:
    """One thing at a time happens to a file."""
    if file.job is not None and file.job.state in ("queued", "running"):
        raise RegisterFileRefused("under_way")


def log(what: str, file: RegisterFile, *, by: str, at: datetime, detail: Mapping[str, Json]) -> None:
    """That it happened and how much; never a name, never a number."""
    district = file.community.subdistrict.district.code
    events.record(what=what, about=f"register_file:{file.pk}", by=by, at=at, district=district, detail=detail)


@transaction.atomic
def _expire(file_id: int, *, by: str, at: datetime) -> None:
    file = RegisterFile.objects.select_for_update(of=("self",)).get(pk=file_id)
    if file.deleted_at is None and not RegisterFile.objects.filter(pk=file.pk).under_way().exists():
        forget(file, at=at)
        log("register_file.expired", file, by=by, at=at, detail={})


def _remembered(community_id: int) -> columns.Remembered:
    known = loaders.remembered_columns(community_id)
    return lambda heading: known.get(keyed_hash("heading", heading))


def _lines(file: RegisterFile) -> Iterator[list[str]]:
    kept = _shelf.read(file.file) if file.deleted_at is None else None
    if kept is None:
        raise RegisterFileRefused("file_gone")
    return sheets.rows(_cipher().decrypt(kept))


def _cipher() -> Fernet:
    return Fernet(settings.FIELD_KEY)
