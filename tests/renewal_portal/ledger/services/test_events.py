import json
from datetime import datetime

import pytest
from django.db import IntegrityError, transaction

from renewal_portal.ledger.domain.refusals import NotCanonical
from renewal_portal.ledger.models import Event, Unsealed
from renewal_portal.ledger.services import events

from ..writing import AT, JIULONGPO, rolled_back, write


@pytest.mark.django_db
def test_event_is_kept_as_told_and_waits_for_its_seal():
    event = write(12, detail={"ways": ["paper", "online"], "late": None})

    assert Event.objects.filter(pk=event.pk).values().get() == {
        "id": event.pk,
        "what": "round.closed",
        "about": "round:12",
        "by": "user:3",
        "at": AT,
        "district": JIULONGPO,
        "detail": {"ways": ["paper", "online"], "late": None},
    }
    assert list(Unsealed.objects.values_list("event_id", "district")) == [(event.pk, JIULONGPO)]


@pytest.mark.django_db
def test_what_is_rolled_back_leaves_no_event():
    with rolled_back():
        write(12)

    assert (list(Event.objects.all()), list(Unsealed.objects.all())) == ([], [])


@pytest.mark.django_db(transaction=True)
def test_event_outside_a_transaction_is_refused():
    with pytest.raises(events.EventRefused, match=r"^outside_transaction what=round\.closed$"):
        events.record(what="round.closed", about="round:12", by="user:3", at=AT)

    assert list(Event.objects.all()) == []


@pytest.mark.django_db
def test_time_without_zone_is_refused():
    with pytest.raises(events.EventRefused, match=r"^time_without_zone what=round\.closed$"):
        events.record(what="round.closed", about="round:12", by="user:3", at=datetime(2026, 11, 24))  # noqa: DTZ001

    assert list(Event.objects.all()) == []


@pytest.mark.django_db
def test_detail_without_a_single_form_is_refused_with_its_place():
    with pytest.raises(NotCanonical, match=r"^type_not_allowed where=detail\.share type=float$"):
        write(12, detail={"share": 0.5})

    assert list(Event.objects.all()) == []


NOT_THEIR_FORM = [
    ("what without a dot", {"what": "closed"}, "event_what_is_dotted"),
    ("what in capitals", {"what": "Round.Closed"}, "event_what_is_dotted"),
    ("about without a kind", {"about": "12"}, "event_about_is_kind_and_id"),
    ("about on two lines", {"about": "round:1\n2"}, "event_about_is_kind_and_id"),
    ("by with a name", {"by": "user:王小明"}, "event_by_is_kind_and_id"),
    ("by without an id", {"by": "system"}, "event_by_is_kind_and_id"),
    ("district with a name", {"district": "九龙坡区"}, "event_district_is_code"),
    ("district that would split a printed head", {"district": "5:1"}, "event_district_is_code"),
]


@pytest.mark.django_db
@pytest.mark.parametrize("wrong, constraint", [c[1:] for c in NOT_THEIR_FORM], ids=[c[0] for c in NOT_THEIR_FORM])
def test_text_that_is_not_of_its_form_is_refused_by_the_table(wrong, constraint):
    told = {"what": "round.closed", "about": "round:12", "by": "user:3", "at": AT, "district": JIULONGPO}

    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        events.record(**told | wrong)

    assert refused.value.__cause__.diag.constraint_name == constraint


@pytest.mark.django_db
def test_the_table_gives_back_every_text_and_number_exactly():
    told = {"": "", "é": "e\u0301", "quotes": "\"'\\\n\t\u2028</script>", "😀": [2**63 - 1, -(2**63 - 1), 0, False]}

    event = Event.objects.get(pk=write(12, detail=told).pk)

    assert json.dumps(event.detail, sort_keys=True) == json.dumps(told, sort_keys=True)
