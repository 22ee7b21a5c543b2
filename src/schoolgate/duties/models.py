"""A duty: somebody owes something by a time. Only what nothing else implies is stored here."""

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from schoolgate.kernel.labels import Kind, TableLabel
from schoolgate.kernel.permissions import ROLE_WORDS
from schoolgate.people.models import Person, School


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
    about = models.CharField(max_length=60, blank=True, default="")
    # Done by itself when the work is done where `link` leads; nobody can only say that it is done.
    closes_itself = models.BooleanField(default=False)
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
