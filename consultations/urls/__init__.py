"""Addresses of consultations: what anyone sees, what a voice does, what the committee does."""

from django.urls import include, path

urlpatterns = [
    path("", include("consultations.urls.public")),
    path("ballot/", include("consultations.urls.resident")),
    path("desk/", include("consultations.urls.desk")),
]
