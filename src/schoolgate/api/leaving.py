"""What a leaver leaves behind here: keys with which programs act in their name."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from schoolgate.api.tokens import tokens_of
from schoolgate.credentials.leaving import Line
from schoolgate.credentials.models import Leaving


def keys_of_a_leaver(leaving: Leaving, now: datetime) -> Iterator[Line]:
    """Each key that still opens something: with their last role here it opens nothing here. One query."""
    for token in tokens_of(leaving.person).filter(
        revoked_at__isnull=True, ends_on__gte=leaving.found_at.date()
    ):
        standing = _("opens nothing here after their last day")
        yield Line(f"token:{token.pk}", f"{token.name} ({token.prefix})", standing, is_done=True)
