"""What anyone sees, without signing in."""

from django.urls import path

from consultations.views.public import places

urlpatterns = [
    path("", places.home, name="home"),
]
