"""Adopted policies: frozen documents. A change is a new version; nothing adopted is ever changed."""

from django.db import models
from django_scopes import ScopedManager

from schoolgate.kernel.labels import Kind, TableLabel
from schoolgate.people.models import Person, School, Trust


def asks_for(role: str) -> str:
    """How one post stands among `signatories`, so that no post is found within another's name."""
    return f"|{role}|"


class AdoptedPolicy(models.Model):
    """One version of a school's policy: the whole resolved settings, words and clauses, and their digest.

    It waits for its signatures until `in_force_at` is set, once; nothing else of it ever changes. When a trust
    adopts for all, each school gets a version of its own, with its overrides applied again.
    """

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="policies")
    number = models.PositiveIntegerField()
    library_code = models.CharField(max_length=8)
    title = models.CharField(max_length=120, default="")
    # The posts that sign it, each between bars, so that Today finds in one SELECT whom it waits for.
    signatories = models.CharField(max_length=400, default="")
    document = models.JSONField()
    digest = models.CharField(max_length=64)
    adopted_at = models.DateTimeField()
    adopted_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    by_trust = models.ForeignKey(Trust, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=400, blank=True, default="")
    checks = models.JSONField(default=list)
    in_force_at = models.DateTimeField(null=True, blank=True)
    # The signed version that this one is, but for the school's own choices.
    stands_on = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="The policy a school adopted, as it stood, so that every decision can point to it.",
        lawful_basis="public task",
        keeping="for ever",
        seen_by="everyone of the school",
        fields={
            "library_code": Kind.NOT_PERSONAL,
            "title": Kind.NOT_PERSONAL,
            "signatories": Kind.NOT_PERSONAL,
            "document": Kind.NOT_PERSONAL,
            "digest": Kind.NOT_PERSONAL,
            "adopted_at": Kind.DEED,
            "reason": Kind.WORDS,
            "checks": Kind.NOT_PERSONAL,
            "in_force_at": Kind.NOT_PERSONAL,
        },
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "number"], name="one_policy_a_number")]
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"policy version {self.number}"


class PolicySignature(models.Model):
    """A signature under one version, given here by whoever holds the post, or standing on paper."""

    policy = models.ForeignKey(AdoptedPolicy, on_delete=models.PROTECT, related_name="signatures")
    role = models.CharField(max_length=40)
    signed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=160)
    signed_on = models.DateField()
    is_on_paper = models.BooleanField(default=False)
    digest = models.CharField(max_length=64)

    objects = ScopedManager(school="policy__school")
    label = TableLabel(
        purpose="Who signed which version of the policy, bound to exactly its content.",
        lawful_basis="public task",
        keeping="for ever",
        seen_by="everyone of the school",
        fields={
            "role": Kind.SCHOOL_LIFE,
            "name": Kind.NAME,
            "signed_on": Kind.DEED,
            "digest": Kind.NOT_PERSONAL,
        },
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["policy", "role"], name="one_signature_a_post")]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"signature of the {self.role}"


class Override(models.Model):
    """A school sets one setting or gate of its policy otherwise, with a reason. Never below its floor."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="overrides")
    setting = models.CharField(max_length=80)
    value = models.JSONField()
    reason = models.CharField(max_length=400)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Where a school differs from the policy it adopted, and why.",
        lawful_basis="public task",
        keeping="for ever",
        seen_by="everyone of the school",
        fields={
            "setting": Kind.NOT_PERSONAL,
            "value": Kind.NOT_PERSONAL,
            "reason": Kind.WORDS,
            "set_at": Kind.DEED,
            "withdrawn_at": Kind.DEED,
        },
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "setting"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_override_a_setting",
            )
        ]

    def __str__(self) -> str:
        return f"override of {self.setting}"
