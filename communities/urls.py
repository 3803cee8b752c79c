"""Addresses of signing in: residents with a letter, staff with password and second factor."""

from django.urls import path

from communities.views import contacts, phone_codes, signing, staff_signing

resident = [
    path("sign-in/", signing.sign_in, name="sign_in"),
    path("k/<str:link>/", signing.link, name="link"),
    path("second-proof/", phone_codes.phone_code, name="phone_code"),
    path("reminders/", contacts.contacts, name="contacts"),
    path("sign-out/", signing.sign_out, name="sign_out"),
]
staff = [
    path("staff/sign-in/", staff_signing.sign_in, name="staff_sign_in"),
    path("staff/second-factor/", staff_signing.set_up, name="staff_set_up"),
    path("staff/password/", staff_signing.password, name="staff_password"),
    path("staff/sign-out/", staff_signing.sign_out, name="staff_sign_out"),
]

urlpatterns = [*resident, *staff]
