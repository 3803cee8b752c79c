"""The sentence for each refusal a person may meet: where it is wrong and what to do now."""

from datetime import datetime

from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from communities import sentences as people
from consultations import funds
from consultations.domain.ballots import BallotFault
from consultations.domain.funding import Source, WhyNot
from consultations.domain.plan.values import PlanFault
from consultations.domain.review import Office
from consultations.domain.sittings import State
from consultations.domain.stages import Missing, Stage
from consultations.sitting_sentences import SITTINGS, STATES
from consultations.voting_sentences import PAPER, VOTING, Sentences
from menus import sentences as menu_sentences
from menus.domain.problems import Problem
from renewal_portal.ledger import sentences as ledger_sentences
from renewal_portal.ledger.domain.refusals import Refused, SettingRefused
from renewal_portal.shown import numbers, times
from renewal_portal.shown.stages import WORDS

STAGES: Sentences = {
    ("DoorsRefused", "not_running"): _("This vote does not run any more, so nothing is recorded at its doors."),
    ("DoorsRefused", "not_asked"): _("Nobody behind this door has a voice in this vote."),
    ("DoorsRefused", "answered_already"): _("A ballot of this door has come meanwhile. Nothing is left to record."),
    ("DoorsRefused", "not_a_mark"): _("This is found out by itself and not recorded by hand."),
    ("DoorsRefused", "no_walker"): _("This account does not go from door to door here. Choose another."),
    ("RemindersRefused", "not_open"): _("This vote takes no ballots now, so nobody is reminded."),
    ("RemindersRefused", "nobody_reached"): _(
        "Nobody of these gave an address that works here. Take the list of doors and go from door to door."
    ),
    ("StageRefused", "not_now"): _("This cannot be done now: the community stands at “%(stage)s”."),
    ("StageRefused", "no_such_way"): _("There is no step from “%(stage)s” to “%(to)s”."),
    ("StageRefused", "reason_missing"): _("Give the reason. Everybody will be able to read it."),
    ("StageRefused", "not_ready"): _("This is still missing: %(missing)s"),
    ("StageRefused", "round_unfinished"): _("A vote is still open or not yet counted. Wait for its count first."),
}

OFFERING: Sentences = {
    ("MenuRefused", "already_running"): _("A consultation of this community is still running. End it first."),
    ("MenuRefused", "budget_not_positive"): _("The budget must be more than nothing."),
    ("MenuRefused", "method_announced"): _(
        "Method and measure were announced before the selection opened and stay. Only the budget may still change."
    ),
    ("MenuRefused", "quantity_not_positive"): _("The quantity must be more than nothing."),
    ("MenuRefused", "price_outside_range"): _(
        "The catalogue's price range for %(item)s is %(low_fen)s to %(high_fen)s. Give a unit price inside it."
    ),
    ("MenuRefused", "ruling_not_needed"): _("%(item)s needs no ruling: it does not depend on the use of common parts."),
    ("MenuRefused", "ruling_without_reason"): _("Give the reason of the ruling. It will stand beside the question."),
    ("MenuRefused", "left_out_without_reason"): _("Give the reason for leaving it out. The officials will read it."),
    ("MenuRefused", "still_on_the_menu"): _("%(item)s is on the menu at this place. Remove the line first."),
    ("MenuRefused", "menu_empty"): _("The menu has no line yet. Add at least one."),
    ("MenuRefused", "menu_problem"): _("The menu contradicts itself. %(problem)s"),
    ("MenuRefused", "menu_already_offered"): _("This menu has been offered and no longer changes. Begin the next one."),
    ("MenuRefused", "unknown_item"): _("The catalogue has no item %(item)s."),
    ("MenuRefused", "unknown_place"): _("This community has no place “%(place)s”."),
    ("MenuRefused", "wrong_place"): _("%(item)s cannot be offered at this place. Choose a place of the kind it names."),
    ("FindingRefused", "elsewhere"): _("This item or place belongs to another community."),
    ("FindingRefused", "finding_without_text"): _("Describe in Chinese what was found."),
    ("FindingRefused", "same_person"): _(
        "Somebody else has to check it: whoever reported a finding cannot confirm it."
    ),
    ("FindingRefused", "already_checked"): _("This finding has been checked already."),
}

