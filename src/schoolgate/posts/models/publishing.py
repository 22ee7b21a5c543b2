"""What was sent where, every copy that is up, how it came down, and the emergency stop."""

import secrets

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from schoolgate.kernel.labels import Kind, TableLabel
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.people.models import Person, School, Trust
from schoolgate.posts.models.posts import Post
from schoolgate.pupils.models import Pupil


def delivery_key() -> str:
    """128 random bits, chosen and stored before anything is sent: the platform's own identifier comes from it."""
    return secrets.token_hex(16)


class Delivery(models.Model):
    """One post to one account, once. It cannot be inserted without an approval or a release for its digest."""

    class State(models.TextChoices):
        CLAIMED = "claimed", "Being sent"
        ASKED = "asked", "Waiting for a person to put it up"
        UP = "up", "Up"
        NOT_SENT = "not_sent", "Not sent"
        UNKNOWN = "unknown", "Nobody knows"
        COMING_DOWN = "coming_down", "Being taken down"
        DOWN = "down", "Down"

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="deliveries")
    account = models.ForeignKey(OfficialAccount, on_delete=models.PROTECT, related_name="deliveries")
    digest = models.CharField(max_length=64)
    key = models.CharField(max_length=32, unique=True, default=delivery_key)
    state = models.CharField(max_length=12, choices=State.choices, default=State.CLAIMED)
    remembered = models.JSONField(default=dict)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()
    claimed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    down_at = models.DateTimeField(null=True, blank=True)
    last_words = models.CharField(max_length=400, blank=True, default="")
    may_repeat = models.BooleanField(default=False)
    taken_down_for = models.ForeignKey(
        "posts.TakeDown", null=True, blank=True, on_delete=models.PROTECT, related_name="deliveries"
    )
    look_at = models.URLField(blank=True, default="")
    # Somebody said why it cannot be taken down. It may still be public, so it goes on counting as coming down.
    left_up_at = models.DateTimeField(null=True, blank=True)
    left_up_because = models.CharField(max_length=300, blank=True, default="")

    objects = ScopedManager(school="post__school")
    label = TableLabel(
        purpose="Sends a post once, and knows what became of it.",
        lawful_basis="public task",
        keeping="as the post",
        seen_by="staff of the school",
        fields={
            "digest": Kind.NOT_PERSONAL,
            "key": Kind.SECRET,
            "state": Kind.NOT_PERSONAL,
            "remembered": Kind.NOT_PERSONAL,
            "not_before": Kind.NOT_PERSONAL,
            "claimed_at": Kind.NOT_PERSONAL,
            "sent_at": Kind.NOT_PERSONAL,
            "down_at": Kind.NOT_PERSONAL,
            "last_words": Kind.NOT_PERSONAL,
            "look_at": Kind.NOT_PERSONAL,
            "left_up_at": Kind.NOT_PERSONAL,
            "left_up_because": Kind.WORDS,
        },
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "account", "digest"], name="one_delivery_each")
        ]
        indexes = [
            models.Index(
                fields=["not_before"],
                name="deliveries_to_try",
                condition=Q(state__in=["claimed", "unknown", "coming_down"]),
            )
        ]

    @property
    def school_id(self) -> int:
        return self.post.school_id

    def __str__(self) -> str:
        return f"delivery {self.pk}"


