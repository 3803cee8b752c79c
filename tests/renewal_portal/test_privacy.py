"""Every field of every table is declared personal or not, and what is declared exists."""

import pytest
from django.apps import apps
from django.db import connection

from communities.models import Person
from renewal_portal.privacy import NOT_PERSONAL, PERSONAL
from tests.world import community

OURS = [
    model
    for app in ("ledger", "communities", "menus", "consultations")
    for model in apps.get_app_config(app).get_models()
]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_field_is_personal_or_not(model):
    label = model._meta.label
    personal, other = set(PERSONAL.get(label, {})), set(NOT_PERSONAL.get(label, ()))

    assert personal & other == set()
    assert personal | other == {field.name for field in model._meta.fields}


def test_no_table_is_declared_that_is_gone():
    labels = {model._meta.label for model in OURS}

    assert labels == set(NOT_PERSONAL) | set(PERSONAL)


def test_every_personal_field_says_what_it_is_kept_for():
    assert [
        (table, name) for table, fields in PERSONAL.items() for name, why in fields.items() if not why.strip()
    ] == []


def test_a_telephone_number_is_not_readable_in_the_database(db):
    person = Person.objects.create(community=community(), name="测试人", identity_hash="0" * 64, phone="139 0000 0000")

    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM communities_person WHERE id = %s", [person.pk])
        (stored,) = cursor.fetchone()

    assert "139" not in stored
    assert Person.objects.get(pk=person.pk).phone == "139 0000 0000"
