"""What was signed, and who said that they do not sign. Nothing here is ever overwritten."""

from django.db import models
from django_scopes import ScopedManager

from schoolgate.kernel.labels import Kind, TableLabel
from schoolgate.people.models import Person, School


class SignedDocument(models.Model):
    """One person's signature under one document as it then read: its digest, and that of every line."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    document = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    lines = models.JSONField(default=list)
    # The version of the policy it was read in; which one that was, by number, for whoever asks later.
    policy_digest = models.CharField(max_length=64)
    policy_number = models.PositiveIntegerField(default=0)
    signed_on = models.DateField()
    signed_at = models.DateTimeField()

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Who has read and signed what, named exactly, so that the right to post can rest on it.",
        lawful_basis="public task",
        keeping="six years after the last appointment ends",
        seen_by="the person, their manager, leaders and HR",
        fields={
            "document": Kind.SCHOOL_LIFE,
            "digest": Kind.NOT_PERSONAL,
            "lines": Kind.NOT_PERSONAL,
            "policy_digest": Kind.NOT_PERSONAL,
            "signed_on": Kind.DEED,
            "signed_at": Kind.DEED,
        },
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "person", "document", "digest"], name="one_signature_under_the_same_words"
            )
        ]
        ordering = ["-signed_at", "document"]

    def __str__(self) -> str:
        return f"signature {self.pk}"


class DeclinedSigning(models.Model):
    """Somebody said that they do not sign, and why. It stands until they sign."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=400)
    documents = models.JSONField(default=list)
    said_at = models.DateTimeField()

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="What somebody has against signing, so that the headteacher can talk it over with them.",
        lawful_basis="public task",
        keeping="six years after the last appointment ends",
        seen_by="the person and the headteacher",
        fields={"words": Kind.WORDS, "documents": Kind.NOT_PERSONAL, "said_at": Kind.DEED},
    )

    class Meta:
        ordering = ["-said_at"]

    def __str__(self) -> str:
        return f"declined {self.pk}"


class Declaration(models.Model):
    """What somebody said of their own use when the policy asked: four questions, once a year."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # Question by its key: {"yes": true, "words": "..."}.
    answers = models.JSONField(default=dict)
    made_on = models.DateField()
    made_at = models.DateTimeField()

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Ties, earnings and accounts that the policy wants known, said by the person themselves.",
        lawful_basis="legal obligation",
        keeping="six years after the last appointment ends",
        seen_by="the person, the headteacher and the safeguarding lead",
        fields={"answers": Kind.WORDS, "made_on": Kind.DEED, "made_at": Kind.DEED},
    )

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"declaration {self.pk}"
