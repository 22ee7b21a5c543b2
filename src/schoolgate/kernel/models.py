"""What the kernel itself keeps: follow-ups still to be run, and forms already used."""

from django.db import models

from schoolgate.kernel.labels import Kind, TableLabel


class FollowUp(models.Model):
    """Something that happens because an event was recorded; queued in the event's own transaction.

    The row is the truth; a task of the queue is only a nudge. What is not done is nudged again by the clock.
    """

    event = models.ForeignKey("audit.Event", on_delete=models.PROTECT, related_name="follow_ups")
    handler = models.CharField(max_length=120)
    attempts = models.PositiveIntegerField(default=0)
    not_before = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    last_problem = models.CharField(max_length=200, default="")

    label = TableLabel(
        purpose="Runs what follows an event exactly until it is done.",
        lawful_basis="public task",
        keeping="two years",
        seen_by="whoever runs the installation",
        fields={
            "handler": Kind.NOT_PERSONAL,
            "not_before": Kind.NOT_PERSONAL,
            "done_at": Kind.NOT_PERSONAL,
            "last_problem": Kind.NOT_PERSONAL,
        },
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "handler"], name="one_follow_up_each")]
        indexes = [
            models.Index(
                fields=["not_before"], name="follow_ups_open", condition=models.Q(done_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.handler} after event {self.event_id}"


class UsedForm(models.Model):
    """A form that was already acted on, so that posting it twice does it once."""

    key = models.CharField(max_length=64, unique=True)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    at = models.DateTimeField()

    label = TableLabel(
        purpose="Makes a form that is posted twice act once.",
        lawful_basis="public task",
        keeping="30 days",
        seen_by="nobody",
        fields={
            "key": Kind.NOT_PERSONAL,
            "subject_type": Kind.NOT_PERSONAL,
            "subject_id": Kind.NOT_PERSONAL,
            "at": Kind.NOT_PERSONAL,
        },
    )

    def __str__(self) -> str:
        return f"form for {self.subject_type} {self.subject_id}"
