"""The sentence for each code of the ledger: faults of a chain, refused settings, errors of jobs."""

from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from renewal_portal.ledger.domain.chain import Fault, FaultCode
from renewal_portal.ledger.domain.refusals import SettingRefused

FAULTS = {
    FaultCode.GAP: _(
        "District “%(district)s”, link %(seq)s (event %(event)s): a link before it is missing or stands twice."
    ),
    FaultCode.BROKEN: _(
        "District “%(district)s”, link %(seq)s (event %(event)s): it does not continue the link before it."
    ),
    FaultCode.ALTERED: _(
        "District “%(district)s”, link %(seq)s (event %(event)s): the event or its seal was changed after sealing."
    ),
    FaultCode.FOREIGN: _(
        "District “%(district)s”, link %(seq)s (event %(event)s): the event belongs to another district."
    ),
    FaultCode.HEAD_MISSING: _(
        "District “%(district)s”: the chain no longer reaches the printed head %(seq)s; its end was taken away."
    ),
    FaultCode.HEAD_DIFFERS: _(
        "District “%(district)s”: link %(seq)s has another hash than the printed head; the chain was written anew."
    ),
    FaultCode.SEAL_LOST: _(
        "District “%(district)s”, event %(event)s: it is neither sealed nor waiting to be sealed; its "
        "seal was taken away."
    ),
}

SETTINGS = {
    "setting_unknown": _("There is no setting “%(key)s”."),
    "setting_not_a_switch": _("“%(value)s” is neither yes nor no."),
    "setting_not_a_number": _("“%(value)s” is not a whole number."),
    "setting_without_source": _("Say where the value comes from: name the document and its paragraph."),
    "setting_in_the_past": _(
        "%(valid_from)s has passed. Days that have passed keep their value; choose today or a later day."
    ),
    "setting_in_force": _("A value is already in force from %(valid_from)s. Choose a later day for the new one."),
    "setting_out_of_order": _(
        "On %(day)s the shortest voting time would be longer than the longest. Change the other one first."
    ),
    "setting_decision_notice_days": _(
        "A decision is announced %(lowest)s to %(highest)s days before. The Property Management "
        "Regulation asks for at least 15 days (art. 14)."
    ),
    "setting_voting_days_min": _("A vote stays open at least %(lowest)s and at most %(highest)s days."),
    "setting_voting_days_max": _("A vote stays open at least %(lowest)s and at most %(highest)s days."),
    "setting_result_posted_days": _("A result is posted within %(lowest)s to %(highest)s days."),
    "setting_plan_notice_days": _("A plan is on notice for %(lowest)s to %(highest)s days."),
    "setting_proxy_limit": _(
        "One person may act for %(lowest)s to %(highest)s others. The Property Management Regulation "
        "allows proxies (art. 12), so they cannot be ruled out."
    ),
    "setting_meeting_notice_days": _("A meeting is announced %(lowest)s to %(highest)s days before."),
    "setting_meeting_quorum_percent": _(
        "The share that must be exceeded for a meeting to decide is %(lowest)s to %(highest)s percent: "
        "half of those entitled is the least."
    ),
    "setting_response_rate_percent": _("The response rate asked for is %(lowest)s to %(highest)s percent."),
    "setting_unchanged_share_percent": _(
        "An item counts as unchanged up to %(lowest)s to %(highest)s percent of difference; more would "
        "be another question than the one voted on."
    ),
    "setting_change_share_percent": _(
        "Works may change by up to %(lowest)s to %(highest)s percent before residents are asked again."
    ),
    "setting_latest_built_year": _(
        "The last building year is %(lowest)s to %(highest)s: up to 2000 for all, up to 2005 where the "
        "district allows it."
    ),
    "setting_min_meeting_rounds": _(
        "At least two rounds of meetings are held; a district may ask for up to %(highest)s."
    ),
    "setting_willing_percent": _(
        "The share of homes that must want something is %(lowest)s to %(highest)s percent; 0 asks for none."
    ),
    "setting_go_on_percent": _(
        "The share of hands for going on with the plan is %(lowest)s to %(highest)s percent; 0 does not ask again."
    ),
    "setting_pass_mark_percent": _("The pass mark of the evaluation is %(lowest)s to %(highest)s percent."),
}

LABELS = {
    "decision_notice_days": _("Days between the notice of a decision and its opening"),
    "voting_days_min": _("Shortest time a vote stays open, in days"),
    "voting_days_max": _("Longest time a vote stays open, in days"),
    "result_posted_days": _("Days until a result is posted"),
    "plan_notice_days": _("Days a plan is on public notice"),
    "proxy_limit": _("Others one person may act for"),
    "meeting_notice_days": _("Days between the notice of a meeting and its beginning (not of an owners' assembly)"),
    "meeting_quorum_percent": _("Share of those entitled that must be exceeded at a meeting, in percent"),
    "response_rate_percent": _("Response rate asked for in a selection, in percent"),
    "blank_takes_part": _("A question left blank takes part"),
    "parking_counts": _("Parking spaces count in the area"),
    "online_second_factor": _("Online decisions ask for a second factor"),
    "unchanged_share_percent": _("Difference up to which an item counts as unchanged, in percent"),
    "change_share_percent": _("Change of the works after which residents are asked again, in percent"),
    "latest_built_year": _("Last building year of an old community"),
    "min_meeting_rounds": _("Least number of meeting rounds"),
    "willing_percent": _("Homes that must want something before the consultation goes on, in percent"),
    "willing_strict": _("More than that share of the homes is asked for, not just as many"),
    "willing_of_answers": _("That share is measured on the homes that answered, not on all"),
    "go_on_percent": _("Hands for going on that a meeting on the final plan must show, in percent"),
    "go_on_strict": _("More than that share of hands is asked for, not just as many"),
    "go_on_of_answers": _("That share is measured on those who came, not on all who could"),
    "pass_mark_percent": _("Pass mark of the evaluation, in percent"),
}

JOB_ERRORS = {
    "lease_expired": _("The worker stopped without a word in the last attempt."),
    "no_reason": _("The worker gave no reason."),
}


def of_fault(fault: Fault) -> str:
    district = fault.district or translate("no district")
    return str(FAULTS[fault.code]) % {"district": district, "seq": fault.seq, "event": fault.event_id}


def of_refused_setting(refused: SettingRefused) -> str:
    return str(SETTINGS[refused.code]) % refused.values


def of_job_error(error: str) -> str:
    """Errors that workers reported in their own words stand as they are."""
    return str(JOB_ERRORS.get(error, error))
