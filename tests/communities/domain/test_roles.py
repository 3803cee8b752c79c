"""Who may do what: every post with its permissions, and what no post may join."""

import pytest

from communities.domain.roles import GRANTS, OFFICIALS, Permission, Role, may_join, roles_with

P, R = Permission, Role

HOLDERS = [  # permission, roles
    (P.SEE_DESK, set(R) - {R.VOLUNTEER}),
    (P.KEEP_ROLL, {R.CHAIR, R.RECORDER}),
    (P.REPORT_FINDING, {R.CHAIR, R.RECORDER, R.SURVEYOR}),
    (P.CHECK_FINDING, {R.CHAIR, R.RECORDER, R.SURVEYOR}),
    (P.OFFER_MENU, {R.CHAIR}),
    (P.RUN_ROUND, {R.CHAIR}),
    (P.WALK_DOORS, {R.CHAIR, R.RECORDER, R.VOLUNTEER}),
    (P.ASSIGN_DOORS, {R.CHAIR, R.RECORDER}),
    (P.READ_REMARKS, {R.CHAIR, R.RECORDER}),
    (P.RECORD_MEETING, {R.CHAIR, R.RECORDER, R.OWNERS_COMMITTEE}),
    (P.DRAW_PLAN, {R.CHAIR}),
    (P.POST_NOTICE, {R.CHAIR}),
    (P.SHOW_POSTING, {R.CHAIR, R.RECORDER, R.SURVEYOR}),
    (P.ANSWER_OBJECTION, {R.CHAIR, R.RECORDER}),
    (P.SUBMIT_PLAN, {R.CHAIR}),
    (P.REPORT_WORKS, {R.CHAIR}),
    (P.PRINT_LETTERS, {R.PRINTER}),
    (P.HANDLE_PAPER, {R.CHAIR, R.RECORDER, R.ENTRY_CLERK}),
    (P.ENTER_PAPER, {R.RECORDER, R.ENTRY_CLERK}),
    (P.EXPORT_SEALED, {R.SUPERVISOR}),
    (P.SEE_REVIEW, {R.SUBDISTRICT_OFFICIAL, R.DISTRICT_OFFICIAL}),
    (P.GIVE_OPINION, {R.SUBDISTRICT_OFFICIAL, R.DISTRICT_OFFICIAL}),
    (P.ORDER_PLANS, {R.SUBDISTRICT_OFFICIAL, R.DISTRICT_OFFICIAL}),
    (P.DECIDE_REVIEW, {R.DISTRICT_OFFICIAL}),
    (P.ORDER_PLANS, {R.SUBDISTRICT_OFFICIAL, R.DISTRICT_OFFICIAL}),
    (P.SET_DISTRICT, {R.DISTRICT_OFFICIAL}),
]


@pytest.mark.parametrize("permission, roles", HOLDERS, ids=[case[0] for case in HOLDERS])
def test_a_permission_is_held_by_these_roles_and_no_others(permission, roles):
    assert roles_with(permission) == roles


def test_every_permission_is_held_by_somebody_and_every_role_holds_some():
    assert {permission for permission, _ in HOLDERS} == set(P)
    assert set(GRANTS) == set(R)


APART = [  # what it shows, permissions of which one role holds at most one kind
    ("who prints letters neither enters nor counts", {P.PRINT_LETTERS}, {P.KEEP_ROLL, P.RUN_ROUND, P.ENTER_PAPER}),
    ("who runs a vote does not open the sealed file", {P.RUN_ROUND}, {P.EXPORT_SEALED}),
    ("who runs a vote reads no ballot", {P.RUN_ROUND}, {P.ENTER_PAPER}),
    ("who submits a plan does not decide about it", {P.SUBMIT_PLAN, P.DRAW_PLAN}, {P.DECIDE_REVIEW, P.GIVE_OPINION}),
    ("who sets a district's rules runs no vote under them", {P.SET_DISTRICT}, {P.RUN_ROUND, P.KEEP_ROLL}),
]


@pytest.mark.parametrize("what, one, other", APART, ids=[case[0] for case in APART])
def test_what_no_role_joins(what, one, other):
    assert [role for role, held in GRANTS.items() if held & one and held & other] == []


OTHERS = [role for role in R if role is not R.PRINTER]


@pytest.mark.parametrize("role", OTHERS)
def test_the_printers_post_is_held_alone(role):
    assert not may_join(R.PRINTER, [role])
    assert not may_join(role, [R.PRINTER])
    assert not may_join(role, [role, R.PRINTER])


def test_other_posts_go_together_and_the_printers_with_itself():
    assert all(may_join(role, OTHERS) for role in OTHERS)
    assert may_join(R.PRINTER, [R.PRINTER])
    assert all(may_join(role, []) for role in R)


def test_the_officials_are_those_who_review():
    assert roles_with(P.SEE_REVIEW) == OFFICIALS
