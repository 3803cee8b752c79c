from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from renewal_portal.ledger.querysets import JobGroupQuerySet, JobQuerySet


class JobState(models.TextChoices):
    QUEUED = "queued", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


OPEN = Q(state__in=[JobState.QUEUED, JobState.RUNNING])
FINISHED = Q(state__in=[JobState.DONE, JobState.FAILED])


class JobGroup(models.Model):
    """Jobs that were ordered together, so that it can be said how far all of them are. Each goes its own way."""

    kind = models.CharField(_("kind"), max_length=64)
    created_by = models.CharField(_("created by"), max_length=80)
    created_at = models.DateTimeField(_("created at"))

    objects = JobGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("group of jobs")
        verbose_name_plural = _("groups of jobs")
        constraints = [models.CheckConstraint(name="job_group_named", condition=~Q(kind="") & ~Q(created_by=""))]


class Job(models.Model):
    """Work that may be late. The row is the queue: a lost or doubled message changes nothing.

    `attempt` counts the claims and is the fence: what a worker writes must carry the attempt it was given.
    `started_at` and `worker` are those of the last attempt.
    """

    kind = models.CharField(_("kind"), max_length=64)
    subject = models.CharField(_("subject"), max_length=80)
    key = models.CharField(_("key"), max_length=120)
    group = models.ForeignKey(
        JobGroup, verbose_name=_("group"), null=True, blank=True, on_delete=models.PROTECT, related_name="jobs"
    )
    args = models.JSONField(_("arguments"), default=dict, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=JobState, default=JobState.QUEUED)
    attempt = models.PositiveSmallIntegerField(_("attempt"), default=0)
    max_attempts = models.PositiveSmallIntegerField(_("attempts allowed"), default=3)
    ready_at = models.DateTimeField(_("not before"))
    worker = models.CharField(_("worker"), max_length=120, blank=True)
    lease = models.DurationField(_("length of the lease"), null=True, blank=True)
    lease_until = models.DateTimeField(_("lease until"), null=True, blank=True)
    progress_done = models.PositiveBigIntegerField(_("steps done"), default=0)
    progress_total = models.PositiveBigIntegerField(_("steps in all"), default=0)
    result = models.JSONField(_("result"), null=True, blank=True)
    error = models.TextField(_("error"), blank=True)
    created_by = models.CharField(_("created by"), max_length=80)
    created_at = models.DateTimeField(_("created at"))
    started_at = models.DateTimeField(_("started at"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        indexes = [
            models.Index(fields=["id"], condition=OPEN, name="job_open"),
            models.Index(fields=["subject", "id"], name="job_by_subject"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], condition=OPEN, name="job_one_open_per_key"),
            models.CheckConstraint(name="job_state_known", condition=Q(state__in=JobState.values)),
            models.CheckConstraint(
                name="job_named",
                condition=~Q(kind="")
                & ~Q(key="")
                & ~Q(created_by="")
                & Q(subject__regex=r"^[a-z_]+:[A-Za-z0-9_./-]+$"),
            ),
            models.CheckConstraint(
                name="job_attempt_within_allowed",
                condition=Q(max_attempts__gte=1, attempt__lte=F("max_attempts")),
            ),
            models.CheckConstraint(
                name="job_started_with_first_attempt",
                condition=Q(attempt=0, started_at=None, worker="")
                | (Q(attempt__gte=1, started_at__isnull=False) & ~Q(worker="")),
            ),
            models.CheckConstraint(
                name="job_lease_while_running",
                condition=Q(state=JobState.RUNNING, attempt__gte=1, lease__isnull=False, lease_until__isnull=False)
                | (~Q(state=JobState.RUNNING) & Q(lease=None, lease_until=None)),
            ),
            models.CheckConstraint(
                name="job_finished_at_when_finished",
                condition=(FINISHED & Q(attempt__gte=1, finished_at__isnull=False)) | (~FINISHED & Q(finished_at=None)),
            ),
            models.CheckConstraint(
                name="job_progress_within_total", condition=Q(progress_done__lte=F("progress_total"))
            ),
            models.CheckConstraint(
                name="job_error_explains_failure",
                condition=(~Q(state=JobState.FAILED) | ~Q(error="")) & (~Q(state=JobState.DONE) | Q(error="")),
            ),
            models.CheckConstraint(
                name="job_result_only_when_done", condition=Q(state=JobState.DONE) | Q(result__isnull=True)
            ),
        ]
