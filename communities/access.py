"""Fetching is the permission check: what is not yours is not found."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from communities.domain.electorate import VoiceKind
from communities.domain.photos import LOOKS, PhotoKind
from communities.domain.roles import GRANTS, Permission, Role, roles_with
from communities.models import (
    Community,
    Credential,
    DeclaredKin,
    District,
    LetterBatch,
    Owner,
    OwnerMember,
    Photo,
    RegisterFile,
    RollCorrection,
    Unit,
)

SESSION_KEY = "credential"
HELPER_KEY = "helper"
PHONE_KEY = "phone confirmed"


def credential_of(request: HttpRequest) -> Credential | None:
    """The letter a resident is signed in with, unless it was revoked meanwhile. Looked up once a request.

    A page names the door and the community, read with it; what is only sent seldom asks for them.
    """
    pk = request.session.get(SESSION_KEY)
    if pk is None:
        return None
    known: tuple[int, Credential | None] | None = getattr(request, "_letter", None)
    if known is not None and known[0] == pk:
        return known[1]
    letters = Credential.objects.valid()
    if request.method != "POST":
        letters = letters.select_related("unit__place__community", "owner__community", "person").annotate(
            of_a_co_owner=Exists(_co_owners(OuterRef("owner"), OuterRef("person")))
        )
    found: Credential | None = letters.filter(pk=pk).first()
    request._letter = (pk, found)  # type: ignore[attr-defined]
    return found


def strength_of(request: HttpRequest, credential: Credential) -> str:
    """How sure the portal is of who this is: as the letter says, or more where this session took a telephone's code."""
    confirmed = request.session.get(PHONE_KEY) or {}
    if credential.strength == "letter" and confirmed.get("credential") == credential.pk:
        return "letter_phone"
    return str(credential.strength)


def helper_of(request: HttpRequest) -> str:
    """Who helps, as named at sign-in; empty for nobody."""
    return str(request.session.get(HELPER_KEY, ""))


def strengthen(request: HttpRequest, credential: Credential, at: datetime) -> None:
    """This session, and no other, holds a code that was sent to the telephone on file."""
    request.session.cycle_key()
    request.session[PHONE_KEY] = {"credential": credential.pk, "at": at.isoformat()}


def is_represented(credential: Credential) -> bool:
    """Is the letter a co-owner's, for whom the named representative casts the one ballot they have together?"""
    if credential.owner_id is None:
        return False
    known: bool | None = getattr(credential, "of_a_co_owner", None)
    return _co_owners(credential.owner_id, credential.person_id).exists() if known is None else known


def _co_owners(owner: Any, person: Any) -> "QuerySet[OwnerMember]":
    return OwnerMember.objects.co_owners().filter(owner=owner, person=person)


def community_of(credential: Credential) -> Community:
    """The community a letter belongs to."""
    holder = credential.unit.place if credential.unit else credential.owner
    assert holder is not None  # noqa: S101 - the database promises one of the two
    community: Community = holder.community
    return community


def communities_for(user: Any, permission: Permission) -> QuerySet[Community]:
    """The communities in which the user holds the permission; none without a second factor."""
    if not (user.is_authenticated and user.is_active and second_factor_passed(user)):
        return Community.objects.none()
    return Community.objects.granted_to(user, roles_with(permission)).with_offices()


def second_factor_passed(user: Any) -> bool:
    """Did this session prove the second factor? The middleware puts the answer on the user."""
    check = getattr(user, "is_verified", None)
    return bool(check and check())


def community_for(user: Any, permission: Permission, slug: str) -> Community:
    """One of them. Raises Http404 for all others, existing or not."""
    return get_object_or_404(communities_for(user, permission), slug=slug)


def may(user: Any, permission: Permission, community: Community) -> bool:
    """Does the user hold the permission there? For showing a button; fetching decides."""
    return communities_for(user, permission).filter(pk=community.pk).exists()


def permissions_in(user: Any, community: Community) -> frozenset[Permission]:
    """Everything the user may do there, in one query: which buttons a page shows. Fetching decides."""
    if not (user.is_authenticated and user.is_active and second_factor_passed(user)):
        return frozenset()
    roles = user.grants.standing().reaching(community).values_list("role", flat=True)
    return frozenset(permission for role in roles for permission in GRANTS[Role(role)])


