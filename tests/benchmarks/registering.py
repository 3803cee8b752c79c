"""A register of a hundred thousand doors, from an Excel file to its tables, as the worker does it."""

import resource
from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from communities.models import Community, Owner, OwnerMember, Ownership, Person, Place, RegisterFile, Unit
from communities.services import register_import
from communities.sheets import xlsx_file
from tests.benchmarks import towns
from tests.benchmarks.figures import Figure, timed
from tests.world import community

ROWS = 100_000
BY = "system:benchmark"
HEADINGS = ("楼栋", "单元", "门牌", "楼层", "用途", "建筑面积", "业主", "身份证号", "电话")


def register(rows: int = ROWS) -> Figure:
    """Bring it, look at it, take it over; beside the bare writing of as many rows."""
    here, bare = community("brought"), community("bare", "500108")
    content = xlsx_file([HEADINGS, *_lines(rows)], title="名册")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds, _ = timed(lambda: _bring(here, content))
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
    opener = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    plain, _ = timed(lambda: _write_bare(bare, rows))
    assert Unit.objects.of(here.pk).count() == Unit.objects.of(bare.pk).count() == rows
    return Figure(
        name="register",
        what=f"a register of {rows:,} doors and owners, from an Excel file through findings and preview to its tables",
        yardstick="Django writing as many rows into the same five tables, telephone numbers encrypted, nothing checked",
        amount=rows,
        unit="doors",
        seconds=seconds,
        yardstick_seconds=plain,
        aim="under 3, and under 512 MiB",
        note=f"memory grew by {grown} MiB; the process that opens the file held {opener} MiB",
    )


def _lines(rows: int) -> Iterator[tuple[str, ...]]:
    for n in range(rows):
        building, stairwell = n // 1_000 + 1, n // 100 % 10 + 1
        door = f"{building}-{stairwell}-{n % 100 + 101}"
        owner = (f"测试人{n}", f"TEST-{n:08d}", "13800000000")
        yield (str(building), str(stairwell), door, str(n % 100 // 4 + 1), "住宅", "89.37", *owner)


def _bring(here: Community, content: bytes) -> None:
    file = register_import.bring(community_id=here.pk, name="名册.xlsx", content=content, by=BY, at=towns.NOW)
    _work()
    register_import.take_over(file_id=file.pk, by=BY, at=towns.NOW)
    _work()
    assert RegisterFile.objects.get(pk=file.pk).applied_at == towns.NOW


def _work() -> None:
    register_import.work(worker="benchmark", clock=lambda: towns.NOW)


@transaction.atomic
def _write_bare(here: Community, rows: int) -> None:
    place, day = Place.objects.create(community=here, code="community", kind="community"), timezone.localdate(towns.NOW)
    keys = [f"{n:064x}" for n in range(rows)]
    persons = (Person(community=here, name="测试人", identity_hash=key, phone="13800000000") for key in keys)
    people = Person.objects.bulk_create(persons, batch_size=1_000)
    owners = Owner.objects.bulk_create((Owner(community=here, set_hash=key) for key in keys), batch_size=1_000)
    pairs = zip(owners, people, strict=True)
    members = (OwnerMember(owner=owner, person=person, is_representative=True) for owner, person in pairs)
    OwnerMember.objects.bulk_create(members, batch_size=1_000)
    doors = (Unit(place=place, door=str(n), area_cm2=893_700, tenure="let") for n in range(rows))
    units = Unit.objects.bulk_create(doors, batch_size=1_000)
    held = zip(units, owners, strict=True)
    ownerships = (Ownership(unit=unit, owner=owner, since=day) for unit, owner in held)
    Ownership.objects.bulk_create(ownerships, batch_size=1_000)
