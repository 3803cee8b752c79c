"""Staff for tests: an account with a post, and a session that has passed the second factor."""

import time

from django.test import Client
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.oath import TOTP, hotp
from django_otp.plugins.otp_totp.models import TOTPDevice

from communities.domain.roles import Role
from communities.models import Community, District, Subdistrict, User
from communities.services import staff
from tests.world import START

PASSWORD = "a long test password"


def member(role: Role, where: Community | Subdistrict | District, username: str = "") -> User:
    """An account that holds the role there; officials may enter the admin."""
    user = staff.create_official(
        username=username or f"{role}-{where.pk}",
        password=PASSWORD,
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


def code(device: TOTPDevice) -> str:
    """The code the device takes now; the next one where the present one has been used already."""
    if device.pk:
        device.refresh_from_db()
    clock = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    clock.time = time.time()
    return f"{hotp(device.bin_key, max(clock.t(), device.last_t + 1), device.digits):06d}"


def wrong_code(device: TOTPDevice) -> str:
    """Six digits the device does not take now."""
    clock = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    clock.time = time.time()
    near = {hotp(device.bin_key, step, device.digits) for step in range(clock.t() - 2, clock.t() + 4)}
    return next(f"{number:06d}" for number in range(10) if number not in near)
