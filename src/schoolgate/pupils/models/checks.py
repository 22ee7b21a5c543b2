"""When somebody looked through the record of consents, to keep it current."""

from django.db import models
from django_scopes import ScopedManager

from schoolgate.kernel.labels import Kind, TableLabel
from schoolgate.people.models import Person, School


class ConsentCheck(models.Model):
    """The data protection lead looked through what is unanswered, changed and ended; when it is due again."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="consent_checks")
    checked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField()
    next_at = models.DateTimeField()
    unanswered = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    left = models.PositiveIntegerField(default=0)

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Shows that the record of consents is kept current.",
        lawful_basis="legal obligation",
        keeping="seven years",
        seen_by="the office, leaders and the data protection lead",
        fields={"checked_at": Kind.DEED, "next_at": Kind.NOT_PERSONAL},
    )

    class Meta:
        ordering = ["-checked_at", "-pk"]

    def __str__(self) -> str:
        return f"check {self.pk} of consents"
