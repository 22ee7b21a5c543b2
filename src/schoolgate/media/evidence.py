"""What proves the controls of pictures: who was named in them, and who was covered."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Count, Max, Q

from schoolgate.kernel.evidence import Evidence, evidence
from schoolgate.media.models import Appearance
from schoolgate.people.models import School


@evidence
def of_pictures(school: School, since: datetime, now: datetime) -> Mapping[str, Evidence]:
    """Faces that were covered since. One query."""
    covered = Q(is_covered=True)
    counted = Appearance.objects.filter(picture__school=school, named_at__gte=since).aggregate(
        covered=Count("pk", filter=covered), last=Max("named_at", filter=covered)
    )
    return {"noun.pictures.blur_and_strip": Evidence(counted["covered"], last_at=counted["last"])}
