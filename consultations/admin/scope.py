"""What the offices' lists of communities have in common."""

from django.db.models import QuerySet
from django.http import HttpRequest

from communities.access import communities_for
from communities.models import Community
from renewal_portal.offices.look_up import LookUp


class OfCommunities(LookUp):
    """A list about the communities of whoever asks."""

    def communities(self, request: HttpRequest) -> "QuerySet[Community]":
        return communities_for(request.user, self.permission)
