"""An official at the offices' desk in the admin, through the test client."""

import html
import re
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communities.domain.roles import Role
from communities.models import Community, User
from consultations.models import Review
from consultations.services import reviewing
from tests.staff import member, sign_in
from tests.world import CHAIR, World

#: How long the world needs to its review, and the days after which silence counts as heard.
TO_REVIEW = timedelta(days=41)


def submitted(slug: str = "small", *, days_ago: float = 0, **options: Any) -> World:
    """A community whose plan was handed in so many days ago, by the portal's clock."""
    world = World(slug, at=timezone.now() - TO_REVIEW - timedelta(days=days_ago + 1), **options).on_notice()
    world.at = max(world.at + timedelta(days=7), timezone.now() - timedelta(days=days_ago, minutes=1))
    reviewing.submit_plan(consultation_id=world.pk, by=CHAIR, at=world.at)
    return world


def review_of(world: World) -> Review:
    return Review.objects.get(consultation=world.pk)


class Official:
    """Somebody who works in the admin for the offices above a community."""

    def __init__(self, where: Community, role: Role = Role.DISTRICT_OFFICIAL, *, user: User | None = None) -> None:
        office: Any = where.subdistrict if role is Role.SUBDISTRICT_OFFICIAL else where.subdistrict.district
        self.user = user or member(role, office, f"{role}-{where.pk}")
        self.client = sign_in(Client(), self.user)

    def get(self, name: str, *args: object, query: dict[str, str] | None = None) -> HttpResponse:
        return self.client.get(reverse(f"admin:{name}", args=args), query or {})

    def post(self, name: str, *args: object, **data: object) -> HttpResponse:
        return self.client.post(reverse(f"admin:{name}", args=args), data)

    def page(self, name: str, *args: object, query: dict[str, str] | None = None) -> str:
        """The text of a page that is there."""
        response = self.get(name, *args, query=query)
        assert response.status_code == 200, (name, response.status_code)
        return response.content.decode()

    def done(self, name: str, *args: object, **data: object) -> str:
        """Send a form that is accepted, and read the page it leads to."""
        response = self.post(name, *args, **data)
        assert response.status_code == 302, errors(response)
        return self.client.get(response["Location"]).content.decode()

    def refused(self, name: str, *args: object, **data: object) -> dict[str, list[str]]:
        """Send a form that is not accepted: the sentences, by field."""
        response = self.post(name, *args, **data)
        assert response.status_code == 200
        return errors(response)


def errors(response: HttpResponse) -> dict[str, list[str]]:
    """What a form says is wrong, by field."""
    return {field: list(found) for field, found in response.context["form"].errors.items()}


def words(page: str) -> str:
    """A page's own part as it is read: without marks, one space between words."""
    return plain(page.split("<main", 1)[1].split(">", 1)[1].split("</main>", 1)[0])


def plain(marked: str) -> str:
    """A text without its marks, one space between words."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", marked)).split())


def cells(page: str) -> list[list[str]]:
    """The rows of the first table, cell by cell."""
    body = page.split("<tbody", 1)[1].split("</tbody>", 1)[0] if "<tbody" in page else ""
    rows = re.findall(r"<tr.*?</tr>", body, re.DOTALL)
    return [[plain(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)] for row in rows]
