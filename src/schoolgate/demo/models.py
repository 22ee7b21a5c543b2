"""The mark of a database made by the demonstration. Only where it stands may anyone step in as somebody."""

from django.db import models

from schoolgate.kernel.labels import Kind, TableLabel


class Demonstration(models.Model):
    """One row, written when `schoolgate demo` made this database."""

    made_at = models.DateTimeField()

    label = TableLabel(
        purpose="Tells a demonstration from a real installation.",
        lawful_basis="none needed: it tells nothing of anybody",
        keeping="as long as the demonstration",
        seen_by="nobody",
        fields={"made_at": Kind.NOT_PERSONAL},
    )

    def __str__(self) -> str:
        return f"demonstration made {self.made_at:%d %B %Y}"
