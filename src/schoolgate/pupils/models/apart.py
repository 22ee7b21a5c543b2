"""Adults whom an order of a court keeps from a child: apart from everyone who may be written to."""

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from schoolgate.kernel.labels import Kind, TableLabel
from schoolgate.people.models import Person, School
from schoolgate.pupils.models.roll import Pupil, RollImport


class KeptApart(models.Model):
    """An adult with an order of a court against them: never written to, told nothing, brought back by no file.

    Only the keepers of the restricted list see who it is. A keeper who has read the order may let the adult go.
    """

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="kept_apart")
    name = models.CharField(max_length=160)
    relationship = models.CharField(max_length=60, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    telephone = models.CharField(max_length=40, blank=True, default="")
    order = models.CharField(max_length=400)
    roll_import = models.ForeignKey(RollImport, null=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    released_because = models.CharField(max_length=400, blank=True, default="")

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Keeps whom a court forbids to contact a child from ever being written to or shown a picture.",
        lawful_basis="legal obligation",
        keeping="until the pupil is 25",
        seen_by="the keepers of the restricted list; every look is recorded",
        fields={
            "name": Kind.PROTECTION,
            "relationship": Kind.PROTECTION,
            "email": Kind.PROTECTION,
            "telephone": Kind.PROTECTION,
            "order": Kind.PROTECTION,
            "since": Kind.PROTECTION,
            "released_at": Kind.PROTECTION,
            "released_because": Kind.PROTECTION,
        },
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pupil", "name"], condition=Q(released_at__isnull=True), name="kept_apart_once"
            )
        ]

    def __str__(self) -> str:
        return f"kept apart {self.pk}"
