"""Addresses that exist only in the demo; without it they are not found."""

from django.urls import path

from renewal_portal.demo import views

urlpatterns = [
    path("demo/", views.overview, name="demo"),
    path("demo/clock/", views.demo_clock, name="demo_clock"),
]
