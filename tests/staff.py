"""Staff for tests: an account with a post, and a session that has passed the second factor."""

from django.test import Client
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice

from communities.domain.roles import Role
from communities.models import Community, District, Subdistrict, User
from communities.services import staff
from tests.world import START


def member(role: Role, where: Community | Subdistrict | District, username: str = "") -> User:
    """An account that holds the role there; officials may enter the admin."""
    user = staff.create_official(
        username=username or f"{role}-{where.pk}",
        password="a long test password",
        full_name=username or role.value,
        is_official=role in (Role.SUBDISTRICT_OFFICIAL, Role.DISTRICT_OFFICIAL),
        by="system:tests",
        at=START,
    )
    staff.grant(user_id=user.pk, role=role, where=where, by="system:tests", at=START)
    return user


def sign_in(client: Client, user: User, *, second_factor: bool = True) -> Client:
    """Password and, unless told otherwise, second factor passed; the pages are asked for in English."""
    client.force_login(user)
    client.cookies["django_language"] = "en"
    if second_factor:
        device, _ = TOTPDevice.objects.get_or_create(user=user, name="test", confirmed=True)
        session = client.session
        session[DEVICE_ID_SESSION_KEY] = device.persistent_id
        session.save()
    return client
