"""A club, trip or event, and the pupils who go to it."""

from django.db import models
from django_scopes import ScopedManager

from schoolgate.kernel.labels import Kind, TableLabel
from schoolgate.people.models import Person, School
from schoolgate.pupils.models import Pupil


class Group(models.Model):
    """Pupils who come together for something, so that whoever takes pictures there can look all of them up."""

    class Sort(models.TextChoices):
        CLUB = "club", "A club"
        TRIP = "trip", "A trip"
        EVENT = "event", "An event that families come to"

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="picture_groups")
    name = models.CharField(max_length=80)
    sort = models.CharField(max_length=10, choices=Sort.choices)
    last_on = models.DateField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Whoever takes pictures of a club or trip sees beforehand who may be shown.",
        lawful_basis="public task",
        keeping="one school year after its last day",
        seen_by="staff of the school",
        fields={
            "name": Kind.WORDS,
            "sort": Kind.NOT_PERSONAL,
            "last_on": Kind.NOT_PERSONAL,
            "made_at": Kind.DEED,
            "ended_at": Kind.DEED,
        },
    )

    def __str__(self) -> str:
        return self.name


class GroupMember(models.Model):
    """A pupil goes to a club, trip or event."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="members")
    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="+")

    objects = ScopedManager(school="group__school")
    label = TableLabel(
        purpose="Who is there when pictures are taken.",
        lawful_basis="public task",
        keeping="as the group",
        seen_by="staff of the school",
        fields={},
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "pupil"], name="one_place_in_a_group")]

    @property
    def school_id(self) -> int:
        return self.group.school_id

    def __str__(self) -> str:
        return f"member {self.pk}"
