"""A register file on its way into the register: read by its columns, looked at, taken over as a whole or not at all."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from communities import loaders
from communities.domain.roll import columns
from communities.domain.roll.checking import check
from communities.domain.roll.columns import Column
from communities.domain.roll.difference import completed, difference
from communities.domain.roll.outcome import fingerprint, summed_up
from communities.domain.roll.reading import KeyOf, Read, read
from communities.domain.roll.rows import figures
from communities.models import Community, Person, RegisterFile
from communities.services import register_files, register_writing
from communities.services.register import key_of
from communities.services.register_files import RegisterFileRefused, forget, log, refuse_under_way
from renewal_portal.ledger.services import jobs
from renewal_portal.ledger.services.working import Held, work_through

LOOK, TAKE = "register.look", "register.take"
AT_ONCE = 2_000  # rows; more are read in the background
STEP = 2_000  # rows between two reports

Report = Callable[[int], None]


def bring(*, community_id: int, name: str, content: bytes, by: str, at: datetime) -> RegisterFile:
    """Keep a file and, where its headings tell enough, look at it: at once, or in the background where it is long.

    Raises SheetRefused, or RegisterFileRefused "under_way" or "without_rows".
    """
    outline = register_files.outline(community_id=community_id, content=content)
    with transaction.atomic():
        here = _alone(community_id)
        file = register_files.keep(community=here, name=name, content=content, outline=outline, by=by, at=at)
        if not columns.lacking(file.columns):
            _do(LOOK, file, by=by, at=at)
    return file


@transaction.atomic
def say_columns(*, file_id: int, layout: Mapping[Column, int], by: str, at: datetime) -> RegisterFile:
    """Say which column is which, and look at the file by that; the next file is read so too.

    Raises RegisterFileRefused "file_gone", "under_way", "columns_missing" or "column_twice".
    """
    file = _held(file_id, at=at)
    if columns.lacking(layout):
        raise RegisterFileRefused("columns_missing")
    if len(set(layout.values())) < len(layout):
        raise RegisterFileRefused("column_twice")
    file.layout, file.outcome = dict(layout), ""
    file.memory = register_files.memory_of(register_files.headings_of(file), layout)
    file.save(update_fields=["layout", "outcome", "memory"])
    _do(LOOK, file, by=by, at=at)
    return file


@transaction.atomic
def take_over(*, file_id: int, by: str, at: datetime) -> RegisterFile:
    """Make the register say what the file says: at once, or in the background where it is long.

    Raises RegisterFileRefused "file_gone", "under_way", "not_looked_at", "has_findings", "nothing_changes" or
    "register_changed" (since the file was looked at).
    """
    file = _held(file_id, at=at)
    if not file.outcome:
        raise RegisterFileRefused("not_looked_at")
    outcome = json.loads(file.outcome)
    if outcome["blocked"]:
        raise RegisterFileRefused("has_findings")
    if not (outcome["added"] or outcome["gone"] or outcome["changed"]):
        raise RegisterFileRefused("nothing_changes")
    _do(TAKE, file, by=by, at=at)
    return file


@transaction.atomic
def throw_away(*, file_id: int, by: str, at: datetime) -> None:
    """Forget a file without taking it over. Raises RegisterFileRefused "file_gone" or "under_way"."""
    file = _held(file_id, at=at)
    forget(file, at=at)
    log("register_file.thrown_away", file, by=by, at=at, detail={})


def work(*, worker: str, clock: Callable[[], datetime]) -> int:
    """Look at and take over what waits until nothing is left to claim; returns how many were done."""
    return work_through({LOOK: _look_held, TAKE: _take_held}, worker=worker, clock=clock)


def _do(kind: str, file: RegisterFile, *, by: str, at: datetime) -> None:
    if file.rows > AT_ONCE:
        subject, key = f"community:{file.community_id}", f"register_file:{file.pk}"
        file.job = jobs.enqueue(kind=kind, subject=subject, args={"file": file.pk, "by": by}, key=key, by=by, at=at)
        file.save(update_fields=["job"])
    elif kind == LOOK:
        _look(file, _silent)
    else:
        _take(file, _silent, by=by, at=at)


def _look_held(held: Held) -> None:
    file = _of_job(held)
    outcome = _looked(file, _reporting(held, file))
    with transaction.atomic():
        RegisterFile.objects.filter(pk=file.pk).kept().update(outcome=outcome)
        held.finish({"rows": file.rows}, at=held.clock())


def _take_held(held: Held) -> None:
    """What was looked at may no longer fit the register: then the job ends with that answer, and nothing is written."""
    file = _of_job(held)
    try:
        with transaction.atomic():
            _alone(file.community_id)
            at = held.clock()
            _take(file, _silent, by=held.job.args["by"], at=at)
            held.finish({"rows": file.rows}, at=at)
    except RegisterFileRefused as refused:
        held.finish({"refused": refused.code}, at=held.clock())


def _look(file: RegisterFile, report: Report) -> None:
    file.outcome = _looked(file, report)
    file.save(update_fields=["outcome"])


def _looked(file: RegisterFile, report: Report) -> str:
    """What looking at a file gives, in JSON."""
    found, stored = _read(file, report), loaders.register_rows(file.community_id)
    findings = [*found.findings, *check(found, file.community.area_cm2)]
    rows = completed(found.rows, stored, file.columns)
    return json.dumps(summed_up(findings, stored, rows, difference(stored, rows)), ensure_ascii=False)


def _take(file: RegisterFile, report: Report, *, by: str, at: datetime) -> None:
    """The caller holds the community."""
    outcome = json.loads(file.outcome)
    stored = loaders.register_rows(file.community_id)
    if fingerprint(stored) != outcome["stands"]:
        raise RegisterFileRefused("register_changed")
    rows = completed(_read(file, report).rows, stored, file.columns)
    register_writing.write(community=file.community, rows=rows, day=timezone.localdate(at))
    file.applied_by, file.applied_at = by, at
    forget(file, at=at)
    detail = {
        **{name: outcome[name] for name in ("added", "gone", "changed")},
        "before": asdict(figures(stored)),
        "after": asdict(figures(rows)),
    }
    log("register.changed", file, by=by, at=at, detail=detail)


def _read(file: RegisterFile, report: Report) -> Read:
    lines = _counted(register_files.lines_of(file), report)
    return read(lines, file.columns, _keys(file.community_id), first=file.headings_at + 1)


def _keys(community_id: int) -> KeyOf:
    """A number of the register becomes its key; "#12" is the person of that number on this register, as our own files
    say it."""
    known = {
        f"#{pk}": key for pk, key in Person.objects.filter(community=community_id).values_list("pk", "identity_hash")
    }
    return lambda said: known.get(said) if said.startswith("#") else key_of(said)


def _counted(lines: Iterator[list[str]], report: Report) -> Iterator[list[str]]:
    for number, line in enumerate(lines):
        if number % STEP == 0:
            report(number)
        yield line


def _reporting(held: Held, file: RegisterFile) -> Report:
    """A file may have more lines than rows: empty ones are not counted."""
    return lambda done: held.report(min(done, file.rows), file.rows)


def _silent(_done: int) -> None:
    """Nobody waits for a report."""


def _of_job(held: Held) -> RegisterFile:
    files = RegisterFile.objects.select_related("community__subdistrict__district")
    return files.get(pk=held.job.args["file"])


def _held(file_id: int, *, at: datetime) -> RegisterFile:
    """The file and its community, in the hands of one."""
    _alone(RegisterFile.objects.values_list("community_id", flat=True).get(pk=file_id))
    found = RegisterFile.objects.select_related("community__subdistrict__district", "job")
    file: RegisterFile = found.get(pk=file_id)
    refuse_under_way(file)
    if not file.is_there(at):
        raise RegisterFileRefused("file_gone")
    return file


def _alone(community_id: int) -> Community:
    """One at a time changes a community's register."""
    found: Community = Community.objects.select_for_update(of=("self",)).with_offices().get(pk=community_id)
    return found
