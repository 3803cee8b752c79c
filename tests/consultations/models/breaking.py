"""How each promise is broken, given a row of every table."""

from datetime import UTC, datetime, timedelta

from consultations.models import Ballot, MenuVersion, OfferedItem, Round
from tests.consultations.models.breaking_sittings import SITTINGS
from tests.promises import again
from tests.world import START

SECOND = timedelta(seconds=1)
RULING = {"ruled_by": "user:1", "ruling_reason": "占用绿地"}
SETTLED = {"settlement": "agreed", "settled_by": "user:1", "settled_at": datetime(2026, 5, 1, tzinfo=UTC)}
WITHDRAWN = SETTLED | {"settlement": "withdrawn"}
READ = {"state": "shown", "moderated_by": "user:1", "moderated_at": datetime(2026, 5, 1, tzinfo=UTC)}
SPOILT = {"state": "spoilt", "spoilt_why": "lost", "spoilt_by": "user:1", "spoilt_at": datetime(2026, 5, 1, tzinfo=UTC)}
SPECIAL = {"decision_class": "special_if_common_use_changes", "changes_common_use": True}

CONSULTING = {
    "consultation_track_known": lambda h: again(h.consultation, track="x"),
    "consultation_stage_known": lambda h: again(h.consultation, stage="x"),
    "consultation_batch_known": lambda h: again(h.consultation, batch="x"),
    "consultation_method_known": lambda h: again(h.consultation, method="x"),
    "consultation_measure_known": lambda h: again(h.consultation, measure="x"),
    "consultation_budget_fen_at_least_0": lambda h: again(h.consultation, budget_fen=-1),
    "consultation_announced_by_together": lambda h: again(h.consultation, announced_at=None),
    "consultation_suspended_from_somewhere": lambda h: again(h.consultation, stage="suspended"),
    "one_running_consultation_per_community": lambda h: again(h.consultation),
    "stage_move_origin_known": lambda h: again(h.move, origin="x"),
    "stage_move_target_known": lambda h: again(h.move, target="x"),
    "stage_move_goes_somewhere": lambda h: again(h.move, target=h.move.origin),
    "meeting_kind_known": lambda h: again(h.meeting, kind="x"),
    "meeting_entitled_at_least_1": lambda h: again(h.meeting, entitled=0, present=0),
    "meeting_venue_not_blank": lambda h: again(h.meeting, venue=""),
    "meeting_present_were_entitled": lambda h: again(h.meeting, present=h.meeting.entitled + 1),
    "meeting_recorded_afterwards": lambda h: again(h.meeting, held_at=h.meeting.recorded_at + SECOND),
    "one_meeting_per_number": lambda h: again(h.meeting),
    "resolution_text_not_blank": lambda h: again(h.resolution, text=""),
    "resolution_carried_needs_a_majority": lambda h: again(h.resolution, in_favour=2, against=2),
    "one_resolution_per_number": lambda h: again(h.resolution),
}

FUNDING = {
    "funding_source_known": lambda h: again(h.funding, source="x"),
    "funding_amount_fen_at_least_1": lambda h: again(h.funding, source="central", amount_fen=0),
    "one_funding_per_source": lambda h: again(h.funding),
}

OFFERING = {
    "finding_text_zh_not_blank": lambda h: again(h.finding, text_zh=""),
    "finding_checked_by_together": lambda h: again(h.finding, checked_by="user:2"),
    "finding_checked_by_a_second_person": lambda h: again(h.finding, checked_by=h.finding.found_by, checked_at=h.at),
    "menu_number_at_least_1": lambda h: again(h.menu, number=0),
    "menu_offered_by_together": lambda h: again(h.menu, offered_at=None),
    "one_menu_per_number": lambda h: again(h.menu),
    "one_menu_in_preparation": lambda h: again(h.preparing, number=9),
    "offered_menu_is_immutable": lambda h: again(h.offered, position=99),
    "offered_nature_known": lambda h: again(h.line, nature="x"),
    "offered_unit_known": lambda h: again(h.line, unit="x"),
    "offered_period_known": lambda h: again(h.line, period="x"),
    "offered_decision_class_known": lambda h: again(h.line, decision_class="x"),
    "offered_quantity_milli_at_least_1": lambda h: again(h.line, quantity_milli=0),
    "offered_wording_zh_not_blank": lambda h: again(h.line, wording_zh=""),
    "offered_wording_en_not_blank": lambda h: again(h.line, wording_en=""),
    "one_line_per_item_and_place": lambda h: again(h.line, position=99),
    "one_line_per_position": lambda h: again(h.line, place=h.building),
    "offered_ruling_says_who_and_why": lambda h: again(h.line, **SPECIAL),
    "offered_ruling_only_where_use_may_change": lambda h: again(
        h.line, changes_common_use=False, ruled_at=h.at, **RULING
    ),
    "left_out_reason_not_blank": lambda h: again(h.left, reason=""),
    "left_out_once": lambda h: again(h.left),
}

