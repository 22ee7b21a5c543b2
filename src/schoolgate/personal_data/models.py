"""What was done about somebody's data: copies given out, holds, corrections, complaints; and who is the controller."""

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from schoolgate.kernel.labels import Kind, TableLabel
from schoolgate.people.models import Person, School
from schoolgate.pupils.models import Adult, Pupil

_SEEN_BY = "the data protection lead"


def _one_subject(name: str) -> models.CheckConstraint:
    """Exactly one of a pupil, an adult of a family, a member of staff."""
    ways = [
        Q(**{f"{field}__isnull": field != there for field in ("pupil", "adult", "person")})
        for there in ("pupil", "adult", "person")
    ]
    return models.CheckConstraint(condition=ways[0] | ways[1] | ways[2], name=name)


class OfOne(models.Model):
    """A row about exactly one of them."""

    pupil: Pupil | None
    adult: Adult | None
    person: Person | None

    class Meta:
        abstract = True

    @property
    def whose(self) -> models.Model:
        """The pupil, the adult or the person."""
        return next(one for one in (self.pupil, self.adult, self.person) if one is not None)


class AskedAs(models.TextChoices):
    """Who asked, without a name: it is enough to know by what right."""

    SELF = "self", "The person themselves"
    PARENT = "parent", "Somebody with parental responsibility"
    FOR_THEM = "for_them", "Somebody they sent, with their leave"
    LAW = "law", "A court, the police or a regulator"
    SCHOOL = "school", "The school noticed it"


class CopyGiven(OfOne):
    """A copy of everything held on somebody was made, to be given to whoever asked."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    pupil = models.ForeignKey(Pupil, null=True, on_delete=models.CASCADE, related_name="+")
    adult = models.ForeignKey(Adult, null=True, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    asked_as = models.CharField(max_length=10, choices=AskedAs.choices)
    rows = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Shows that somebody got what they asked for, and who has to hear of a correction.",
        lawful_basis="legal obligation",
        keeping="six years after it was made",
        seen_by=_SEEN_BY,
        fields={"asked_as": Kind.NOT_PERSONAL, "made_at": Kind.DEED},
    )

    class Meta:
        constraints = [_one_subject("a_copy_of_one")]
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"copy {self.pk}"


class LegalHold(OfOne):
    """Nothing of this pupil, adult or person goes while it stands: a complaint or a case is open."""

    class Why(models.TextChoices):
        CASE = "case", "A case is open"
        COMPLAINT = "complaint", "A complaint is open"
        REQUEST = "request", "They asked for a copy"
        LAW = "law", "A court, the police or a regulator asked for it"

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="legal_holds")
    pupil = models.ForeignKey(Pupil, null=True, on_delete=models.PROTECT, related_name="legal_holds")
    adult = models.ForeignKey(Adult, null=True, on_delete=models.PROTECT, related_name="legal_holds")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="legal_holds")
    why = models.CharField(max_length=10, choices=Why.choices)
    since = models.DateTimeField()
    held_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    # Set because of this complaint; it is released when that is closed, and by nothing else.
    complaint = models.ForeignKey(
        "DataComplaint", null=True, blank=True, on_delete=models.PROTECT, related_name="holds"
    )

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Keeps what a complaint or a case still needs from being destroyed.",
        lawful_basis="legal obligation",
        keeping="six years after it was released",
        seen_by=_SEEN_BY,
        fields={"why": Kind.PROTECTION, "since": Kind.DEED, "released_at": Kind.DEED},
    )

    class Meta:
        constraints = [
            _one_subject("a_hold_of_one"),
            *(
                models.UniqueConstraint(
                    fields=[field],
                    condition=Q(
                        released_at__isnull=True, complaint__isnull=True, **{f"{field}__isnull": False}
                    ),
                    name=f"one_hold_of_a_{field}",
                )
                for field in ("pupil", "adult", "person")
            ),
            *(
                models.UniqueConstraint(
                    fields=["complaint", field],
                    condition=Q(complaint__isnull=False, **{f"{field}__isnull": False}),
                    name=f"one_hold_of_a_{field}_a_complaint",
                )
                for field in ("pupil", "adult", "person")
            ),
        ]
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"hold {self.pk}"


class Correction(OfOne):
    """Something that was wrong was put right. What it said before is in no row; that it was another is."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    pupil = models.ForeignKey(Pupil, null=True, on_delete=models.CASCADE, related_name="+")
    adult = models.ForeignKey(Adult, null=True, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    field = models.CharField(max_length=40)
    asked_as = models.CharField(max_length=10, choices=AskedAs.choices)
    corrected_at = models.DateTimeField()
    corrected_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # Who had received it: how many copies were given out before, and whether the management system gave it.
    copies_before = models.PositiveIntegerField(default=0)
    from_roll = models.BooleanField(default=False)

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Shows what was put right, who asked, and who had to be told.",
        lawful_basis="legal obligation",
        keeping="six years after it was made",
        seen_by=_SEEN_BY,
        fields={"field": Kind.NOT_PERSONAL, "asked_as": Kind.NOT_PERSONAL, "corrected_at": Kind.DEED},
    )

    class Meta:
        constraints = [_one_subject("a_correction_of_one")]
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"correction {self.pk}"


