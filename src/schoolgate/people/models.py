"""Trusts, schools, people and appointments. A Person belongs to a trust and has one User at most."""

import secrets
from datetime import date, time
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django_scopes import ScopedManager

from schoolgate.kernel.labels import Kind, TableLabel
from schoolgate.kernel.permissions import ROLE_WORDS


def random_address() -> str:
    """128 random bits for an address that nobody can guess."""
    return secrets.token_urlsafe(16)


class UserManager(BaseUserManager["User"]):
    """Makes logins by e-mail address."""

    def create_user(self, email: str, password: str | None = None) -> "User":
        user = self.model(email=self.normalize_email(email).lower())
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A login. What a person may do comes from appointments, never from the login."""

    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    is_superuser = models.BooleanField(default=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    label = TableLabel(
        purpose="Lets a person sign in.",
        lawful_basis="public task",
        keeping="one year after the last appointment ends",
        seen_by="the person and whoever appoints",
        fields={
            "email": Kind.CONTACT,
            "password": Kind.SECRET,
            "last_login": Kind.DEED,
        },
    )

    def __str__(self) -> str:
        return f"login {self.pk}"


class Trust(models.Model):
    """A trust of schools; a single school stands in a trust of its own."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(unique=True)
    created_at = models.DateTimeField()

    label = TableLabel(
        purpose="The body that several schools belong to.",
        lawful_basis="public task",
        keeping="as long as the installation",
        seen_by="everyone of the trust",
        fields={"name": Kind.NOT_PERSONAL, "slug": Kind.NOT_PERSONAL, "created_at": Kind.NOT_PERSONAL},
    )

    def __str__(self) -> str:
        return self.name


class Nation(models.TextChoices):
    """Whose bank holidays the school keeps."""

    ENGLAND = "england", "England"
    WALES = "wales", "Wales"
    SCOTLAND = "scotland", "Scotland"
    NORTHERN_IRELAND = "northern_ireland", "Northern Ireland"


class LeadingRegister(models.TextChoices):
    """Which register of consents leads when two differ. A no in either always counts."""

    HERE = "here", "The register kept here"
    MANAGEMENT_SYSTEM = "management_system", "The school's management system"


class School(models.Model):
    """A school: the scope of every page, query and log."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="schools")
    name = models.CharField(max_length=200)
    slug = models.SlugField(unique=True)
    nation = models.CharField(max_length=20, choices=Nation.choices, default=Nation.ENGLAND)
    day_starts = models.TimeField(default=time(8, 30))
    day_ends = models.TimeField(default=time(16, 30))
    domains = models.JSONField(default=list)
    leading_register = models.CharField(
        max_length=20, choices=LeadingRegister.choices, default=LeadingRegister.HERE
    )
    roll_version = models.PositiveIntegerField(default=0)
    # Another one whenever a name changes: it finds the index of names that belongs to exactly this roll.
    roll_key = models.CharField(max_length=40, default=random_address)
    calendar_feed = models.CharField(max_length=40, default=random_address, unique=True)
    noticeboard_is_open = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    label = TableLabel(
        purpose="A school and the few facts that pages and deadlines need.",
        lawful_basis="public task",
        keeping="as long as the school uses the program",
        seen_by="everyone of the school",
        fields={
            "name": Kind.NOT_PERSONAL,
            "slug": Kind.NOT_PERSONAL,
            "nation": Kind.NOT_PERSONAL,
            "day_starts": Kind.NOT_PERSONAL,
            "day_ends": Kind.NOT_PERSONAL,
            "domains": Kind.NOT_PERSONAL,
            "leading_register": Kind.NOT_PERSONAL,
            "roll_key": Kind.NOT_PERSONAL,
            "calendar_feed": Kind.SECRET,
            "created_at": Kind.NOT_PERSONAL,
        },
    )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/schools/{self.slug}/"


class Person(models.Model):
    """A person whom the policy binds as an adult of the trust: staff, governor, volunteer, parent who runs a page."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="people")
    user = models.OneToOneField(User, null=True, blank=True, on_delete=models.PROTECT, related_name="person")
    title = models.CharField(max_length=20, blank=True, default="")
    forename = models.CharField(max_length=80)
    surname = models.CharField(max_length=80)
    email = models.EmailField(blank=True, default="")
    team = models.CharField(max_length=80, blank=True, default="")

    label = TableLabel(
        purpose="Who works for or speaks for the school.",
        lawful_basis="public task",
        keeping="six years after the last appointment ends",
        seen_by="staff of the school",
        fields={
            "title": Kind.NAME,
            "forename": Kind.NAME,
            "surname": Kind.NAME,
            "email": Kind.CONTACT,
            "team": Kind.SCHOOL_LIFE,
        },
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["trust", "email"], condition=~Q(email=""), name="one_person_for_each_address"
            )
        ]

    def __str__(self) -> str:
        return f"{self.forename} {self.surname}"

    @property
    def short_name(self) -> str:
        """As colleagues write it: "Ms Ash" or, without a title, "Jo Ash"."""
        return f"{self.title} {self.surname}" if self.title else str(self)


