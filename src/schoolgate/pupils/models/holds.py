"""Children about whom not simply a parent decides, until somebody has said who does."""

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from schoolgate.kernel.labels import Kind, TableLabel
from schoolgate.people.models import Person, School
from schoolgate.pupils.models.roll import Pupil, RollImport


class OnHold(models.Model):
    """A child in care, under special guardianship or adopted. Until it is said who decides, no yes counts.

    That a child is here is told to nobody but the keepers of the restricted list.
    """

    class Why(models.TextChoices):
        IN_CARE = "in_care", "In the care of a local authority"
        GUARDIANSHIP = "guardianship", "Under special guardianship"
        ADOPTED = "adopted", "Adopted"
        FILE = "file", "Marked in the file of the management system"

    class Decides(models.TextChoices):
        ORDER = "order", "Whom a court order names"
        DELEGATED = "delegated", "A carer with delegated authority"
        SOCIAL_WORKER = "social_worker", "The social worker"
        PARENTS = "parents", "The parents, as for every child"

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="holds")
    why = models.CharField(max_length=20, choices=Why.choices)
    since = models.DateTimeField()
    held_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    roll_import = models.ForeignKey(RollImport, null=True, on_delete=models.SET_NULL, related_name="+")
    decides = models.CharField(max_length=20, choices=Decides.choices, blank=True, default="")
    decider = models.CharField(max_length=160, blank=True, default="")
    seen_in = models.CharField(max_length=200, blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    ended_because = models.CharField(max_length=400, blank=True, default="")

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Asks the right person about a child for whom not simply a parent decides.",
        lawful_basis="legal obligation",
        keeping="until the pupil is 25",
        seen_by="the keepers of the restricted list; every look is recorded",
        fields={
            "why": Kind.PROTECTION,
            "since": Kind.PROTECTION,
            "decides": Kind.PROTECTION,
            "decider": Kind.PROTECTION,
            "seen_in": Kind.PROTECTION,
            "decided_at": Kind.PROTECTION,
            "ended_at": Kind.PROTECTION,
            "ended_because": Kind.PROTECTION,
        },
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pupil"], condition=Q(ended_at__isnull=True), name="one_hold_now")
        ]

    def __str__(self) -> str:
        return f"hold {self.pk}"
