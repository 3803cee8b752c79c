"""Who comes to the portal: how each of them signs a test client in."""

from collections.abc import Callable

from django.test import Client
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice

from communities.access import SESSION_KEY
from communities.domain.roles import Role
from communities.models import Community, Owner, OwnerMember, Unit, User
from communities.services import credentials, staff
from tests.world import CHAIR, START

SignIn = Callable[[Client], None]


def nobody(_: Client) -> None:
    """Without any sign-in."""


def letter(credential_id: int) -> SignIn:
    def sign_in(client: Client) -> None:
        session = client.session
        session[SESSION_KEY] = credential_id
        session.save()

    return sign_in


def household(community: Community) -> SignIn:
    unit = Unit.objects.filter(place__community=community, tenure__isnull=False).order_by("pk").first()
    assert unit is not None
    return letter(credentials.issue_for_household(unit_id=unit.pk, by=CHAIR, at=START).credential_id)


def owner(community: Community) -> SignIn:
    """Who casts the ballot of a couple, and lets the home they own."""
    holder = Owner.objects.get(community=community, members__is_representative=False)
    return letter(credentials.issue_for_owner(owner_id=holder.pk, by=CHAIR, at=START).credential_id)


def co_owner(community: Community) -> SignIn:
    """The other one of them."""
    other = OwnerMember.objects.co_owners().get(owner__community=community)
    told = {"owner_id": other.owner_id, "person_id": other.person_id, "by": CHAIR, "at": START}
    return letter(credentials.issue_for_owner(**told).credential_id)


def post(role: Role, community: Community, *, second_factor: bool = True) -> SignIn:
    """Somebody who holds the role where the role is held: in the community or the offices above it."""
    official = role in (Role.SUBDISTRICT_OFFICIAL, Role.DISTRICT_OFFICIAL)
    where = {
        Role.SUBDISTRICT_OFFICIAL: community.subdistrict,
        Role.DISTRICT_OFFICIAL: community.subdistrict.district,
    }.get(role, community)
    name = f"{role}-{community.slug}" + ("" if second_factor else "-password-only")
    told = {"by": "system:tests", "at": START}
    user = staff.create_official(
        username=name, password="a long test password", full_name=name, is_official=official, **told
    )
    staff.grant(user_id=user.pk, role=role, where=where, **told)
    return account(user, second_factor=second_factor)


def account(user: User, *, second_factor: bool = True) -> SignIn:
    def sign_in(client: Client) -> None:
        client.force_login(user)
        if second_factor:
            device, _ = TOTPDevice.objects.get_or_create(user=user, name="test", confirmed=True)
            session = client.session
            session[DEVICE_ID_SESSION_KEY] = device.persistent_id
            session.save()

    return sign_in
