"""The roll: pupils, the adults of their families, who teaches which class, and what was imported."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from schoolgate.kernel.labels import Kind, TableLabel
from schoolgate.people.models import Person, School

if TYPE_CHECKING:
    from schoolgate.pupils.importing.plan import Plan


class Pupil(models.Model):
    """A child on the roll, or one who left. Matched by UPN, admission number, former UPN; never by name alone."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="pupils")
    admission_number = models.CharField(max_length=20, blank=True, default="")
    upn = models.CharField(max_length=13, blank=True, default="")
    former_upn = models.CharField(max_length=13, blank=True, default="")
    legal_forename = models.CharField(max_length=100)
    legal_surname = models.CharField(max_length=100)
    preferred_forename = models.CharField(max_length=100, blank=True, default="")
    preferred_surname = models.CharField(max_length=100, blank=True, default="")
    middle_names = models.CharField(max_length=200, blank=True, default="")
    former_names = models.JSONField(default=list, blank=True)
    born_on = models.DateField(null=True, blank=True)
    year_group = models.CharField(max_length=20, blank=True, default="")
    class_name = models.CharField(max_length=40, blank=True, default="")
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    in_care = models.BooleanField(default=False)

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Who is at the school, so that nobody is shown or named without leave.",
        lawful_basis="public task",
        keeping="until one year after leaving, or while a picture of the pupil is up",
        seen_by="the office and leaders; staff see names to say who is in a picture",
        fields={
            "admission_number": Kind.SCHOOL_LIFE,
            "upn": Kind.SCHOOL_LIFE,
            "former_upn": Kind.SCHOOL_LIFE,
            "legal_forename": Kind.NAME,
            "legal_surname": Kind.NAME,
            "preferred_forename": Kind.NAME,
            "preferred_surname": Kind.NAME,
            "middle_names": Kind.NAME,
            "former_names": Kind.NAME,
            "born_on": Kind.BIRTH,
            "year_group": Kind.SCHOOL_LIFE,
            "class_name": Kind.SCHOOL_LIFE,
            "joined_on": Kind.SCHOOL_LIFE,
            "left_on": Kind.SCHOOL_LIFE,
            "in_care": Kind.PROTECTION,
        },
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "upn"], condition=~Q(upn=""), name="one_pupil_a_upn"),
            models.UniqueConstraint(
                fields=["school", "admission_number"],
                condition=~Q(admission_number=""),
                name="one_pupil_an_admission_number",
            ),
        ]
        indexes = [models.Index(fields=["school", "class_name"], name="pupils_by_class")]

    def __str__(self) -> str:
        return f"pupil {self.pk}"

    @property
    def forename(self) -> str:
        return self.preferred_forename or self.legal_forename

    @property
    def surname(self) -> str:
        return self.preferred_surname or self.legal_surname

    @property
    def full_name(self) -> str:
        return f"{self.forename} {self.surname}"

    @property
    def short_name(self) -> str:
        """As staff write it on the page: "Mia M."."""
        return f"{self.forename} {self.surname[:1]}."


class Adult(models.Model):
    """A parent, carer or other contact of a family, as the roll gives them. Never a login."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="adults")
    name = models.CharField(max_length=160)
    email = models.EmailField(blank=True, default="")
    telephone = models.CharField(max_length=40, blank=True, default="")

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Whom to ask and to tell about a child's pictures.",
        lawful_basis="public task",
        keeping="until one year after the last child leaves",
        seen_by="the office and the data protection lead",
        fields={"name": Kind.NAME, "email": Kind.CONTACT, "telephone": Kind.CONTACT},
    )

    def __str__(self) -> str:
        return f"adult {self.pk}"


class Responsibility(models.Model):
    """An adult's tie to a pupil, and whether they may answer for the pupil."""

    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="responsibilities")
    adult = models.ForeignKey(Adult, on_delete=models.CASCADE, related_name="responsibilities")
    relationship = models.CharField(max_length=60, blank=True, default="")
    may_answer = models.BooleanField(default=False)
    may_be_written_to = models.BooleanField(default=True)
    # As the management system says it; None where it says nothing.
    has_responsibility = models.BooleanField(null=True, default=None)
    position = models.PositiveSmallIntegerField(default=1)

    label = TableLabel(
        purpose="Who may answer for which child, and who is never written to.",
        lawful_basis="public task",
        keeping="as the pupil",
        seen_by="the office and the data protection lead",
        fields={"relationship": Kind.NAME},
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pupil", "adult"], name="one_tie_each")]
        ordering = ["position"]

    def __str__(self) -> str:
        return f"tie of adult {self.adult_id} to pupil {self.pupil_id}"


class ClassTaught(models.Model):
    """A member of staff teaches a class; its pupils come first when they name who is in a picture."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="classes_taught")
    class_name = models.CharField(max_length=40)

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Offers a teacher their own pupils first.",
        lawful_basis="public task",
        keeping="one school year",
        seen_by="staff of the school",
        fields={"class_name": Kind.SCHOOL_LIFE},
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "person", "class_name"], name="one_line_a_class_taught")
        ]

    def __str__(self) -> str:
        return f"{self.class_name} taught by person {self.person_id}"


class ImportProfile(models.Model):
    """What the columns of a school's export mean, remembered by the digest of its header.

    A shared one is offered to the other schools of the trust, under its name.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="import_profiles")
    name = models.CharField(max_length=80, blank=True, default="")
    is_shared = models.BooleanField(default=False)
    header_digest = models.CharField(max_length=64)
    mapping = models.JSONField()
    saved_at = models.DateTimeField()

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Spares the office from saying twice what a column means.",
        lawful_basis="public task",
        keeping="as long as the school uses the program",
        seen_by="the office; a shared one by the offices of the trust",
        fields={
            "name": Kind.NOT_PERSONAL,
            "header_digest": Kind.NOT_PERSONAL,
            "mapping": Kind.NOT_PERSONAL,
            "saved_at": Kind.NOT_PERSONAL,
        },
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "header_digest"], name="one_profile_a_header")
        ]

    def __str__(self) -> str:
        return f"profile {self.header_digest[:8]}"


class RollImport(models.Model):
    """A file brought in: waiting with its preview, then confirmed or dropped. The file itself goes after that."""

    class State(models.TextChoices):
        MAPPING = "mapping", "Columns to be named"
        PREVIEW = "preview", "Waiting to be confirmed"
        DONE = "done", "Imported"
        DROPPED = "dropped", "Dropped"

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="roll_imports")
    state = models.CharField(max_length=10, choices=State.choices, default=State.MAPPING)
    file_name = models.CharField(max_length=200)
    file_digest = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=80, blank=True, default="")
    mapping = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    roll_version = models.PositiveIntegerField(default=0)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    # What confirm_import judged, for its body to write; never stored.
    plan: "Plan"

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="What was imported, by whom, and what it changed.",
        lawful_basis="public task",
        keeping="seven years; the uploaded file only until it is confirmed or dropped",
        seen_by="the office",
        fields={
            "state": Kind.NOT_PERSONAL,
            "file_name": Kind.WORDS,
            "file_digest": Kind.NOT_PERSONAL,
            "stored_as": Kind.NOT_PERSONAL,
            "mapping": Kind.NOT_PERSONAL,
            "counts": Kind.NOT_PERSONAL,
            "uploaded_at": Kind.DEED,
            "confirmed_at": Kind.DEED,
        },
    )

    def __str__(self) -> str:
        return f"import {self.pk}"