FAULTS = {
    "unknown_question": _("Question %(question)s does not exist. Load the page again."),
    "not_asked": _("Question %(question)s is not asked of you: it belongs to another place."),
    "not_sayable": _("The answer to question %(question)s cannot be read. Choose one of the buttons."),
    "unknown_answer": _("The answer to question %(question)s cannot be read. Choose one of the buttons."),
    "wrong_length": _("The ballot does not fit the questions. Load the page again."),
    "missing": _("Question %(question)s has no answer."),
    "unreadable_choices": _("The priorities cannot be read. Load the page again."),
    "too_many_priorities": _("Choose five priorities at most."),
    "priority_twice": _("Each priority names another item: one stands twice."),
    "priority_not_wanted": _("Only an item you want can be a priority; question %(question)s is not."),
    "unknown_option": _("The option chosen at question %(question)s is not offered."),
    "choice_group": _("Of the items that exclude each other you can want only one: change question %(question)s."),
}

CONSULTING: Sentences = {
    ("MeetingRefused", "not_held_yet"): _("The meeting lies in the future. Record it once it has been held."),
    ("MeetingRefused", "venue_missing"): _("Say where the meeting was held."),
    ("MeetingRefused", "more_present_than_entitled"): _("More people were present than may take part. Check both."),
    ("MeetingRefused", "more_hands_than_present"): _(
        "At “%(text)s” more hands were counted than people were present. Check the numbers."
    ),
    ("MeetingRefused", "motion_without_text"): _("Write down what was put to the show of hands."),
    ("MeetingRefused", "recorded_already"): _("A meeting at this time and place is recorded already."),
    ("MeetingRefused", "no_final_plan"): _("There is no final plan yet that could go on."),
    ("MeetingRefused", "no_draft"): _("There is no draft plan yet that could be adopted."),
    ("NoticeRefused", "not_counted"): _("The vote has not been counted yet."),
    ("NoticeRefused", "where_missing"): _("Say where the notice hangs."),
    ("NoticeRefused", "posted_already"): _("This has been posted already."),
    ("NoticeRefused", "hangs_no_longer"): _("This notice hung until %(ends_at)s. Nothing is recorded after that."),
    ("NoticeRefused", "hangs_there_already"): _("This place is recorded already. Name another one."),
    ("ObjectionRefused", "came_outside"): _(
        "The notice hung from %(posted_at)s to %(ends_at)s. Only what came in then is an objection to it."
    ),
    ("ObjectionRefused", "without_source"): _("Say when the paper came in, or at which meeting it was raised."),
    ("ObjectionRefused", "period_over"): _("The time for objections ended on %(ends_at)s."),
    ("ObjectionRefused", "not_on_notice"): _(
        "This plan is no longer on notice. You can object when a plan is posted again."
    ),
    ("ObjectionRefused", "without_text"): _("The text is empty. Write what you want to say."),
    ("ObjectionRefused", "too_many"): _(
        "Many objections have come from your connection. Wait a quarter of an hour and send yours again, sign in with "
        "your letter, or hand it in on paper."
    ),
    ("ObjectionRefused", "not_of_this_community"): _("Your letter belongs to another community."),
    ("ObjectionRefused", "answered_already"): _("This objection has been answered already."),
    ("ReviewRefused", "no_final_plan"): _("There is no final plan yet."),
    ("ReviewRefused", "opinion_without_note"): _("An opinion that does not simply agree needs a note."),
    ("ReviewRefused", "decided_already"): _("This plan has been decided on already."),
    ("ReviewRefused", "reason_missing"): _("Give the reason. The residents will read it."),
    ("ReviewRefused", "offices_outstanding"): _("These offices have not been heard yet: %(offices)s."),
    ("WorksRefused", "not_now"): _("This cannot be reported now: the community stands at “%(stage)s”."),
    ("WorksRefused", "without_text"): _("The text is empty. Write what is reported."),
    ("WorksRefused", "figure_missing"): _("The figure is missing or impossible. Give a whole number."),
    ("WorksRefused", "safety_defects"): _("%(number)s safety defects are still open. Works with any are not accepted."),
    ("WorksRefused", "below_pass_mark"): _(
        "Fewer are satisfied than the %(pass_mark)s percent asked for. Put right what is wrong and ask again."
    ),
}

FUNDING: Sentences = {
    ("FundingRefused", "nothing_to_pay"): _("This line costs nothing once. There is nothing to pay for."),
    ("FundingRefused", "may_not_pay"): _("%(source)s cannot pay for this line: %(why)s. Leave that field empty."),
    ("FundingRefused", "too_little"): _("%(lacking_fen)s are still lacking to what the line costs."),
    ("FundingRefused", "too_much"): _("This is %(over_fen)s more than the line costs."),
}

SENTENCES: Sentences = {
    **people.SENTENCES,
    **STAGES,
    **OFFERING,
    **VOTING,
    **PAPER,
    **CONSULTING,
    **FUNDING,
    **SITTINGS,
}

