"""What time alone brings: logins that grow old, terms that begin, last days that are over."""

from datetime import datetime

from schoolgate.credentials.followers import say_what_is_due
from schoolgate.people.models import School


def look_at_logins(now: datetime) -> int:
    """In every school, which login is due otherwise than yesterday; how many."""
    return sum(say_what_is_due(school, now) for school in School.objects.select_related("trust"))
