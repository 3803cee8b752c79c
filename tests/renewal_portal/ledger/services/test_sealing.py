import threading

import pytest
from django.db import transaction

from renewal_portal.ledger.domain.chain import GENESIS
from renewal_portal.ledger.models import Event, Seal, Unsealed
from renewal_portal.ledger.services import sealing, verifying

from ..threads import PATIENCE, together
from ..writing import AT, JIULONGPO, YUBEI, rolled_back, write


def sealed(district=JIULONGPO):
    """The subjects of a district's chain, in the chain's order."""
    return list(Seal.objects.filter(district=district).order_by("seq").values_list("event__about", flat=True))


@pytest.mark.django_db
def test_every_district_has_its_own_chain_and_so_have_events_of_none():
    write(1)
    write(2, district=YUBEI)
    write(3)
    write(4, district="")

    assert sealing.seal(at=AT) == 4

    assert (sealed(JIULONGPO), sealed(YUBEI), sealed("")) == (["round:1", "round:3"], ["round:2"], ["round:4"])
    last = {name: Seal.objects.filter(district=name).order_by("seq").last() for name in ("", JIULONGPO, YUBEI)}
    assert sealing.heads() == {name: (seal.seq, seal.hash) for name, seal in last.items()}
    assert sealing.heads()[JIULONGPO] == sealing.head(district=JIULONGPO)
    assert (list(Unsealed.objects.all()), verifying.faults()) == ([], [])


@pytest.mark.django_db
def test_one_district_can_be_sealed_alone():
    write(1)
    write(2, district=YUBEI)

    assert sealing.seal(at=AT, district=YUBEI) == 1
    assert (sealed(JIULONGPO), sealed(YUBEI)) == ([], ["round:2"])


@pytest.mark.django_db
def test_sealing_in_small_steps_gives_one_chain():
    for number in range(7):
        write(number)

    assert [sealing.seal(at=AT, limit=3) for _ in range(4)] == [3, 3, 1, 0]
    assert (sealed(), verifying.faults()) == ([f"round:{number}" for number in range(7)], [])


@pytest.mark.django_db
def test_a_district_without_events_has_the_empty_head():
    assert (sealing.seal(at=AT), sealing.head(district=YUBEI), sealing.heads()) == (0, (0, GENESIS), {})


@pytest.mark.django_db
def test_event_queued_again_by_a_restore_is_not_sealed_twice():
    event = write(1)
    sealing.seal(at=AT)
    Unsealed.objects.create(event=event, district=JIULONGPO)

    assert sealing.seal(at=AT) == 0
    assert (sealed(), list(Unsealed.objects.all())) == (["round:1"], [])


@pytest.mark.django_db(transaction=True)
def test_a_transaction_seals_what_it_wrote_and_takes_both_back_when_it_fails():
    with rolled_back():
        write(1)
        assert sealing.seal(at=AT, district=JIULONGPO) == 1
        assert sealed() == ["round:1"]

    assert (list(Event.objects.all()), list(Seal.objects.all())) == ([], [])
    write(2)
    assert (sealing.seal(at=AT), sealed(), verifying.faults()) == (1, ["round:2"], [])


@pytest.mark.django_db(transaction=True)
def test_eight_writers_and_a_sealer_lose_nothing():
    going, sealed_once = threading.Semaphore(0), threading.Event()

    def writer(number):
        def work():
            try:
                for turn in range(30):
                    write(f"{number}.{turn}", district=(JIULONGPO, YUBEI)[turn % 2])
                    with rolled_back():
                        write(f"never.{number}.{turn}")
                    if turn == 5:  # the rest is written while the sealer is known to be at work
                        assert sealed_once.wait(PATIENCE)
            finally:
                going.release()

        return work

    def sealer():
        steps, done = [], 0
        while done < 8:
            steps.append(sealing.seal(at=AT, limit=7))
            if steps[-1]:
                sealed_once.set()
            while going.acquire(blocking=False):
                done += 1
        return sum(steps)

    *_, while_writing = together(*[writer(number) for number in range(8)], sealer)
    while sealing.seal(at=AT, limit=7):
        pass

    told = {
        place: sorted(f"round:{number}.{turn}" for number in range(8) for turn in range(30) if turn % 2 == parity)
        for parity, place in enumerate((JIULONGPO, YUBEI))
    }
    assert {place: sorted(sealed(place)) for place in told} == told
    assert {place: head[0] for place, head in sealing.heads().items()} == {JIULONGPO: 120, YUBEI: 120}
    assert while_writing > 0
    assert (list(Unsealed.objects.all()), verifying.faults()) == ([], [])


@pytest.mark.django_db(transaction=True)
def test_sealers_at_once_seal_each_event_once():
    for number in range(60):
        write(number)

    def sealer():
        total = 0
        while count := sealing.seal(at=AT, limit=4):
            total += count
        return total

    assert sum(together(*[sealer] * 4)) == 60
    assert (sealed(), verifying.faults()) == ([f"round:{number}" for number in range(60)], [])


@pytest.mark.django_db(transaction=True)
def test_event_that_becomes_visible_late_is_sealed_after_higher_ids():
    written, go_on = threading.Event(), threading.Event()

    def slow():
        with transaction.atomic():
            event = write("slow")
            written.set()
            assert go_on.wait(PATIENCE)
        return event.pk

    def quick():
        assert written.wait(PATIENCE)
        event = write("quick")
        first = sealing.seal(at=AT)
        go_on.set()
        return event.pk, first

    slow_id, (quick_id, first) = together(slow, quick)

    assert slow_id < quick_id
    assert (first, sealing.seal(at=AT)) == (1, 1)
    assert (sealed(), verifying.faults()) == (["round:quick", "round:slow"], [])
