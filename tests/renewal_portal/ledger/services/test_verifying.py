"""Somebody with the database's own rights changes history: what is seen, and by what."""

from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction

from renewal_portal.ledger import loaders
from renewal_portal.ledger.domain.chain import Fault, FaultCode, Head, extend
from renewal_portal.ledger.models import Event, Seal
from renewal_portal.ledger.services import sealing, verifying

from ..writing import AT, JIULONGPO, YUBEI, write

pytestmark = pytest.mark.django_db


@contextmanager
def triggers_off():
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("ledger_event", "ledger_seal"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield cursor
        for table in ("ledger_event", "ledger_seal"):
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def four_sealed():
    """The ids of four events sealed as links 1 to 4, told as parameters e1 … e4."""
    ids = {f"e{number}": write(number).pk for number in range(1, 5)}
    sealing.seal(at=AT)
    return ids


@pytest.mark.parametrize("model", [Event, Seal], ids=lambda model: model.__name__)
@pytest.mark.parametrize("statement", ["UPDATE {} SET district = ''", "DELETE FROM {}"])
def test_the_tables_refuse_any_change_by_themselves(model, statement):
    four_sealed()
    before = list(model.objects.order_by("pk").values())

    with pytest.raises(IntegrityError, match="its rows are only added"), transaction.atomic(), connection.cursor() as c:
        c.execute(statement.format(model._meta.db_table))

    assert list(model.objects.order_by("pk").values()) == before


TAMPERING = [
    (
        "an event's detail is changed",
        ["""UPDATE ledger_event SET detail = '{"questions": 3}' WHERE id = %(e2)s"""],
        [("altered", 2, "e2")],
    ),
    (
        "a float is put in, which no service writes",
        ["""UPDATE ledger_event SET detail = '{"questions": 2.5}' WHERE id = %(e2)s"""],
        [("altered", 2, "e2")],
    ),
    (
        "somebody else did it",
        ["UPDATE ledger_event SET by = 'user:4' WHERE id = %(e1)s"],
        [("altered", 1, "e1")],
    ),
    (
        "it happened a microsecond later",
        ["UPDATE ledger_event SET at = at + interval '1 microsecond' WHERE id = %(e4)s"],
        [("altered", 4, "e4")],
    ),
    (
        "an event is moved to another district",
        ["UPDATE ledger_event SET district = '500112' WHERE id = %(e2)s"],
        [("foreign", 2, "e2"), ("altered", 2, "e2")],
    ),
    (
        "a hash is replaced",
        ["UPDATE ledger_seal SET hash = repeat('a', 64) WHERE event_id = %(e3)s"],
        [("altered", 3, "e3"), ("broken", 4, "e4")],
    ),
    (
        "an event vanishes with its seal",
        ["DELETE FROM ledger_seal WHERE event_id = %(e2)s", "DELETE FROM ledger_event WHERE id = %(e2)s"],
        [("gap", 3, "e3"), ("broken", 3, "e3")],
    ),
    (
        "a seal in the middle vanishes",
        ["DELETE FROM ledger_seal WHERE event_id = %(e2)s"],
        [("gap", 3, "e3"), ("broken", 3, "e3"), ("seal_lost", None, "e2")],
    ),
    (
        "the last seal vanishes",
        ["DELETE FROM ledger_seal WHERE event_id = %(e4)s"],
        [("seal_lost", None, "e4")],
    ),
    (
        "a waiting event is taken out of the queue",
        ["DELETE FROM ledger_unsealed"],
        [("seal_lost", None, "waiting")],
    ),
]


@pytest.mark.parametrize("statements, seen", [c[1:] for c in TAMPERING], ids=[c[0] for c in TAMPERING])
def test_tampering_is_found_where_it_was_done(statements, seen):
    ids = four_sealed() | {"waiting": write(5).pk}
    assert verifying.faults() == []

    with triggers_off() as cursor:
        for statement in statements:
            cursor.execute(statement, ids)

    assert verifying.faults() == [Fault(FaultCode(code), JIULONGPO, seq, ids[name]) for code, seq, name in seen]


def test_the_end_taken_away_with_its_event_is_seen_by_the_printed_head_alone():
    ids = four_sealed()
    printed = Head(JIULONGPO, *sealing.head(district=JIULONGPO))

    with triggers_off() as cursor:
        cursor.execute("DELETE FROM ledger_seal WHERE event_id = %(e4)s", ids)
        cursor.execute("DELETE FROM ledger_event WHERE id = %(e4)s", ids)

    assert verifying.faults() == []
    assert verifying.faults(heads=[printed]) == [Fault(FaultCode.HEAD_MISSING, JIULONGPO, 4)]


def test_a_chain_written_anew_is_seen_by_the_printed_head_alone():
    ids = four_sealed()
    printed = Head(JIULONGPO, *sealing.head(district=JIULONGPO))

    with triggers_off() as cursor:
        cursor.execute("UPDATE ledger_event SET by = 'user:4' WHERE id = %(e1)s", ids)
        entries = [loaders.entry(event) for event in Event.objects.order_by("id")]
        for link in extend(Head(JIULONGPO), entries):
            Seal.objects.filter(seq=link.seq).update(previous_hash=link.previous_hash, hash=link.hash)

    assert verifying.faults() == []
    assert verifying.faults(heads=[printed]) == [Fault(FaultCode.HEAD_DIFFERS, JIULONGPO, 4)]


def test_a_head_printed_for_a_chain_that_is_gone_is_missed():
    assert verifying.faults(heads=[Head(YUBEI, 2, "a" * 64)]) == [Fault(FaultCode.HEAD_MISSING, YUBEI, 2)]
