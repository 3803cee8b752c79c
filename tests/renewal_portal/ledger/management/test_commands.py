from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from renewal_portal.ledger.models import Seal
from renewal_portal.ledger.services import sealing

from ..services.test_verifying import triggers_off
from ..writing import AT, JIULONGPO, YUBEI, write

pytestmark = pytest.mark.django_db


def run(*args):
    """What the command prints, what it complains of, and its exit code."""
    out, err, code = StringIO(), StringIO(), 0
    try:
        call_command(*args, stdout=out, stderr=err, no_color=True)
    except CommandError as error:
        err.write(f"{error}\n")
        code = error.returncode
    return out.getvalue().splitlines(), err.getvalue().splitlines(), code


def head(district=JIULONGPO):
    seq, digest = sealing.head(district=district)
    return f"{district}:{seq}:{digest}"


def test_seal_events_seals_all_and_prints_the_heads():
    write(1)
    write(2, district=YUBEI)

    assert run("seal_events") == (["2 events sealed.", f"Head {head()}", f"Head {head(YUBEI)}"], [], 0)
    assert run("seal_events") == (["0 events sealed.", f"Head {head()}", f"Head {head(YUBEI)}"], [], 0)


def test_seal_events_seals_one_district():
    write(1)
    write(2, district=YUBEI)

    assert run("seal_events", "--district", YUBEI) == (["1 event sealed.", f"Head {head(YUBEI)}"], [], 0)


def test_verify_events_lists_what_is_not_sealed_yet():
    write(1)
    sealing.seal(at=AT)
    waiting = write(2, district="")

    assert run("verify_events", "--head", head()) == (
        [
            f"Head {head()}",
            "1 event is not sealed yet.",
            f"  {waiting.pk} - 2026-11-24T01:02:03.000045+00:00 round.closed round:2",
            "Every chain is whole.",
        ],
        [],
        0,
    )


def test_verify_events_cuts_a_long_list():
    for number in range(53):
        write(number)

    lines, _, code = run("verify_events")

    assert (lines[0], len(lines), lines[-2:], code) == (
        "53 events are not sealed yet.",
        53,
        ["  … and 3 more", "Every chain is whole."],
        0,
    )


def test_verify_events_says_where_a_chain_was_changed_and_exits_1():
    write(1)
    event = write(2)
    sealing.seal(at=AT)
    with triggers_off() as cursor:
        cursor.execute("UPDATE ledger_event SET by = 'user:4' WHERE id = %s", [event.pk])

    assert run("verify_events")[1:] == (
        [
            f"District “500107”, link 2 (event {event.pk}): the event or its seal was changed after sealing.",
            "1 fault found.",
        ],
        1,
    )


def test_verify_events_checks_printed_heads():
    write(1)
    write(2)
    sealing.seal(at=AT)
    first = Seal.objects.get(seq=1).hash
    good, longer, other = f"{JIULONGPO}:1:{first}", f"{JIULONGPO}:3:{first}", f"{JIULONGPO}:2:{first}"

    assert run("verify_events", "--head", good)[1:] == ([], 0)
    assert run("verify_events", "--head", longer, "--head", other)[1:] == (
        [
            "District “500107”: link 2 has another hash than the printed head; the chain was written anew.",
            "District “500107”: the chain no longer reaches the printed head 3; its end was taken away.",
            "2 faults found.",
        ],
        1,
    )


@pytest.mark.parametrize("text", ["", "500107", "500107:1", "500107:x:" + "a" * 64, "500107:1:" + "A" * 64, "1:2:3"])
def test_verify_events_refuses_what_is_no_head(text):
    assert run("verify_events", "--head", text) == (
        [],
        [f"“{text}” is not a head. Copy it as printed: district code, colon, number, colon, 64 digits and letters."],
        1,
    )
