"""Pictures and who appears in them."""

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from schoolgate.kernel.labels import Kind as DataKind
from schoolgate.kernel.labels import TableLabel
from schoolgate.people.models import Person, School
from schoolgate.pupils.models import Pupil


class Picture(models.Model):
    """A clean master: re-encoded in the cage, kept under a random name outside every served folder."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="pictures")
    stored_as = models.CharField(max_length=80, unique=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    faces_found = models.PositiveSmallIntegerField(null=True, blank=True)
    """How many faces the machine found when the picture was taken in; None where nothing looked."""

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="A picture that may be published once everyone in it may be shown.",
        lawful_basis="consent or public task, by use",
        keeping="one year after the post it belongs to came down",
        seen_by="staff of the school",
        fields={
            "stored_as": DataKind.NOT_PERSONAL,
            "sha256": DataKind.NOT_PERSONAL,
            "added_at": DataKind.DEED,
            "removed_at": DataKind.DEED,
        },
    )

    class Meta:
        indexes = [models.Index(fields=["school", "-added_at"], name="pictures_newest")]

    def __str__(self) -> str:
        return f"picture {self.pk}"


class Appearance(models.Model):
    """Somebody recognisable in a picture: named from the roll or the staff, a visitor, or left out by a cover."""

    class Kind(models.TextChoices):
        PUPIL = "pupil", "Pupil"
        STAFF = "staff", "Member of staff"
        VISITOR = "visitor", "Visitor"

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="appearances")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    pupil = models.ForeignKey(Pupil, null=True, on_delete=models.PROTECT, related_name="appearances")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="appearances")
    visitor_words = models.CharField(max_length=120, blank=True, default="")
    visitor_agreed = models.BooleanField(default=False)
    box = models.JSONField(null=True, blank=True)
    is_covered = models.BooleanField(default=False)
    named_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()

    objects = ScopedManager(school="picture__school")
    label = TableLabel(
        purpose="Who is in a picture, so that each may be asked and each withdrawal finds it.",
        lawful_basis="public task",
        keeping="as the picture",
        seen_by="staff of the school",
        fields={
            "kind": DataKind.NOT_PERSONAL,
            "visitor_words": DataKind.NAME,
            "box": DataKind.IMAGE,
            "named_at": DataKind.DEED,
        },
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["picture", "pupil"], condition=Q(pupil__isnull=False), name="a_pupil_once_a_picture"
            ),
            models.UniqueConstraint(
                fields=["picture", "person"],
                condition=Q(person__isnull=False),
                name="a_person_once_a_picture",
            ),
        ]
        indexes = [models.Index(fields=["pupil", "picture"], name="pictures_of_a_pupil")]

    @property
    def school_id(self) -> int:
        return self.picture.school_id

    def __str__(self) -> str:
        return f"appearance {self.pk}"


class Face(models.Model):
    """A face in a picture, found by the machine or marked by a person: a box, and who it is or what was said of it.

    No more is kept of a face, so that nobody can be recognised by it.
    """

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="faces")
    box = models.JSONField()
    appearance = models.ForeignKey(Appearance, null=True, on_delete=models.SET_NULL, related_name="faces")
    """Whose face it is, or whose cover lies over it."""
    marked_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    """Who drew the box, or drew it anew; nobody where the machine found it."""
    unrecognisable_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    """Who declared that nobody could be recognised by it."""
    unrecognisable_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(school="picture__school")
    label = TableLabel(
        purpose="Where a face is in a picture, so that each is named, covered or declared unrecognisable.",
        lawful_basis="public task",
        keeping="as the picture",
        seen_by="staff of the school",
        fields={"box": DataKind.IMAGE, "unrecognisable_at": DataKind.DEED},
    )

    class Meta:
        ordering = ["pk"]

    @property
    def school_id(self) -> int:
        return self.picture.school_id

    def __str__(self) -> str:
        return f"face {self.pk}"
