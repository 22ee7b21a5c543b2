"""The tables of the trail. Rows are only ever inserted; the database refuses the rest (see triggers)."""

from django.db import models

from schoolgate.kernel.labels import Kind, TableLabel


class Log(models.Model):
    """One log of events, of a school ("school:12") or a trust ("trust:3"); opened with its first entry."""

    label = TableLabel(
        purpose="Names each log of the trail, so that outsiders can tell whose checkpoints they hold.",
        lawful_basis="public task",
        keeping="for ever",
        seen_by="leaders and auditors of the school or trust",
        fields={
            "key": Kind.NOT_PERSONAL,
            "origin": Kind.NOT_PERSONAL,
            "opened_at": Kind.NOT_PERSONAL,
        },
    )

    key = models.CharField(max_length=80, primary_key=True)
    origin = models.CharField(max_length=200, unique=True)
    opened_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key


class Event(models.Model):
    """The envelope of something that happened. It says nothing about anybody beyond opaque ids.

    `leaf_bytes` are the canonical bytes of the other columns and what the log hashes; `commitment` is the
    SHA-256 of the detail's salt and words, so the detail may go while the log stays whole.
    """

    label = TableLabel(
        purpose="Shows what was done, when, to what, and by which rules, to whoever asks.",
        lawful_basis="public task",
        keeping="for ever; it names nobody",
        seen_by="leaders and auditors of the school or trust",
        fields={
            "type": Kind.NOT_PERSONAL,
            "at": Kind.DEED,
            "actor_id": Kind.DEED,
            "subject_type": Kind.NOT_PERSONAL,
            "subject_id": Kind.NOT_PERSONAL,
            "controls": Kind.NOT_PERSONAL,
            "commitment": Kind.NOT_PERSONAL,
            "leaf_bytes": Kind.DEED,
        },
    )

    # A log is opened by the sequencer, a moment after its first event: no constraint ties the two.
    log = models.ForeignKey(Log, models.PROTECT, db_constraint=False, db_index=False, related_name="events")
    type = models.CharField(max_length=60)
    at = models.DateTimeField()
    actor_id = models.CharField(max_length=64)
    subject_type = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=64)
    controls = models.JSONField(default=list)
    commitment = models.CharField(max_length=64)
    leaf_bytes = models.BinaryField()

    class Meta:
        indexes = [
            models.Index(fields=["log", "subject_type", "subject_id", "id"], name="audit_event_of_subject"),
            models.Index(fields=["log", "id"], name="audit_event_of_log"),
        ]

    def __str__(self) -> str:
        return f"event {self.pk}: {self.type}"


class EventDetail(models.Model):
    """What an event says about people: the only place for it, and the only part that may be erased."""

    label = TableLabel(
        purpose="Keeps the words of an event apart from its envelope, so that they can be erased.",
        lawful_basis="public task",
        keeping="as long as the subject's own record, then erased",
        seen_by="leaders of the school or trust; details of restrictions their keepers only",
        fields={
            "salt": Kind.NOT_PERSONAL,
            "words": Kind.WORDS,
        },
    )

    event = models.OneToOneField(Event, models.PROTECT, primary_key=True, related_name="detail")
    salt = models.BinaryField(max_length=32)
    words = models.TextField()

    def __str__(self) -> str:
        return f"detail of event {self.pk}"


class Leaf(models.Model):
    """The place of an event in its log, given by the sequencer after the event was committed."""

    label = TableLabel(
        purpose="Gives each event its place in the log, so that no change to the past goes unnoticed.",
        lawful_basis="public task",
        keeping="for ever; it names nobody",
        seen_by="leaders and auditors of the school or trust",
        fields={
            "leaf_hash": Kind.NOT_PERSONAL,
        },
    )

    event = models.OneToOneField(Event, models.PROTECT, primary_key=True, related_name="leaf")
    log = models.ForeignKey(Log, models.PROTECT, db_index=False, related_name="leaves")
    index = models.PositiveBigIntegerField()
    leaf_hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["log", "index"], name="audit_leaf_place")]

    def __str__(self) -> str:
        return f"{self.log_id} entry {self.index}"


class Waiting(models.Model):
    """An event that has no place in its log yet. A trigger adds the row, the sequencer takes it away.

    Ids cannot tell what is new: on PostgreSQL a smaller one may be committed after a larger one.
    """

    label = TableLabel(
        purpose="Lists the events of the last second, which wait for their place in the log.",
        lawful_basis="public task",
        keeping="about a second",
        seen_by="nobody",
    )

    event = models.OneToOneField(Event, models.CASCADE, primary_key=True, related_name="waiting")

    class Meta:
        verbose_name_plural = "waiting"

    def __str__(self) -> str:
        return f"event {self.pk} waits"


class Checkpoint(models.Model):
    """The root of a log at one size, signed. Whoever holds the note can tell if anything before it changed.

    `edge` is the right edge of the tree at that size, from which the next checkpoint goes on.
    """

    label = TableLabel(
        purpose="Lets outsiders hold a signed summary of the log, against which it is checked.",
        lawful_basis="public task",
        keeping="for ever; it names nobody",
        seen_by="anyone",
        fields={
            "root": Kind.NOT_PERSONAL,
            "at": Kind.NOT_PERSONAL,
            "note": Kind.NOT_PERSONAL,
            "edge": Kind.NOT_PERSONAL,
        },
    )

    log = models.ForeignKey(Log, models.PROTECT, db_index=False, related_name="checkpoints")
    size = models.PositiveBigIntegerField()
    root = models.CharField(max_length=64)
    at = models.DateTimeField()
    note = models.TextField()
    edge = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["log", "size"], name="audit_checkpoint_of_size")]

    def __str__(self) -> str:
        return f"{self.log_id} at {self.size} entries"