VOTING = {
    "round_state_known": lambda h: again(h.decision, state="x"),
    "round_kind_known_and_a_decision_has_a_draft": lambda h: again(h.decision, draft=None),
    "round_number_at_least_1": lambda h: again(h.decision, number=0),
    "round_question_count_at_least_1": lambda h: again(h.decision, question_count=0),
    "round_closed_by_together": lambda h: again(h.decision, closed_by=None),
    "round_counted_by_together": lambda h: again(h.decision, counted_by=None),
    "round_countersigned_by_together": lambda h: again(h.decision, countersigned_by="user:9"),
    "round_countersigned_when_a_counted_decision": lambda h: again(
        h.selection, countersigned_by="user:9", countersigned_at=h.at
    ),
    "one_round_per_number": lambda h: again(h.decision),
    "round_ends_after_it_begins": lambda h: again(h.decision, closes_at=h.decision.opens_at),
    "round_opened_before_it_begins": lambda h: again(h.decision, opened_at=h.decision.opens_at + SECOND),
    "round_state_tells_its_times": lambda h: again(h.decision, state="open"),
    "round_annulment_has_one_ground": lambda h: again(h.selection, ruling_court="某人民法院"),
    "round_annulled_with_reason": lambda h: again(h.decision, state="annulled"),
    "round_keeps_what_it_was_opened_with": lambda h: _update(h.decision, roll_id=h.other_roll.pk),
    "round_goes_forward": lambda h: _update(h.decision, state="closed", counted_by=None, counted_at=None),
    "question_kind_known": lambda h: again(h.question, kind="x"),
    "question_rule_known": lambda h: again(h.question, rule="x"),
    "question_decision_class_known": lambda h: again(h.question, decision_class="x"),
    "question_number_at_least_1": lambda h: again(h.question, number=0),
    "question_wording_zh_not_blank": lambda h: again(h.question, wording_zh=""),
    "question_wording_en_not_blank": lambda h: again(h.question, wording_en=""),
    "one_question_per_number": lambda h: again(h.question, code="C9.99"),
    "one_question_per_lineage": lambda h: again(h.question, number=99),
    "one_ballot_per_voice_and_round": lambda h: again(h.ballot, standing=None),
    "ballot_of_a_voice_on_the_roll": lambda h: Ballot.objects.create(round=h.decision, entry=h.household),
    "standing_version_is_of_this_ballot": lambda h: _update(h.other_ballot, standing_id=h.replaced.pk),
    "ballot_version_fits_its_round": lambda h: again(h.version, answers="+"),
    "ballot_version_channel_known": lambda h: again(h.version, channel="x"),
    "ballot_version_strength_known": lambda h: again(h.version, strength="x"),
    "ballot_version_number_at_least_1": lambda h: again(h.version, number=0),
    "ballot_version_answers_in_the_alphabet": lambda h: again(h.version, answers="?" * h.decision.question_count),
    "one_ballot_version_per_number": lambda h: again(h.version, serial="0"),
    "ballot_version_tenure_known": lambda h: again(h.version, number=9, serial="0", tenure="x"),
    "ballot_stands_or_is_held_back": lambda h: _update(h.disputed, held_back_id=h.disputed.standing_id),
    "held_back_version_is_of_this_ballot": lambda h: _update(h.disputed, standing=None, held_back_id=h.version.pk),
    "ballot_held_back_while_disputed": lambda h: _update(h.ballot, standing=None, held_back_id=h.version.pk),
    "door_mark_mark_known": lambda h: again(h.door_mark, mark="x"),
    "door_walker_ended_by_together": lambda h: again(h.door_walker, ended_at=h.at),
    "one_walker_per_door": lambda h: again(h.door_walker),
    "door_walker_ends_after_beginning": lambda h: again(
        h.door_walker, ended_by="user:1", ended_at=h.door_walker.given_at - SECOND
    ),
    "reminder_channel_known": lambda h: again(h.reminder, channel="pigeon"),
    "reminder_by_letter_does_not_fail": lambda h: again(h.reminder, channel="letter", failed=True),
    "one_reminder_per_channel_and_day": lambda h: again(h.reminder),
    "one_draft_per_voice_and_round": lambda h: again(h.draft),
    "ballot_draft_in_the_alphabet": lambda h: again(h.draft, answers="?"),
}