def held_by(request: HttpRequest) -> frozenset[Permission]:
    """Everything whoever asks may do somewhere: which ways in a page shows. Fetching decides."""
    known: frozenset[Permission] | None = getattr(request, "_held", None)
    if known is None:
        user: Any = request.user
        passed = user.is_authenticated and user.is_active and second_factor_passed(user)
        roles = user.grants.standing().values_list("role", flat=True) if passed else ()
        known = frozenset(permission for role in roles for permission in GRANTS[Role(role)])
        request._held = known  # type: ignore[attr-defined]
    return known


def districts_for(user: Any, permission: Permission) -> QuerySet[District]:
    """The districts for whose whole the user holds the permission; none without a second factor."""
    if not (user.is_authenticated and user.is_active and second_factor_passed(user)):
        return District.objects.none()
    held = user.grants.standing().filter(role__in=roles_with(permission))
    return District.objects.filter(pk__in=held.values("district")).order_by("code")


def district_for(user: Any, permission: Permission, code: str) -> District:
    """One of them. Raises Http404 for all others, existing or not."""
    return get_object_or_404(districts_for(user, permission), code=code)


def letter_batch_for(user: Any, permission: Permission, slug: str, pk: int) -> LetterBatch:
    """Letters made for a community. Raises Http404."""
    found = LetterBatch.objects.select_related("job", "unit", "roll")
    return get_object_or_404(found, roll__community=community_for(user, permission, slug), pk=pk)


def letter_for(user: Any, permission: Permission, slug: str, pk: int) -> Credential:
    """One letter of a community. Raises Http404."""
    return get_object_or_404(Credential.objects.of(community_for(user, permission, slug).pk), pk=pk)


def letter_numbered(user: Any, permission: Permission, slug: str, number: str) -> Credential | None:
    """The letter of a community with the number that stands on it, while it works. Raises Http404."""
    letters = Credential.objects.valid().of(community_for(user, permission, slug).pk)
    found: Credential | None = (
        letters.select_related("unit__place", "owner", "person").filter(letter_number=number).first()
    )
    return found


def voice_for(user: Any, permission: Permission, slug: str, kind: str, pk: int) -> Unit | Owner:
    """A household by its home, or an owner. Raises Http404."""
    community = community_for(user, permission, slug)
    if kind == VoiceKind.HOUSEHOLD:
        return get_object_or_404(Unit.objects.of(community.pk), pk=pk)
    return get_object_or_404(Owner, community=community, pk=pk)


def co_owner_for(user: Any, permission: Permission, slug: str, pk: int) -> OwnerMember:
    """One of several owners of a community who does not cast for them. Raises Http404."""
    members = OwnerMember.objects.co_owners().select_related("person", "owner")
    return get_object_or_404(members, owner__community=community_for(user, permission, slug), pk=pk)


def correction_for(user: Any, permission: Permission, slug: str, pk: int) -> RollCorrection:
    """A correction of the roll of a community. Raises Http404."""
    found = RollCorrection.objects.of(community_for(user, permission, slug).pk).select_related("unit")
    return get_object_or_404(found, pk=pk)


def kin_for(user: Any, permission: Permission, slug: str, pk: int) -> DeclaredKin:
    """What a worker of a community has said. Raises Http404."""
    return get_object_or_404(DeclaredKin.objects.of(community_for(user, permission, slug).pk), pk=pk)


def register_file_for(user: Any, permission: Permission, slug: str, pk: int) -> RegisterFile:
    """A register file of a community. Raises Http404."""
    files = RegisterFile.objects.select_related("job")
    return get_object_or_404(files, community=community_for(user, permission, slug), pk=pk)


def photo_for(user: Any, slug: str, pk: int) -> Photo:
    """A photo of a community, for whoever may look at its kind. Raises Http404."""
    photo: Photo = get_object_or_404(Photo.objects.select_related("community"), community__slug=slug, pk=pk)
    community_for(user, LOOKS[PhotoKind(photo.kind)].permission, slug)
    return photo


def require_credential(request: HttpRequest) -> Credential:
    """The signed-in letter. Raises Http404 when nobody is signed in; views redirect to the sign-in page first."""
    credential = credential_of(request)
    if credential is None:
        raise Http404
    return credential