class Appointment(models.Model):
    """A person holds a post at a school (or, with no school, at the trust) from a first to a last day."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(
        max_length=40, choices=[(role.value, words) for role, words in ROLE_WORDS.items()]
    )
    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey(
        School, null=True, blank=True, on_delete=models.PROTECT, related_name="appointments"
    )
    first_on = models.DateField()
    last_on = models.DateField(null=True, blank=True)
    appointed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    # A leader who is away names somebody for some days: an appointment like any other, with an end.
    stands_in_for = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="stand_ins"
    )

    label = TableLabel(
        purpose="Who holds which post, from when until when; what a person may do follows from it.",
        lawful_basis="public task",
        keeping="six years after its last day",
        seen_by="staff of the school",
        fields={"role": Kind.SCHOOL_LIFE, "first_on": Kind.SCHOOL_LIFE, "last_on": Kind.SCHOOL_LIFE},
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__isnull=True) | Q(last_on__gte=F("first_on")),
                name="appointment_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(stands_in_for__isnull=True) | Q(last_on__isnull=False),
                name="a_stand_in_has_a_last_day",
            ),
            models.CheckConstraint(
                condition=Q(stands_in_for__isnull=True) | ~Q(stands_in_for=F("person")),
                name="a_stand_in_is_somebody_else",
            ),
        ]
        indexes = [models.Index(fields=["school", "role"], name="posts_held")]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.first_on}"

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on this day; as `people.queries.current`."""
        return self.first_on <= day and (self.last_on is None or self.last_on >= day)


class Term(models.Model):
    """A term, or half term, from its first to its last day."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="terms")
    name = models.CharField(max_length=80)
    first_on = models.DateField()
    last_on = models.DateField()

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="When the school is open, so that deadlines count school time.",
        lawful_basis="public task",
        keeping="seven years",
        seen_by="everyone",
        fields={"name": Kind.NOT_PERSONAL, "first_on": Kind.NOT_PERSONAL, "last_on": Kind.NOT_PERSONAL},
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="term_days_in_order")
        ]
        ordering = ["first_on"]

    def __str__(self) -> str:
        return self.name


class ClosedDay(models.Model):
    """A weekday in term on which the school is closed to pupils: INSET, closure, occasional day."""

    class Why(models.TextChoices):
        INSET = "inset", "INSET day"
        CLOSURE = "closure", "Closed"
        HOLIDAY = "holiday", "Holiday"

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="closed_days")
    on = models.DateField()
    why = models.CharField(max_length=20, choices=Why.choices)
    words = models.CharField(max_length=120, blank=True, default="")

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="When the school is closed, so that deadlines count school time.",
        lawful_basis="public task",
        keeping="seven years",
        seen_by="everyone",
        fields={"on": Kind.NOT_PERSONAL, "why": Kind.NOT_PERSONAL, "words": Kind.NOT_PERSONAL},
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "on"], name="one_reason_a_closed_day")]
        ordering = ["on"]

    def __str__(self) -> str:
        return f"{self.get_why_display()} {self.on}"


# A table of this app that lies in a room of its own.
from schoolgate.people.oidc.models import SignInProvider  # noqa: E402, F401
