"""A post, its pictures and the places it is meant for."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.urls import reverse
from django_scopes import ScopedManager

from schoolgate.kernel.labels import Kind, TableLabel
from schoolgate.media.models import Picture
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.people.models import Person, School
from schoolgate.rules.posts.states import State


def heading_of(title: str, text: str) -> str:
    """What a post is called in a list: its title, or the first words of its text."""
    if title:
        return title
    words = text.split()
    return " ".join(words[:7]) + ("…" if len(words) > 7 else "") if words else "New post"


class Post(models.Model):
    """What the school wants to say. `version` counts changes of content; `digest` names the content exactly."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="posts")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    state = models.CharField(max_length=12, choices=[(state.value, state.value) for state in State])
    title = models.CharField(max_length=120, blank=True, default="")
    text = models.TextField(blank=True, default="")
    objective = models.CharField(max_length=60, blank=True, default="")
    speaker = models.CharField(max_length=80, blank=True, default="")
    goes_out_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    digest = models.CharField(max_length=64)
    # With what the pictures of pupils were taken, as the author said it once for all of them.
    taken_with = models.JSONField(default=list, blank=True)
    single_pupil_reason = models.CharField(max_length=200, blank=True, default="")
    # How what families need to know reaches those who use no social media; empty where nobody said.
    other_route = models.CharField(max_length=20, blank=True, default="")
    # A question to somebody senior, before it goes anywhere: the newest one; earlier ones stand in the trail.
    question = models.CharField(max_length=400, blank=True, default="")
    asked_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(null=True, blank=True)
    question_answer = models.CharField(max_length=400, blank=True, default="")
    answered_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    from_notice = models.ForeignKey(
        "posts.NoticeTemplate", null=True, blank=True, on_delete=models.PROTECT, related_name="posts"
    )
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    up_at = models.DateTimeField(null=True, blank=True)
    held_because = models.CharField(max_length=300, blank=True, default="")

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="What the school says in public, how it came about, and when it came down.",
        lawful_basis="public task",
        keeping="seven years after it came down",
        seen_by="staff of the school",
        fields={
            "state": Kind.NOT_PERSONAL,
            "title": Kind.WORDS,
            "text": Kind.WORDS,
            "objective": Kind.NOT_PERSONAL,
            "speaker": Kind.NOT_PERSONAL,
            "goes_out_at": Kind.NOT_PERSONAL,
            "digest": Kind.NOT_PERSONAL,
            "taken_with": Kind.NOT_PERSONAL,
            "single_pupil_reason": Kind.WORDS,
            "other_route": Kind.NOT_PERSONAL,
            "question": Kind.WORDS,
            "asked_at": Kind.DEED,
            "question_answer": Kind.WORDS,
            "answered_at": Kind.DEED,
            "created_at": Kind.DEED,
            "changed_at": Kind.DEED,
            "submitted_at": Kind.DEED,
            "decided_at": Kind.DEED,
            "up_at": Kind.DEED,
            "held_because": Kind.WORDS,
        },
    )

    class Meta:
        indexes = [
            models.Index(fields=["school", "state", "goes_out_at"], name="posts_by_state"),
            models.Index(fields=["school", "-changed_at"], name="posts_newest"),
            models.Index(fields=["school", "state", "-changed_at"], name="posts_of_a_state"),
            # Whether the same was said before: else each decision reads all that the school ever said.
            models.Index("school", Length("text"), name="posts_said", condition=Q(up_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"post {self.pk}"

    @property
    def heading(self) -> str:
        return heading_of(self.title, self.text)

    @property
    def has_an_open_question(self) -> bool:
        """Whether somebody senior was asked and has not answered."""
        return self.asked_at is not None and self.answered_at is None

    def get_absolute_url(self) -> str:
        return reverse("posts:post", args=[self.school.slug, self.pk])


class PostPicture(models.Model):
    """A picture in a post: described, looked at, and everyone recognisable accounted for."""

    class Rights(models.TextChoices):
        OWN = "own", "We took it"
        PERMISSION = "permission", "Somebody else made it and lets us use it"

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="pictures")
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="in_posts")
    position = models.PositiveSmallIntegerField(default=1)
    alt = models.CharField(max_length=300, blank=True, default="")
    people_count = models.PositiveSmallIntegerField(null=True, blank=True)
    people_in_words = models.CharField(max_length=400, blank=True, default="")
    rights = models.CharField(max_length=12, choices=Rights.choices, default=Rights.OWN)
    credit = models.CharField(max_length=160, blank=True, default="")

    objects = ScopedManager(school="post__school")
    label = TableLabel(
        purpose="How a picture is used in a post.",
        lawful_basis="consent or public task, by use",
        keeping="as the post",
        seen_by="staff of the school",
        fields={
            "alt": Kind.WORDS,
            "people_in_words": Kind.NAME,
            "rights": Kind.NOT_PERSONAL,
            "credit": Kind.NAME,
        },
    )

    class Meta:
        ordering = ["position", "pk"]

    @property
    def school_id(self) -> int:
        return self.post.school_id

    def __str__(self) -> str:
        return f"picture {self.picture_id} in post {self.post_id}"


class PostTarget(models.Model):
    """A place this post is meant for."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="targets")
    account = models.ForeignKey(OfficialAccount, on_delete=models.PROTECT, related_name="+")

    objects = ScopedManager(school="post__school")
    label = TableLabel(
        purpose="Where a post goes.",
        lawful_basis="public task",
        keeping="as the post",
        seen_by="staff of the school",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "account"], name="one_target_each")]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"post {self.post_id} to account {self.account_id}"
