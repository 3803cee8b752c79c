"""Refusals: below the interface in one shape, elsewhere as a page."""

import json
from typing import Any

import pytest
from django.test import Client

from renewal_portal import errors

pytestmark = pytest.mark.django_db


def test_an_address_nobody_answers_is_a_page_for_people_and_json_for_programs(client: Client) -> None:
    page, told = (client.get(path, headers={"accept-language": "en"}) for path in ("/nowhere/", "/api/nowhere/"))

    assert (page.status_code, page["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert "There is no such page here" in page.content.decode()
    assert (told.status_code, told.json()) == (
        404,
        {"code": "not_found", "sentence": "There is nothing at this address.", "fields": {}},
    )


def test_a_forgotten_slash_is_still_added(client: Client) -> None:
    answer = client.get("/api/communities")

    assert (answer.status_code, answer["Location"]) == (301, "/api/communities/")


def test_a_failure_of_our_own_has_the_same_two_forms(rf: Any) -> None:
    page, told = (errors.failed(rf.get(path)) for path in ("/", "/api/communities/"))

    assert (page.status_code, page["Content-Type"]) == (500, "text/html; charset=utf-8")
    assert (told.status_code, json.loads(told.content)["code"]) == (500, "failed")


@pytest.mark.parametrize(
    "language, sentence",
    [
        ("en", "Select a valid choice. none is not one of the available choices."),
        ("zh-hans", "选择一个有效的选项。 none 不在可用的选项中。"),
    ],
)
def test_a_refusal_speaks_the_readers_language(language: str, sentence: str, client: Client) -> None:
    answer = client.get("/api/communities/", {"stage": "none"}, headers={"accept-language": language})

    assert answer.json()["fields"] == {"stage": [sentence]}


def test_every_refusal_has_its_sentence() -> None:
    assert set(errors.CODES.values()) == set(errors.SENTENCES)
