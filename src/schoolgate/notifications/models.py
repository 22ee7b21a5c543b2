"""The letters that were written and sent."""

from django.db import models

from schoolgate.kernel.labels import Kind, TableLabel


class Letter(models.Model):
    """One e-mail to one person on one occasion. The row is there before the mail is sent, and only one of it."""

    occasion = models.CharField(max_length=100)
    recipient = models.CharField(max_length=40)
    address = models.EmailField()
    subject = models.CharField(max_length=150)
    text = models.TextField()
    written_at = models.DateTimeField()
    not_before = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)
    last_problem = models.CharField(max_length=80, blank=True, default="")

    label = TableLabel(
        purpose="Tells people by e-mail, once, what waits for them or what became of their post.",
        lawful_basis="public task",
        keeping="90 days",
        seen_by="nobody but its recipient",
        fields={
            "occasion": Kind.NOT_PERSONAL,
            "recipient": Kind.DEED,
            "address": Kind.CONTACT,
            "subject": Kind.WORDS,
            "text": Kind.WORDS,
            "written_at": Kind.DEED,
            "not_before": Kind.NOT_PERSONAL,
            "sent_at": Kind.DEED,
            "given_up_at": Kind.NOT_PERSONAL,
            "last_problem": Kind.NOT_PERSONAL,
        },
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["occasion", "recipient"], name="one_letter_an_occasion")
        ]
        indexes = [
            models.Index(
                fields=["not_before"],
                name="letters_to_send",
                condition=models.Q(sent_at__isnull=True, given_up_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"letter {self.pk}"
