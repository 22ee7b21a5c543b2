"""Looking again, after an hour and after a day, whether every address is still gone."""

from collections import defaultdict
from datetime import datetime

from django_scopes import scope

from schoolgate.connectors.contract import Unknown
from schoolgate.kernel.actor import clock
from schoolgate.posts.actions.taking_down import Seen, record_looks
from schoolgate.posts.models import Copy, Delivery, Look
from schoolgate.posts.publishing.removing import addresses_of, words_of
from schoolgate.posts.publishing.starting import connector_of

MOST_AT_ONCE = 200


def look_at_what_is_due(now: datetime) -> int:
    """Look at every address whose look is due; how many were looked at."""
    due = Look._base_manager.filter(looked_at__isnull=True, due_at__lte=now).order_by("due_at")
    by_delivery: dict[int, list[int]] = defaultdict(list)
    for delivery_id, copy_id in due.values_list("copy__delivery_id", "copy_id")[:MOST_AT_ONCE]:
        by_delivery[delivery_id].append(copy_id)
    for delivery_id, copy_ids in by_delivery.items():
        _look_at(delivery_id, copy_ids, now)
    return sum(map(len, by_delivery.values()))


def _look_at(delivery_id: int, copy_ids: list[int], now: datetime) -> None:
    delivery = Delivery._base_manager.select_related("post__school__trust", "account").get(pk=delivery_id)
    with scope(school=delivery.post.school):
        connector = connector_of(delivery.account)
        addresses = addresses_of(Copy.objects.filter(pk__in=copy_ids))
        seen = [Seen(address, *words_of(connector.look(address) or Unknown(""))) for address in addresses]
        record_looks(clock(delivery.post.school, now), delivery, seen=seen)
