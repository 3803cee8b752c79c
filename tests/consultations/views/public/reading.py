"""Public pages read by anybody, of communities whose clock is the present one."""

from collections.abc import Mapping
from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.world import World

#: How long the world needs to its open selection, its open decision, its running notice.
TO_SELECTION, TO_DECISION, TO_NOTICE = timedelta(0), timedelta(days=27), timedelta(days=34)


def world_now(slug: str = "small", after: timedelta = TO_SELECTION) -> World:
    """A community that reaches the present an hour from the beginning of what ``after`` leads to."""
    return World(slug, at=timezone.now() - after - timedelta(hours=1))


def read(client: Client, name: str, *args: object, language: str = "en", query: Mapping[str, str] | None = None) -> str:
    """The text of a page that has to answer."""
    response = client.get(reverse(name, args=args), query or {}, headers={"accept-language": language})
    assert response.status_code == 200
    return response.content.decode()
