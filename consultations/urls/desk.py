"""The committee's desk."""

from django.urls import path

from consultations.views.desk import home, meetings, menu, papers, plans, roll, rounds, survey, works

urlpatterns = [
    path("", home.desk, name="desk"),
    path("<slug:slug>/", home.community, name="desk_community"),
    path("<slug:slug>/move/", home.move, name="desk_move"),
    path("<slug:slug>/findings/", survey.findings, name="desk_findings"),
    path("<slug:slug>/findings/<int:pk>/check/", survey.check, name="desk_finding_check"),
    path("<slug:slug>/roll/", roll.roll, name="desk_roll"),
    path("<slug:slug>/menu/", menu.overview, name="desk_menu"),
    path("<slug:slug>/menu/announce/", menu.announce, name="desk_announce"),
    path("<slug:slug>/menu/line/", menu.line, name="desk_line"),
    path("<slug:slug>/menu/line/<int:pk>/", menu.line, name="desk_line"),
    path("<slug:slug>/menu/line/<int:pk>/remove/", menu.remove, name="desk_line_remove"),
    path("<slug:slug>/menu/line/<int:pk>/ruling/", menu.ruling, name="desk_line_ruling"),
    path("<slug:slug>/menu/left-out/", menu.left_out, name="desk_left_out"),
    path("<slug:slug>/menu/offer/", menu.offer, name="desk_offer"),
    path("<slug:slug>/rounds/", rounds.overview, name="desk_rounds"),
    path("<slug:slug>/rounds/open/", rounds.open_, name="desk_open"),
    path("<slug:slug>/rounds/call/", rounds.call, name="desk_call"),
    path("<slug:slug>/rounds/<int:number>/close/", rounds.close, name="desk_close"),
    path("<slug:slug>/rounds/<int:number>/count/", rounds.count, name="desk_count"),
    path("<slug:slug>/rounds/<int:number>/annul/", rounds.annul, name="desk_annul"),
    path("<slug:slug>/meetings/", meetings.meetings, name="desk_meetings"),
    path("<slug:slug>/plans/", plans.plans, name="desk_plans"),
    path("<slug:slug>/plans/draw/draft/", plans.draw, {"kind": "draft"}, name="desk_draw"),
    path("<slug:slug>/plans/draw/final/", plans.draw, {"kind": "final"}, name="desk_draw"),
    path("<slug:slug>/notices/", papers.notices, name="desk_notices"),
    path("<slug:slug>/notices/post/result/", papers.post, {"kind": "result"}, name="desk_post"),
    path("<slug:slug>/notices/post/plan/", papers.post, {"kind": "plan"}, name="desk_post"),
    path("<slug:slug>/objections/", papers.objections, name="desk_objections"),
    path("<slug:slug>/objections/<int:pk>/answer/", papers.answer, name="desk_answer"),
    path("<slug:slug>/submit/", papers.submit, name="desk_submit"),
    path("<slug:slug>/works/", works.works, name="desk_works"),
]
