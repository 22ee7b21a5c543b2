"""The links that open families' pages, and what families sent by them."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from schoolgate.kernel.labels import Kind as DataKind
from schoolgate.kernel.labels import TableLabel
from schoolgate.people.models import Person, School
from schoolgate.pupils.models import Adult, Pupil


class FamilyLink(models.Model):
    """One link of one adult. What the adult may see and answer is looked up on the roll each time it is opened.

    Only a digest of its key is kept: whoever reads this table opens nothing with it.
    """

    class Way(models.TextChoices):
        FIRST = "first", "Asked"
        REMINDER = "reminder", "Reminded"
        ONE = "one", "Sent by the office"
        ASKED = "asked", "Asked for by the family"
        TEXT = "text", "By the school's text service"
        PAPER = "paper", "Printed in a letter"

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="family_links")
    adult = models.ForeignKey(Adult, on_delete=models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    way = models.CharField(max_length=10, choices=Way.choices)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    proven_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Lets a parent or carer answer for their children without an account.",
        lawful_basis="legal obligation",
        keeping="two years",
        seen_by="the office and the data protection lead see when one was sent; nobody sees its key",
        fields={
            "digest": DataKind.SECRET,
            "way": DataKind.NOT_PERSONAL,
            "made_at": DataKind.DEED,
            "ends_at": DataKind.NOT_PERSONAL,
            "ended_at": DataKind.DEED,
            "proven_at": DataKind.DEED,
        },
    )

    class Meta:
        indexes = [models.Index(fields=["adult", "-made_at"], name="links_of_an_adult")]

    def opens(self, now: datetime) -> bool:
        """Whether it opens a page at this moment."""
        return self.ended_at is None and now < self.ends_at

    def __str__(self) -> str:
        return f"family link {self.pk}"


class FamilyMatter(models.Model):
    """Something that came by a family's link and needs a person of the school."""

    class Kind(models.TextChoices):
        HELD_YES = "held_yes", "A yes, where somebody else of the family said no"
        TAKE_DOWN = "take_down", "A picture is to come down"
        NOT_MINE = "not_mine", "A link reached somebody else"

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="family_matters")
    adult = models.ForeignKey(Adult, on_delete=models.CASCADE, related_name="+")
    pupil = models.ForeignKey(Pupil, null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    uses = models.JSONField(default=list, blank=True)
    words = models.CharField(max_length=500, blank=True, default="")
    came_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=300, blank=True, default="")

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Brings what a family sent to somebody at school, and keeps what became of it.",
        lawful_basis="legal obligation",
        keeping="as the pupil's answers",
        seen_by="the office and the data protection lead",
        fields={
            "kind": DataKind.NOT_PERSONAL,
            "uses": DataKind.ANSWER,
            "words": DataKind.WORDS,
            "came_at": DataKind.DEED,
            "settled_at": DataKind.DEED,
            "outcome": DataKind.WORDS,
        },
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["adult", "pupil"],
                condition=Q(settled_at__isnull=True, kind="held_yes"),
                name="one_held_yes_each",
            )
        ]
        indexes = [
            models.Index(
                fields=["school", "came_at"], name="matters_open", condition=Q(settled_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"matter {self.pk} of a family"


class PupilCode(models.Model):
    """A code with which one pupil, who answers alone, opens their own questions once. Only a digest is kept."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="pupil_codes")
    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ends_at = models.DateTimeField()
    # Used, or taken over from by a newer one.
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Lets a pupil who understands what it means answer for themselves without an account.",
        lawful_basis="legal obligation",
        keeping="two years",
        seen_by="the office, the data protection lead and the pupil's teachers see when one was given; "
        "nobody sees the code",
        fields={
            "digest": DataKind.SECRET,
            "made_at": DataKind.DEED,
            "ends_at": DataKind.NOT_PERSONAL,
            "ended_at": DataKind.DEED,
        },
    )

    class Meta:
        indexes = [models.Index(fields=["pupil", "-made_at"], name="codes_of_a_pupil")]

    def opens(self, now: datetime) -> bool:
        """Whether it opens the questions at this moment."""
        return self.ended_at is None and now < self.ends_at

    def __str__(self) -> str:
        return f"code {self.pk} of a pupil"


class Objection(models.Model):
    """A no with a reason, where the school rests on its task. The use is stopped; the data protection lead decides.

    From an adult by their link or on paper, or (without `adult`) from a pupil who answers alone.
    """

    class Outcome(models.TextChoices):
        UPHELD = "upheld", "It stays a no"
        NOT_UPHELD = "not_upheld", "The school goes on, for reasons that it told"
        TAKEN_BACK = "taken_back", "Whoever objected has said yes since"

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="objections")
    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="objections")
    adult = models.ForeignKey(Adult, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    uses = models.JSONField(default=list)
    words = models.CharField(max_length=500)
    came_at = models.DateTimeField()
    due_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True, default="")
    grounds = models.CharField(max_length=500, blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Has an objection weighed by the data protection lead, and keeps what came of it.",
        lawful_basis="legal obligation",
        keeping="as the pupil's answers",
        seen_by="the data protection lead; who objected reads the outcome",
        fields={
            "uses": DataKind.ANSWER,
            "words": DataKind.WORDS,
            "came_at": DataKind.DEED,
            "due_at": DataKind.NOT_PERSONAL,
            "outcome": DataKind.ANSWER,
            "grounds": DataKind.WORDS,
            "decided_at": DataKind.DEED,
        },
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["school", "came_at"], name="objections_open", condition=Q(decided_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"objection {self.pk}"


class RulesRead(models.Model):
    """An adult of a family said that they have read the school's rules for families, in this wording."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="rules_read")
    adult = models.ForeignKey(Adult, on_delete=models.CASCADE, related_name="rules_read")
    digest = models.CharField(max_length=64)
    read_at = models.DateTimeField()

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Shows how many families have said that they know what the school asks of them.",
        lawful_basis="public task",
        keeping="two years",
        seen_by="leaders and the data protection lead, as a number",
        fields={"digest": DataKind.NOT_PERSONAL, "read_at": DataKind.DEED},
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["adult", "digest"], name="rules_read_once")]

    def __str__(self) -> str:
        return f"rules read {self.pk}"


class LanguageCheck(models.Model):
    """Somebody who speaks a language has read its lines, in this wording; until it is withdrawn they count here."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="language_checks")
    code = models.CharField(max_length=20)
    # Of all its lines: another wording has been checked by nobody.
    digest = models.CharField(max_length=64)
    checked_by = models.CharField(max_length=120)
    checked_on = models.DateField()
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Shows which translation of families' pages somebody who speaks the language has read.",
        lawful_basis="public task",
        keeping="as long as the school uses the program",
        seen_by="the office and the data protection lead",
        fields={
            "code": DataKind.NOT_PERSONAL,
            "digest": DataKind.NOT_PERSONAL,
            "checked_by": DataKind.NAME,
            "checked_on": DataKind.DEED,
            "said_at": DataKind.DEED,
            "withdrawn_at": DataKind.DEED,
        },
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "code", "digest"],
                condition=Q(withdrawn_at__isnull=True),
                name="language_checked_once",
            )
        ]

    def __str__(self) -> str:
        return f"language check {self.pk}"
