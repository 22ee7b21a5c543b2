"""Whose hands touched a post, what was asked, and who decided."""

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from schoolgate.kernel.labels import Kind, TableLabel
from schoolgate.people.models import Person
from schoolgate.posts.models.posts import Post


class Hand(models.Model):
    """Somebody wrote or edited this version of the content, so they cannot be its deciding approver."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="hands")
    version = models.PositiveIntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ScopedManager(school="post__school")
    label = TableLabel(
        purpose="Holds the rule that nobody approves what they touched.",
        lawful_basis="public task",
        keeping="as the post",
        seen_by="staff of the school",
        fields={"at": Kind.DEED},
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "version", "person"], name="one_hand_a_version")
        ]

    def __str__(self) -> str:
        return f"hand of person {self.person_id} on post {self.post_id}"


class JudgementAnswer(models.Model):
    """What only a person can judge: the question, the author's answer, and why it is right.

    `question` is a key of the policy ("fit_for_everyone"), or, where a machine suspected something and took its
    meaning out of the bundle, that meaning with the words it stumbled over ("political" + `about`).
    """

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="judgements")
    question = models.CharField(max_length=60)
    about = models.CharField(max_length=200, blank=True, default="")
    is_yes = models.BooleanField()
    why = models.CharField(max_length=400, blank=True, default="")
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    objects = ScopedManager(school="post__school")
    label = TableLabel(
        purpose="Shows the approver what the author judged.",
        lawful_basis="public task",
        keeping="as the post",
        seen_by="staff of the school",
        fields={
            "question": Kind.NOT_PERSONAL,
            "about": Kind.WORDS,
            "why": Kind.WORDS,
            "answered_at": Kind.DEED,
        },
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "question", "about"], name="one_answer_a_question")
        ]

    def __str__(self) -> str:
        return f"answer to {self.question} on post {self.post_id}"


class Approval(models.Model):
    """A second person agreed to exactly this content (by digest). Voided by any later change."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="approvals")
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.CharField(max_length=400, blank=True, default="")
    policy_digest = models.CharField(max_length=64)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(school="post__school")
    label = TableLabel(
        purpose="Proof that a second person agreed to exactly what went out.",
        lawful_basis="public task",
        keeping="as the post",
        seen_by="staff of the school",
        fields={
            "digest": Kind.NOT_PERSONAL,
            "at": Kind.DEED,
            "note": Kind.WORDS,
            "policy_digest": Kind.NOT_PERSONAL,
            "withdrawn_at": Kind.DEED,
        },
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post", "digest"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_approval_a_content",
            )
        ]

    def __str__(self) -> str:
        return f"approval of post {self.post_id}"


class Release(models.Model):
    """The policy let this content go without a second reader; somebody else looks at it afterwards."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="releases")
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=400)
    policy_digest = models.CharField(max_length=64)
    look_due_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True, blank=True)
    looked_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    found = models.CharField(max_length=400, blank=True, default="")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(school="post__school")
    label = TableLabel(
        purpose="Shows that a post went unread by the policy's leave, and who looked afterwards.",
        lawful_basis="public task",
        keeping="as the post",
        seen_by="staff of the school",
        fields={
            "digest": Kind.NOT_PERSONAL,
            "at": Kind.DEED,
            "reason": Kind.WORDS,
            "policy_digest": Kind.NOT_PERSONAL,
            "look_due_at": Kind.NOT_PERSONAL,
            "looked_at": Kind.DEED,
            "found": Kind.WORDS,
            "withdrawn_at": Kind.DEED,
        },
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post", "digest"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_release_a_content",
            )
        ]

    @property
    def school_id(self) -> int:
        return self.post.school_id

    def __str__(self) -> str:
        return f"release of post {self.post_id}"


class Return(models.Model):
    """Sent back to its author, with ready reasons and words."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="returns")
    version = models.PositiveIntegerField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reasons = models.JSONField(default=list)
    words = models.CharField(max_length=600, blank=True, default="")
    text_then = models.TextField(blank=True, default="")

    objects = ScopedManager(school="post__school")
    label = TableLabel(
        purpose="Tells the author what to put right, and the approver what changed since.",
        lawful_basis="public task",
        keeping="as the post",
        seen_by="staff of the school",
        fields={
            "at": Kind.DEED,
            "reasons": Kind.WORDS,
            "words": Kind.WORDS,
            "text_then": Kind.WORDS,
        },
    )

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"return of post {self.post_id}"


class Proposal(models.Model):
    """Wording that an approver proposes and the author takes in one tap; proposing makes nobody a hand."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="proposals")
    version = models.PositiveIntegerField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.TextField()
    taken_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(school="post__school")
    label = TableLabel(
        purpose="Lets an approver help with words without writing the post.",
        lawful_basis="public task",
        keeping="as the post",
        seen_by="staff of the school",
        fields={"at": Kind.DEED, "text": Kind.WORDS, "taken_at": Kind.DEED, "left_at": Kind.DEED},
    )

    class Meta:
        ordering = ["-at"]

    @property
    def school_id(self) -> int:
        return self.post.school_id

    def __str__(self) -> str:
        return f"proposal for post {self.post_id}"
