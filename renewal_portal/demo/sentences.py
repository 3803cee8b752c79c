"""What the demonstration's pages say: the job that waits in each stage, posts, and what comes next."""

from django.utils.translation import gettext_lazy as _

from communities.domain.roles import Role
from consultations.domain.stages import Stage

S = Stage

#: What can be tried while a community stands there, and who does it.
JOBS = {
    S.DRAFT: _("The chair completes the menu, freezes the roll, offers the menu and opens the selection."),
    S.SELECTING: _("Every household fills in a ballot. The committee sees the turnout, and nobody sees more."),
    S.CONSULTING: _(
        "The committee records two meetings; one adopts the draft plan. Then the chair calls the decision."
    ),
    S.DECIDING: _("Owners vote. The committee sees the turnout."),
    S.COUNTED: _("The chair posts the result. The final plan is drawn up by itself."),
    S.PLANNED: _("The chair posts the final plan."),
    S.ON_NOTICE: _("Residents may object. The committee answers the objection that waits."),
    S.IN_REVIEW: _("The district collects the opinions still missing, then approves, returns or rejects the plan."),
    S.APPROVED: _("The chair reports that the works have begun."),
    S.UNDER_WAY: _("The chair reports the acceptance of the works."),
    S.ACCEPTED: _("The chair reports the evaluation."),
    S.EVALUATED: _("The chair reports the handover."),
    S.CLOSED: _("Nothing is left to do: the whole way can be read."),
    S.WITHDRAWN: _("The residents have withdrawn; the reason is public."),
    S.SUSPENDED: _("The chair may let it go on from where it stopped."),
    S.REJECTED: _("The district has rejected the plan; the reason is public."),
}

ROLES = {
    Role.CHAIR: _("Chair of the committee"),
    Role.RECORDER: _("Recorder of the committee"),
    Role.VOLUNTEER: _("Volunteer who goes from door to door"),
    Role.PRINTER: _("Printer of the letters"),
    Role.OWNERS_COMMITTEE: _("Member of the owners' committee"),
    Role.SUBDISTRICT_OFFICIAL: _("Official of the sub-district"),
    Role.DISTRICT_OFFICIAL: _("Official of the district"),
}

#: Account → what it is for.
POSTS = {
    "chair": _("Leads Changshiyuan: menu, rounds, plans, notices."),
    "recorder": _(
        "Second person in every committee: reports and checks findings, records meetings, answers objections."
    ),
    "chair-small": _("Leads all the small communities, so that every stage can be tried at once."),
    "volunteer": _("Goes from door to door in every community: sees who has not answered, records what was found."),
    "printer": _(
        "Prints the letters of every community, makes new ones and takes lost ones back; neither enters nor counts."
    ),
    "subdistrict": _("Sees every community of the sub-district and gives opinions in the review."),
    "district": _("Collects the opinions and approves, returns or rejects plans."),
}

COMING = {
    "selection ends": _("The selection ends"),
    "decision begins": _("The decision begins"),
    "decision ends": _("The decision ends"),
    "result notice ends": _("The result has been posted long enough"),
    "plan notice ends": _("The notice of the plan ends"),
    "silence ends": _("Offices that have said nothing no longer hold the plan up"),
}

KINDS = {"household": _("Household"), "owner": _("Owner"), "co_owner": _("Co-owner")}
