"""A worry, sealed; who hears of it, who never does, who looked, and what was done."""

from django.db import models
from django_scopes import ScopedManager

from schoolgate.credentials.sealing import Box
from schoolgate.kernel.labels import Kind, TableLabel
from schoolgate.kernel.permissions import ROLE_WORDS
from schoolgate.people.models import Person, School
from schoolgate.rules.concerns import About, Matter

KEEPING = "until the child it is about would be 25; where it is about no child, six years after it was closed"
READERS_ONLY = "the people it is for, never whom it is about; their first look is written down"


class Sealed(models.Model):
    """Words that lie in a box of their own, sealed with a key that is not in the database."""

    box_id = models.CharField(max_length=40)
    key_id = models.CharField(max_length=40)
    sealed_key = models.TextField()
    sealed = models.TextField()

    class Meta:
        abstract = True

    @property
    def box(self) -> Box:
        """What is sealed, as it opens."""
        return Box(self.box_id, self.key_id, self.sealed_key, self.sealed)

    def keep(self, box: Box) -> None:
        """Put this box here; the row is not saved."""
        self.box_id, self.key_id = box.id, box.key_id
        self.sealed_key, self.sealed = box.sealed_key, box.sealed


class Concern(Sealed):
    """One worry, as somebody told it. Its words, and who told them, are sealed; it is never deleted."""

    class Standing(models.TextChoices):
        NEW = "new", "not read yet"
        READ = "read", "read"
        HANDED = "handed", "handed over"
        CLOSED = "closed", "closed"

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="concerns")
    matter = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Matter])
    about = models.CharField(max_length=20, choices=[(one.value, one.value) for one in About])
    is_urgent = models.BooleanField(default=False)
    told_at = models.DateTimeField()
    # Of the code with which whoever told it comes back; the code itself is kept nowhere.
    code_digest = models.CharField(max_length=64, unique=True, null=True)
    # What opened it, where no person did: "compromise:3".
    because_of = models.CharField(max_length=40, blank=True, default="")
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.NEW)
    look_due_at = models.DateTimeField()
    first_looked_at = models.DateTimeField(null=True)
    # When somebody is to look next; nothing once it is closed.
    due_at = models.DateTimeField(null=True)
    # When it goes on to the next in line if nobody has looked; nothing where nobody is left.
    goes_on_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="A worry that somebody told, so that the right people look at it in time.",
        lawful_basis="legal obligation",
        keeping=KEEPING,
        seen_by=READERS_ONLY,
        stays_here=True,
        fields={
            "box_id": Kind.NOT_PERSONAL,
            "key_id": Kind.NOT_PERSONAL,
            "sealed_key": Kind.SECRET,
            "sealed": Kind.SECRET,
            "matter": Kind.ANSWER,
            "about": Kind.ANSWER,
            "told_at": Kind.DEED,
            "code_digest": Kind.SECRET,
            "because_of": Kind.NOT_PERSONAL,
            "standing": Kind.NOT_PERSONAL,
            "look_due_at": Kind.NOT_PERSONAL,
            "first_looked_at": Kind.DEED,
            "due_at": Kind.NOT_PERSONAL,
            "goes_on_at": Kind.NOT_PERSONAL,
            "closed_at": Kind.DEED,
        },
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "because_of"],
                condition=~models.Q(because_of=""),
                name="one_report_of_what_opened_it",
            )
        ]
        indexes = [
            models.Index(
                fields=["goes_on_at"],
                name="worries_that_go_on",
                condition=models.Q(goes_on_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """What its readers call it: "W12"."""
        return f"W{self.pk}"


class ConcernReader(models.Model):
    """A post whose holders hear of a worry, or one person; since when, and why."""

    class Why(models.TextChoices):
        POLICY = "policy", "by our policy"
        UNREAD = "unread", "because nobody had looked"
        BROUGHT_IN = "brought_in", "brought in"

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="readers")
    role = models.CharField(
        max_length=40,
        blank=True,
        default="",
        choices=[(role.value, words) for role, words in ROLE_WORDS.items()],
    )
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=12, choices=Why.choices, default=Why.POLICY)
    since = models.DateTimeField()

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Who may read a worry.",
        lawful_basis="legal obligation",
        keeping=KEEPING,
        seen_by=READERS_ONLY,
        stays_here=True,
        fields={"role": Kind.SCHOOL_LIFE, "why": Kind.NOT_PERSONAL, "since": Kind.DEED},
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["concern", "role"], condition=~models.Q(role=""), name="a_post_hears_once"
            ),
            models.UniqueConstraint(
                fields=["concern", "person"],
                condition=models.Q(person__isnull=False),
                name="a_person_hears_once",
            ),
        ]

    def __str__(self) -> str:
        return f"reader {self.pk}"


class KeptOut(models.Model):
    """Somebody who never hears of a worry, for it is about them or close to them."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="kept_out")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Keeps a worry from whom it is about.",
        lawful_basis="legal obligation",
        keeping=KEEPING,
        seen_by=READERS_ONLY,
        stays_here=True,
        fields={"since": Kind.DEED},
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["concern", "person"], name="kept_out_once")]

    def __str__(self) -> str:
        return f"kept out {self.pk}"


class ConcernLook(models.Model):
    """The first time that somebody opened a worry."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="looks")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Who has read a worry, and when first.",
        lawful_basis="legal obligation",
        keeping=KEEPING,
        seen_by=READERS_ONLY,
        stays_here=True,
        fields={"at": Kind.DEED},
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["concern", "person"], name="one_first_look")]

    def __str__(self) -> str:
        return f"look {self.pk}"


class ConcernNote(Sealed):
    """What a reader did or found, and what was said to whoever told of it. Never changed."""

    class Is(models.TextChoices):
        NOTE = "note", "noted"
        HANDED = "handed", "handed over"
        CLOSED = "closed", "closed"

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=10, choices=Is.choices)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="What was done about a worry, step by step.",
        lawful_basis="legal obligation",
        keeping=KEEPING,
        seen_by=READERS_ONLY,
        stays_here=True,
        fields={
            "box_id": Kind.NOT_PERSONAL,
            "key_id": Kind.NOT_PERSONAL,
            "sealed_key": Kind.SECRET,
            "sealed": Kind.SECRET,
            "kind": Kind.NOT_PERSONAL,
            "at": Kind.DEED,
        },
    )

    def __str__(self) -> str:
        return f"note {self.pk}"