class DataComplaint(models.Model):
    """Somebody complains about how the school handles data. Words only; their code is kept as a digest."""

    class From(models.TextChoices):
        FAMILY = "family", "a parent or carer"
        PUPIL = "pupil", "a pupil"
        STAFF = "staff", "somebody who works or worked here"
        OTHER = "other", "somebody else"

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="data_complaints")
    code_digest = models.CharField(max_length=64)
    comes_from = models.CharField(max_length=10, choices=From.choices)
    # Where it is about the data protection lead, the headteacher reads it instead.
    about_the_lead = models.BooleanField(default=False)
    words = models.TextField()
    reach = models.CharField(max_length=200, blank=True, default="")
    came_at = models.DateTimeField()
    due_on = models.DateField()
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    says_now = models.CharField(max_length=1000, blank=True, default="")
    outcome = models.CharField(max_length=2000, blank=True, default="")
    upheld = models.BooleanField(null=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    # When somebody who reads it said whose records it is about; before that nothing of the school goes.
    records_said_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Lets everybody complain about how their data are handled, and hear what came of it.",
        lawful_basis="legal obligation",
        keeping="six years after it was closed",
        seen_by="the data protection lead; the headteacher where it is about the lead",
        stays_here=True,
        fields={
            "code_digest": Kind.SECRET,
            "comes_from": Kind.NOT_PERSONAL,
            "words": Kind.WORDS,
            "reach": Kind.CONTACT,
            "came_at": Kind.DEED,
            "due_on": Kind.NOT_PERSONAL,
            "acknowledged_at": Kind.DEED,
            "says_now": Kind.WORDS,
            "outcome": Kind.WORDS,
            "closed_at": Kind.DEED,
            "records_said_at": Kind.DEED,
        },
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "code_digest"], name="one_data_complaint_a_code")
        ]
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"data complaint {self.pk}"


class Controller(models.Model):
    """Who answers in law for the school's data: its governing body, or the trust."""

    class Who(models.TextChoices):
        GOVERNING_BODY = "governing_body", "The governing body of the school"
        TRUST = "trust", "The trust"

    school = models.OneToOneField(School, on_delete=models.PROTECT, related_name="controller")
    who = models.CharField(max_length=20, choices=Who.choices)
    registration = models.CharField(max_length=20, blank=True, default="")
    officer = models.CharField(max_length=200, blank=True, default="")
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Says who answers in law for what is kept here, and how to reach their data protection officer.",
        lawful_basis="legal obligation",
        keeping="as long as the school uses the program",
        seen_by="everyone of the school",
        fields={
            "who": Kind.NOT_PERSONAL,
            "registration": Kind.NOT_PERSONAL,
            "officer": Kind.CONTACT,
            "set_at": Kind.DEED,
        },
    )

    def __str__(self) -> str:
        return f"controller of {self.school_id}"


class KeepingTime(models.Model):
    """The school keeps a class of record for another time than the usual one."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="keeping_times")
    key = models.CharField(max_length=40)
    years = models.PositiveSmallIntegerField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Says how long this school keeps a class of record, where its schedule differs.",
        lawful_basis="legal obligation",
        keeping="as long as the school uses the program",
        seen_by="everyone of the school",
        fields={"key": Kind.NOT_PERSONAL, "set_at": Kind.DEED},
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "key"], name="one_time_a_class_of_record")]

    def __str__(self) -> str:
        return f"{self.key}: {self.years}"
