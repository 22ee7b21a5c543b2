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
    # The request by whose yes they were named, where there was one.
    request = models.OneToOneField(
        "requests.Request", null=True, blank=True, on_delete=models.PROTECT, related_name="account_person"
    )
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


class AccountRecord(models.Model):
    """What the register holds of an account beside its name: why it is there, for whom, by whose leave, how it is kept.

    An account without one was there before the register.
    """

    class Came(models.TextChoices):
        APPLIED = "applied", "asked for and agreed"
        FOUND = "found", "was there already"

    class Open(models.TextChoices):
        OPEN = "open", "everybody can see it"
        CLOSED = "closed", "only those whom we let in"

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    account = models.OneToOneField(OfficialAccount, on_delete=models.CASCADE, related_name="record")
    came = models.CharField(max_length=10, choices=Came.choices)
    request = models.OneToOneField(
        "requests.Request", null=True, blank=True, on_delete=models.PROTECT, related_name="account_record"
    )
    place = models.CharField(max_length=20, blank=True, default="")
    promised = models.CharField(max_length=4000, blank=True, default="")
    audience = models.JSONField(default=list, blank=True)
    contributors = models.JSONField(default=list, blank=True)
    promotion = models.CharField(max_length=4000, blank=True, default="")
    # What could go wrong there, and what is done against it.
    risk = models.CharField(max_length=4000, blank=True, default="")
    # The time that staff have for it, as it was promised or is now.
    time_given = models.CharField(max_length=4000, blank=True, default="")
    is_open = models.CharField(max_length=10, choices=Open.choices, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    moderator = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # The request by whose yes they moderate, where there was one.
    moderator_by = models.ForeignKey(
        "requests.Request", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # What keeps it safe, line by line: "yes", "no" or "not_offered", and why not.
    safety = models.JSONField(default=dict, blank=True)
    safety_looked_at = models.DateTimeField(null=True, blank=True)
    safety_looked_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    brand_agreed_on = models.DateField(null=True, blank=True)
    goes_live_on = models.DateField(null=True, blank=True)
    minimum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    rules_link = models.URLField(blank=True, default="")
    rules_checked_on = models.DateField(null=True, blank=True)
    silent_after_days = models.PositiveSmallIntegerField(default=60)
    key_ends_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Why the school has an account, for whom, by whose leave, and how it is kept in order.",
        lawful_basis="public task",
        keeping="as long as the account is open, and seven years",
        seen_by="staff of the school",
        fields={
            "came": Kind.NOT_PERSONAL,
            "place": Kind.NOT_PERSONAL,
            "promised": Kind.WORDS,
            "audience": Kind.NOT_PERSONAL,
            "contributors": Kind.NOT_PERSONAL,
            "promotion": Kind.WORDS,
            "risk": Kind.WORDS,
            "time_given": Kind.WORDS,
            "is_open": Kind.NOT_PERSONAL,
            "email": Kind.CONTACT,
            "safety": Kind.WORDS,
            "safety_looked_at": Kind.DEED,
            "brand_agreed_on": Kind.NOT_PERSONAL,
            "goes_live_on": Kind.NOT_PERSONAL,
            "rules_link": Kind.NOT_PERSONAL,
            "rules_checked_on": Kind.NOT_PERSONAL,
            "key_ends_on": Kind.NOT_PERSONAL,
            "review_on": Kind.NOT_PERSONAL,
        },
    )

    def __str__(self) -> str:
        return f"record of account {self.account_id}"


class AccountReview(models.Model):
    """Somebody asked whether an account does what it is for, and what came of it."""

    class Aims(models.TextChoices):
        MET = "met", "Yes"
        PARTLY = "partly", "Partly"
        NOT_MET = "not_met", "No"

    class Outcome(models.TextChoices):
        KEEP = "keep", "Keep it as it is"
        CHANGE = "change", "Change something"
        CLOSE = "close", "Close it"

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(OfficialAccount, on_delete=models.CASCADE, related_name="reviews")
    promised = models.CharField(max_length=4000, blank=True, default="")
    aims = models.CharField(max_length=10, choices=Aims.choices)
    findings = models.CharField(max_length=2000)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    reviewed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField()

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Shows that somebody looked whether an account does what was promised.",
        lawful_basis="public task",
        keeping="as long as the account is open, and seven years",
        seen_by="staff of the school",
        fields={
            "promised": Kind.WORDS,
            "aims": Kind.NOT_PERSONAL,
            "findings": Kind.WORDS,
            "outcome": Kind.NOT_PERSONAL,
            "reviewed_at": Kind.DEED,
        },
    )

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"review {self.pk}"
