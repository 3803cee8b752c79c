"""Accounts of staff and the posts they hold."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from communities.domain.roles import OFFICIALS, Role
from communities.models import Community, Grant, User
from communities.services import staff
from renewal_portal.ledger.models import Event
from tests.refusals import refusal
from tests.staff import PASSWORD, sign_in
from tests.world import START, community

pytestmark = pytest.mark.django_db

TOLD = {"by": "system:tests", "at": START}


@pytest.fixture
def here() -> Community:
    return community()


def account(username: str = "somebody", *, is_official: bool = False) -> User:
    return staff.create_official(
        username=username, password=PASSWORD, full_name="测试人员", is_official=is_official, **TOLD
    )


def logged(user: User) -> list[tuple[str, str, dict]]:
    return list(Event.objects.filter(about=f"user:{user.pk}").order_by("pk").values_list("what", "by", "detail"))


@pytest.mark.parametrize("is_official", [False, True])
def test_an_account_is_made_with_a_hashed_password(is_official: bool) -> None:
    user = account(is_official=is_official)

    assert (user.is_staff, user.is_superuser, user.full_name) == (is_official, False, "测试人员")
    assert user.check_password(PASSWORD)
    assert PASSWORD not in user.password
    assert logged(user) == [("user.created", "system:tests", {})]


def test_a_user_name_is_given_once() -> None:
    account()

    with pytest.raises(IntegrityError), transaction.atomic():
        account()

    assert Event.objects.filter(what="user.created").count() == 1


def test_a_post_is_held_where_it_is_given(here: Community) -> None:
    user = account()
    subdistrict = here.subdistrict
    posts = [
        (Role.CHAIR, here),
        (Role.SUBDISTRICT_OFFICIAL, subdistrict),
        (Role.DISTRICT_OFFICIAL, subdistrict.district),
    ]

    for role, where in posts:
        staff.grant(user_id=user.pk, role=role, where=where, **TOLD)

    held = Grant.objects.order_by("pk").values_list("role", "community", "subdistrict", "district")
    assert list(held) == [
        ("chair", here.pk, None, None),
        ("subdistrict_official", None, subdistrict.pk, None),
        ("district_official", None, None, subdistrict.district.pk),
    ]
    assert [(what, detail) for what, _, detail in logged(user)[1:]] == [
        ("grant.given", {"role": "chair", "community": here.pk}),
        ("grant.given", {"role": "subdistrict_official", "subdistrict": subdistrict.pk}),
        ("grant.given", {"role": "district_official", "district": subdistrict.district.pk}),
    ]


@pytest.mark.parametrize("role", list(Role))
def test_whoever_becomes_an_official_may_enter_the_admin(here: Community, role: Role) -> None:
    user = account()

    staff.grant(user_id=user.pk, role=role, where=here.subdistrict.district, **TOLD)

    user.refresh_from_db()
    assert user.is_staff is (role in OFFICIALS)


def test_a_post_given_twice_is_one(here: Community) -> None:
    user = account()

    first = staff.grant(user_id=user.pk, role=Role.CHAIR, where=here, **TOLD)
    second = staff.grant(user_id=user.pk, role=Role.CHAIR, where=here, **TOLD)

    assert first == second
    assert [what for what, *_ in logged(user)] == ["user.created", "grant.given"]


def test_a_post_that_ended_may_be_given_again(here: Community) -> None:
    user = account()
    first = staff.grant(user_id=user.pk, role=Role.CHAIR, where=here, **TOLD)
    staff.end_grant(grant_id=first.pk, by="user:9", at=START)

    second = staff.grant(user_id=user.pk, role=Role.CHAIR, where=here, **TOLD)

    first.refresh_from_db()
    assert (first.ended_by, first.ended_at) == ("user:9", START)
    assert second != first
    assert list(Grant.objects.standing()) == [second]
    assert [(what, by) for what, by, _ in logged(user)[1:]] == [
        ("grant.given", "system:tests"),
        ("grant.ended", "user:9"),
        ("grant.given", "system:tests"),
    ]


def test_who_prints_letters_holds_no_other_post_and_the_other_way_round(here: Community) -> None:
    printer, chair = account("printer"), account("chair")
    staff.grant(user_id=printer.pk, role=Role.PRINTER, where=here, **TOLD)
    post = staff.grant(user_id=chair.pk, role=Role.CHAIR, where=here, **TOLD)

    def grant(user: User, role: Role) -> tuple[str, str]:
        return refusal(lambda: staff.grant(user_id=user.pk, role=role, where=here.subdistrict, **TOLD))

    others = [role for role in Role if role is not Role.PRINTER]
    assert {grant(printer, role) for role in others} == {("GrantRefused", "printing_apart")}
    assert grant(chair, Role.PRINTER) == ("GrantRefused", "printing_apart")

    staff.grant(user_id=printer.pk, role=Role.PRINTER, where=here.subdistrict, **TOLD)
    staff.end_grant(grant_id=post.pk, **TOLD)
    assert staff.grant(user_id=chair.pk, role=Role.PRINTER, where=here, **TOLD).pk


def test_ending_a_post_twice_changes_nothing(here: Community) -> None:
    user = account()
    post = staff.grant(user_id=user.pk, role=Role.CHAIR, where=here, **TOLD)
    staff.end_grant(grant_id=post.pk, by="user:8", at=START)
    staff.end_grant(grant_id=post.pk, by="user:9", at=START)

    post.refresh_from_db()
    assert post.ended_by == "user:8"
    assert len(logged(user)) == 3


@pytest.mark.parametrize("role, enters_admin", [(Role.CHAIR, False), (Role.DISTRICT_OFFICIAL, True)])
def test_an_account_is_made_together_with_its_first_post(here: Community, role: Role, enters_admin: bool) -> None:
    user = staff.appoint(
        username="new",
        password=PASSWORD,
        full_name="测试人员",
        role=role,
        where=here.subdistrict.district,
        **TOLD,
    )

    assert user.is_staff is enters_admin
    assert user.grants.get().role == role
    assert [what for what, *_ in logged(user)] == ["user.created", "grant.given"]


def test_a_new_password_ends_the_sessions_of_the_old_one() -> None:
    user = account()
    client = sign_in(Client(), user)
    assert client.get("/desk/").status_code == 200

    changed = staff.set_password(user_id=user.pk, password="another long password", **TOLD)

    assert changed.check_password("another long password")
    assert client.get("/desk/").status_code == 302
    assert logged(user)[1:] == [("user.password_set", "system:tests", {})]
