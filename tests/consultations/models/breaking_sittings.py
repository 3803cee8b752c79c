"""How each promise about meetings that are run here is broken."""

from datetime import timedelta

from tests.promises import again

SECOND = timedelta(seconds=1)
OTHER = {"number": 99, "door_code": "another door"}


def _update(row: object, **changes: object) -> None:
    type(row).objects.filter(pk=row.pk).update(**changes)


SITTINGS = {
    "sitting_kind_known": lambda h: again(h.sitting, **OTHER, kind="x"),
    "sitting_state_known": lambda h: again(h.prepared, **OTHER, state="x"),
    "sitting_venue_not_blank": lambda h: again(h.sitting, **OTHER, venue=""),
    "sitting_entitled_at_least_1": lambda h: again(h.sitting, **OTHER, entitled=0),
    "sitting_called_by_together": lambda h: again(h.sitting, **OTHER, called_by=None),
    "sitting_opened_by_together": lambda h: again(h.sitting, **OTHER, opened_by=None),
    "sitting_ended_by_together": lambda h: again(h.sitting, **OTHER, ended_by=None),
    "sitting_chair_together": lambda h: again(h.signed, **OTHER, chair_at=None),
    "sitting_recorder_together": lambda h: again(h.signed, **OTHER, recorder_at=None),
    "one_sitting_per_number": lambda h: again(h.sitting, door_code="another door"),
    "sitting_ended_once_it_was_opened": lambda h: again(h.sitting, **OTHER, opened_by=None, opened_at=None),
    "sitting_signed_by_two": lambda h: again(h.signed, **OTHER, recorder=None, recorder_at=None),
    "sitting_chair_is_not_the_recorder": lambda h: again(h.signed, **OTHER, recorder=h.signed.chair),
    "sitting_published_as_a_meeting": lambda h: again(h.signed, **OTHER, state="published"),
    "sitting_cancelled_with_reason": lambda h: again(h.prepared, **OTHER, state="cancelled"),
    "agenda_point_text_not_blank": lambda h: again(h.point, number=99, text=""),
    "one_agenda_point_per_number": lambda h: again(h.point),
    "agenda_point_is_about_one_thing": lambda h: again(h.point, number=99, plan=h.plan, objection=h.objection),
    "guest_field_known": lambda h: again(h.guest, name="x", field="x"),
    "guest_name_not_blank": lambda h: again(h.guest, name=""),
    "one_guest_per_name": lambda h: again(h.guest),
    "advice_text_not_blank": lambda h: again(h.advice, guest=h.second_guest, text=""),
    "one_advice_per_guest_and_point": lambda h: again(h.advice),
    "attendance_of_a_voice_or_a_name": lambda h: again(h.stay, name="x", left_at=h.stay.came_at),
    "attendance_leaves_after_it_came": lambda h: again(h.stay, left_at=h.stay.came_at - SECOND),
    "one_stay_at_a_time_per_voice": lambda h: again(h.stay),
    "one_stay_at_a_time_per_name": lambda h: [again(h.stay, entry=None, name="x") for _ in range(2)],
    "proposal_text_not_blank": lambda h: again(h.proposal, number=99, text=""),
    "proposal_in_favour_together": lambda h: again(h.proposal, number=99, carried=None),
    "one_proposal_per_number": lambda h: again(h.proposal),
    "proposal_hands_were_present": lambda h: again(h.proposal, number=99, in_favour=9),
    "signed_minutes_stay": lambda h: _update(h.signed, minutes="x"),
    "sitting_facts_stay": lambda h: _update(h.signed.proposals.get(), text="x"),
}