DISPUTES = {
    "dispute_reason_not_blank": lambda h: again(h.dispute, person=h.partner, reason=""),
    "dispute_settlement_known": lambda h: _update(h.dispute, **SETTLED | {"settlement": "x"}),
    "dispute_settled_by_together": lambda h: _update(h.dispute, settlement="withdrawn"),
    "dispute_agreement_in_words": lambda h: _update(h.dispute, **SETTLED, agreement=""),
    "one_open_dispute_per_person": lambda h: again(h.dispute),
    "dispute_while_the_decision_is_open": lambda h: again(h.dispute, ballot=h.ballot),
    "dispute_by_a_co_owner": lambda h: again(h.dispute, person=h.stranger),
}

REMARKS = {
    "reply_text_not_blank": lambda h: h.remark.question.replies.create(text="", replied_by="user:1", replied_at=h.at),
    "remark_text_not_blank": lambda h: _update(h.remark, text=""),
    "remark_state_known": lambda h: _update(h.remark, **READ | {"state": "x"}),
    "remark_hidden_for_a_known_reason": lambda h: _update(h.remark, **READ | {"state": "hidden"}, reason=""),
    "remark_moderated_unless_it_waits": lambda h: _update(h.remark, state="shown"),
    "one_remark_per_voice_and_question": lambda h: again(h.remark),
    "remark_while_the_selection_is_open": lambda h: again(h.remark, question=h.wished),
    "remark_by_a_household_that_is_asked": lambda h: again(h.remark, question=h.elsewhere),
    "remark_read_anew_when_it_changes": lambda h: _changed_after_reading(h, "别的话"),
}

PAPER = {
    "sheet_state_known": lambda h: _update(h.second_sheet, state="x"),
    "sheet_spoilt_why_known": lambda h: _update(h.second_sheet, **SPOILT | {"spoilt_why": "x"}),
    "sheet_number_at_least_1": lambda h: _update(h.second_sheet, number=0),
    "sheet_spoilt_by_together": lambda h: _update(h.second_sheet, **SPOILT | {"spoilt_by": None}),
    "sheet_returned_by_together": lambda h: _update(h.second_sheet, returned_by="user:1"),
    "one_sheet_per_number": lambda h: _update(h.second_sheet, number=h.sheet.number),
    "one_live_sheet_per_voice": lambda h: _update(h.second_sheet, entry=h.sheet.entry),
    "sheet_spoilt_says_when": lambda h: _update(h.second_sheet, state="spoilt"),
    "sheet_back_says_when": lambda h: _update(h.second_sheet, state="returned"),
    "sheet_entered_has_its_ballot": lambda h: _update(h.sheet, version=None),
    "sheet_handed_in_while_open": lambda h: _update(
        h.second_sheet, state="returned", returned_by="user:1", returned_at=h.deciding.closes_at
    ),
    "reading_fault_known": lambda h: _update(h.reading, fault="x"),
    "reading_first_second_or_third": lambda h: _update(h.reading, position=4),
    "reading_answers_in_the_alphabet": lambda h: _update(h.reading, answers="?"),
    "one_reading_per_position": lambda h: again(h.reading, read_by="user:9"),
    "one_reading_per_person": lambda h: again(h.reading, position=3),
    "paper_check_in_box_together": lambda h: _update(h.paper_check, box_counted_by=None),
    "paper_check_reason_together": lambda h: _update(h.paper_check, reason="少一张"),
    "paper_check_reason_not_blank": lambda h: _update(h.paper_check, reason="", signed_by="user:1", signed_at=h.at),
}