class DeliveryAttempt(models.Model):
    """One try to send or take down, and what the place answered."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="tries")
    at = models.DateTimeField()
    what = models.CharField(max_length=12)
    outcome = models.CharField(max_length=12)
    words = models.CharField(max_length=400, blank=True, default="")

    objects = ScopedManager(school="delivery__post__school")
    label = TableLabel(
        purpose="Shows what was tried and answered.",
        lawful_basis="public task",
        keeping="as the post",
        seen_by="staff of the school",
        fields={
            "at": Kind.NOT_PERSONAL,
            "what": Kind.NOT_PERSONAL,
            "outcome": Kind.NOT_PERSONAL,
            "words": Kind.NOT_PERSONAL,
        },
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"try {self.pk}"


class Copy(models.Model):
    """One address at which something of a post can be seen: the page, a picture file, a resized copy, a feed."""

    class State(models.TextChoices):
        LIVE = "live", "Live"
        GOING = "going", "Coming down"
        GONE = "gone", "Gone"
        STILL_THERE = "still_there", "Still there"

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="copies")
    kind = models.CharField(max_length=12)
    url = models.URLField(max_length=500, blank=True, default="")
    remote_id = models.CharField(max_length=200, blank=True, default="")
    stored_as = models.CharField(max_length=80, blank=True, default="")
    state = models.CharField(max_length=12, choices=State.choices, default=State.LIVE)
    up_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(school="delivery__post__school")
    label = TableLabel(
        purpose="Finds every live copy, so that all of them come down.",
        lawful_basis="public task",
        keeping="as the post",
        seen_by="staff of the school",
        fields={
            "kind": Kind.NOT_PERSONAL,
            "url": Kind.NOT_PERSONAL,
            "remote_id": Kind.NOT_PERSONAL,
            "stored_as": Kind.NOT_PERSONAL,
            "state": Kind.NOT_PERSONAL,
            "up_at": Kind.NOT_PERSONAL,
            "gone_at": Kind.NOT_PERSONAL,
        },
    )

    class Meta:
        indexes = [models.Index(fields=["delivery", "state"], name="copies_by_state")]

    @property
    def school_id(self) -> int:
        return self.delivery.post.school_id

    def __str__(self) -> str:
        return f"copy {self.pk}"


class Recall(models.Model):
    """One pupil's pictures are called back: every copy we know of, older posts by a person, and the family is told.

    A withdrawal and a new restriction make the same one, so that nothing tells which it was.
    """

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="recalls")
    because_of_event = models.OneToOneField("audit.Event", on_delete=models.PROTECT, related_name="+")
    tells_family = models.BooleanField()
    asked_at = models.DateTimeField()
    posts_found = models.PositiveIntegerField(default=0)
    published_since_on = models.DateField(null=True, blank=True)
    family_told_at = models.DateTimeField(null=True, blank=True)
    result_told_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Brings every picture of a pupil down, and tells the family what became of each.",
        lawful_basis="legal obligation",
        keeping="until six years after the pupil left",
        seen_by="the office, leaders and the data protection lead",
        fields={
            "tells_family": Kind.PROTECTION,
            "asked_at": Kind.DEED,
            "published_since_on": Kind.NOT_PERSONAL,
            "family_told_at": Kind.DEED,
            "result_told_at": Kind.DEED,
        },
    )

    class Meta:
        indexes = [
            models.Index(fields=["asked_at"], name="recalls_open", condition=Q(result_told_at__isnull=True))
        ]

    def __str__(self) -> str:
        return f"recall {self.pk}"


class TakeDown(models.Model):
    """A post comes down: why, what was found, and the looks afterwards."""

    class Why(models.TextChoices):
        RECALL = "recall", "Somebody in it may no longer be shown"
        ASKED = "asked", "Somebody asked for it"
        MISTAKE = "mistake", "A mistake"
        OLD = "old", "No longer needed"

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="take_downs")
    why = models.CharField(max_length=12, choices=Why.choices)
    words = models.CharField(max_length=300, blank=True, default="")
    recall = models.ForeignKey(
        Recall, null=True, blank=True, on_delete=models.PROTECT, related_name="take_downs"
    )
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    all_gone_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(school="post__school")
    label = TableLabel(
        purpose="Proof that a post came down everywhere we could reach.",
        lawful_basis="legal obligation",
        keeping="as the post",
        seen_by="staff of the school; whose decision it was only to those who keep consents",
        fields={
            "why": Kind.PROTECTION,
            "words": Kind.WORDS,
            "asked_at": Kind.DEED,
            "all_gone_at": Kind.NOT_PERSONAL,
        },
    )

    @property
    def school_id(self) -> int:
        return self.post.school_id

    def __str__(self) -> str:
        return f"take-down {self.pk}"


class Look(models.Model):
    """We look again at an address that should be gone: at once, after an hour, after a day."""

    copy = models.ForeignKey(Copy, on_delete=models.CASCADE, related_name="looks")
    due_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True, blank=True)
    found = models.CharField(max_length=12, blank=True, default="")
    words = models.CharField(max_length=200, blank=True, default="")

    objects = ScopedManager(school="copy__delivery__post__school")
    label = TableLabel(
        purpose="Proves that an address is gone, and stays gone.",
        lawful_basis="legal obligation",
        keeping="as the post",
        seen_by="staff of the school",
        fields={
            "due_at": Kind.NOT_PERSONAL,
            "looked_at": Kind.NOT_PERSONAL,
            "found": Kind.NOT_PERSONAL,
            "words": Kind.NOT_PERSONAL,
        },
    )

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="looks_due", condition=Q(looked_at__isnull=True))]

    def __str__(self) -> str:
        return f"look {self.pk}"


class Stop(models.Model):
    """Everything stops, for a school or (with no school) a whole trust, until somebody resumes."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey(School, null=True, on_delete=models.PROTECT, related_name="stops")
    stopped_at = models.DateTimeField()
    stopped_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    role_words = models.CharField(max_length=60, blank=True, default="")
    reason = models.CharField(max_length=300, blank=True, default="")
    resumed_at = models.DateTimeField(null=True, blank=True)
    resumed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    label = TableLabel(
        purpose="Stops every post at once.",
        lawful_basis="public task",
        keeping="seven years",
        seen_by="everyone of the school",
        fields={
            "stopped_at": Kind.DEED,
            "role_words": Kind.NOT_PERSONAL,
            "reason": Kind.WORDS,
            "resumed_at": Kind.DEED,
        },
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school"],
                condition=Q(resumed_at__isnull=True, school__isnull=False),
                name="one_stop_of_a_school",
            ),
            models.UniqueConstraint(
                fields=["trust"],
                condition=Q(resumed_at__isnull=True, school__isnull=True),
                name="one_stop_of_a_trust",
            ),
        ]

    def __str__(self) -> str:
        return f"stop {self.pk}"
