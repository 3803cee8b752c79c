"""Register files as a committee brings them, and what is done with them."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from communities.models import Community, RegisterFile
from communities.services import register_import
from communities.services.register_copies import copy_register
from communities.sheets import csv_file, rows
from tests.world import CHAIR, START

LATER = START + timedelta(days=3)
HEADINGS = ("楼栋", "单元", "门牌", "楼层", "用途", "建筑面积", "业主", "身份证号")

Table = Sequence[Sequence[str]]


def home(door: str, name: str, number: str, area: str = "100") -> tuple[str, ...]:
    """A dwelling "1-1-101" of somebody."""
    building, stairwell, room = door.split("-")
    return (building, stairwell, door, room[:-2], "住宅", area, name, number)


def bring(here: Community, table: Table, *, at: datetime = LATER) -> RegisterFile:
    return register_import.bring(community_id=here.pk, name="名册.csv", content=csv_file(table), by=CHAIR, at=at)


def take(file: RegisterFile, *, at: datetime = LATER) -> RegisterFile:
    return register_import.take_over(file_id=file.pk, by=CHAIR, at=at)


def taken(here: Community, table: Table, *, at: datetime = LATER) -> RegisterFile:
    """Brought and taken over."""
    return take(bring(here, table, at=at), at=at)


def outcome(file: RegisterFile) -> dict[str, Any]:
    """What looking at it gave."""
    return json.loads(RegisterFile.objects.get(pk=file.pk).outcome)


def copied(here: Community, kind: str = "csv") -> list[list[str]]:
    """The register as its own copy says it."""
    return list(rows(copy_register(community_id=here.pk, kind=kind, by=CHAIR, at=LATER)))
