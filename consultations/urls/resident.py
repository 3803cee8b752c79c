"""What a voice does once it is signed in."""

from django.urls import path

from consultations.views.resident import confirming, mine, receipts, voting

urlpatterns = [
    path("", mine.my, name="my"),
    path("<slug:slug>/<int:number>/", voting.ballot, name="ballot"),
    path("<slug:slug>/<int:number>/confirm/", confirming.ballot_confirm, name="ballot_confirm"),
    path("<slug:slug>/<int:number>/receipt/", receipts.receipt, name="receipt"),
]
