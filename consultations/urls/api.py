"""Addresses of the public interface."""

from django.urls import path

from consultations import api

app_name = "api"
urlpatterns = [
    path("schema/", api.Description.as_view(), name="schema"),
    path("communities/", api.Communities.as_view(), name="communities"),
    path("communities/<slug:slug>/", api.OneConsultation.as_view(), name="consultation"),
    path("communities/<slug:slug>/menu/", api.Menu.as_view(), name="menu"),
    path("communities/<slug:slug>/rounds/<int:number>/", api.OneRound.as_view(), name="round"),
    path("communities/<slug:slug>/plans/<int:number>/", api.OnePlan.as_view(), name="plan"),
]
