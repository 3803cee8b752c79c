"""A member of the committee at the desk, through the test client."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communities.domain.roles import Role
from communities.models import User
from consultations.forms.desk.fields import SHANGHAI
from renewal_portal.ledger.clock import now
from renewal_portal.ledger.models import DemoClock
from tests.staff import member, sign_in
from tests.world import RULING, World


class Desk:
    """Somebody's desk in one community: pages are asked for by name."""

    def __init__(self, world: World, role: Role = Role.CHAIR, *, slug: str = "", user: User | None = None) -> None:
        self.world, self.slug = world, slug or world.slug
        where: Any = world.community
        if role is Role.DISTRICT_OFFICIAL:
            where = world.community.subdistrict.district
        self.user = user or member(role, where, f"{role}-{world.slug}")
        self.client = sign_in(Client(), self.user)

    def url(self, name: str, **where: Any) -> str:
        return reverse(name, kwargs={"slug": self.slug, **where})

    def get(self, name: str, query: str = "", **where: Any) -> HttpResponse:
        return self.client.get(self.url(name, **where) + query)

    def post(self, name: str, data: dict[str, Any] | None = None, query: str = "", **where: Any) -> HttpResponse:
        return self.client.post(self.url(name, **where) + query, data or {})

    def page(self, name: str, query: str = "", **where: Any) -> str:
        """The text of a page that is there."""
        response = self.get(name, query, **where)
        assert response.status_code == 200, (name, response.status_code)
        return response.content.decode()

    def done(self, name: str, data: dict[str, Any] | None = None, query: str = "", **where: Any) -> str:
        """Send a form that is accepted, and read the page it leads to."""
        response = self.post(name, data, query, **where)
        assert response.status_code == 302, problems(response)
        return self.client.get(response["Location"]).content.decode()

    def refused(self, name: str, data: dict[str, Any] | None = None, query: str = "", **where: Any) -> str:
        """Send a form that is not accepted, and read it again."""
        response = self.post(name, data, query, **where)
        assert response.status_code == 200, (name, response.status_code)
        return response.content.decode()


def problems(response: HttpResponse) -> Any:
    """Why a form came back."""
    form = (response.context or {}).get("form")
    return dict(form.errors) if form is not None and form.is_bound else response.status_code


def day(at: datetime) -> str:
    """A day in Chongqing as the browser's field sends it."""
    return at.astimezone(SHANGHAI).strftime("%Y-%m-%d")


def go_to(world: World, at: datetime) -> None:
    """Move the portal's clock, and the world's, to a moment that is not past."""
    ahead = int((at - timezone.now()).total_seconds()) + 1
    DemoClock.objects.update_or_create(pk=1, defaults={"seconds": max(0, ahead)})
    world.at = now()


def now_world(**options: Any) -> World:
    """A world that begins at the present moment, so that its clock is the portal's."""
    return World(at=timezone.now(), **options)


#: What a form says of RULING.
RULED = {"ground": "ruling", "court": RULING.court, "number": RULING.number, "decided_on": "2026-01-05"}
