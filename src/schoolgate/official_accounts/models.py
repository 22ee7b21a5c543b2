"""An official account: a place that speaks for the school. ("Accounts" alone means logins in Django.)"""

from django.db import models
from django_scopes import ScopedManager

from schoolgate.kernel.labels import Kind, TableLabel
from schoolgate.people.models import School
from schoolgate.rules.consents import Channel


class OfficialAccount(models.Model):
    """A place that speaks for the school, and the connector by which a post gets there."""

    class Standing(models.TextChoices):
        LIVE = "live", "In good order"
        SUSPENDED = "suspended", "Suspended"
        CLOSED = "closed", "Closed"

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="official_accounts")
    name = models.CharField(max_length=80)
    connector = models.CharField(max_length=30)
    channel = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Channel])
    address = models.URLField(blank=True, default="")
    purpose = models.CharField(max_length=200, blank=True, default="")
    sign_in_name = models.CharField(max_length=120, blank=True, default="")
    sealed_key = models.TextField(blank=True, default="")
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.LIVE)
    longest_text = models.PositiveIntegerField(default=5000)
    most_pictures = models.PositiveSmallIntegerField(default=10)
    added_at = models.DateTimeField()
    suspended_at = models.DateTimeField(null=True, blank=True)
    suspended_because = models.CharField(max_length=200, blank=True, default="")

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Where the school speaks, and how a post gets there.",
        lawful_basis="public task",
        keeping="as long as the account is open, and seven years",
        seen_by="staff of the school; its key is sealed and seen by nobody",
        fields={
            "name": Kind.NOT_PERSONAL,
            "connector": Kind.NOT_PERSONAL,
            "channel": Kind.NOT_PERSONAL,
            "address": Kind.NOT_PERSONAL,
            "purpose": Kind.NOT_PERSONAL,
            "sign_in_name": Kind.SECRET,
            "sealed_key": Kind.SECRET,
            "standing": Kind.NOT_PERSONAL,
            "added_at": Kind.NOT_PERSONAL,
            "suspended_at": Kind.NOT_PERSONAL,
            "suspended_because": Kind.WORDS,
        },
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "name"], name="one_account_a_name")]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
