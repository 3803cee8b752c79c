"""The interface's own description: complete, valid, and kept by every answer."""

import copy
from typing import Any

import jsonschema
import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from drf_spectacular.validation import validate_schema

from consultations.services import notices
from tests.world import WANT, World

pytestmark = pytest.mark.django_db

REFUSAL = {"$ref": "#/components/schemas/Refusal"}


@pytest.fixture
def description(client: Client) -> Any:
    return client.get(reverse("api:schema")).json()


def objects(schema: Any) -> list[Any]:
    """Every object with named fields that a schema describes, at whatever depth."""
    if isinstance(schema, list):
        return [found for each in schema for found in objects(each)]
    if not isinstance(schema, dict):
        return []
    own = [schema] if isinstance(schema.get("properties"), dict) and schema.get("type") == "object" else []
    return own + [found for each in schema.values() for found in objects(each)]


def answers(description: Any, path: str) -> Any:
    return description["paths"][path]["get"]["responses"]


def faults(description: Any, schema: Any, answer: Any) -> list[str]:
    """What an answer has that is not described, or has not that is; every described field has to be there."""
    exact = copy.deepcopy(description)
    for each in objects(exact):
        each |= {"additionalProperties": False, "required": list(each["properties"])}
    whole = {"components": exact["components"], **schema}
    return [error.message for error in jsonschema.Draft202012Validator(whole).iter_errors(answer)]


def test_the_description_is_made_without_a_warning() -> None:
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", "/dev/null")


def test_the_description_is_valid_and_names_every_address(description: Any) -> None:
    validate_schema(description)

    assert sorted(description["paths"]) == [
        "/api/communities/",
        "/api/communities/{slug}/",
        "/api/communities/{slug}/menu/",
        "/api/communities/{slug}/plans/{number}/",
        "/api/communities/{slug}/rounds/{number}/",
    ]


def test_only_reading_is_described_and_nobody_has_to_sign_in(description: Any) -> None:
    for methods in description["paths"].values():
        assert list(methods) == ["get"]
        assert "security" not in methods["get"]


def test_every_address_parameter_and_field_says_what_it_is(description: Any) -> None:
    operations = [methods["get"] for methods in description["paths"].values()]
    parts = [*operations, *(parameter for operation in operations for parameter in operation["parameters"])]
    fields = {
        f"{name}.{field}": what.get("description", "")
        for name, schema in description["components"]["schemas"].items()
        for field, what in schema["properties"].items()
    }

    assert [part for part in parts if not part.get("description")] == []
    assert [name for name, words in fields.items() if not words.endswith(".")] == []
    assert len(fields) > 80


def test_the_description_is_in_english_whoever_asks(client: Client) -> None:
    told = [client.get(reverse("api:schema"), headers={"accept-language": each}).content for each in ("zh-hans", "en")]

    assert told[0] == told[1]


def test_every_answer_is_as_described_in_every_stage(client: Client, description: Any) -> None:
    World("drafting")
    running = World("running")
    round = running.prepare().select()
    running.cast(round, running.entries(round)[0], WANT)
    posted = World("posted").on_notice()
    plan = posted.consultation.notices.get(kind="plan")
    notices.file_objection(notice_id=plan.pk, text="太贵了", by="voice:1", at=posted.at)
    there = {
        "/api/communities/": [{}],
        "/api/communities/{slug}/": [{"slug": slug} for slug in ("drafting", "running", "posted")],
        "/api/communities/{slug}/menu/": [{"slug": slug} for slug in ("drafting", "running", "posted")],
        "/api/communities/{slug}/rounds/{number}/": [
            {"slug": "running", "number": 1},
            {"slug": "posted", "number": 1},
            {"slug": "posted", "number": 2},
        ],
        "/api/communities/{slug}/plans/{number}/": [{"slug": "posted", "number": number} for number in (1, 2)],
    }

    assert set(there) == set(description["paths"])
    for path, rows in there.items():
        schema = answers(description, path)["200"]["content"]["application/json"]["schema"]
        for row in rows:
            answer = client.get(path.format(**row))
            assert (answer.status_code, faults(description, schema, answer.json())) == (200, [])


def test_every_refusal_is_as_described(client: Client, description: Any) -> None:
    World("drafting")
    refused = [client.get(path.format(slug="nowhere", number=1), {"stage": "none"}) for path in description["paths"]]

    for path, answer in zip(description["paths"], refused, strict=True):
        assert answers(description, path)["default"]["content"]["application/json"]["schema"] == REFUSAL
        assert (answer.status_code >= 400, faults(description, REFUSAL, answer.json())) == (True, [])


def test_an_answer_that_is_not_as_described_would_be_noticed(client: Client, description: Any) -> None:
    World("drafting")
    schema = answers(description, "/api/communities/{slug}/")["200"]["content"]["application/json"]["schema"]
    answer = client.get("/api/communities/drafting/").json()
    answer["community"] |= {"area": 9_500_000, "built_year": "1994"}
    del answer["stage"]

    assert sorted(faults(description, schema, answer)) == [
        "'1994' is not of type 'integer'",
        "'stage' is a required property",
        "Additional properties are not allowed ('area' was unexpected)",
    ]
