import pytest
from django.urls import reverse

MODES = ["elder_mode", "high_contrast"]
COOKIE = {"elder_mode": "elder", "high_contrast": "contrast"}
STYLE = "/style/?page=2"


@pytest.mark.parametrize("mode", MODES)
def test_a_mode_is_remembered_for_a_year_and_read_by_no_script(client, mode):
    answer = client.post(reverse(mode), {"on": "1", "next": STYLE})
    cookie = answer.cookies[COOKIE[mode]]

    assert (answer.status_code, answer.url) == (302, STYLE)
    assert (cookie.value, cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (
        "1",
        365 * 24 * 3600,
        True,
        "Lax",
    )


@pytest.mark.parametrize("mode", MODES)
def test_it_is_forgotten_when_switched_off(client, mode):
    client.post(reverse(mode), {"on": "1"})
    client.post(reverse(mode), {"on": "0"})

    assert client.cookies[COOKIE[mode]].value == ""


@pytest.mark.parametrize("away", ["https://example.org/", "//example.org/", "javascript:alert(1)", ""])
def test_it_never_leads_to_another_site(client, away):
    assert client.post(reverse("elder_mode"), {"on": "1", "next": away}).url == "/"


@pytest.mark.parametrize("mode", MODES)
def test_following_a_link_changes_nothing(client, mode):
    assert client.get(reverse(mode)).status_code == 405


def test_the_cookie_travels_over_https_only_where_the_portal_does(client, settings):
    settings.HTTPS = True

    assert client.post(reverse("elder_mode"), {"on": "1"}).cookies["elder"]["secure"] is True


@pytest.mark.parametrize("cookie", COOKIE.values())
def test_a_mode_is_a_class_of_the_page(client, cookie):
    client.cookies[cookie] = "1"

    assert f'<html lang="zh-hans" class="{cookie}">' in client.get(STYLE).text


def test_a_cookie_with_anything_else_in_it_is_ignored(client):
    client.cookies["elder"] = '"><script>'

    assert '<html lang="zh-hans" class="">' in client.get(STYLE).text
