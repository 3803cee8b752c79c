"""What a voice does once it is signed in."""

from django.urls import path

from consultations.views.resident import (
    charges,
    confirming,
    mine,
    receipts,
    records,
    remarking,
    roll,
    sharing,
    sitting,
    voting,
)

urlpatterns = [
    path("", mine.my, name="my"),
    path("roll/", roll.my_roll, name="my_roll"),
    path("charges/", charges.my_charges, name="my_charges"),
    path("records/", records.my_records, name="my_records"),
    path("<slug:slug>/meeting/<int:pk>/<str:door>/", sitting.my_sitting, name="my_sitting"),
    path("<slug:slug>/<int:number>/", voting.ballot, name="ballot"),
    path("<slug:slug>/<int:number>/confirm/", confirming.ballot_confirm, name="ballot_confirm"),
    path("<slug:slug>/<int:number>/receipt/", receipts.receipt, name="receipt"),
    path("<slug:slug>/<int:number>/home/<int:home>/", voting.ballot, name="ballot"),
    path("<slug:slug>/<int:number>/home/<int:home>/confirm/", confirming.ballot_confirm, name="ballot_confirm"),
    path("<slug:slug>/<int:number>/home/<int:home>/receipt/", receipts.receipt, name="receipt"),
    path("<slug:slug>/<int:number>/word/<int:item>/", remarking.ballot_remark, name="ballot_remark"),
    path(
        "<slug:slug>/<int:number>/home/<int:home>/word/<int:item>/",
        remarking.ballot_remark,
        name="ballot_remark",
    ),
    path("<slug:slug>/<int:number>/dispute/", sharing.ballot_dispute, name="ballot_dispute"),
    path(
        "<slug:slug>/<int:number>/dispute/<int:pk>/withdraw/",
        sharing.ballot_dispute_withdraw,
        name="ballot_dispute_withdraw",
    ),
]
