"""Where the people of a trust may sign in besides here."""

from urllib.parse import urlsplit

from django.db import models

from schoolgate.kernel.labels import Kind, TableLabel


class SignInProvider(models.Model):
    """One registration of this program at Google Workspace, Microsoft Entra or another OpenID Connect provider."""

    class Which(models.TextChoices):
        GOOGLE = "google", "Google Workspace"
        ENTRA = "entra", "Microsoft Entra"
        OTHER = "other", "Another provider (OpenID Connect)"

    trust = models.ForeignKey("people.Trust", on_delete=models.PROTECT, related_name="sign_in_providers")
    which = models.CharField(max_length=10, choices=Which.choices)
    issuer = models.CharField(max_length=200)
    client_id = models.CharField(max_length=200)
    sealed_secret = models.TextField()
    domains = models.JSONField(default=list)
    tenant = models.CharField(max_length=80, blank=True, default="")
    counts_second_factor = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    label = TableLabel(
        purpose="Lets people sign in with the account that the trust gave them elsewhere.",
        lawful_basis="public task",
        keeping="as long as the trust uses it",
        seen_by="trust officers; the secret nobody",
        fields={
            "which": Kind.NOT_PERSONAL,
            "issuer": Kind.NOT_PERSONAL,
            "client_id": Kind.NOT_PERSONAL,
            "sealed_secret": Kind.SECRET,
            "domains": Kind.NOT_PERSONAL,
            "tenant": Kind.NOT_PERSONAL,
            "added_at": Kind.NOT_PERSONAL,
            "ended_at": Kind.NOT_PERSONAL,
        },
    )

    class Meta:
        app_label = "people"

    def __str__(self) -> str:
        if self.which == self.Which.OTHER:
            return urlsplit(self.issuer).hostname or self.get_which_display()
        return self.get_which_display()

    @property
    def key(self) -> str:
        """Under which accounts of this provider are known: never the same for two."""
        return f"trust-{self.trust_id}-{self.pk}"
