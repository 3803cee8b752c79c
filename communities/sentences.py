"""The sentence for each refusal about people: the register, the roll, signing in, eligibility."""

from django.utils.translation import gettext_lazy as _

from communities.domain.eligibility import Obstacle
from communities.domain.letters import Reason
from renewal_portal.ledger.domain.refusals import Refused

SENTENCES = {
    ("RegisterRefused", "register_not_empty"): _("The register of this community is filled already."),
    ("RegisterRefused", "door_twice"): _("Door %(door)s stands in the register twice. Take one of the two lines out."),
    ("RegisterRefused", "part_without_owner"): _(
        "Door %(door)s has no owner. Name the owner, or say that the developer still holds it."
    ),
    ("RegisterRefused", "area_does_not_add_up"): _(
        "The areas of all doors add up to %(units_cm2)s, the community has %(community_cm2)s. Correct one of the two."
    ),
    ("RollRefused", "register_empty"): _("The register is still empty. Enter the doors and their owners first."),
    ("RollRefused", "part_without_owner"): _("One door of the register has no owner. Correct the register first."),
    ("SheetRefused", "empty_file"): _("The file is empty. Choose another one."),
    ("SheetRefused", "too_large"): _("The file is larger than %(most)s megabytes. Take pictures and other sheets out."),
    ("SheetRefused", "old_excel"): _("This is an old Excel file (.xls). Open it, save it as .xlsx or CSV, bring that."),
    ("SheetRefused", "encrypted"): _("The file is locked with a password. Save it without one, then bring it again."),
    ("SheetRefused", "web_page"): _(
        "This is a web page with the name of a table. Open it in Excel or WPS, save it as .xlsx, bring that."
    ),
    ("SheetRefused", "not_a_table"): _("This is no table. Bring an Excel file (.xlsx) or a CSV file."),
    ("SheetRefused", "broken"): _("The file is damaged. Open it in Excel or WPS, save it anew, bring that."),
    ("SheetRefused", "too_many_rows"): _("The sheet has too many rows: 100,000 is the most. Delete what is empty."),
    ("SheetRefused", "too_many_columns"): _("The sheet has more than 200 columns. Delete those that are empty."),
    ("SheetRefused", "too_large_inside"): _(
        "The file unpacks to more than can be read. Copy the rows of the list into a new file, bring that."
    ),
    ("RegisterFileRefused", "without_rows"): _("There is no row under the headings. Is this the right file?"),
    ("RegisterFileRefused", "under_way"): _("A file is being read or taken over at the moment. Wait until it is done."),
    ("RegisterFileRefused", "file_gone"): _("This file is no longer there: it is kept for a day. Bring it once more."),
    ("RegisterFileRefused", "columns_missing"): _(
        "Say which column holds the door, which one the area and which one the owners."
    ),
    ("RegisterFileRefused", "column_twice"): _("One column cannot be two things. Choose another one for one of them."),
    ("RegisterFileRefused", "not_looked_at"): _("Say first which column is which."),
    ("RegisterFileRefused", "has_findings"): _("The file must be corrected first: look at what was found."),
    ("RegisterFileRefused", "nothing_changes"): _("The register says all this already. There is nothing to take over."),
    ("RegisterFileRefused", "register_changed"): _(
        "Somebody changed the register since this file was looked at. Bring the file once more and compare again."
    ),
    ("PictureRefused", "empty_file"): _("The file is empty. Choose another one."),
    ("PictureRefused", "too_large"): _("The file is larger than %(most)s megabytes. Take the photo in a smaller size."),
    ("PictureRefused", "apple_photo"): _(
        "This photo is in Apple's own format (HEIC). Set the camera to “Most Compatible”, or send the photo as JPEG."
    ),
    ("PictureRefused", "no_picture"): _("This is no photo. Bring a picture (JPEG, PNG, WebP) or a scan (PDF)."),
    ("PictureRefused", "too_many_pixels"): _("The picture has too many pixels. Take it again in a smaller size."),
    ("PictureRefused", "too_many_pages"): _("The scan has more than %(most)s pages. Bring the ones that matter."),
    ("PictureRefused", "locked"): _("The scan is locked with a password. Save it without one, then bring it again."),
    ("PictureRefused", "broken"): _("The file is damaged. Take the photo or scan once more."),
    ("PhotoRefused", "photo_gone"): _("This photo is no longer there."),
    ("CorrectionRefused", "without_text"): _("The text is empty. Write what you want to say."),
    ("CorrectionRefused", "too_many"): _(
        "%(most)s corrections of yours wait for an answer already. Wait for it, or go to the committee."
    ),
    ("CorrectionRefused", "answered_already"): _("This correction has been answered already."),
    ("KinRefused", "declared_already"): _("You have said so of door %(door)s already."),
    ("KinRefused", "own_declaration"): _("Somebody else has to take back what you said of yourself."),
    ("KinRefused", "ended_already"): _("This has been taken back already."),
    ("IssueRefused", "none_of_the_owners"): _("This person is none of the owners. Look at the register once more."),
    ("GrantRefused", "printing_apart"): _(
        "Who prints letters holds no other post, and who holds another post prints no letters. Use a second account."
    ),
    ("IssueRefused", "nobody_is_named"): _(
        "These owners have not named yet who casts for them. Give each of them a letter by name."
    ),
    ("LettersRefused", "letters_under_way"): _(
        "Letters are being made already that would go to the same voices. Wait until they are done, then order again."
    ),
    ("LettersRefused", "nobody_lacks_a_letter"): _("Every voice has a letter that works. Nothing is to be printed."),
    ("LettersRefused", "not_on_the_roll"): _(
        "This voice does not stand on the roll the vote is counted by, so a letter would open nothing."
    ),
    ("LettersRefused", "nobody_is_named"): _(
        "These owners have not named yet who casts for them. Make letters for the co-owners; they say so."
    ),
    ("LettersRefused", "letters_not_made"): _("These letters are not ready yet. Look again in a minute."),
    ("LettersRefused", "letters_gone"): _(
        "This file is no longer there: it can be fetched once, within 24 hours. Have the letters made anew."
    ),
    ("SignInRefused", "too_many_guesses"): _(
        "Too many tries from here. Wait a quarter of an hour and try again, or ask the committee for help."
    ),
    ("SignInRefused", "unknown_code"): _(
        "This letter number and code do not belong together. Check both on your letter; a letter that was replaced "
        "no longer works."
    ),
    ("PhoneCodeRefused", "no_number"): _(
        "No code can be sent: no mobile number of yours is on file. Go to the committee once, or vote on paper."
    ),
    ("PhoneCodeRefused", "too_many_codes"): _(
        "Enough codes were sent for today. Try again tomorrow, go to the committee once, or vote on paper."
    ),
    ("PhoneCodeRefused", "not_sent"): _("The message could not be sent. Try again in a few minutes."),
    ("PhoneCodeRefused", "too_many_guesses"): _(
        "Too many tries. Wait a quarter of an hour and have a new code sent, or go to the committee."
    ),
    ("PhoneCodeRefused", "code_over"): _("This code no longer works. Have a new one sent."),
    ("PhoneCodeRefused", "wrong_phone_code"): _(
        "This is not the code that was sent. Look at the newest message and type its six digits."
    ),
    ("VisitRefused", "letter_revoked"): _("This letter no longer works. Ask for the new one."),
    ("VisitRefused", "wishes_need_no_visit"): _("This letter is a home's, for its wishes. It needs no visit."),
    ("VisitRefused", "visited_before"): _("The visit for this letter is recorded already."),
    ("ContactRefused", "nobody_to_remind"): _(
        "This letter speaks for a firm, not for a person. The committee reminds it by letter."
    ),
    ("StaffSignInRefused", "too_many_guesses"): _(
        "Too many tries for this account or from here. Wait a quarter of an hour and try again."
    ),
    ("StaffSignInRefused", "not_recognized"): _(
        "User name, password and code do not fit together. Check all three; a code works once and for about a minute."
    ),
    ("StaffSignInRefused", "wrong_code"): _(
        "This is not the code of the moment. Wait for the next one and type it; the telephone's clock has to be right."
    ),
    ("StaffSignInRefused", "wrong_password"): _("This is not your present password."),
    ("StaffSignInRefused", "set_up_over"): _("This took too long or was begun anew elsewhere. Sign in once more."),
}

REASONS = {
    Reason.LOST: _("The letter was lost"),
    Reason.SEEN: _("Somebody else saw the code"),
    Reason.NOT_RECEIVED: _("The letter never arrived"),
    Reason.WRONG_DATA: _("Name or door were wrong"),
    Reason.NEW_HOLDER: _("Somebody else lives here or speaks for the owner now"),
    Reason.BROKEN_FILE: _("The printing went wrong"),
}

OBSTACLES = {
    Obstacle.TOO_NEW: _("It was built after the last year the programme covers."),
    Obstacle.IN_DEMOLITION_PLAN: _("It stands in a demolition plan."),
    Obstacle.NO_POOR_CONDITION: _("Neither its upkeep nor its facilities are poor."),
    Obstacle.NO_STRONG_WISH: _("Its residents have not shown a strong wish for the renovation."),
}


def of_refused(refused: Refused) -> str:
    """One sentence in the reader's language for a refusal of this app whose values are shown as they are."""
    return str(SENTENCES[type(refused).__name__, refused.code]) % refused.values
