"""The register as a file: one that reads back as the same register."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from communities import loaders, sheets
from communities.domain.roll import writing
from communities.models import Community, Person
from renewal_portal.ledger.services import events

XLSX, CSV = "xlsx", "csv"


@transaction.atomic
def copy_register(*, community_id: int, kind: str, by: str, at: datetime) -> bytes:
    """The whole register with names and telephone numbers. Identity numbers are not kept: a person is named by "#" and
    their number on this register. That a copy was made is logged."""
    community = Community.objects.with_offices().get(pk=community_id)
    rows = loaders.register_rows(community_id)
    known = Person.objects.filter(community=community_id).values_list("identity_hash", "pk")
    references = {key: f"#{pk}" for key, pk in known}
    events.record(
        what="register.copied",
        about=f"community:{community_id}",
        by=by,
        at=at,
        district=community.subdistrict.district.code,
        detail={"units": len(rows), "kind": kind},
    )
    return _file(writing.lines(rows, references.__getitem__), kind)


def template(*, kind: str) -> bytes:
    """A file to fill in: the headings, and one line that shows how."""
    return _file(iter([writing.EXAMPLE]), kind)


def _file(lines: Iterator[tuple[str, ...]], kind: str) -> bytes:
    whole = [writing.headings(), *lines]
    return sheets.csv_file(whole) if kind == CSV else sheets.xlsx_file(whole, title=writing.SHEET)
