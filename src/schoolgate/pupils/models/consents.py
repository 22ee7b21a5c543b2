"""Answers for each use, what holds now, questions to the office, and the restricted list."""

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from schoolgate.kernel.labels import Kind, TableLabel
from schoolgate.people.models import Person, School
from schoolgate.pupils.models.roll import Pupil, RollImport
from schoolgate.rules.consents import Basis, Capacity, Said


class Answer(models.Model):
    """One answer for one use: who gave it, in what capacity, when, on what evidence. Never overwritten.

    About a pupil, or (with `person`) about a member of staff or a visitor who answers for themselves.
    """

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    pupil = models.ForeignKey(Pupil, null=True, on_delete=models.PROTECT, related_name="answers")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="answers")
    use = models.CharField(max_length=30)
    said = models.CharField(max_length=20, choices=[(said.value, said.value) for said in Said])
    basis = models.CharField(max_length=20, choices=[(basis.value, basis.value) for basis in Basis])
    given_by = models.CharField(max_length=160, blank=True, default="")
    capacity = models.CharField(max_length=30, choices=[(one.value, one.value) for one in Capacity])
    evidence = models.CharField(max_length=200)
    answered_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    roll_import = models.ForeignKey(RollImport, null=True, on_delete=models.PROTECT, related_name="+")

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="The school's record of consents, with its whole history.",
        lawful_basis="legal obligation",
        keeping="until six years after the pupil left",
        seen_by="the office, leaders and the data protection lead",
        fields={
            "use": Kind.NOT_PERSONAL,
            "said": Kind.ANSWER,
            "basis": Kind.NOT_PERSONAL,
            "given_by": Kind.NAME,
            "capacity": Kind.ANSWER,
            "evidence": Kind.WORDS,
            "answered_at": Kind.DEED,
            "recorded_at": Kind.DEED,
        },
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(pupil__isnull=False, person__isnull=True)
                | Q(pupil__isnull=True, person__isnull=False),
                name="answer_is_about_one",
            )
        ]
        indexes = [models.Index(fields=["pupil", "use", "-recorded_at"], name="answers_of_a_pupil")]

    def __str__(self) -> str:
        return f"answer {self.pk} for {self.use}"


class ConsentNow(models.Model):
    """What holds now for a pupil and a use: the newest answer, written in the same transaction. For the gate."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="consents_now")
    use = models.CharField(max_length=30)
    said = models.CharField(max_length=20, choices=[(said.value, said.value) for said in Said])
    basis = models.CharField(max_length=20, choices=[(basis.value, basis.value) for basis in Basis])
    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="+")

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="What holds now for each use, so that every check before publishing is at once.",
        lawful_basis="legal obligation",
        keeping="as the pupil",
        seen_by="the office, leaders and the data protection lead",
        fields={"use": Kind.NOT_PERSONAL, "said": Kind.ANSWER, "basis": Kind.NOT_PERSONAL},
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pupil", "use"], name="one_consent_now")]

    def __str__(self) -> str:
        return f"consent now {self.pk}"


class OfficeQuestion(models.Model):
    """Something in a file that only the office can decide: an answer about a use, or a whole row.

    A yes against a no that stands here, or words that nobody knows: until it is answered the answer is no. A row
    is held with what the file says of the pupil (`record`), which goes when the question is settled. `key` is the
    same for the same question, so that the next import does not put it again.
    """

    class About(models.TextChoices):
        CONSENT = "consent", "An answer"
        ROW = "row", "A row"

    class Settled(models.TextChoices):
        YES = "yes", "Yes"
        NO = "no", "No"
        TAKEN = "taken", "Taken as shown"
        LEFT_OUT = "left_out", "Left out"
        OVERTAKEN = "overtaken", "Overtaken by a newer answer"

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="office_questions")
    about = models.CharField(max_length=10, choices=About.choices, default=About.CONSENT)
    key = models.CharField(max_length=64)
    who = models.CharField(max_length=60, blank=True, default="")
    pupil = models.ForeignKey(Pupil, null=True, on_delete=models.CASCADE, related_name="office_questions")
    use = models.CharField(max_length=30, blank=True, default="")
    said_here = models.CharField(max_length=20, blank=True, default="")
    said_in_file = models.CharField(max_length=20, blank=True, default="")
    words = models.CharField(max_length=80, blank=True, default="")
    line = models.PositiveIntegerField(default=0)
    findings = models.JSONField(default=list, blank=True)
    record = models.JSONField(default=dict, blank=True)
    roll_import = models.ForeignKey(RollImport, on_delete=models.PROTECT, related_name="questions")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=20, choices=Settled.choices, blank=True, default="")
    settled_with = models.ForeignKey(Answer, null=True, on_delete=models.PROTECT, related_name="+")

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Settles what a file says against what is kept here, and what in a file nobody can read.",
        lawful_basis="legal obligation",
        keeping="as the answers; what the file says of a pupil only until the question is settled",
        seen_by="the office and the data protection lead",
        fields={
            "about": Kind.NOT_PERSONAL,
            "key": Kind.NOT_PERSONAL,
            "who": Kind.SCHOOL_LIFE,
            "use": Kind.NOT_PERSONAL,
            "said_here": Kind.ANSWER,
            "said_in_file": Kind.ANSWER,
            "words": Kind.WORDS,
            "findings": Kind.WORDS,
            "record": Kind.NAME,
            "asked_at": Kind.DEED,
            "answered_at": Kind.DEED,
            "answer": Kind.ANSWER,
        },
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "key"], name="one_question_a_key"),
            models.UniqueConstraint(
                fields=["pupil", "use"],
                condition=Q(answered_at__isnull=True, about="consent"),
                name="one_open_question",
            ),
        ]

    def __str__(self) -> str:
        return f"question {self.pk}"


class Restriction(models.Model):
    """A child who is never shown anywhere. Its existence is told to nobody but its few keepers."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="restrictions")
    reason = models.CharField(max_length=400)
    source = models.CharField(max_length=200, blank=True, default="")
    since = models.DateTimeField()
    restricted_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    lifted_because = models.CharField(max_length=400, blank=True, default="")

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Keeps a child who may be in danger out of every picture.",
        lawful_basis="legal obligation",
        keeping="until the pupil is 25",
        seen_by="the few keepers named by the headteacher; every look is recorded",
        fields={
            "reason": Kind.PROTECTION,
            "source": Kind.PROTECTION,
            "since": Kind.PROTECTION,
            "lifted_at": Kind.PROTECTION,
            "lifted_because": Kind.PROTECTION,
        },
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pupil"], condition=Q(lifted_at__isnull=True), name="one_restriction_now"
            )
        ]

    def __str__(self) -> str:
        return f"entry {self.pk}"
