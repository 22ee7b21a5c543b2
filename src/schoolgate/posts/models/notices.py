"""Urgent notices: approved beforehand, with blanks that only take what was approved for them."""

from django.db import models
from django_scopes import ScopedManager

from schoolgate.kernel.labels import Kind, TableLabel
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.people.models import Person, School


class NoticeTemplate(models.Model):
    """A notice with closed blanks (date, time, a reason from a list), written by one and approved by another."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="notices")
    title = models.CharField(max_length=120)
    text = models.TextField()
    reasons = models.JSONField(default=list)
    accounts = models.ManyToManyField(OfficialAccount, related_name="+")
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    approved_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Lets a closure go out at 06:30 and still be agreed by two people.",
        lawful_basis="public task",
        keeping="seven years",
        seen_by="staff of the school",
        fields={
            "title": Kind.NOT_PERSONAL,
            "text": Kind.NOT_PERSONAL,
            "reasons": Kind.NOT_PERSONAL,
            "written_at": Kind.DEED,
            "digest": Kind.NOT_PERSONAL,
            "approved_at": Kind.DEED,
            "retired_at": Kind.DEED,
        },
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True) | ~models.Q(approved_by=models.F("written_by")),
                name="notice_approved_by_another",
            )
        ]
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title
