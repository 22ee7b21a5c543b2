"""A duty: somebody owes something by a time; who heard that it is late; and duties that a school makes itself."""

from functools import cached_property

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from schoolgate.kernel.labels import Kind, TableLabel
from schoolgate.kernel.permissions import ROLE_WORDS
from schoolgate.people.models import Person, School
from schoolgate.rules.duties import Task


class Duty(models.Model):
    """Owed by a person, or by whoever holds a post, until a time; `key` names its control in the policy."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="duties")
    key = models.CharField(max_length=60)
    what = models.CharField(max_length=200)
    more = models.CharField(max_length=300, blank=True, default="")
    link = models.CharField(max_length=200, blank=True, default="")
    owed_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="duties"
    )
    owed_by_role = models.CharField(
        max_length=40,
        blank=True,
        default="",
        choices=[(role.value, words) for role, words in ROLE_WORDS.items()],
    )
    because_of_event = models.ForeignKey("audit.Event", null=True, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=120, blank=True, default="")
    # Which task of its kind it is, where the library or the school describes it; empty for what a room made itself.
    task = models.CharField(max_length=60, blank=True, default="")
    # Until then it stands on nobody's Today.
    shown_at = models.DateTimeField(null=True, blank=True)
    # Done by itself when the work is done where `link` leads; nobody can only say that it is done.
    closes_itself = models.BooleanField(default=False)
    # The work that closes it ("lesson:4A"): whoever does that does this.
    closes_by = models.CharField(max_length=120, blank=True, default="")
    reminded_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=400, blank=True, default="")

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Makes sure that somebody does what only a person can do.",
        lawful_basis="public task",
        keeping="seven years",
        seen_by="who owes it, and leaders",
        fields={
            "key": Kind.NOT_PERSONAL,
            "what": Kind.WORDS,
            "more": Kind.WORDS,
            "link": Kind.NOT_PERSONAL,
            "owed_by_role": Kind.SCHOOL_LIFE,
            "about": Kind.NOT_PERSONAL,
            "task": Kind.NOT_PERSONAL,
            "shown_at": Kind.NOT_PERSONAL,
            "closes_by": Kind.NOT_PERSONAL,
            "reminded_at": Kind.DEED,
            "due_at": Kind.NOT_PERSONAL,
            "done_at": Kind.DEED,
            "outcome": Kind.WORDS,
        },
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "key", "about"],
                condition=Q(done_at__isnull=True),
                name="one_open_duty_each",
            )
        ]
        indexes = [
            models.Index(fields=["school", "due_at"], name="duties_open", condition=Q(done_at__isnull=True))
        ]

    def __str__(self) -> str:
        return f"duty {self.pk}"


class ToldLate(models.Model):
    """Somebody heard that a duty is late, at one step of several. Rows are only ever added."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="told")
    step = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Shows who was told, and when, that something was late.",
        lawful_basis="public task",
        keeping="as long as the duty",
        seen_by="leaders, and whoever was told",
        fields={"step": Kind.NOT_PERSONAL, "at": Kind.DEED},
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["duty", "step", "person"], name="told_late_once")]

    def __str__(self) -> str:
        return f"told {self.pk}"


class OwnDuty(models.Model):
    """A duty that the school made on a page. It comes again as it says, until it is ended."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    key = models.SlugField(max_length=60)
    document = models.JSONField()
    due_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="What the school wants done that no policy of the library asks for.",
        lawful_basis="public task",
        keeping="seven years",
        seen_by="staff of the school",
        fields={
            "key": Kind.NOT_PERSONAL,
            "document": Kind.NOT_PERSONAL,
            "due_on": Kind.NOT_PERSONAL,
            "made_at": Kind.DEED,
            "ended_at": Kind.DEED,
        },
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "key"], condition=Q(ended_at__isnull=True), name="one_own_duty_a_key"
            )
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.document.get("what", ""))

    @property
    def control(self) -> str:
        """The key of its duties: no control of a policy stands behind it."""
        return f"own.{self.key}"[:60]

    @cached_property
    def of_task(self) -> Task:
        """The same as a task of the library."""
        return Task.from_document(self.document)
