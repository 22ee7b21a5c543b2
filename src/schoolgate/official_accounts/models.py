"""An official account: a place that speaks for the school. ("Accounts" alone means logins in Django.)"""

from datetime import date

from django.db import models
from django_scopes import ScopedManager

from schoolgate.kernel.labels import Kind, TableLabel
from schoolgate.people.models import Person, School
from schoolgate.rules.consents import Channel
from schoolgate.rules.posts.facts import NamedFor


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
    # Who writes for it, as (person, first day, last day): what AccountPerson holds, for the gate in no query more.
    named = models.JSONField(default=list, blank=True)
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
            "named": Kind.DEED,
            "suspended_at": Kind.NOT_PERSONAL,
            "suspended_because": Kind.WORDS,
        },
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "name"], name="one_account_a_name")]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def named_for(self) -> tuple[NamedFor, ...]:
        """Everyone ever named to write for it, with their days."""
        return tuple(
            NamedFor(person, date.fromisoformat(first), date.fromisoformat(last) if last else None)
            for person, first, last in self.named
        )


class AccountPerson(models.Model):
    """Somebody whom the headteacher named for an account: to lead it, to look after it, or to write for it."""

    class Does(models.TextChoices):
        LEAD = "lead", "leads it"
        ADMINISTRATOR = "administrator", "looks after it"
        WRITER = "writer", "writes for it"

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(OfficialAccount, on_delete=models.CASCADE, related_name="people")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    does = models.CharField(max_length=20, choices=Does.choices)
    first_on = models.DateField()
    last_on = models.DateField(null=True, blank=True)
    named_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Who may write for an account, from when until when, and on whose word.",
        lawful_basis="public task",
        keeping="as long as the account is open, and seven years",
        seen_by="staff of the school",
        fields={
            "does": Kind.SCHOOL_LIFE,
            "first_on": Kind.SCHOOL_LIFE,
            "last_on": Kind.SCHOOL_LIFE,
            "named_at": Kind.DEED,
        },
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_on__isnull=True) | models.Q(last_on__gte=models.F("first_on")),
                name="account_person_days_in_order",
            )
        ]
        ordering = ["first_on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_does_display()} {self.first_on}"
