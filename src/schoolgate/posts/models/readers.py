"""Who reads the noticeboard by e-mail."""

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from schoolgate.kernel.labels import Kind, TableLabel
from schoolgate.people.models import School, random_address


class Reader(models.Model):
    """Somebody who asked for the noticeboard's weekly e-mail. Confirmed by the link in the first e-mail; every
    e-mail has the link that ends it."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="readers")
    email = models.EmailField()
    key = models.CharField(max_length=40, unique=True, default=random_address)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Sends the school's news by e-mail to families who do not use social media.",
        lawful_basis="consent",
        keeping="until it is ended; unconfirmed for 7 days",
        seen_by="nobody",
        fields={
            "email": Kind.CONTACT,
            "key": Kind.SECRET,
            "asked_at": Kind.DEED,
            "confirmed_at": Kind.DEED,
            "ended_at": Kind.DEED,
        },
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "email"], condition=Q(ended_at__isnull=True), name="one_reader_an_address"
            )
        ]

    def __str__(self) -> str:
        return f"reader {self.pk}"
