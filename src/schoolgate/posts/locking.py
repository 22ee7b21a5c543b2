"""The one order of locks: trust, school, author, accounts, pupils, each by id, then the post.

Claiming a delivery, and every action that can turn a yes into a no, take the same rows in this order, so that a
no that commits first is seen, and one that commits meanwhile finds the delivery and takes its copy down. SQLite has
one writer at a time anyway (transactions begin IMMEDIATE); PostgreSQL locks the rows, against change but not against
rows that point to them (NO KEY UPDATE), which every insert does.
"""

from typing import Any

from django.db import connection
from django.db.models import QuerySet

from schoolgate.kernel.actor import Actor
from schoolgate.kernel.kept import kept
from schoolgate.media.models import Appearance
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.posts.models import Delivery, Post, PostTarget
from schoolgate.pupils.models import Pupil


def lock_what_decides(actor: Actor, post: Post, **_: object) -> None:
    """The rows on which a decision about this post rests, in three queries. On SQLite the transaction itself is the
    lock."""
    if connection.vendor == "sqlite":
        return
    _above(post.pk)
    _accounts(post.pk)
    _pupils(post.pk)


@kept
def _above(post_id: int) -> QuerySet[Post]:
    # PostgreSQL locks the rows of one query in the order in which `of` names their tables.
    rows = Post._base_manager.select_for_update(no_key=True, of=("school__trust", "school", "author"))
    keys = rows.only("school__trust__id", "author__id")
    return keys.select_related("school__trust", "author").filter(pk=post_id).order_by("pk")


@kept
def _accounts(post_id: int) -> QuerySet[OfficialAccount, int]:
    targets = PostTarget._base_manager.filter(post_id=post_id)
    return _locked(OfficialAccount._base_manager.filter(pk__in=targets.values("account_id")))


@kept
def _pupils(post_id: int) -> QuerySet[Pupil, int]:
    shown = Appearance._base_manager.filter(picture__in_posts__post_id=post_id, pupil__isnull=False)
    return _locked(Pupil._base_manager.filter(pk__in=shown.values("pupil_id")))


def lock_delivery(actor: Actor, delivery: Delivery, **_: object) -> None:
    """The post of a delivery before the delivery itself, which the action locks."""
    if connection.vendor != "sqlite":
        list(_locked(Post._base_manager.filter(pk=delivery.post_id)))


def _locked(rows: QuerySet[Any]) -> QuerySet[Any, int]:
    return rows.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True)
