"""What anyone sees, without signing in."""

from django.urls import path

from consultations.views.public import checking, notices, places, plan_files, plans, remarks, rounds, sittings

urlpatterns = [
    path("", places.home, name="home"),
    path("c/<slug:slug>/", places.community, name="community"),
    path("c/<slug:slug>/menu/", plans.menu, name="menu"),
    path("c/<slug:slug>/rounds/<int:number>/", rounds.round, name="round"),
    path("c/<slug:slug>/rounds/<int:number>/words/<int:question>/", remarks.remarks, name="remarks"),
    path("c/<slug:slug>/rounds/<int:number>/public.json", rounds.public_file, name="round_public"),
    path("c/<slug:slug>/plans/<int:number>/", plans.plan, name="plan"),
    path("c/<slug:slug>/plans/<int:number>/plan.json", plan_files.plan_file, name="plan_file"),
    path("c/<slug:slug>/plans/<int:number>/plan-<str:language>.pdf", plan_files.plan_booklet, name="plan_booklet"),
    path("c/<slug:slug>/notices/", notices.board, name="board"),
    path("c/<slug:slug>/notices/<int:pk>/", notices.notice, name="notice"),
    path("c/<slug:slug>/notices/<int:pk>/object/", notices.object_, name="object"),
    path("c/<slug:slug>/meetings/<int:pk>/", sittings.sitting, name="sitting"),
    path(
        "c/<slug:slug>/meetings/<int:pk>/<slug:name>-<str:language>.pdf", sittings.sitting_paper, name="sitting_paper"
    ),
    path("check/", checking.receipt_check, name="receipt_check"),
    path("check/proof.json", checking.receipt_proof, name="receipt_proof"),
    path("verify/", checking.verify, name="verify"),
    path("privacy/", checking.privacy, name="privacy"),
]
