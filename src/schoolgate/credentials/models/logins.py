"""Shared logins of official accounts: the box, who may open it, who did, when it was changed; suspected compromise."""

from django.db import models
from django_scopes import ScopedManager

from schoolgate.credentials.sealing import Box
from schoolgate.kernel.labels import Kind, TableLabel
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.people.models import Person, School


class SharedLogin(models.Model):
    """A login that several people use at one account, sealed; or where else it is kept."""

    class Because(models.TextChoices):
        LEAVING = "leaving", "somebody who knows it leaves"
        SUSPICION = "suspicion", "somebody else may know it"
        LOSS_OF_RIGHT = "loss_of_right", "somebody who knows it may open it no more"
        EMERGENCY = "emergency_use", "it was opened in an emergency"
        TERM = "term", "a new term begins"
        YEAR = "year", "it is a year old"

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="shared_logins")
    account = models.ForeignKey(OfficialAccount, on_delete=models.PROTECT, related_name="logins")
    name = models.CharField(max_length=80)
    kept_where = models.CharField(max_length=120, blank=True, default="")
    box_id = models.CharField(max_length=40, blank=True, default="")
    key_id = models.CharField(max_length=40, blank=True, default="")
    sealed_key = models.TextField(blank=True, default="")
    sealed = models.TextField(blank=True, default="")
    # What lies in the box, so that a page can offer it without opening anything.
    holds = models.JSONField(default=list, blank=True)
    has_two_steps = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    suspected_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    due_because = models.CharField(max_length=20, blank=True, default="", choices=Because.choices)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Keeps a login that several people need, so that it stands on no piece of paper.",
        lawful_basis="public task",
        keeping="as long as the account is open; its content until it is changed or removed",
        seen_by="the people whom the headteacher named, and leaders in an emergency; each opening is written down",
        fields={
            "name": Kind.NOT_PERSONAL,
            "kept_where": Kind.NOT_PERSONAL,
            "box_id": Kind.NOT_PERSONAL,
            "key_id": Kind.NOT_PERSONAL,
            "sealed_key": Kind.SECRET,
            "sealed": Kind.SECRET,
            "holds": Kind.NOT_PERSONAL,
            "added_at": Kind.DEED,
            "changed_at": Kind.DEED,
            "suspected_at": Kind.NOT_PERSONAL,
            "due_at": Kind.NOT_PERSONAL,
            "due_because": Kind.NOT_PERSONAL,
            "removed_at": Kind.DEED,
        },
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["school", "due_at"],
                name="logins_to_change",
                condition=models.Q(due_at__isnull=False, removed_at__isnull=True),
            )
        ]
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def box(self) -> Box:
        """What is sealed, as `sealing` takes it."""
        return Box(self.box_id, self.key_id, self.sealed_key, self.sealed)

    def keep(self, box: Box | None) -> None:
        """Put this box here, or none."""
        self.box_id, self.key_id, self.sealed_key, self.sealed = (
            (box.id, box.key_id, box.sealed_key, box.sealed) if box else ("", "", "", "")
        )


class LoginPerson(models.Model):
    """Somebody who may open a login, by the headteacher's word, with a first and maybe a last day."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    login = models.ForeignKey(SharedLogin, on_delete=models.PROTECT, related_name="people")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    first_on = models.DateField()
    last_on = models.DateField(null=True, blank=True)
    named_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Who may open a shared login, from when until when, and on whose word.",
        lawful_basis="public task",
        keeping="as the login",
        seen_by="leaders, and the people named",
        fields={"first_on": Kind.SCHOOL_LIFE, "last_on": Kind.SCHOOL_LIFE, "named_at": Kind.DEED},
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_on__isnull=True) | models.Q(last_on__gte=models.F("first_on")),
                name="login_person_days_in_order",
            )
        ]
        ordering = ["first_on", "pk"]

    def __str__(self) -> str:
        return f"may open {self.first_on}"


class LoginOpening(models.Model):
    """A person was shown something of a login."""

    class What(models.TextChoices):
        PASSWORD = "password", "the password"
        CODE = "code", "a code of the moment"
        RECOVERY = "recovery", "the recovery codes"
        WORDS = "words", "the words beside it"

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    login = models.ForeignKey(SharedLogin, on_delete=models.PROTECT, related_name="openings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    what = models.CharField(max_length=20, choices=What.choices)
    is_emergency = models.BooleanField(default=False)
    reason = models.CharField(max_length=300, blank=True, default="")
    head_looked_at = models.DateTimeField(null=True, blank=True)
    chair_looked_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Who saw what of a shared login, so that it is changed when they leave.",
        lawful_basis="legitimate interest in security",
        keeping="seven years",
        seen_by="leaders; the chair of governors where it was an emergency",
        fields={
            "at": Kind.DEED,
            "what": Kind.DEED,
            "reason": Kind.WORDS,
            "head_looked_at": Kind.DEED,
            "chair_looked_at": Kind.DEED,
        },
    )

    class Meta:
        indexes = [models.Index(fields=["school", "person", "-at"], name="seen_by_a_person")]
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"opening {self.pk}"


class LoginChange(models.Model):
    """Somebody said that they changed a login where it signs in, and when."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    login = models.ForeignKey(SharedLogin, on_delete=models.PROTECT, related_name="changes")
    at = models.DateTimeField()
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    because = models.CharField(max_length=20, blank=True, default="", choices=SharedLogin.Because.choices)
    kept_where = models.CharField(max_length=120, blank=True, default="")

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Proves when a shared login was changed, by whom, and why it had to be.",
        lawful_basis="legitimate interest in security",
        keeping="seven years",
        seen_by="leaders, and the people named for the login",
        fields={"at": Kind.DEED, "because": Kind.NOT_PERSONAL, "kept_where": Kind.NOT_PERSONAL},
    )

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"change {self.pk}"