COUNTED = {
    "tally_digests_hex": lambda h: again(h.tally, merkle_root="x"),
    "tally_line_rule_known": lambda h: again(h.tally_line, rule="x"),
    "tally_line_verdict_known": lambda h: again(h.tally_line, verdict="x"),
    "tally_line_adds_up": lambda h: again(h.tally_line, agree_heads=h.tally_line.entitled_heads + 1),
    "tally_line_wish_has_no_rule": lambda h: again(h.wish, verdict="passed"),
    "plan_kind_known": lambda h: again(h.plan, kind="x"),
    "plan_method_known": lambda h: again(h.plan, method="x"),
    "plan_measure_known": lambda h: again(h.plan, measure="x"),
    "plan_number_at_least_1": lambda h: again(h.plan, number=0),
    "one_plan_per_number": lambda h: again(h.plan),
    "plan_within_its_budget": lambda h: again(h.plan, total_fen=h.plan.budget_fen + 1),
    "plan_digest_hex": lambda h: again(h.plan, digest="x"),
    "plan_line_standing_known": lambda h: again(h.plan_line, standing="x"),
    "plan_line_outcome_known": lambda h: again(h.plan_line, outcome="x"),
    "plan_line_why_known": lambda h: again(h.plan_line, why="x"),
    "plan_line_verdict_known": lambda h: again(h.plan_line, verdict="x"),
    "one_plan_line_per_offered_line": lambda h: again(h.plan_line),
}

REVIEW = {
    "notice_kind_known": lambda h: again(h.result_notice, kind="x"),
    "notice_posted_where_not_blank": lambda h: again(h.notice, posted_where=""),
    "notice_ends_after_it_begins": lambda h: again(h.notice, ends_at=h.notice.posted_at),
    "notice_of_a_round_or_a_plan": lambda h: again(h.notice, round=h.decision),
    "objection_text_not_blank": lambda h: again(h.objection, text=""),
    "objection_source_tells_its_meeting": lambda h: again(h.objection, source="meeting"),
    "posting_place_not_blank": lambda h: again(h.posting, place=""),
    "posting_once_at_a_place": lambda h: again(h.posting),
    "objection_answered_by_together": lambda h: again(h.objection, upheld=None),
    "objection_answered_in_words": lambda h: again(h.objection, answer=""),
    "review_decision_together": lambda h: again(h.review, decision="approve"),
    "review_decision_known": lambda h: again(h.review, **_decided(h, "x", "不同意")),
    "review_other_than_approval_has_a_reason": lambda h: again(h.review, **_decided(h, "reject", "")),
    "review_silence_follows": lambda h: again(h.review, silent_until=h.review.submitted_at),
    "one_open_review_per_consultation": lambda h: again(h.review),
    "office_opinion_office_known": lambda h: again(h.opinion, office="x"),
    "office_opinion_opinion_known": lambda h: again(h.opinion, opinion="x"),
    "one_opinion_per_office": lambda h: again(h.opinion),
    "office_opinion_other_than_agreement_says_why": lambda h: again(h.opinion, note=""),
    "works_report_text_not_blank": lambda h: again(h.report, text=""),
    "works_report_kind_known_with_its_figures": lambda h: again(h.report, kind="handover"),
}

BROKEN = CONSULTING | FUNDING | OFFERING | VOTING | DISPUTES | REMARKS | PAPER | COUNTED | REVIEW | SITTINGS
#: A key that only exists for another to point at.
POINTED_AT = {"version_of_its_ballot"}

