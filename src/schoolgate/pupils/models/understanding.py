"""Whether a pupil understands what it means to be shown, so that the pupil answers alone."""

from django.db import models
from django_scopes import ScopedManager

from schoolgate.kernel.labels import Kind, TableLabel
from schoolgate.people.models import Person, School
from schoolgate.pupils.models.roll import Pupil


class Understanding(models.Model):
    """Somebody assessed a pupil on a day. The newest counts; none means that a parent answers."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="understandings")
    understands = models.BooleanField()
    tells_parents = models.BooleanField(default=False)
    because = models.CharField(max_length=200)
    assessed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    assessed_at = models.DateTimeField()

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Shows why a pupil's own answer counts, or why a parent's does.",
        lawful_basis="legal obligation",
        keeping="until six years after the pupil left",
        seen_by="the office, leaders and the data protection lead",
        fields={"because": Kind.WORDS, "assessed_at": Kind.DEED},
    )

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"assessment {self.pk}"
