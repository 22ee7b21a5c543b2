"""A breach of information as the register holds it, and what was done to limit it."""

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from schoolgate.kernel.labels import Kind, TableLabel
from schoolgate.people.models import Person, School
from schoolgate.rules.breaches import Decided, Meant

KEEPING = "six years after it was closed"
SEEN_BY = "the data protection lead, the headteacher and the network manager"
_DECIDED = [(one.value, one.value) for one in Decided]


class Breach(models.Model):
    """Information that is lost, stolen, seen or given to the wrong people, or could be."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    what = models.TextField(max_length=2000)
    risks = models.JSONField(default=list)
    """Of `rules.breaches.Risk`, at least one."""
    meant = models.CharField(
        max_length=12, choices=[(one.value, one.value) for one in Meant], default=Meant.UNKNOWN.value
    )
    about = models.CharField(max_length=40, blank=True, default="")
    """What it came from, where the program knows: "post:12", "compromise:3"."""
    found_at = models.DateTimeField()
    told_by_at = models.DateTimeField()
    """By when the Information Commissioner is told, where they have to be: 72 hours after it was found."""
    due_at = models.DateTimeField(null=True, blank=True)
    """By when the next thing is done; None when it is closed."""
    reported_at = models.DateTimeField()
    reported_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    effects = models.TextField(max_length=2000, blank=True, default="")
    people_many = models.PositiveIntegerField(null=True, blank=True)
    ico = models.CharField(max_length=12, choices=_DECIDED, blank=True, default="")
    ico_because = models.CharField(max_length=400, blank=True, default="")
    ico_decided_at = models.DateTimeField(null=True, blank=True)
    ico_decided_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    ico_told_at = models.DateTimeField(null=True, blank=True)
    ico_reference = models.CharField(max_length=80, blank=True, default="")
    people = models.CharField(max_length=12, choices=_DECIDED, blank=True, default="")
    people_because = models.CharField(max_length=400, blank=True, default="")
    people_decided_at = models.DateTimeField(null=True, blank=True)
    people_decided_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    people_told_at = models.DateTimeField(null=True, blank=True)
    lessons = models.CharField(max_length=400, blank=True, default="")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="The register of breaches that the law wants, and whoever must be told is told in time.",
        lawful_basis="legal obligation",
        keeping=KEEPING,
        seen_by=SEEN_BY,
        fields={
            "what": Kind.WORDS,
            "risks": Kind.NOT_PERSONAL,
            "meant": Kind.NOT_PERSONAL,
            "about": Kind.NOT_PERSONAL,
            "found_at": Kind.DEED,
            "told_by_at": Kind.NOT_PERSONAL,
            "due_at": Kind.NOT_PERSONAL,
            "reported_at": Kind.DEED,
            "effects": Kind.WORDS,
            "ico": Kind.NOT_PERSONAL,
            "ico_because": Kind.WORDS,
            "ico_decided_at": Kind.DEED,
            "ico_told_at": Kind.DEED,
            "ico_reference": Kind.NOT_PERSONAL,
            "people": Kind.NOT_PERSONAL,
            "people_because": Kind.WORDS,
            "people_decided_at": Kind.DEED,
            "people_told_at": Kind.DEED,
            "lessons": Kind.WORDS,
            "closed_at": Kind.DEED,
        },
    )

    class Meta:
        verbose_name_plural = "breaches"
        indexes = [
            models.Index(
                fields=["school", "found_at"], name="breaches_open", condition=Q(closed_at__isnull=True)
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "about"],
                condition=Q(about__startswith="compromise:"),
                name="one_breach_of_a_compromise",
            )
        ]

    def __str__(self) -> str:
        return f"breach {self.pk}"

    @property
    def number(self) -> str:
        """As people call it: "B12"."""
        return f"B{self.pk}"

    @property
    def waits_for_ico(self) -> bool:
        """Whether it is not decided, or not done, that the Information Commissioner is told."""
        return not self.ico or (self.ico == Decided.TELL and self.ico_told_at is None)


class BreachStep(models.Model):
    """Something done to limit a breach: what, by whom, since when, and whether it is done."""

    breach = models.ForeignKey(Breach, on_delete=models.CASCADE, related_name="steps")
    words = models.CharField(max_length=300)
    owner = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(school="breach__school")
    label = TableLabel(
        purpose="Shows that a breach was limited at once.",
        lawful_basis="legal obligation",
        keeping=KEEPING,
        seen_by=SEEN_BY,
        fields={"words": Kind.WORDS, "started_at": Kind.DEED, "done_at": Kind.DEED},
    )

    class Meta:
        ordering = ["pk"]

    @property
    def school_id(self) -> int:
        return self.breach.school_id

    def __str__(self) -> str:
        return f"step {self.pk}"
