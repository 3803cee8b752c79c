"""Public pages read by anybody, of communities whose clock is the present one."""

import re
from collections.abc import Mapping
from datetime import timedelta
from html import unescape

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.world import World

#: How long the world needs to its open selection, the call for its decision, its open decision, its running notice.
TO_SELECTION, TO_CALL, TO_DECISION, TO_NOTICE = (timedelta(days=days) for days in (0, 12, 27, 34))
CHINESE = "zh-hans"


def world_now(slug: str = "small", after: timedelta = TO_SELECTION) -> World:
    """A community that reaches the present an hour from the beginning of what ``after`` leads to."""
    return World(slug, at=timezone.now() - after - timedelta(hours=1))


def read(client: Client, name: str, *args: object, language: str = "en", query: Mapping[str, str] | None = None) -> str:
    """The text of a page that has to answer."""
    response = client.get(reverse(name, args=args), query or {}, headers={"accept-language": language})
    assert response.status_code == 200
    return response.content.decode()


def words(page: str) -> str:
    """What a page says: its main part without tags, one space between words."""
    main = page.partition("<main")[2].partition("</main>")[0].partition(">")[2]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", main)).split())


def asked(client: Client, name: str, *args: object, query: Mapping[str, str] | None = None) -> int:
    """How often a page asks the database, once what is read only once has been read."""
    read(client, name, *args, query=query)
    with CaptureQueriesContext(connection) as queries:
        read(client, name, *args, query=query)
    return len(queries)


def statuses(client: Client, name: str, *args: object) -> list[int]:
    """What a page that only shows answers to GET, HEAD, POST, PUT and DELETE."""
    address = reverse(name, args=args)
    methods = (client.get, client.head, client.post, client.put, client.delete)
    return [method(address).status_code for method in methods]
