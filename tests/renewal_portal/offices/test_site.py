"""The admin's one door, and what is not in it."""

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from communities.domain.roles import Role
from communities.models import Community, User
from consultations.models import Consultation, Review, Round
from renewal_portal.ledger.models import DistrictSetting, Event, JobGroup
from renewal_portal.offices.look_up import LookUp
from renewal_portal.offices.site import OfficesSite
from tests.officials import Official, words
from tests.staff import PASSWORD, code, member, sign_in
from tests.world import community

INDEX = "/admin/"


@pytest.fixture
def district(db: None) -> User:
    return member(Role.DISTRICT_OFFICIAL, community().subdistrict.district, "district")


def test_the_admin_is_ours() -> None:
    assert isinstance(admin.site, OfficesSite)


def test_only_what_keeps_to_the_services_is_registered() -> None:
    assert set(admin.site._registry) == {
        Community,
        Consultation,
        DistrictSetting,
        Event,
        JobGroup,
        Review,
        Round,
    }
    assert all(isinstance(each, LookUp) for each in admin.site._registry.values())
    assert not {Group, TOTPDevice, User} & set(admin.site._registry)


def test_what_other_apps_would_bring_along_stays_out() -> None:
    site = OfficesSite()

    site.register(Group)
    site.register(Group, admin.ModelAdmin)

    assert site._registry == {}


@pytest.mark.parametrize("way", ["add", "delete", "history"])
def test_no_list_has_an_address_for_changing_rows_past_the_services(way: str) -> None:
    for model in admin.site._registry:
        for args in ([], [1]):
            with pytest.raises(NoReverseMatch):
                reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{way}", args=args)


@pytest.mark.parametrize("name", ["password_change", "password_change_done", "jsi18n", "view_on_site", "autocomplete"])
def test_the_stock_pages_that_write_or_look_elsewhere_are_gone(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(f"admin:{name}")


def test_no_list_lets_anybody_add_change_or_delete(rf: Any, district: User) -> None:
    request = rf.get(INDEX)
    request.user = User.objects.create_superuser(username="root", password=PASSWORD)

    for each in admin.site._registry.values():
        allowed = (
            each.has_add_permission(request),
            each.has_change_permission(request),
            each.has_delete_permission(request),
            each.has_view_permission(request),
            each.has_module_permission(request),
        )
        assert allowed == (False, False, False, False, False)


def test_nobody_enters_without_signing_in(client: Client, db: None) -> None:
    assert client.get(INDEX)["Location"] == "/staff/sign-in/?next=%2Fadmin%2F"


def test_the_password_alone_opens_nothing(client: Client, district: User) -> None:
    root = User.objects.create_superuser(username="root", password=PASSWORD)

    for user in (district, root):
        assert sign_in(client, user, second_factor=False).get(INDEX)["Location"] == "/staff/sign-in/?next=%2Fadmin%2F"


def test_the_staffs_door_leads_to_the_page_asked_for(client: Client, district: User) -> None:
    device = TOTPDevice.objects.create(user=district, name="test", confirmed=True)
    asked = reverse("admin:consultations_review_changelist")
    door = client.get(asked)["Location"]

    sent = {"username": "district", "password": PASSWORD, "code": code(device)}

    assert client.post(door, sent)["Location"] == asked
    assert client.get(asked).status_code == 200


def test_the_stock_sign_in_page_is_the_staffs_door(client: Client, district: User) -> None:
    assert client.get("/admin/login/")["Location"] == "/staff/sign-in/?next=%2Fadmin%2F"
    assert client.get("/admin/login/?next=/admin/x/")["Location"] == "/staff/sign-in/?next=%2Fadmin%2Fx%2F"
    assert client.get("/admin/login/?next=//elsewhere.example/")["Location"] == "/staff/sign-in/?next=%2Fadmin%2F"
    typed = {"username": "district", "password": PASSWORD}
    assert client.post("/admin/login/", typed)["Location"] == "/staff/sign-in/?next=%2Fadmin%2F"
    assert client.get(INDEX).status_code == 302


def test_signing_out_of_the_admin_is_a_post_and_signs_out_everywhere(district: User) -> None:
    client = sign_in(Client(), district)

    assert client.get("/admin/logout/").status_code == 405
    assert client.get(INDEX).status_code == 200
    assert client.post("/admin/logout/")["Location"] == "/"
    assert client.get(INDEX).status_code == 302


def test_a_session_ends_with_the_account(district: User) -> None:
    client = sign_in(Client(), district)
    assert client.get(INDEX).status_code == 200

    User.objects.filter(pk=district.pk).update(is_active=False)

    assert client.get(INDEX).status_code == 302


@pytest.mark.django_db
def test_a_superuser_finds_an_empty_desk() -> None:
    here = community()
    root = User.objects.create_superuser(username="root", password=PASSWORD)
    official = Official(here, user=root)

    assert "You hold no post in a sub-district or district." in words(official.page("index"))
    assert official.get("consultations_review_changelist").status_code == 404


@pytest.mark.parametrize(
    "role, ways",
    [
        (
            Role.DISTRICT_OFFICIAL,
            [
                "Plans to review",
                "Decisions to countersign",
                "Plans being drawn",
                "Consultations",
                "Communities",
                "District's own values",
                "Events",
                "Communities' desks",
            ],
        ),
        (
            Role.SUBDISTRICT_OFFICIAL,
            [
                "Plans to review",
                "Decisions to countersign",
                "Plans being drawn",
                "Consultations",
                "Communities",
                "Communities' desks",
            ],
        ),
    ],
)
@pytest.mark.django_db
def test_the_ways_in_are_those_the_post_opens(role: Role, ways: list[str]) -> None:
    official = Official(community(), role)

    response = official.get("index")

    assert [str(way["label"]) for way in response.context["desk_nav"]] == ways
    assert all(official.client.get(way["href"]).status_code == 200 for way in response.context["desk_nav"])


def test_pages_of_the_offices_are_kept_by_nobody(district: User) -> None:
    response = sign_in(Client(), district).get(INDEX)

    assert "no-store" in response["Cache-Control"]
    assert '<meta name="robots" content="noindex, noarchive">' in response.content.decode()
