"""The declared table: who may reach which address. A new route fails until it stands here.

The permissions of each role are written down a second time on purpose: this is what the product promises, and
`communities.domain.roles` has to keep it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.role_grid.routes import HIDDEN, IN, SIGN_IN

#: Actors of the community that is asked about, then the same roles elsewhere.
STAFF = (
    "chair",
    "recorder",
    "surveyor",
    "volunteer",
    "printer",
    "entry clerk",
    "supervisor",
    "owners' committee",
    "subdistrict",
    "district",
)
OFFICIALS = ("subdistrict", "district")
VOICES = ("household", "owner", "co-owner")
FOREIGN = tuple(f"foreign {name}" for name in (*VOICES, *STAFF))
OTHERS = ("nobody", "password only", "superuser", "superuser, password only")
ACTORS = (*VOICES, *STAFF, *FOREIGN, *OTHERS)
#: Whoever has passed the staff's door, wherever the post is held.
SIGNED_IN_STAFF = (*STAFF, *(f"foreign {name}" for name in STAFF), "superuser")

#: Permission → the roles that hold it.
HELD = {
    "see desk": tuple(role for role in STAFF if role != "volunteer"),
    "keep roll": ("chair", "recorder"),
    "report finding": ("chair", "recorder", "surveyor"),
    "check finding": ("chair", "recorder", "surveyor"),
    "offer menu": ("chair",),
    "run round": ("chair",),
    "walk doors": ("chair", "recorder", "volunteer"),
    "assign doors": ("chair", "recorder"),
    "read remarks": ("chair", "recorder"),
    "record meeting": ("chair", "recorder", "owners' committee"),
    "draw plan": ("chair",),
    "post notice": ("chair",),
    "show posting": ("chair", "recorder", "surveyor"),
    "answer objection": ("chair", "recorder"),
    "submit plan": ("chair",),
    "report works": ("chair",),
    "print letters": ("printer",),
    "handle paper": ("chair", "recorder", "entry clerk"),
    "enter paper": ("recorder", "entry clerk"),
    "export sealed": ("supervisor",),
    "see review": ("subdistrict", "district"),
    "give opinion": ("subdistrict", "district"),
    "decide review": ("district",),
    "order plans": ("subdistrict", "district"),
    "set district": ("district",),
}

Rule = Mapping[str, str]


def everybody(outcome: str = IN) -> Rule:
    """Anyone, signed in or not."""
    return dict.fromkeys(ACTORS, outcome)


def voices(*own: str, elsewhere: str = HIDDEN) -> Rule:
    """With a letter: ``own`` of this community; others of it do not find the page; nor do those from elsewhere."""
    rule = dict.fromkeys(ACTORS, SIGN_IN) | dict.fromkeys(VOICES, HIDDEN) | dict.fromkeys(own, IN)
    return rule | {f"foreign {voice}": elsewhere for voice in VOICES}


def staff(outcome: str = IN) -> Rule:
    """With password and second factor, whatever the post."""
    return dict.fromkeys(ACTORS, SIGN_IN) | dict.fromkeys(SIGNED_IN_STAFF, outcome)


def desk(permission: str) -> Rule:
    """Those who hold the permission here. Other staff do not find the page; the rest sign in first."""
    return dict(staff(HIDDEN)) | dict.fromkeys(HELD[permission], IN)


def office_list(permission: str) -> Rule:
    """A list of the officials' own rows: the same page elsewhere shows other rows."""
    holders = [name for held in HELD[permission] for name in (held, f"foreign {held}")]
    return dict(staff(HIDDEN)) | dict.fromkeys(holders, IN)


def admin() -> Rule:
    """The first page of the admin, for whoever works there; a superuser finds it empty."""
    return dict(office_list("see review")) | {"superuser": IN}


@dataclass(frozen=True, slots=True)
class Route:
    """An address: its name, what stands in it (keys of the world's facts), and who gets what by which method."""

    name: str
    where: tuple[str, ...] = ()
    get: Rule | None = None
    post: Rule | None = None

    def __str__(self) -> str:
        return " ".join((self.name, *self.where))


def both(name: str, *where: str, rule: Rule) -> Route:
    return Route(name, where, rule, rule)


def shown(name: str, *where: str, rule: Rule) -> Route:
    return Route(name, where, rule)


def sent(name: str, *where: str, rule: Rule) -> Route:
    return Route(name, where, None, rule)


#: At the desk: the page is read by everybody with a post there, written by fewer.
def read_and_write(name: str, *where: str, write: str) -> Route:
    return Route(name, where, desk("see desk"), desk(write))


