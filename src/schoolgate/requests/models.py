"""A request: a form filled in, what each decider said over exactly these answers, and the leave that a yes gave."""

from functools import cached_property

from django.db import models
from django.utils.translation import gettext as _
from django_scopes import ScopedManager

from schoolgate.kernel.labels import Kind, TableLabel
from schoolgate.people.models import Person, School
from schoolgate.rules.forms import Deciders, Form
from schoolgate.rules.forms.form import digest_of


class FormVersion(models.Model):
    """A form exactly as it was asked: of the library under the school's policy, or made by the school itself."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    key = models.SlugField(max_length=60)
    digest = models.CharField(max_length=64)
    document = models.JSONField()
    is_own = models.BooleanField(default=False)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Keeps the questions of a form as they were when somebody answered them.",
        lawful_basis="public task",
        keeping="as long as a request made on it",
        seen_by="staff of the school",
        fields={
            "key": Kind.NOT_PERSONAL,
            "digest": Kind.NOT_PERSONAL,
            "document": Kind.NOT_PERSONAL,
            "made_at": Kind.DEED,
            "retired_at": Kind.DEED,
        },
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "digest"], name="one_row_a_form")]
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.form.title

    @cached_property
    def form(self) -> Form:
        """The form itself."""
        return Form.from_document(self.document)


class Request(models.Model):
    """Somebody asks for something. `steps` are its deciders as they stood when it was sent; `step` is whose turn it is.

    `waits_for` are the posts whose turn it is, each between bars, so that a query finds them.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Not sent yet"
        WAITING = "waiting", "Waits for a decision"
        TO_DO = "to_do", "Agreed, still to be done"
        GRANTED = "granted", "Agreed"
        DONE = "done", "Done"
        REFUSED = "refused", "Refused"
        WITHDRAWN = "withdrawn", "Withdrawn"

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="requests")
    form_version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="requests")
    key = models.SlugField(max_length=60)
    title = models.CharField(max_length=200)
    applicant = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="requests")
    answers = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    steps = models.JSONField(default=list, blank=True)
    step = models.PositiveSmallIntegerField(default=0)
    waits_for = models.CharField(max_length=200, blank=True, default="")
    # Every post that decides it, does it or is told, in the same way: whoever holds one may read it.
    seen_by = models.CharField(max_length=400, blank=True, default="")
    is_closed = models.BooleanField(default=False)
    drafted_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    done_words = models.CharField(max_length=1000, blank=True, default="")

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="What somebody asked leave for, and how far it has come.",
        lawful_basis="public task",
        keeping="seven years after it ended",
        seen_by="who asked, those who decide and carry it out; closed ones nobody else",
        fields={
            "key": Kind.NOT_PERSONAL,
            "title": Kind.NOT_PERSONAL,
            "answers": Kind.WORDS,
            "state": Kind.NOT_PERSONAL,
            "steps": Kind.NOT_PERSONAL,
            "waits_for": Kind.SCHOOL_LIFE,
            "seen_by": Kind.SCHOOL_LIFE,
            "drafted_at": Kind.DEED,
            "sent_at": Kind.DEED,
            "due_at": Kind.NOT_PERSONAL,
            "ended_at": Kind.DEED,
            "done_words": Kind.WORDS,
        },
    )

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["school", "state"], name="requests_by_state")]

    def __str__(self) -> str:
        return self.title

    @property
    def form(self) -> Form:
        """The form it was made on."""
        return self.form_version.form

    @property
    def standing(self) -> str:
        """How far it has come, in words. Where nobody decides, nobody has agreed."""
        if self.state == self.State.TO_DO and not self.steps:
            return _("Sent, still to be done")
        return self.State(self.state).label

    @property
    def digest(self) -> str:
        """What a decision is bound to: these questions with these answers."""
        return digest_of([self.form_version.digest, self.answers])

    @property
    def deciders(self) -> tuple[Deciders, ...]:
        """Every step, as it stood when the request was sent."""
        return tuple(
            Deciders(tuple(posts), tuple((key, words) for key, words in signs), days)
            for posts, signs, days in self.steps
        )

    @property
    def turn(self) -> Deciders | None:
        """The step that is decided now."""
        if self.state != self.State.WAITING or self.step >= len(self.steps):
            return None
        return self.deciders[self.step]


class Decision(models.Model):
    """What one decider said, signed over the digest of the answers. A change of the answers makes it void."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="decisions")
    step = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=40)
    says_yes = models.BooleanField()
    signs = models.JSONField(default=list, blank=True)
    because = models.CharField(max_length=1000, blank=True, default="")
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    void_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Who decided a request, in which post, over which answers, and why.",
        lawful_basis="public task",
        keeping="as long as the request",
        seen_by="as the request",
        fields={
            "post": Kind.SCHOOL_LIFE,
            "says_yes": Kind.DEED,
            "signs": Kind.DEED,
            "because": Kind.WORDS,
            "digest": Kind.NOT_PERSONAL,
            "at": Kind.DEED,
            "void_at": Kind.NOT_PERSONAL,
        },
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "step"],
                condition=models.Q(void_at__isnull=True),
                name="one_decision_a_step",
            )
        ]

    def __str__(self) -> str:
        return f"decision {self.pk}"


class Leave(models.Model):
    """What a yes gave: under which conditions, until when, and when somebody looks at it again."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    request = models.OneToOneField(Request, on_delete=models.CASCADE, related_name="leave")
    # The posts that can give it, and so look at it again: "|headteacher|".
    given_by_posts = models.CharField(max_length=200, blank=True, default="")
    conditions = models.CharField(max_length=1000, blank=True, default="")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    revoked_because = models.CharField(max_length=1000, blank=True, default="")

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Which leave holds, so that it can be looked at again and taken back.",
        lawful_basis="public task",
        keeping="as long as the request",
        seen_by="as the request",
        fields={
            "given_by_posts": Kind.SCHOOL_LIFE,
            "conditions": Kind.WORDS,
            "from_on": Kind.NOT_PERSONAL,
            "until_on": Kind.NOT_PERSONAL,
            "review_on": Kind.NOT_PERSONAL,
            "reviewed_at": Kind.DEED,
            "revoked_at": Kind.DEED,
            "revoked_because": Kind.WORDS,
        },
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True) | models.Q(until_on__gte=models.F("from_on")),
                name="leave_days_in_order",
            )
        ]

    def __str__(self) -> str:
        return f"leave {self.pk}"
