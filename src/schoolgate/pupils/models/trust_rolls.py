"""A file with the rolls of many schools, brought in by the trust: which part became which school's import."""

from django.db import models

from schoolgate.kernel.labels import Kind, TableLabel
from schoolgate.people.models import Person, School, Trust


class TrustRoll(models.Model):
    """A trust's file: waiting until somebody has said which school is which, then parted, or dropped.

    `parts` has for each school of the file its code, name, rows, and afterwards what became of its part. The file
    itself goes when it is parted or dropped.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to be parted"
        PARTED = "parted", "Parted among the schools"
        DROPPED = "dropped", "Dropped"

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="trust_rolls")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    file_name = models.CharField(max_length=200)
    file_digest = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=80, blank=True, default="")
    parts = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    parted_at = models.DateTimeField(null=True, blank=True)

    label = TableLabel(
        purpose="What the trust brought in for its schools, and what became of each school's part.",
        lawful_basis="public task",
        keeping="seven years; the uploaded file only until it is parted or dropped",
        seen_by="trust officers",
        fields={
            "state": Kind.NOT_PERSONAL,
            "file_name": Kind.WORDS,
            "file_digest": Kind.NOT_PERSONAL,
            "stored_as": Kind.NOT_PERSONAL,
            "parts": Kind.NOT_PERSONAL,
            "counts": Kind.NOT_PERSONAL,
            "uploaded_at": Kind.DEED,
            "parted_at": Kind.DEED,
        },
    )

    def __str__(self) -> str:
        return f"trust roll {self.pk}"


class SchoolCode(models.Model):
    """What a school is called in its trust's files: an establishment number, or a name."""

    trust = models.ForeignKey(Trust, on_delete=models.CASCADE, related_name="school_codes")
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=120)

    label = TableLabel(
        purpose="Finds a school in the trust's file without asking again.",
        lawful_basis="public task",
        keeping="as long as the school uses the program",
        seen_by="trust officers",
        fields={"code": Kind.NOT_PERSONAL},
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["trust", "code"], name="one_school_a_code")]

    def __str__(self) -> str:
        return f"{self.code} is school {self.school_id}"
