"""What staff and others with a post answer about pictures of themselves. Nobody needs a reason for a no."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from schoolgate.pupils.models import Answer
from schoolgate.rules.consents import Said


def said_by_grown_ups(person_ids: Iterable[int]) -> dict[int, dict[str, Said]]:
    """The newest answer of each of these people for each use of a picture of them. One query, none for nobody."""
    ids = set(person_ids)
    said: dict[int, dict[str, Said]] = defaultdict(dict)
    if ids:
        rows = Answer.objects.filter(person__in=ids).order_by("pk").values_list("person_id", "use", "said")
        for person, use, answer in rows:
            if person is not None:
                said[person][use] = Said(answer)
    return said


def said_by(person_id: int) -> Mapping[str, Said]:
    """The newest answers of one person."""
    return said_by_grown_ups([person_id]).get(person_id, {})
