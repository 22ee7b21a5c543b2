"""Pictures and who appears in them."""

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from schoolgate.kernel.labels import Kind as DataKind
from schoolgate.kernel.labels import TableLabel
from schoolgate.people.models import Person, School
from schoolgate.pupils.models import Pupil
from schoolgate.rules.posts.films import Film
from schoolgate.rules.posts.words_seen import About, Reading


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
    original_gone_at = models.DateTimeField(null=True, blank=True)
    """When the night took what lies under its covers; from then on the master itself is covered."""
    from_device = models.CharField(max_length=120, blank=True, default="")
    """The school device of the register on which it was taken in, as it was called then; empty where none is known."""
    reading = models.CharField(
        max_length=8, blank=True, default="", choices=[(one.value, one.value) for one in Reading]
    )
    """How far the machine is with the words in it; empty for pictures that came before it read any."""

    film = models.CharField(
        max_length=8, blank=True, default="", choices=[(one.value, one.value) for one in Film]
    )
    """How far the work on the video is that this picture stands for; empty for a picture that stands for itself."""

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
            "from_device": DataKind.NOT_PERSONAL,
            "original_gone_at": DataKind.DEED,
            "reading": DataKind.NOT_PERSONAL,
            "film": DataKind.NOT_PERSONAL,
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

    class Agreed(models.TextChoices):
        SPOKEN = "spoken", "Said it"
        WRITTEN = "written", "Wrote it"

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="appearances")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    pupil = models.ForeignKey(Pupil, null=True, on_delete=models.PROTECT, related_name="appearances")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="appearances")
    visitor_words = models.CharField(max_length=120, blank=True, default="")
    visitor_agreed = models.BooleanField(default=False)
    agreed_how = models.CharField(max_length=10, choices=Agreed.choices, blank=True, default="")
    agreed_words = models.CharField(max_length=120, blank=True, default="")
    """Who heard it, or where what they wrote lies."""
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
            "agreed_how": DataKind.NOT_PERSONAL,
            "agreed_words": DataKind.NAME,
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

    No more is kept of a face than how straight it looks at the camera, so that nobody can be recognised by it.
    """

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="faces")
    box = models.JSONField()
    appearance = models.ForeignKey(Appearance, null=True, on_delete=models.SET_NULL, related_name="faces")
    """Whose face it is, or whose cover lies over it."""
    frontal = models.FloatField(null=True, blank=True)
    """How straight it looks at the camera, 0 to 1, so that what shows most is found; nothing where a person drew it."""
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
        fields={"box": DataKind.IMAGE, "frontal": DataKind.IMAGE, "unrecognisable_at": DataKind.DEED},
    )

    class Meta:
        ordering = ["pk"]

    @property
    def school_id(self) -> int:
        return self.picture.school_id

    def __str__(self) -> str:
        return f"face {self.pk}"


class SeenWords(models.Model):
    """Words that can be read in a picture and may name a pupil or reach somebody; or an area that hides some.

    Nothing else of what stands in a picture is kept.
    """

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="words_seen")
    box = models.JSONField()
    about = models.CharField(max_length=8, choices=[(one.value, one.value) for one in About])
    words = models.CharField(max_length=200, blank=True, default="")
    """As they were read; nothing where somebody drew the area by hand."""
    is_covered = models.BooleanField(default=False)
    may_stand = models.BooleanField(default=False)
    """Somebody said that no pupil is meant, or that it is not private."""
    answered_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(school="picture__school")
    label = TableLabel(
        purpose="Keeps a name that can be read in a picture from going out unseen.",
        lawful_basis="public task",
        keeping="as the picture",
        seen_by="staff of the school",
        fields={
            "box": DataKind.IMAGE,
            "about": DataKind.NOT_PERSONAL,
            "words": DataKind.NAME,
            "answered_at": DataKind.DEED,
        },
    )

    class Meta:
        ordering = ["pk"]

    @property
    def school_id(self) -> int:
        return self.picture.school_id

    def __str__(self) -> str:
        return f"words {self.pk}"


class Video(models.Model):
    """A video. The picture that it belongs to is its poster, and stands for it wherever a picture may stand.

    Its file lies beside that of the poster, under the same name (`media.video.keeping`).
    """

    picture = models.OneToOneField(Picture, on_delete=models.CASCADE, related_name="video")
    container = models.CharField(max_length=10)
    seconds = models.FloatField()
    poster_at = models.FloatField(default=0.0)
    """Seconds from its beginning to the frame that is the poster."""
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True, default="")
    """Of the video as it was drawn anew; empty before."""
    has_sound = models.BooleanField(default=False)
    keeps_sound = models.BooleanField(default=False)
    """Whether what goes out can be heard: its author's choice."""
    percent = models.PositiveSmallIntegerField(default=0)
    let_go_at = models.DateTimeField(null=True, blank=True)
    """Until when a worker holds it; then another may begin again."""
    tries = models.PositiveSmallIntegerField(default=0)
    why_not = models.CharField(max_length=20, blank=True, default="")
    """Why it could not be taken in, as a word of `media.video.limits.Reason`."""
    covered_for = models.CharField(max_length=64, blank=True, default="")
    """Which covers and sound the covered video was made with."""

    objects = ScopedManager(school="picture__school")
    label = TableLabel(
        purpose="A short video that may be published once everyone in it may be shown.",
        lawful_basis="consent or public task, by use",
        keeping="as the picture",
        seen_by="staff of the school",
        fields={
            "container": DataKind.NOT_PERSONAL,
            "sha256": DataKind.NOT_PERSONAL,
            "let_go_at": DataKind.NOT_PERSONAL,
            "why_not": DataKind.NOT_PERSONAL,
            "covered_for": DataKind.NOT_PERSONAL,
        },
    )

    @property
    def school_id(self) -> int:
        return self.picture.school_id

    def __str__(self) -> str:
        return f"video {self.pk}"


class Track(models.Model):
    """Where a face is in a video: seconds and boxes. The box of the face itself is where it is seen best."""

    face = models.OneToOneField(Face, on_delete=models.CASCADE, related_name="track")
    seconds = models.FloatField()
    """The moment at which the face is seen best."""
    looks = models.JSONField()
    """Each a list of seconds, left, top, width and height in fractions."""
    is_held = models.BooleanField(default=False)
    """Somebody drew it: a cover stays where it was drawn, from beginning to end."""

    objects = ScopedManager(school="face__picture__school")
    label = TableLabel(
        purpose="Where a face is in a video, so that it is covered in every frame.",
        lawful_basis="public task",
        keeping="as the picture",
        seen_by="staff of the school",
        fields={"looks": DataKind.IMAGE},
    )

    @property
    def school_id(self) -> int:
        return self.face.school_id

    def __str__(self) -> str:
        return f"track {self.pk}"
