"""Suspected compromise of an account; leavers and what they pass on; codes with which visitors sign for a day."""

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from schoolgate.kernel.labels import Kind, TableLabel
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.people.models import Person, School, random_address


class Compromise(models.Model):
    """Somebody who should not may have been in an account: from when it was suspected until it is in order again."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(OfficialAccount, on_delete=models.PROTECT, related_name="compromises")
    suspected_at = models.DateTimeField()
    suspected_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=300)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_because = models.CharField(max_length=300, blank=True, default="")

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Stops an account at once when somebody may have broken in, and proves what was done.",
        lawful_basis="legal obligation",
        keeping="seven years",
        seen_by="leaders",
        fields={
            "suspected_at": Kind.DEED,
            "words": Kind.WORDS,
            "ended_at": Kind.DEED,
            "ended_because": Kind.WORDS,
        },
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=Q(ended_at__isnull=True), name="one_compromise_at_a_time"
            )
        ]
        ordering = ["-suspected_at", "-pk"]

    def __str__(self) -> str:
        return f"compromise {self.pk}"


class Leaving(models.Model):
    """Somebody's last post here has a last day: by then everything of theirs is passed on."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    last_on = models.DateField()
    # When that day is over; what is still open then is late.
    due_at = models.DateTimeField()
    responsible = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    found_at = models.DateTimeField()
    stays_at = models.DateTimeField(null=True, blank=True)
    certified_at = models.DateTimeField(null=True, blank=True)
    certified_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    was_told_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Passes on whatever a leaver looked after, before their last day.",
        lawful_basis="public task",
        keeping="six years after the last day",
        seen_by="leaders and HR",
        fields={
            "last_on": Kind.SCHOOL_LIFE,
            "due_at": Kind.NOT_PERSONAL,
            "found_at": Kind.DEED,
            "stays_at": Kind.DEED,
            "certified_at": Kind.DEED,
            "was_told_at": Kind.DEED,
        },
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "person"],
                condition=Q(stays_at__isnull=True, certified_at__isnull=True),
                name="one_leaving_at_a_time",
            )
        ]
        ordering = ["last_on", "pk"]

    def __str__(self) -> str:
        return f"leaving {self.pk}"


class HandedOver(models.Model):
    """One thing of a leaver was passed to somebody; `key` is "post:12", "account:3"."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    leaving = models.ForeignKey(Leaving, on_delete=models.PROTECT, related_name="handed_over")
    key = models.CharField(max_length=40)
    to = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="To whom each thing of a leaver was passed on.",
        lawful_basis="public task",
        keeping="six years after the last day",
        seen_by="leaders and HR",
        fields={"key": Kind.NOT_PERSONAL, "at": Kind.DEED},
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["leaving", "key"], name="handed_over_once")]

    def __str__(self) -> str:
        return f"handed over {self.key}"


class DayCode(models.Model):
    """A code with which people without a login sign the rules for one day; it ends at midnight."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=40, unique=True, default=random_address)
    on = models.DateField()
    lines = models.JSONField(default=list)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Lets supply staff and visitors of one day sign the rules without a login.",
        lawful_basis="public task",
        keeping="two years",
        seen_by="the office and leaders; whoever is given the code that day",
        fields={
            "key": Kind.SECRET,
            "on": Kind.NOT_PERSONAL,
            "lines": Kind.NOT_PERSONAL,
            "made_at": Kind.DEED,
            "ended_at": Kind.DEED,
        },
    )

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"code of {self.on}"


class DayEntry(models.Model):
    """Somebody here for a day signed with their name that the lines bind them."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    code = models.ForeignKey(DayCode, on_delete=models.PROTECT, related_name="entries")
    name = models.CharField(max_length=80)
    comes_from = models.CharField(max_length=80, blank=True, default="")
    signed_at = models.DateTimeField()

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Proves that somebody here for a day was told the rules and signed them.",
        lawful_basis="public task",
        keeping="two years",
        seen_by="the office and leaders",
        fields={"name": Kind.NAME, "comes_from": Kind.WORDS, "signed_at": Kind.DEED},
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "name"], name="signed_once_a_day")]
        ordering = ["signed_at", "pk"]

    def __str__(self) -> str:
        return f"signed {self.signed_at}"
