"""What was signed, who said that they do not sign, and what people declare. Nothing here is ever overwritten."""

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
    """What somebody said of their own use: the questions of once a year, or that somebody got in touch with them.

    `flags` say why it wants to be talked over, as the policy had it then (rules/own_use.py).
    """

    class About(models.TextChoices):
        YEARLY = "yearly", "a look at one's own use"
        CONTACT = "contact", "somebody got in touch"

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=10, choices=About.choices, default=About.YEARLY)
    # Question by its key: {"yes": true, "words": "..."}.
    answers = models.JSONField(default=dict)
    flags = models.JSONField(default=list)
    made_on = models.DateField()
    made_at = models.DateTimeField()

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Ties, earnings and accounts that the policy wants known, said by the person themselves.",
        lawful_basis="legal obligation",
        keeping="six years after the last appointment ends",
        seen_by="the person, the headteacher and the safeguarding lead",
        fields={
            "about": Kind.NOT_PERSONAL,
            "answers": Kind.WORDS,
            "flags": Kind.SCHOOL_LIFE,
            "made_on": Kind.DEED,
            "made_at": Kind.DEED,
        },
    )

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"declaration {self.pk}"

    @property
    def waits_for_a_talk(self) -> bool:
        """Whether something of it is still to be talked over."""
        return bool(self.flags) and not hasattr(self, "talk")


class TalkedOver(models.Model):
    """A declaration was talked over, and what came of it."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    declaration = models.OneToOneField(Declaration, on_delete=models.PROTECT, related_name="talk")
    words = models.CharField(max_length=400)
    talked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    talked_at = models.DateTimeField()

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Shows that what somebody declared was heard, and what was agreed.",
        lawful_basis="legal obligation",
        keeping="as long as the declaration",
        seen_by="the person, the headteacher and the safeguarding lead",
        fields={"words": Kind.WORDS, "talked_at": Kind.DEED},
    )

    def __str__(self) -> str:
        return f"talk {self.pk}"


class ProfileLook(models.Model):
    """Somebody went through the list for their own profiles: which lines are in order, by their digests."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    in_order = models.JSONField(default=list)
    looked_on = models.DateField()
    looked_at = models.DateTimeField()

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Lets somebody keep, for themselves, how far they came with their own profiles.",
        lawful_basis="public task",
        keeping="six years after the last appointment ends",
        seen_by="the person themselves, and nobody else",
        fields={"in_order": Kind.WORDS, "looked_on": Kind.DEED, "looked_at": Kind.DEED},
    )

    class Meta:
        ordering = ["-looked_at", "-pk"]

    def __str__(self) -> str:
        return f"look {self.pk}"


class StaffNote(models.Model):
    """A note on safe use, a resource, or news of a platform, for some groups of the school, until it is ended."""

    class Kinds(models.TextChoices):
        SAFE_USE = "safe_use", "using social media safely"
        PLATFORM = "platform", "news of a platform"
        RESOURCE = "resource", "something to read or watch"

    class For(models.TextChoices):
        EVERYONE = "everyone", "everyone"
        STAFF = "staff", "staff"
        VOLUNTEERS = "volunteer", "volunteers"
        GOVERNORS = "governor", "governors"
        POSTS = "posts", "whoever posts for our school"

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kinds.choices)
    title = models.CharField(max_length=120)
    words = models.TextField(max_length=4000)
    link = models.URLField(max_length=300, blank=True, default="")
    groups = models.JSONField(default=list)
    read_within_days = models.PositiveSmallIntegerField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Tells people how to use social media safely, and lets the school show that it did.",
        lawful_basis="public task",
        keeping="seven years",
        seen_by="the people it is for",
        fields={
            "kind": Kind.NOT_PERSONAL,
            "title": Kind.WORDS,
            "words": Kind.WORDS,
            "link": Kind.WORDS,
            "groups": Kind.NOT_PERSONAL,
            "read_within_days": Kind.NOT_PERSONAL,
            "written_at": Kind.DEED,
            "ended_at": Kind.DEED,
        },
    )

    class Meta:
        ordering = ["-written_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class NoteRead(models.Model):
    """Somebody has read a note, on a day."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    note = models.ForeignKey(StaffNote, on_delete=models.PROTECT, related_name="reads")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField()

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Who has read a note, and when.",
        lawful_basis="public task",
        keeping="as long as the note",
        seen_by="the person, and whoever writes notes",
        fields={"read_at": Kind.DEED},
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "person"], name="a_note_is_read_once")]

    def __str__(self) -> str:
        return f"read {self.pk}"


class OwnLine(models.Model):
    """A line that the school added itself: what it says, at which moment, for which kinds of people (none: all)."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=300)
    moment = models.CharField(max_length=40)
    audience = models.JSONField(default=list, blank=True)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="What the school wants said that no policy of the library says.",
        lawful_basis="public task",
        keeping="for ever: it may have been signed",
        seen_by="the people it is for",
        fields={
            "words": Kind.WORDS,
            "moment": Kind.NOT_PERSONAL,
            "audience": Kind.NOT_PERSONAL,
            "added_at": Kind.DEED,
            "ended_at": Kind.DEED,
        },
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.words
