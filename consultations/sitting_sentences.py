"""What a meeting that is run here is called at each step, and the sentence for each refusal."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from consultations.domain.sittings import Field, Part, State

STATES = {
    State.PREPARED: _("in preparation"),
    State.CALLED: _("announced"),
    State.OPEN: _("in session"),
    State.ENDED: _("ended"),
    State.MINUTED: _("minutes drafted"),
    State.SIGNED: _("minutes signed"),
    State.PUBLISHED: _("minutes published"),
    State.CANCELLED: _("cancelled"),
}
FIELDS = {
    Field.PLANNER: _("Planner"),
    Field.ARCHITECT: _("Architect"),
    Field.ENGINEER: _("Engineer"),
    Field.FIRE: _("Fire safety"),
    Field.OFFICIAL: _("Official"),
    Field.OTHER: _("Guest"),
}
PAPERS = {
    "notice": _("Notice"),
    "invitation": _("Invitation"),
    "sign-in": _("Sign-in list"),
    "attendance": _("Attendance"),
    "minutes": _("Minutes"),
}
PARTS = {Part.CHAIR: _("Chair of the meeting"), Part.RECORDER: _("Recorder of the meeting")}

SITTINGS: Mapping[tuple[str, str], Any] = {
    ("SittingRefused", "not_now"): _("This step is not possible: the meeting is at “%(state)s”. Load the page anew."),
    ("SittingRefused", "venue_missing"): _("Say where the meeting is held."),
    ("SittingRefused", "in_the_past"): _("This moment has passed. Choose a later day or time."),
    ("SittingRefused", "no_roll"): _("The roll has not been fixed yet, so nobody knows who is called. Fix it first."),
    ("SittingRefused", "nobody_entitled"): _("Say how many people are called."),
    ("SittingRefused", "point_without_text"): _("Write down what this point is about."),
    ("SittingRefused", "gone_already"): _("Somebody has done this already."),
    ("SittingRefused", "guest_without_name"): _("Write down the guest's name."),
    ("SittingRefused", "invited_already"): _("A guest of this name is invited already."),
    ("SittingRefused", "agenda_empty"): _("The agenda has no point yet. Add at least one."),
    ("SittingRefused", "notice_too_short"): _(
        "Everybody must be told at least %(days)s days before. The meeting can be held from %(earliest)s on."
    ),
    ("SittingRefused", "reason_missing"): _("Give the reason. Everybody will be able to read it."),
    ("SittingRefused", "too_early"): _("The meeting begins on %(starts_at)s. The door opens an hour before."),
    ("SittingRefused", "hands_uncounted"): _("The hands of one resolution are not counted yet. Count them first."),
    ("SittingRefused", "not_called"): _("Whoever this is does not stand on the roll of this meeting."),
    ("SittingRefused", "there_already"): _("This one is noted as present already."),
    ("SittingRefused", "by_the_roll"): _("Choose from the roll who came: this meeting counts voices, not names."),
    ("SittingRefused", "name_missing"): _("Write down who came."),
    ("SittingRefused", "more_than_called"): _("%(entitled)s people are called, and as many are noted. Check the list."),
    ("SittingRefused", "advice_without_text"): _("Write down what the guest advises."),
    ("SittingRefused", "guest_elsewhere"): _("Choose one of the guests of this meeting."),
    ("SittingRefused", "without_motion"): _("Write down what is put to the show of hands."),
    ("SittingRefused", "no_draft"): _("There is no draft plan yet that could be adopted."),
    ("SittingRefused", "counted_already"): _("These hands have been counted already."),
    ("SittingRefused", "more_hands_than_present"): _(
        "More hands than people: %(present)s are noted as present. Count again, or note who else has come."
    ),
    ("SittingRefused", "nobody_came"): _("Nobody is noted as present. Enter the sign-in list first."),
    ("SittingRefused", "minutes_without_text"): _("The minutes say nothing. Write what was talked about."),
    ("SittingRefused", "minutes_changed"): _("Somebody has changed the minutes. Read them again before you sign."),
    ("SittingRefused", "signed_already"): _("This signature stands already."),
    ("SittingRefused", "one_person_for_both"): _(
        "You have signed already. Another person has to sign for the other part."
    ),
}
