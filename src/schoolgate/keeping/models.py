"""What keeping an installation itself has to know: who this installation is, and which schools are held."""

import secrets
from typing import Any

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from schoolgate.kernel.labels import Kind, TableLabel
from schoolgate.people.models import Person, School
from schoolgate.posts.models import Stop


def new_key() -> str:
    """128 random bits, so that a backup of another installation is told apart."""
    return secrets.token_hex(16)


class Installation(models.Model):
    """One row: the name of this installation, which its backups and its journal carry, and its signs of life."""

    key = models.CharField(max_length=32, unique=True, default=new_key)
    made_at = models.DateTimeField()
    clock_seen_at = models.DateTimeField(null=True, blank=True)
    worker_seen_at = models.DateTimeField(null=True, blank=True)
    worker_asked_at = models.DateTimeField(null=True, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    trail_faults = models.PositiveIntegerField(default=0)

    label = TableLabel(
        purpose="Tells a backup of this installation from that of another one, and whether it is alive.",
        lawful_basis="public task",
        keeping="as long as the installation",
        seen_by="whoever runs the installation",
        fields={
            "key": Kind.NOT_PERSONAL,
            "made_at": Kind.NOT_PERSONAL,
            "clock_seen_at": Kind.NOT_PERSONAL,
            "worker_seen_at": Kind.NOT_PERSONAL,
            "worker_asked_at": Kind.NOT_PERSONAL,
            "verified_at": Kind.NOT_PERSONAL,
        },
    )

    def __str__(self) -> str:
        return f"installation {self.key[:8]}"


class Hold(models.Model):
    """A school was put back from a backup: nothing goes out until a person has seen what its places look like.

    `made_at` is when the backup was made; `replayed` counts what the journal put back; `found` is what was seen at
    each place, and what is public there that the backup did not know of.
    """

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="holds")
    stop = models.ForeignKey(Stop, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    since = models.DateTimeField()
    journal_words = models.CharField(max_length=300, blank=True, default="")
    replayed = models.JSONField(default=dict)
    unknown_here = models.JSONField(default=list)
    found = models.JSONField(default=list)
    read_back_at = models.DateTimeField(null=True, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    objects: Any = ScopedManager(school="school")
    label = TableLabel(
        purpose="Keeps a school that was put back from a backup from saying twice or showing again what is past.",
        lawful_basis="public task",
        keeping="seven years",
        seen_by="everyone of the school",
        fields={
            "made_at": Kind.NOT_PERSONAL,
            "since": Kind.NOT_PERSONAL,
            "journal_words": Kind.NOT_PERSONAL,
            "replayed": Kind.NOT_PERSONAL,
            "unknown_here": Kind.NOT_PERSONAL,
            "found": Kind.NOT_PERSONAL,
            "read_back_at": Kind.NOT_PERSONAL,
            "lifted_at": Kind.DEED,
        },
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school"], condition=Q(lifted_at__isnull=True), name="one_hold_of_a_school"
            )
        ]

    def __str__(self) -> str:
        return f"hold {self.pk}"
