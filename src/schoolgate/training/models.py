"""Courses, their sessions, who came, and the lessons of classes."""

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from schoolgate.kernel.labels import Kind, TableLabel
from schoolgate.people.models import Person, School
from schoolgate.pupils.models import Pupil
from schoolgate.rules.training import CourseFacts


class Course(models.Model):
    """Something people are trained in: for whom, and how often."""

    class Covers(models.TextChoices):
        CONTENT = "content", "what may be posted"
        WEBSITE = "platform:website", "the website"
        SOCIAL = "platform:social", "social media"
        INDUCTION = "induction", "safe use, for who is new"
        RISKS = "risks", "the risks of social media"
        INCIDENT = "incident", "what happened, or what changed"
        SAFEGUARDING = "safeguarding", "safeguarding, and noticing pupils at risk"
        OTHER = "other", "something else"

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    covers = models.CharField(max_length=30, choices=Covers.choices)
    # Kinds of person, as the policy names them ("staff", "volunteer"); none: everybody with a role here.
    audience = models.JSONField(default=list, blank=True)
    every_months = models.PositiveSmallIntegerField(default=12)
    material = models.CharField(max_length=400, blank=True, default="")
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="What people of the school are trained in, and how often.",
        lawful_basis="public task",
        keeping="seven years",
        seen_by="staff of the school",
        fields={
            "title": Kind.NOT_PERSONAL,
            "covers": Kind.NOT_PERSONAL,
            "audience": Kind.NOT_PERSONAL,
            "material": Kind.NOT_PERSONAL,
            "added_at": Kind.NOT_PERSONAL,
            "ended_at": Kind.NOT_PERSONAL,
        },
    )

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "title"], condition=Q(ended_at__isnull=True), name="one_course_a_title"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def facts(self) -> CourseFacts:
        return CourseFacts(self.covers, tuple(self.audience), self.every_months)


class Session(models.Model):
    """A course as it was held once: by whom, and what proves it."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="sessions")
    held_on = models.DateField()
    led_by = models.CharField(max_length=120)
    proof = models.CharField(max_length=400, blank=True, default="")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="When training was held, by whom, and what proves it.",
        lawful_basis="public task",
        keeping="seven years",
        seen_by="staff of the school",
        fields={
            "held_on": Kind.NOT_PERSONAL,
            "led_by": Kind.NAME,
            "proof": Kind.WORDS,
            "recorded_at": Kind.DEED,
        },
    )

    class Meta:
        ordering = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return f"session {self.pk}"


class Attendance(models.Model):
    """Who came to a session, or was expected and did not. `until_on` is the last day on which it counts by its
    course; where our policy trains everyone again sooner, it counts no longer than that (`rules.training`)."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    came = models.BooleanField(default=True)
    covers = models.CharField(max_length=30)
    until_on = models.DateField()

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Who is trained in what, and until when.",
        lawful_basis="public task",
        keeping="six years after the last appointment ends",
        seen_by="the person, their manager, leaders and HR",
        fields={"covers": Kind.SCHOOL_LIFE, "until_on": Kind.SCHOOL_LIFE},
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "person"], name="one_attendance_a_session")]
        indexes = [models.Index(fields=["school", "person"], name="attendance_of_a_person")]

    def __str__(self) -> str:
        return f"attendance {self.pk}"


class Lesson(models.Model):
    """What a class was taught about being safe and kind online."""

    class Form(models.TextChoices):
        ASSEMBLY = "assembly", "assembly"
        LESSON = "lesson", "lesson about life online"
        ACROSS = "across", "within another subject"
        OTHER = "other", "something else"

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    class_name = models.CharField(max_length=40)
    form = models.CharField(max_length=20, choices=Form.choices)
    topic = models.CharField(max_length=200)
    material = models.CharField(max_length=200, blank=True, default="")
    # The points of our policy that the class has heard of, in its words of that day.
    points = models.JSONField(default=list, blank=True)
    was_understood = models.BooleanField(default=False)
    taught_on = models.DateField()
    taught_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="That every class is taught, each term, to be safe and kind online.",
        lawful_basis="public task",
        keeping="seven years",
        seen_by="staff of the school",
        fields={
            "class_name": Kind.NOT_PERSONAL,
            "form": Kind.NOT_PERSONAL,
            "topic": Kind.NOT_PERSONAL,
            "material": Kind.NOT_PERSONAL,
            "points": Kind.NOT_PERSONAL,
            "taught_on": Kind.NOT_PERSONAL,
            "recorded_at": Kind.DEED,
        },
    )

    class Meta:
        ordering = ["-taught_on", "-pk"]

    def __str__(self) -> str:
        return f"lesson {self.pk}"


class ClassAgreed(models.Model):
    """A class signed what we ask of pupils. Pupils have no accounts: whoever was there with them wrote it down."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    class_name = models.CharField(max_length=40)
    # Exactly what was read, and the digest by which it is known again.
    lines = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    form = models.CharField(max_length=20, choices=Lesson.Form.choices)
    signed_on = models.DateField()
    taken_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Shows what a class was asked to keep to, when, and who was there with them.",
        lawful_basis="public task",
        keeping="seven years",
        seen_by="staff of the school",
        fields={
            "class_name": Kind.NOT_PERSONAL,
            "lines": Kind.NOT_PERSONAL,
            "digest": Kind.NOT_PERSONAL,
            "form": Kind.NOT_PERSONAL,
            "signed_on": Kind.NOT_PERSONAL,
            "recorded_at": Kind.DEED,
        },
    )

    class Meta:
        ordering = ["-signed_on", "-pk"]
        verbose_name_plural = "classes agreed"

    def __str__(self) -> str:
        return f"class agreed {self.pk}"


class PupilAgreed(models.Model):
    """One pupil who signed with their class."""

    agreed = models.ForeignKey(ClassAgreed, on_delete=models.CASCADE, related_name="pupils")
    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="agreed")

    objects = ScopedManager(school="agreed__school")
    label = TableLabel(
        purpose="Shows which pupil has signed what we ask of pupils, and who has still to.",
        lawful_basis="public task",
        keeping="as long as the pupil is on the roll",
        seen_by="staff of the school",
        fields={},
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreed", "pupil"], name="one_signature_a_pupil_a_time")
        ]

    def __str__(self) -> str:
        return f"pupil agreed {self.pk}"
