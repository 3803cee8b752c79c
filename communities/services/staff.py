"""Staff: accounts, their passwords, and the posts they hold."""

from datetime import datetime

from django.db import transaction

from communities.domain.roles import OFFICIALS, Role, may_join
from communities.models import Community, District, Grant, Subdistrict, User
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.services import events


class GrantRefused(Refused):
    """The post cannot be given."""


@transaction.atomic
def grant(*, user_id: int, role: Role, where: Community | Subdistrict | District, by: str, at: datetime) -> Grant:
    """Give somebody a post in one community, sub-district or district; giving it twice changes nothing.

    Whoever becomes an official may from then on enter the admin. Raises GrantRefused "printing_apart": who prints
    letters neither enters nor counts ballots, so the two are never held by one account.
    """
    User.objects.select_for_update().get(pk=user_id)
    field = type(where).__name__.lower()
    standing = Grant.objects.standing().filter(user_id=user_id, role=role, **{field: where}).first()
    if standing is not None:
        return standing
    held = Grant.objects.standing().filter(user_id=user_id).values_list("role", flat=True)
    if not may_join(role, map(Role, held)):
        raise GrantRefused("printing_apart")
    if role in OFFICIALS:
        User.objects.filter(pk=user_id).update(is_staff=True)
    made = Grant.objects.create(user_id=user_id, role=role, granted_by=by, granted_at=at, **{field: where})
    events.record(
        what="grant.given", about=f"user:{user_id}", by=by, at=at, detail={"role": role.value, field: where.pk}
    )
    return made


@transaction.atomic
def end_grant(*, grant_id: int, by: str, at: datetime) -> None:
    """Take a post back."""
    standing = Grant.objects.select_for_update().get(pk=grant_id)
    if standing.ended_at is None:
        standing.ended_by, standing.ended_at = by, at
        standing.save(update_fields=["ended_by", "ended_at"])
        events.record(what="grant.ended", about=f"user:{standing.user_id}", by=by, at=at)


@transaction.atomic
def create_official(*, username: str, password: str, full_name: str, is_official: bool, by: str, at: datetime) -> User:
    """An account for a member of staff; officials may enter the review desk in the admin."""
    user = User.objects.create_user(username=username, password=password, full_name=full_name, is_staff=is_official)
    events.record(what="user.created", about=f"user:{user.pk}", by=by, at=at)
    return user


@transaction.atomic
def appoint(
    *,
    username: str,
    password: str,
    full_name: str,
    role: Role,
    where: Community | Subdistrict | District,
    by: str,
    at: datetime,
) -> User:
    """An account with its first post."""
    user = create_official(
        username=username, password=password, full_name=full_name, is_official=role in OFFICIALS, by=by, at=at
    )
    grant(user_id=user.pk, role=role, where=where, by=by, at=at)
    return user


@transaction.atomic
def set_password(*, user_id: int, password: str, by: str, at: datetime) -> User:
    """A new password for an account; sessions that stand on the old one end."""
    user = User.objects.select_for_update().get(pk=user_id)
    user.set_password(password)
    user.save(update_fields=["password"])
    events.record(what="user.password_set", about=f"user:{user.pk}", by=by, at=at)
    return user
