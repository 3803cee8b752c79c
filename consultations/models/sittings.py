"""Meetings that are called and run here: agenda, guests, who is in the room, what is put to the hands, the minutes."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from consultations.domain.remarks import mark
from consultations.domain.sittings import Field, Kind, State
from renewal_portal.ledger.promises import at_least, not_blank, one_of, together

_ENDED = Q(state__in=[State.ENDED.value, State.MINUTED.value, State.SIGNED.value, State.PUBLISHED.value])
_SIGNED = Q(state__in=[State.SIGNED.value, State.PUBLISHED.value])
_PUBLISHED = Q(state=State.PUBLISHED.value)


class Sitting(models.Model):
    """会议: called with a notice, run item by item, minuted, signed by two people, published as a ``Meeting``.

    ``door_code`` stands in the square code at the door. ``quorum_percent`` is the district's at the call.
    """

    consultation = models.ForeignKey("consultations.Consultation", on_delete=models.PROTECT, related_name="sittings")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=16)
    state = models.CharField(max_length=9, default=State.PREPARED.value)
    starts_at = models.DateTimeField()
    venue = models.CharField(max_length=120)
    roll = models.ForeignKey("communities.RollVersion", null=True, on_delete=models.PROTECT, related_name="+")
    entitled = models.PositiveIntegerField()
    quorum_percent = models.PositiveIntegerField()
    door_code = models.CharField(max_length=24, unique=True)
    prepared_by = models.CharField(max_length=60)
    prepared_at = models.DateTimeField()
    called_by = models.CharField(max_length=60, null=True)
    called_at = models.DateTimeField(null=True)
    opened_by = models.CharField(max_length=60, null=True)
    opened_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=60, null=True)
    ended_at = models.DateTimeField(null=True)
    cancelled_reason = models.CharField(max_length=500, blank=True)
    minutes = models.TextField(blank=True)
    chair = models.CharField(max_length=60, null=True)
    chair_name = models.CharField(max_length=60, blank=True)
    chair_at = models.DateTimeField(null=True)
    recorder = models.CharField(max_length=60, null=True)
    recorder_name = models.CharField(max_length=60, blank=True)
    recorder_at = models.DateTimeField(null=True)
    meeting = models.OneToOneField("consultations.Meeting", null=True, on_delete=models.PROTECT, related_name="sitting")

    class Meta:
        constraints = [
            one_of("sitting", "kind", Kind),
            one_of("sitting", "state", State),
            not_blank("sitting", "venue"),
            at_least("sitting", "entitled", 1),
            together("sitting", "called_by", "called_at"),
            together("sitting", "opened_by", "opened_at"),
            together("sitting", "ended_by", "ended_at"),
            together("sitting", "chair", "chair_at"),
            together("sitting", "recorder", "recorder_at"),
            UniqueConstraint(fields=["consultation", "number"], name="one_sitting_per_number"),
            CheckConstraint(
                name="sitting_ended_once_it_was_opened",
                condition=_ENDED & Q(opened_at__isnull=False, ended_at__gte=F("opened_at"))
                | ~_ENDED & Q(ended_at__isnull=True),
            ),
            CheckConstraint(
                name="sitting_signed_by_two",
                condition=~_SIGNED | Q(chair__isnull=False, recorder__isnull=False),
            ),
            CheckConstraint(
                name="sitting_chair_is_not_the_recorder",
                condition=Q(chair__isnull=True) | Q(recorder__isnull=True) | ~Q(chair=F("recorder")),
            ),
            CheckConstraint(
                name="sitting_published_as_a_meeting",
                condition=_PUBLISHED & Q(meeting__isnull=False) | ~_PUBLISHED & Q(meeting__isnull=True),
            ),
            CheckConstraint(
                name="sitting_cancelled_with_reason",
                condition=Q(state=State.CANCELLED.value) & ~Q(cancelled_reason="")
                | ~Q(state=State.CANCELLED.value) & Q(cancelled_reason=""),
            ),
        ]

    @property
    def mark(self) -> str:
        """A short mark of the minutes, so that nobody signs another wording than the one that was read."""
        return mark(self.minutes)


class AgendaPoint(models.Model):
    """What is talked about, in this order: an item of the menu, an objection, a plan, or what ``text`` says."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="points")
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=500)
    offered = models.ForeignKey("consultations.OfferedItem", null=True, on_delete=models.PROTECT, related_name="+")
    objection = models.ForeignKey("consultations.Objection", null=True, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey("consultations.Plan", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            not_blank("agenda_point", "text"),
            UniqueConstraint(fields=["sitting", "number"], name="one_agenda_point_per_number"),
            CheckConstraint(
                name="agenda_point_is_about_one_thing",
                condition=Q(offered__isnull=True, objection__isnull=True)
                | Q(offered__isnull=True, plan__isnull=True)
                | Q(objection__isnull=True, plan__isnull=True),
            ),
        ]


class Guest(models.Model):
    """Who is invited beside those who belong: a planner, an engineer, an official. Guests raise no hand."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="guests")
    name = models.CharField(max_length=60)
    field = models.CharField(max_length=9)
    office = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            one_of("guest", "field", Field),
            not_blank("guest", "name"),
            UniqueConstraint(fields=["sitting", "name"], name="one_guest_per_name"),
        ]


class Advice(models.Model):
    """What a guest said to a point of the agenda."""

    point = models.ForeignKey(AgendaPoint, on_delete=models.PROTECT, related_name="advice")
    guest = models.ForeignKey(Guest, on_delete=models.PROTECT, related_name="advice")
    text = models.TextField()
    written_by = models.CharField(max_length=60)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            not_blank("advice", "text"),
            UniqueConstraint(fields=["point", "guest"], name="one_advice_per_guest_and_point"),
        ]


class Attendance(models.Model):
    """One stay in the room: of a voice on the roll, or of somebody who comes by name. ``by_phone``: signed in at the
    door with the square code."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="attendances")
    entry = models.ForeignKey("communities.RollEntry", null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60, blank=True)
    by_phone = models.BooleanField(default=False)
    came_at = models.DateTimeField()
    noted_by = models.CharField(max_length=60)
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            CheckConstraint(
                name="attendance_of_a_voice_or_a_name",
                condition=Q(entry__isnull=False, name="") | Q(entry__isnull=True) & ~Q(name=""),
            ),
            CheckConstraint(
                name="attendance_leaves_after_it_came",
                condition=Q(left_at__isnull=True) | Q(left_at__gte=F("came_at")),
            ),
            UniqueConstraint(
                fields=["sitting", "entry"],
                condition=Q(left_at__isnull=True, entry__isnull=False),
                name="one_stay_at_a_time_per_voice",
            ),
            UniqueConstraint(
                fields=["sitting", "name"],
                condition=Q(left_at__isnull=True, entry__isnull=True),
                name="one_stay_at_a_time_per_name",
            ),
        ]


class Proposal(models.Model):
    """What is put to a show of hands; its hands are counted once, against who is there at that moment."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="proposals")
    point = models.ForeignKey(AgendaPoint, null=True, on_delete=models.PROTECT, related_name="proposals")
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=2000)
    adopts = models.ForeignKey("consultations.Plan", null=True, on_delete=models.PROTECT, related_name="+")
    put_by = models.CharField(max_length=60)
    put_at = models.DateTimeField()
    in_favour = models.PositiveIntegerField(null=True)
    against = models.PositiveIntegerField(null=True)
    abstaining = models.PositiveIntegerField(null=True)
    present = models.PositiveIntegerField(null=True)
    carried = models.BooleanField(null=True)
    counted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            not_blank("proposal", "text"),
            together("proposal", "in_favour", "against", "abstaining", "present", "carried", "counted_at"),
            UniqueConstraint(fields=["sitting", "number"], name="one_proposal_per_number"),
            CheckConstraint(
                name="proposal_hands_were_present",
                condition=Q(counted_at__isnull=True) | Q(present__gte=F("in_favour") + F("against") + F("abstaining")),
            ),
        ]
