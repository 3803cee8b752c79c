"""Who may do what: a role lists its permissions, views ask for a permission."""

from collections.abc import Iterable
from enum import StrEnum


class Permission(StrEnum):
    """One job on the committee's or the officials' side."""

    SEE_DESK = "see_desk"
    KEEP_ROLL = "keep_roll"
    REPORT_FINDING = "report_finding"
    CHECK_FINDING = "check_finding"
    OFFER_MENU = "offer_menu"
    RUN_ROUND = "run_round"
    WALK_DOORS = "walk_doors"
    ASSIGN_DOORS = "assign_doors"
    READ_REMARKS = "read_remarks"
    RECORD_MEETING = "record_meeting"
    DRAW_PLAN = "draw_plan"
    POST_NOTICE = "post_notice"
    SHOW_POSTING = "show_posting"
    ANSWER_OBJECTION = "answer_objection"
    SUBMIT_PLAN = "submit_plan"
    REPORT_WORKS = "report_works"
    PRINT_LETTERS = "print_letters"
    HANDLE_PAPER = "handle_paper"
    ENTER_PAPER = "enter_paper"
    EXPORT_SEALED = "export_sealed"
    SEE_REVIEW = "see_review"
    GIVE_OPINION = "give_opinion"
    DECIDE_REVIEW = "decide_review"
    ORDER_PLANS = "order_plans"
    SET_DISTRICT = "set_district"


class Role(StrEnum):
    """A post somebody holds in a community, a sub-district or a district."""

    CHAIR = "chair"
    RECORDER = "recorder"
    SURVEYOR = "surveyor"
    VOLUNTEER = "volunteer"
    PRINTER = "printer"
    ENTRY_CLERK = "entry_clerk"
    SUPERVISOR = "supervisor"
    OWNERS_COMMITTEE = "owners_committee"
    SUBDISTRICT_OFFICIAL = "subdistrict_official"
    DISTRICT_OFFICIAL = "district_official"


#: The offices: their posts are held in a sub-district or district, their work is done in the admin.
OFFICIALS = frozenset({Role.SUBDISTRICT_OFFICIAL, Role.DISTRICT_OFFICIAL})

P = Permission

#: Printing letters never goes with entering or counting (DESIGN section 5); a chair therefore cannot print. Whoever
#: runs the vote reads no ballot: a chair hands sheets out and takes them in, and enters none.
GRANTS: dict[Role, frozenset[Permission]] = {
    Role.CHAIR: frozenset(
        {
            P.SEE_DESK,
            P.KEEP_ROLL,
            P.REPORT_FINDING,
            P.CHECK_FINDING,
            P.OFFER_MENU,
            P.RUN_ROUND,
            P.WALK_DOORS,
            P.ASSIGN_DOORS,
            P.READ_REMARKS,
            P.RECORD_MEETING,
            P.DRAW_PLAN,
            P.POST_NOTICE,
            P.SHOW_POSTING,
            P.ANSWER_OBJECTION,
            P.SUBMIT_PLAN,
            P.REPORT_WORKS,
            P.HANDLE_PAPER,
        }
    ),
    Role.RECORDER: frozenset(
        {
            P.SEE_DESK,
            P.KEEP_ROLL,
            P.REPORT_FINDING,
            P.CHECK_FINDING,
            P.WALK_DOORS,
            P.ASSIGN_DOORS,
            P.READ_REMARKS,
            P.RECORD_MEETING,
            P.SHOW_POSTING,
            P.ANSWER_OBJECTION,
            P.HANDLE_PAPER,
            P.ENTER_PAPER,
        }
    ),
    Role.SURVEYOR: frozenset({P.SEE_DESK, P.REPORT_FINDING, P.CHECK_FINDING, P.SHOW_POSTING}),
    Role.VOLUNTEER: frozenset({P.WALK_DOORS}),
    Role.PRINTER: frozenset({P.SEE_DESK, P.PRINT_LETTERS}),
    Role.ENTRY_CLERK: frozenset({P.SEE_DESK, P.HANDLE_PAPER, P.ENTER_PAPER}),
    Role.SUPERVISOR: frozenset({P.SEE_DESK, P.EXPORT_SEALED}),
    Role.OWNERS_COMMITTEE: frozenset({P.SEE_DESK, P.RECORD_MEETING}),
    Role.SUBDISTRICT_OFFICIAL: frozenset({P.SEE_DESK, P.SEE_REVIEW, P.GIVE_OPINION, P.ORDER_PLANS}),
    Role.DISTRICT_OFFICIAL: frozenset(
        {P.SEE_DESK, P.SEE_REVIEW, P.GIVE_OPINION, P.DECIDE_REVIEW, P.ORDER_PLANS, P.SET_DISTRICT}
    ),
}


def may_join(role: Role, held: Iterable[Role]) -> bool:
    """May somebody who holds these posts be given this one too? Who prints letters holds no other post anywhere."""
    return all((role is Role.PRINTER) == (other is Role.PRINTER) for other in held)


def roles_with(permission: Permission) -> frozenset[Role]:
    """The roles that hold a permission."""
    return frozenset(role for role, permissions in GRANTS.items() if permission in permissions)
