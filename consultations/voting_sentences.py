"""The sentence for each refusal about rounds, ballots on the screen and ballots on paper."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

Sentences = Mapping[tuple[str, str], Any]

VOTING: Sentences = {
    ("RoundRefused", "nothing_offered"): _("No menu has been offered yet. Offer it first."),
    ("RoundRefused", "draft_not_adopted"): _("No meeting has adopted the draft plan yet. Record the meeting first."),
    ("RoundRefused", "notice_too_short"): _(
        "The owners must be told at least %(days)s days before. Choose a later beginning."
    ),
    ("RoundRefused", "nothing_to_decide"): _("There is no question to ask."),
    ("RoundRefused", "not_over_yet"): _("Nobody may shorten a vote. It can be closed from %(closes_at)s on."),
    ("RoundRefused", "annulled"): _("This vote has been annulled."),
    ("RoundRefused", "plans_stand_on_it"): _(
        "The plans stand on this selection: it can be annulled only while the households are still selecting."
    ),
    ("RoundRefused", "annulled_without_reason"): _("Give the reason. Everybody will be able to read it."),
    ("RoundRefused", "annulled_without_ground"): _(
        "Choose what it is annulled by: a resolution carried since the vote was opened, or a ruling."
    ),
    ("RoundRefused", "ruling_incomplete"): _(
        "Say which court or authority ruled, under which number, and on which day that is not to come."
    ),
    ("RoundRefused", "not_counted_decision"): _("Only a counted decision of the owners can be countersigned."),
    ("RoundRefused", "countersigned_already"): _("This decision has been countersigned already."),
    ("RoundRefused", "round_unfinished"): _("Another vote of this community is still open or not yet counted."),
    ("RoundRefused", "no_roll"): _("The roll has not been fixed yet. Fix it first."),
    ("RoundRefused", "window_too_short"): _("A vote stays open for at least %(days)s days. Choose a later end."),
    ("RoundRefused", "window_too_long"): _("A vote stays open for at most %(days)s days. Choose an earlier end."),
    ("CountRefused", "not_closed"): _("The vote is still open. It is counted once it has been closed."),
    ("CountRefused", "paper_open"): _(
        "The paper ballots do not add up yet. See under “Paper ballots” what is missing, or sign a reason there."
    ),
    ("CountRefused", "annulled"): _("This vote has been annulled and is not counted."),
    ("BallotRefused", "empty_ballot"): _("You have not answered anything yet. Answer at least one question."),
    ("BallotRefused", "not_open"): _(
        "No ballot can be cast now: this vote is open from %(opens_at)s to %(closes_at)s. "
        "What you cast before stays as it is."
    ),
    ("BallotRefused", "not_on_roll"): _("Your letter has no voice in this vote."),
    ("BallotRefused", "second_factor_needed"): _(
        "In this district a letter alone is not enough to decide online. Fill in the paper ballot, or take your letter "
        "and your identity card to the committee once; afterwards you can decide here."
    ),
    ("BallotRefused", "seen_another"): _("The ballot was changed meanwhile. Read it once more, then confirm."),
    ("BallotRefused", "on_paper"): _("Your ballot on paper stands. An online ballot does not replace it."),
    ("BallotRefused", "lives_there"): _(
        "The register says that the owner lives in this home. Answer with the letter of the home."
    ),
    ("DisputeRefused", "not_open"): _(
        "A ballot can be disputed, and a dispute settled, only while the vote is open: until %(closes_at)s."
    ),
    ("DisputeRefused", "nothing_cast"): _("No ballot has been cast yet, so there is nothing to dispute."),
    ("DisputeRefused", "not_a_co_owner"): _("Only the other owners dispute a ballot. You can change it yourself."),
    ("DisputeRefused", "without_reason"): _("The text is empty. Write why you do not agree."),
    ("DisputeRefused", "disputed_already"): _("You have disputed this ballot already."),
    ("DisputeRefused", "without_agreement"): _("Write what the owners agreed and signed, and when."),
    ("DisputeRefused", "settled_already"): _("This dispute has been settled already."),
    ("RemarkRefused", "without_reply"): _("The answer is empty. Write what you want to say."),
    ("RemarkRefused", "not_open"): _("A word to the committee can be written only while the selection is open."),
    ("RemarkRefused", "not_asked"): _("This item is not asked of your home."),
    ("RemarkRefused", "without_text"): _("The text is empty. Write what you want to say."),
    ("RemarkRefused", "too_long"): _("This is too long by %(over)s characters; %(most)s are possible. Shorten it."),
    ("RemarkRefused", "nothing_written"): _("There is nothing to take back."),
    ("RemarkRefused", "taken_back"): _("Whoever wrote this has taken it back."),
    ("RemarkRefused", "changed_since"): _("The text was changed after you read it. Read it once more."),
    ("RemarkRefused", "without_reason"): _("Say why it is not shown."),
    ("ExportRefused", "still_open"): _("Nothing is exported while a vote is open."),
    ("ExportRefused", "no_selection"): _("This vote is a decision. Only a selection is an election of projects."),
    ("ExportRefused", "nothing_to_choose"): _(
        "No line of this selection fits the budget, so there is nothing to choose from."
    ),
    ("ExportRefused", "not_counted"): _("There is no public file before the count."),
}

PAPER: Sentences = {
    ("PaperRefused", "not_issued_now"): _("Sheets are given out only until the vote closes: %(closes_at)s."),
    ("PaperRefused", "everybody_has_one"): _("Everybody here has a sheet already, or none is due."),
    ("PaperRefused", "too_many"): _(
        "That would be %(number)s sheets; at most %(most)s are given out at once. Choose a smaller place."
    ),
    ("PaperRefused", "too_late"): _(
        "A sheet is taken in only while the vote is open: from %(opens_at)s to %(closes_at)s. Keep it with the others "
        "and note when it came; it does not count."
    ),
    ("PaperRefused", "handed_in_already"): _("Sheet %(number)s has been handed in already."),
    ("PaperRefused", "is_spoilt"): _(
        "Sheet %(number)s was taken out of use. If its voter holds another sheet, that one counts."
    ),
    ("ReadingRefused", "not_now"): _("This vote is counted, annulled or resting: nothing is entered now."),
    ("ReadingRefused", "not_returned"): _("Sheet %(number)s has not been handed in."),
    ("ReadingRefused", "entered_already"): _("Sheet %(number)s has been entered already."),
    ("ReadingRefused", "read_already"): _(
        "You have entered sheet %(number)s yourself. Somebody else has to do it now."
    ),
    ("ReadingRefused", "issuer_does_not_settle"): _(
        "You gave out sheet %(number)s. Where two entries differ, somebody else has to settle it."
    ),
    ("ReadingRefused", "of_kin"): _(
        "You said that you are related to this door. Somebody else has to enter the sheet."
    ),
    ("ReadingRefused", "nothing_read"): _(
        "Nothing is marked. If the sheet is blank or cannot be read, say so above the questions."
    ),
    ("ReconcilingRefused", "not_closed"): _("This is done after the vote has closed and before it is counted."),
    ("ReconcilingRefused", "no_sheets"): _("No sheet was given out in this vote."),
    ("ReconcilingRefused", "adds_up"): _("The paper adds up: no reason is needed, the vote can be counted."),
    ("ReconcilingRefused", "without_reason"): _("Give the reason. Everybody will be able to read it."),
}