MISSING = {
    Missing.ELIGIBLE: _("The community is eligible."),
    Missing.ROLL: _("The roll of voices is fixed."),
    Missing.CORRECTIONS_ANSWERED: _("Every correction of the roll is answered, and the roll fixed after it."),
    Missing.FINDINGS_CHECKED: _("A second person has checked every finding."),
    Missing.MENU_LINES: _("Every basic item that is due is on the menu, or left out with a reason."),
    Missing.RULINGS: _("For each item that may change the use of common parts it is ruled whether it does."),
    Missing.BUDGET: _("The budget is announced."),
    Missing.METHOD: _("The method of drawing the plan is announced."),
    Missing.MENU_OFFERED: _("The menu is offered."),
    Missing.SELECTION_OPEN: _("The households' selection is open."),
    Missing.SELECTION_COUNTED: _("The households' selection is counted."),
    Missing.RESPONSE_RATE: _("Enough households have answered."),
    Missing.WILLING: _("Enough homes want something to be done."),
    Missing.REMARKS_READ: _("Every word of the residents to the committee is read."),
    Missing.MEETINGS: _("The meetings have been held."),
    Missing.DRAFT_PLAN: _("The draft plan is drawn."),
    Missing.DRAFT_ADOPTED: _("A meeting has adopted the draft plan."),
    Missing.DECISION_CALLED: _("The owners are called to decide."),
    Missing.DECISION_COUNTED: _("The owners' decision is counted."),
    Missing.RESULT_POSTED: _("The result is posted."),
    Missing.FINAL_PLAN: _("The final plan is drawn."),
    Missing.MANAGEMENT: _("The final plan holds a management package."),
    Missing.GO_ON: _("A meeting has said that it shall go on with the final plan."),
    Missing.PLAN_POSTED: _("The final plan is posted."),
    Missing.NOTICE_OVER: _("The time for objections is over."),
    Missing.OBJECTIONS_ANSWERED: _("Every objection is answered."),
    Missing.NO_UPHELD_OBJECTION: _("No objection was upheld."),
    Missing.OPINIONS: _("Every office has been heard, or its time is over."),
    Missing.DECIDED: _("The district has approved the plan."),
    Missing.WORKS_BEGUN: _("The works have begun."),
    Missing.WORKS_ACCEPTED: _("The works are accepted."),
    Missing.EVALUATION: _("The residents have evaluated the works."),
    Missing.HANDOVER: _("Everything is handed over."),
}

OFFICES = {
    Office.HOUSING: _("Housing and construction"),
    Office.DEVELOPMENT_REFORM: _("Development and reform"),
    Office.FINANCE: _("Finance"),
    Office.PLANNING: _("Planning and natural resources"),
    Office.FIRE: _("Fire protection"),
    Office.URBAN_MANAGEMENT: _("Urban management"),
    Office.CIVIL_AFFAIRS: _("Civil affairs"),
    Office.UTILITIES: _("Water, power, gas and telephone companies"),
}


def of_refused(refused: Refused | BallotFault | PlanFault) -> str:
    """One sentence in the reader's language. A code without a sentence is a bug: KeyError (a test walks them all)."""
    if isinstance(refused, BallotFault):
        return str(FAULTS[refused.code]) % {"question": refused.question}
    if isinstance(refused, PlanFault):
        return translate(
            "What the plan is drawn from contradicts itself (%(code)s), so no plan was drawn. Tell the district office "
            "these words."
        ) % {"code": refused.code}
    if isinstance(refused, SettingRefused):
        return ledger_sentences.of_refused_setting(refused)
    sentence = SENTENCES[type(refused).__name__, refused.code]
    return str(sentence) % {name: _shown(name, value) for name, value in refused.values.items()}


def _shown(name: str, value: object) -> str:
    """A value as people read it; its name says what it measures."""
    if isinstance(value, datetime):
        return times.moment(value)
    if name.endswith("_fen") and isinstance(value, int):
        return numbers.yuan(value)
    if name.endswith("_cm2") and isinstance(value, int):
        return numbers.area(value)
    if isinstance(value, State):
        return str(STATES[value])
    if isinstance(value, Stage):
        return str(WORDS[value][0])
    if isinstance(value, Source | WhyNot):
        return str(funds.SOURCES[value] if isinstance(value, Source) else funds.WHY_NOT[value])
    if isinstance(value, Problem):
        return menu_sentences.of_problem(value)
    if isinstance(value, tuple):
        return translate("; ").join(str(MISSING.get(each) or OFFICES.get(each) or each) for each in value)
    return str(value)
