"""Addresses of signing in: residents with a letter, staff with password and second factor."""

from django.urls import path

from communities.views import signing

resident = [
    path("sign-in/", signing.sign_in, name="sign_in"),
    path("k/<str:link>/", signing.link, name="link"),
    path("sign-out/", signing.sign_out, name="sign_out"),
]
staff: list = []

urlpatterns = [*resident, *staff]