PUBLIC = [
    shown("home", rule=everybody()),
    shown("community", "slug", rule=everybody()),
    shown("menu", "slug", rule=everybody()),
    shown("round", "slug", "selection", rule=everybody()),
    shown("remarks", "slug", "selection", "question", rule=everybody()),
    shown("round_public", "slug", "decision", rule=everybody()),
    shown("plan", "slug", "final", rule=everybody()),
    shown("plan_file", "slug", "final", rule=everybody()),
    shown("plan_booklet", "slug", "final", "zh", rule=everybody()),
    shown("board", "slug", rule=everybody()),
    shown("notice", "slug", "notice", rule=everybody()),
    both("object", "slug", "notice", rule=everybody()),
    shown("sitting", "slug", "sitting", rule=everybody()),
    shown("sitting_paper", "slug", "sitting", "minutes", "zh", rule=everybody()),
    both("receipt_check", rule=everybody()),
    sent("receipt_proof", rule=everybody(HIDDEN)),  # without a code that is in a count
    shown("verify", rule=everybody()),
    shown("privacy", rule=everybody()),
    shown("healthz", rule=everybody()),
    both("set_language", rule=everybody()),
    sent("elder_mode", rule=everybody()),
    sent("high_contrast", rule=everybody()),
    both("style", rule=everybody()),
    shown("demo", rule=everybody()),
    both("demo_clock", rule=everybody()),
    shown("api:schema", rule=everybody()),
    shown("api:communities", rule=everybody()),
    shown("api:consultation", "slug", rule=everybody()),
    shown("api:menu", "slug", rule=everybody()),
    shown("api:round", "slug", "decision", rule=everybody()),
    shown("api:plan", "slug", "final", rule=everybody()),
]
DOORS = [
    both("sign_in", rule=everybody()),
    both("link", "link", rule=everybody()),
    sent("sign_out", rule=everybody()),
    both("staff_sign_in", rule=everybody()),
    both("staff_set_up", rule=everybody(SIGN_IN)),
    both("staff_password", rule=staff()),
    sent("staff_sign_out", rule=everybody()),
]
RESIDENT = [
    shown("my", rule=voices(*VOICES, elsewhere=IN)),
    both("my_roll", rule=voices(*VOICES, elsewhere=IN)),
    shown("my_charges", rule=voices(*VOICES)),  # elsewhere no plan is drawn
    shown("my_records", rule=voices("owner", "co-owner") | {"foreign owner": IN, "foreign co-owner": IN}),
    both("contacts", rule=voices(*VOICES, elsewhere=IN)),
    both("phone_code", rule=voices(*VOICES, elsewhere=IN)),
    both("my_sitting", "slug", "sitting", "door", rule=voices(*VOICES)),
    both("ballot", "slug", "selection", rule=voices("household")),
    both("ballot", "slug", "decision", rule=voices("owner", "co-owner")),
    both("ballot_confirm", "slug", "selection", rule=voices("household")),
    both("ballot_confirm", "slug", "decision", rule=voices("owner", "co-owner")),
    shown("receipt", "slug", "selection", rule=voices("household")),
    shown("receipt", "slug", "decision", rule=voices("owner", "co-owner")),
    both("ballot", "slug", "selection", "let home", rule=voices("owner")),
    both("ballot_confirm", "slug", "selection", "let home", rule=voices("owner")),
    shown("receipt", "slug", "selection", "let home", rule=voices("owner")),
    both("ballot_remark", "slug", "selection", "question", rule=voices("household")),
    both("ballot_remark", "slug", "selection", "let home", "question", rule=voices("owner")),
    sent("ballot_dispute", "slug", "decision", rule=voices("co-owner")),
    sent("ballot_dispute_withdraw", "slug", "decision", "dispute", rule=voices("co-owner")),
]
DESK = [
    shown("desk", rule=staff()),
    shown("desk_community", "slug", rule=desk("see desk")),
    both("desk_move", "slug", rule=desk("run round")),
    read_and_write("desk_findings", "slug", write="report finding"),
    sent("desk_finding_check", "slug", "finding", rule=desk("check finding")),
    shown("desk_photo", "slug", "photo", rule=desk("see desk")),
    read_and_write("desk_roll", "slug", write="keep roll"),
    shown("desk_corrections", "slug", rule=desk("keep roll")),
    both("desk_correction", "slug", "correction", rule=desk("keep roll")),
    both("desk_register", "slug", rule=desk("keep roll")),
    shown("desk_register_file", "slug", "register file", rule=desk("keep roll")),
    both("desk_register_columns", "slug", "register file", rule=desk("keep roll")),
    sent("desk_register_take", "slug", "register file", rule=desk("keep roll")),
    sent("desk_register_discard", "slug", "register file", rule=desk("keep roll")),
    shown("desk_register_doors", "slug", rule=desk("keep roll")),
    shown("desk_register_template", "slug", "csv", rule=desk("keep roll")),
    sent("desk_register_copy", "slug", "csv", rule=desk("keep roll")),
    shown("desk_visits", "slug", rule=desk("keep roll")),
    sent("desk_visits_confirm", "slug", "letter", rule=desk("keep roll")),
    shown("desk_menu", "slug", rule=desk("see desk")),
    both("desk_announce", "slug", rule=desk("offer menu")),
    both("desk_line", "slug", rule=desk("offer menu")),
    both("desk_line", "slug", "line", rule=desk("offer menu")),
    both("desk_line_remove", "slug", "line", rule=desk("offer menu")),
    both("desk_line_ruling", "slug", "line", rule=desk("offer menu")),
    both("desk_left_out", "slug", rule=desk("offer menu")),
    both("desk_offer", "slug", rule=desk("offer menu")),
    shown("desk_rounds", "slug", rule=desk("see desk")),
    both("desk_open", "slug", rule=desk("run round")),
    both("desk_call", "slug", rule=desk("run round")),
    shown("desk_disputes", "slug", rule=desk("keep roll")),
    both("desk_dispute", "slug", "dispute", rule=desk("keep roll")),
    shown("desk_remarks", "slug", rule=desk("read remarks")),
    both("desk_reply", "slug", "question pk", rule=desk("read remarks")),
    sent("desk_remark_show", "slug", "remark", rule=desk("read remarks")),
    both("desk_remark_hide", "slug", "remark", rule=desk("read remarks")),
    both("desk_close", "slug", "decision", rule=desk("run round")),
    both("desk_count", "slug", "decision", rule=desk("run round")),
    both("desk_annul", "slug", "decision", rule=desk("run round")),
    shown("desk_reminders", "slug", "decision", rule=desk("run round")),
    sent("desk_reminders_send", "slug", "decision", "draft", rule=desk("run round")),
    both("desk_reminders_doors", "slug", "decision", rule=desk("run round")),
    shown("desk_sheets", "slug", rule=desk("handle paper")),
    shown("desk_sheets_find", "slug", rule=desk("handle paper")),
    shown("desk_sheets_print", "slug", rule=desk("handle paper")),
    both("desk_sheets_issue", "slug", "stairwell", rule=desk("handle paper")),
    sent("desk_sheets_issue_one", "slug", "entry", rule=desk("handle paper")),
    both("desk_sheets_check", "slug", rule=desk("handle paper")),
    both("desk_sheets_sign", "slug", rule=desk("run round")),
    both("desk_kin", "slug", rule=desk("handle paper")),
    sent("desk_kin_end", "slug", "kin", rule=desk("run round")),
    shown("desk_sheet_next", "slug", rule=desk("enter paper")),
    shown("desk_sheet", "slug", "sheet", rule=desk("handle paper")),
    sent("desk_sheet_receive", "slug", "sheet", rule=desk("handle paper")),
    both("desk_sheet_take_out", "slug", "sheet", rule=desk("handle paper")),
    shown("desk_sheet_print", "slug", "sheet", rule=desk("handle paper")),
    both("desk_sheet_enter", "slug", "sheet", rule=desk("enter paper")),
    shown("desk_doors", "slug", rule=desk("walk doors")),
    both("desk_doors_building", "slug", "building", rule=desk("walk doors")),
    both("desk_door", "slug", "walked unit", rule=desk("walk doors")),
    both("desk_doors_walkers", "slug", rule=desk("assign doors")),
    read_and_write("desk_meetings", "slug", write="record meeting"),
    both("desk_sitting_prepare", "slug", rule=desk("record meeting")),
    shown("desk_sitting", "slug", "sitting", rule=desk("see desk")),
    sent("desk_sitting_points", "slug", "sitting", rule=desk("record meeting")),
    sent("desk_sitting_point_remove", "slug", "sitting", "point", rule=desk("record meeting")),
    sent("desk_sitting_guests", "slug", "sitting", rule=desk("record meeting")),
    both("desk_sitting_cancel", "slug", "sitting", rule=desk("record meeting")),
    sent("desk_sitting_step", "slug", "sitting", "publish", rule=desk("record meeting")),
    shown("desk_sitting_run", "slug", "sitting", rule=desk("record meeting")),
    both("desk_sitting_room", "slug", "sitting", rule=desk("record meeting")),
    sent("desk_sitting_leave", "slug", "sitting", "stay", rule=desk("record meeting")),
    sent("desk_sitting_put", "slug", "sitting", "point", rule=desk("record meeting")),
    sent("desk_sitting_advise", "slug", "sitting", "point", rule=desk("record meeting")),
    sent("desk_sitting_count", "slug", "sitting", "proposal", rule=desk("record meeting")),
    both("desk_minutes", "slug", "sitting", rule=desk("record meeting")),
    sent("desk_minutes_sign", "slug", "sitting", rule=desk("record meeting")),
    shown("desk_sitting_paper", "slug", "sitting", "attendance", "zh", rule=desk("record meeting")),
    shown("desk_sitting_session", "slug", "sitting", rule=desk("record meeting")),
    shown("desk_plans", "slug", rule=desk("see desk")),
    shown("desk_plan_sheet", "slug", "final", rule=desk("see desk")),
    shown("desk_charges", "slug", rule=desk("keep roll")),
    shown("desk_funding", "slug", rule=desk("see desk")),
    both("desk_funding_line", "slug", "paid line", rule=desk("draw plan")),
    sent("desk_draw", "slug", "kind draft", rule=desk("draw plan")),
    sent("desk_draw", "slug", "kind final", rule=desk("draw plan")),
    shown("desk_notices", "slug", rule=desk("see desk")),
    both("desk_post", "slug", "kind result", rule=desk("post notice")),
    both("desk_post", "slug", "kind plan", rule=desk("post notice")),
    both("desk_put_up", "slug", "notice", rule=desk("show posting")),
    both("desk_record_objection", "slug", "notice", rule=desk("answer objection")),
    shown("desk_objections", "slug", rule=desk("see desk")),
    both("desk_answer", "slug", "objection", rule=desk("answer objection")),
    read_and_write("desk_submit", "slug", write="submit plan"),
    read_and_write("desk_works", "slug", write="report works"),
    shown("desk_letters", "slug", rule=desk("print letters")),
    shown("desk_letters_batch", "slug", "letters", rule=desk("print letters")),
    sent("desk_letters_fetch", "slug", "letters", rule=desk("print letters")),
    both("desk_letters_order", "slug", "household", rule=desk("print letters")),
    both("desk_letters_anew", "slug", "household", rule=desk("print letters")),
    shown("desk_letters_door", "slug", rule=desk("print letters")),
    both("desk_letters_reissue", "slug", "household", "unit", rule=desk("print letters")),
    both("desk_letters_reissue", "slug", "owner", "owner pk", rule=desk("print letters")),
    both("desk_letters_co_owner", "slug", "co-owner", rule=desk("print letters")),
    both("desk_letters_revoke", "slug", "letter", rule=desk("print letters")),
]
OFFICES = [
    shown("admin:index", rule=admin()),
    both("admin:login", rule=everybody(SIGN_IN)),
    sent("admin:logout", rule=everybody()),
    shown("admin:consultations_review_changelist", rule=office_list("see review")),
    shown("admin:consultations_review_change", "review", rule=desk("see review")),
    sent("admin:consultations_review_opinion", "review", rule=desk("give opinion")),
    both("admin:consultations_review_decide", "review", "approve", rule=desk("decide review")),
    both("admin:consultations_review_decide", "review", "reject", rule=desk("decide review")),
    shown("admin:ledger_jobgroup_changelist", rule=office_list("see review")),
    shown("admin:ledger_jobgroup_change", "order", rule=desk("see review")),
    sent("admin:ledger_jobgroup_order", rule=office_list("order plans")),
    shown("admin:consultations_round_changelist", rule=office_list("see review")),
    shown("admin:consultations_round_change", "round pk", rule=desk("see review")),
    both("admin:consultations_round_countersign", "round pk", rule=desk("decide review")),
    shown("admin:consultations_consultation_changelist", rule=office_list("see review")),
    shown("admin:consultations_consultation_change", "consultation", rule=desk("see review")),
    shown("admin:communities_community_changelist", rule=office_list("see review")),
    shown("admin:communities_community_change", "community", rule=desk("see review")),
    shown("admin:ledger_districtsetting_changelist", rule=office_list("set district")),
    both("admin:ledger_districtsetting_set", "code", "number", rule=desk("set district")),
    both("admin:ledger_districtsetting_set", "code", "switch", rule=desk("set district")),
    shown("admin:ledger_event_changelist", rule=office_list("set district")),
    shown("admin:ledger_event_change", "event", rule=desk("set district")),
]
ROUTES = [*PUBLIC, *DOORS, *RESIDENT, *DESK, *OFFICES]
