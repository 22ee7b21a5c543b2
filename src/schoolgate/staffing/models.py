"""Who answers for whom, who is also a parent or a neighbour, what is adapted for one person, confirmed remits."""

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from schoolgate.kernel.labels import Kind, TableLabel
from schoolgate.people.models import Appointment, Person, School


class LineManager(models.Model):
    """Who keeps the school's promises to a person here: their head or manager."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    manager = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Everyone knows who answers for them.",
        lawful_basis="public task",
        keeping="as the person's appointments",
        seen_by="staff of the school",
        fields={"since": Kind.DEED},
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "person"], name="one_manager_at_a_school"),
            models.CheckConstraint(
                condition=~Q(person=models.F("manager")), name="nobody_manages_themselves"
            ),
        ]

    def __str__(self) -> str:
        return f"manager {self.pk}"


class Tie(models.Model):
    """Somebody of the school is also a parent here, or a neighbour, and may speak as one."""

    class As(models.TextChoices):
        PARENT = "parent", "also a parent here"
        RESIDENT = "resident", "also a neighbour of the school"

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=As.choices)
    said_at = models.DateTimeField()

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Tells what somebody says as a parent or neighbour from what they say for the school.",
        lawful_basis="public task",
        keeping="as the person's appointments",
        seen_by="staff of the school",
        fields={"kind": Kind.SCHOOL_LIFE, "said_at": Kind.DEED},
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "person", "kind"], name="one_tie_of_a_kind")]

    def __str__(self) -> str:
        return f"tie {self.pk}"


class Adjustment(models.Model):
    """How the policy is adapted to what one person needs, until a day. Never about consent or a restricted child."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    words = models.CharField(max_length=400)
    until_on = models.DateField()
    agreed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Treats a person fairly who needs the rules adapted.",
        lawful_basis="legal obligation",
        keeping="as the person's appointments",
        seen_by="the headteacher, HR and the person themselves",
        fields={
            "words": Kind.WORDS,
            "until_on": Kind.DEED,
            "agreed_at": Kind.DEED,
            "ended_at": Kind.DEED,
        },
    )

    def __str__(self) -> str:
        return f"adjustment {self.pk}"


class ConfirmedRemit(models.Model):
    """A governor confirmed that a post holder's work includes what the policy asks: being safe online."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    appointment = models.OneToOneField(Appointment, on_delete=models.CASCADE, related_name="+")
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="The governors' word on what the safeguarding lead's work includes.",
        lawful_basis="legal obligation",
        keeping="as the appointment",
        seen_by="staff and governors of the school",
        fields={"confirmed_at": Kind.DEED},
    )

    def __str__(self) -> str:
        return f"remit {self.pk}"
