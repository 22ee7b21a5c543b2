"""A register: what its entries say, as data; each entry with every version it ever had."""

from functools import cached_property

from django.db import models
from django_scopes import ScopedManager

from schoolgate.kernel.labels import Kind, TableLabel
from schoolgate.people.models import Person, School
from schoolgate.rules.forms.registers import Register


class OwnRegister(models.Model):
    """A register that the school made itself. Those of the library need no row."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    key = models.SlugField(max_length=60)
    document = models.JSONField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="What the school writes down that no policy of the library asks for.",
        lawful_basis="public task",
        keeping="as long as its entries",
        seen_by="staff of the school",
        fields={"key": Kind.NOT_PERSONAL, "document": Kind.NOT_PERSONAL, "made_at": Kind.DEED},
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "key"], name="one_register_a_key")]
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.register.title

    @cached_property
    def register(self) -> Register:
        """What its entries say."""
        return Register.from_document(self.document)


class Entry(models.Model):
    """One line of a register, as it stands now. `words` is what it can be found by."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="register_entries")
    key = models.SlugField(max_length=60)
    # The clause of the policy that wants it written down, where one does.
    clause = models.CharField(max_length=20, blank=True, default="")
    # The request by whose yes it was written, where there was one.
    request = models.OneToOneField(
        "requests.Request", null=True, blank=True, on_delete=models.PROTECT, related_name="register_entry"
    )
    answers = models.JSONField(default=dict)
    words = models.TextField(blank=True, default="")
    written_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True, blank=True)
    looked_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    look_again_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=400, blank=True, default="")

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="What the school has written down, so that it is known and found again.",
        lawful_basis="public task",
        keeping="seven years after it ended",
        seen_by="staff of the school; closed registers those who keep them",
        fields={
            "key": Kind.NOT_PERSONAL,
            "clause": Kind.NOT_PERSONAL,
            "answers": Kind.WORDS,
            "words": Kind.WORDS,
            "written_at": Kind.DEED,
            "looked_at": Kind.DEED,
            "look_again_on": Kind.NOT_PERSONAL,
            "ended_at": Kind.DEED,
            "ended_because": Kind.WORDS,
        },
    )

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["school", "key"], name="entries_of_a_register")]

    def __str__(self) -> str:
        return f"entry {self.pk}"


class EntryVersion(models.Model):
    """An entry as it once stood. Rows are only ever added."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="versions")
    answers = models.JSONField(default=dict)
    written_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Shows what an entry said before it was changed, and who changed it.",
        lawful_basis="public task",
        keeping="as long as the entry",
        seen_by="as the entry",
        fields={"answers": Kind.WORDS, "written_at": Kind.DEED},
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"version {self.pk}"


class TiedDevice(models.Model):
    """A browser on a school device of the register: first a code for it, then what the browser keeps.

    Of both only a digest is here. It ends with its entry, or when somebody unties it.
    """

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="tied")
    code_digest = models.CharField(max_length=64, unique=True)
    code_ends_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    # What was chosen from its photo library may have come from elsewhere: then it does not count.
    camera_only = models.BooleanField(default=False)
    kept_digest = models.CharField(max_length=64, unique=True, null=True)
    tied_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    tied_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Knows a school device again, so that nobody has to say with what a picture was taken.",
        lawful_basis="public task",
        keeping="as long as the entry",
        seen_by="as the entry",
        fields={
            "code_digest": Kind.SECRET,
            "code_ends_at": Kind.NOT_PERSONAL,
            "made_at": Kind.DEED,
            "kept_digest": Kind.SECRET,
            "tied_at": Kind.DEED,
            "ended_at": Kind.DEED,
        },
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"tied device {self.pk}"
