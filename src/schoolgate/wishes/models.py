"""A wish not to be filmed."""

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from schoolgate.kernel.labels import Kind, TableLabel
from schoolgate.people.models import Person, School
from schoolgate.rules.wishes import Lasts


class Wish(models.Model):
    """Somebody asked not to be filmed or shown. Why is not asked, and there is no place to write it."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120, blank=True, default="")
    words = models.CharField(max_length=160, blank=True, default="")
    """What they look like or where they stood, for whoever holds the camera."""
    occasion = models.CharField(max_length=80, blank=True, default="")
    """The class, club or event where it was asked; empty for everywhere."""
    lasts = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Lasts])
    until_on = models.DateField()
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Whoever takes or chooses pictures knows who asked not to be in them.",
        lawful_basis="legitimate interests",
        keeping="until its last day: a month after the occasion, a year at most",
        seen_by="staff of the school",
        fields={
            "name": Kind.NAME,
            "words": Kind.WORDS,
            "occasion": Kind.WORDS,
            "lasts": Kind.NOT_PERSONAL,
            "until_on": Kind.NOT_PERSONAL,
            "noted_at": Kind.DEED,
            "ended_at": Kind.DEED,
        },
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["school", "until_on"], name="wishes_in_force", condition=Q(ended_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"wish {self.pk}"

    @property
    def who(self) -> str:
        """As whoever holds the camera reads it."""
        return ", ".join(one for one in (self.name, self.words) if one)
