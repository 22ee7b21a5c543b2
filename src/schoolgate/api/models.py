"""Keys for programs. The key itself is kept nowhere."""

from django.db import models

from schoolgate.kernel.labels import Kind, TableLabel
from schoolgate.people.models import Person, Trust


class Token(models.Model):
    """What lets a program act in one person's name, with some of that person's rights, until a last day."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=16, unique=True)
    digest = models.CharField(max_length=64)
    permissions = models.JSONField(default=list)
    may_write = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    ends_on = models.DateField()
    last_used_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    label = TableLabel(
        purpose="Lets a program act for a person with a part of that person's rights, and be shut out again.",
        lawful_basis="public task",
        keeping="two years after its last day",
        seen_by="the person; the key itself is seen once and kept nowhere",
        fields={
            "name": Kind.WORDS,
            "prefix": Kind.NOT_PERSONAL,
            "digest": Kind.SECRET,
            "permissions": Kind.NOT_PERSONAL,
            "made_at": Kind.DEED,
            "ends_on": Kind.NOT_PERSONAL,
            "last_used_on": Kind.DEED,
            "revoked_at": Kind.DEED,
        },
    )

    class Meta:
        indexes = [models.Index(fields=["person", "-made_at"], name="tokens_of_a_person")]

    def __str__(self) -> str:
        return f"token {self.prefix}"
