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
    ("CorrectionRefused", "without_text"): _("The text is empty. Write what you want to say."),
    ("CorrectionRefused", "too_many"): _(
        "%(most)s corrections of yours wait for an answer already. Wait for it, or go to the committee."
    ),
    ("CorrectionRefused", "answered_already"): _("This correction has been answered already."),
    ("IssueRefused", "none_of_the_owners"): _("This person is none of the owners. Look at the register once more."),
    ("GrantRefused", "printing_apart"): _(
        "Who prints letters holds no other post, and who holds another post prints no letters. Use a second account."
    ),
    ("LettersRefused", "letters_under_way"): _(
        "Letters are being made already that would go to the same voices. Wait until they are done, then order again."
    ),
    ("LettersRefused", "nobody_lacks_a_letter"): _("Every voice has a letter that works. Nothing is to be printed."),
    ("LettersRefused", "not_on_the_roll"): _(
        "This voice does not stand on the roll the vote is counted by, so a letter would open nothing."
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