#: What a promise with more than one clause also refuses.
ALSO = [
    ("offered_menu_is_immutable", lambda h: _update(h.offered, quantity_milli=1)),
    ("offered_menu_is_immutable", lambda h: OfferedItem.objects.filter(pk=h.offered.pk)._raw_delete("default")),
    ("offered_menu_is_immutable", lambda h: again(h.left, menu=h.menu)),
    ("offered_menu_is_immutable", lambda h: MenuVersion.objects.filter(pk=h.menu.pk).update(offered_by="user:3")),
    ("ballot_version_fits_its_round", lambda h: again(h.version, nonce=b"\0" * 31)),
    ("round_kind_known_and_a_decision_has_a_draft", lambda h: again(h.selection, kind="x")),
    ("round_kind_known_and_a_decision_has_a_draft", lambda h: again(h.selection, draft=h.decision.draft)),
    ("round_keeps_what_it_was_opened_with", lambda h: _update(h.decision, rule_book={})),
    ("round_keeps_what_it_was_opened_with", lambda h: _update(h.decision, closes_at=h.decision.closes_at + SECOND)),
    ("round_keeps_what_it_was_opened_with", lambda h: _update(h.open, closes_at=h.open.closes_at - SECOND)),
    ("round_goes_forward", lambda h: _annulled_and_back(h)),
    ("objection_source_tells_its_meeting", lambda h: again(h.objection, source="rumour")),
    ("dispute_while_the_decision_is_open", lambda h: _after_closing(h, h.dispute, **SETTLED, agreement="协议")),
    ("dispute_while_the_decision_is_open", lambda h: again(h.dispute, ballot=h.selected)),
    ("dispute_by_a_co_owner", lambda h: _update(h.dispute, person=h.stranger)),
    ("dispute_settled_by_together", lambda h: _update(h.dispute, **SETTLED | {"settled_at": None}, agreement="协议")),
    ("dispute_agreement_in_words", lambda h: _update(h.dispute, agreement="协议")),
    (
        "dispute_agreement_in_words",
        lambda h: _update(h.dispute, **WITHDRAWN, agreement="协议"),
    ),
    ("remark_hidden_for_a_known_reason", lambda h: _update(h.remark, **READ | {"state": "hidden"}, reason="x")),
    ("remark_hidden_for_a_known_reason", lambda h: _update(h.remark, **READ, reason="insult")),
    ("remark_moderated_unless_it_waits", lambda h: _update(h.remark, moderated_by="user:1")),
    ("remark_moderated_unless_it_waits", lambda h: _update(h.remark, **READ | {"state": "waiting"})),
    ("remark_while_the_selection_is_open", lambda h: again(h.remark, question=h.deciding.questions.first())),
    ("remark_by_a_household_that_is_asked", lambda h: again(h.remark, by_owner=True)),
    ("remark_by_a_household_that_is_asked", lambda h: again(h.remark, entry=h.owner_voice)),
    ("remark_by_a_household_that_is_asked", lambda h: again(h.remark, entry=h.household)),
    (
        "ballot_of_a_voice_on_the_roll",
        lambda h: _update(h.second_sheet, entry=h.deciding.roll.entries.filter(kind="household").first()),
    ),
    ("sheet_spoilt_says_when", lambda h: _update(h.second_sheet, **SPOILT | {"state": "out"})),
    ("sheet_back_says_when", lambda h: _update(h.sheet, state="out", version=None)),
    ("sheet_entered_has_its_ballot", lambda h: _update(h.sheet, state="returned")),
    ("review_decision_together", lambda h: again(h.review, decided_at=h.at)),
    ("works_report_kind_known_with_its_figures", lambda h: again(h.report, kind="x", satisfied_percent=None)),
    ("works_report_kind_known_with_its_figures", lambda h: again(h.report, satisfied_percent=None)),
    ("works_report_kind_known_with_its_figures", lambda h: again(h.report, satisfied_percent=101)),
    ("works_report_kind_known_with_its_figures", lambda h: again(h.report, kind="acceptance")),
    ("tally_line_adds_up", lambda h: again(h.tally_line, taking_part_area_cm2=h.tally_line.entitled_area_cm2 + 1)),
]


def _update(row, **changes):
    type(row)._base_manager.filter(pk=row.pk).update(**changes)


def _after_closing(h, row, **changes):
    _update(h.deciding, state="closed", closed_by="user:1", closed_at=h.deciding.closes_at)
    _update(row, **changes)


def _changed_after_reading(h, text):
    _update(h.remark, **READ)
    _update(h.remark, text=text)


def _decided(h, decision, reason):
    return {"decision": decision, "reason": reason, "decided_by": "user:9", "decided_at": h.at}


RULED = {"ruling_court": "某人民法院", "ruling_number": "1", "ruling_on": START.date()}
UNRULED = {"ruling_court": "", "ruling_number": "", "ruling_on": None}


def _annulled_and_back(h):
    rows = Round.objects.filter(pk=h.decision.pk)
    rows.update(state="annulled", annulled_by="user:1", annulled_at=h.at, annulled_reason="名册有误", **RULED)
    rows.update(state="counted", annulled_by=None, annulled_at=None, annulled_reason="", **UNRULED)
