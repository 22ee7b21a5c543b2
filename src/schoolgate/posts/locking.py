"""The one order of locks: trust, school, account, people, pupils by id.

Claiming a delivery, and every action that can turn a yes into a no, take the same rows in this order, so that a
no that commits first is seen, and one that commits meanwhile finds the delivery and takes its copy down. SQLite has
one writer at a time anyway (transactions begin IMMEDIATE); PostgreSQL locks the rows.
"""

from collections.abc import Iterable

from django.db import connection

from schoolgate.kernel.actor import Actor
from schoolgate.media.models import Appearance
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.people.models import Person, School, Trust
from schoolgate.posts.models import Delivery, Post, PostTarget
from schoolgate.pupils.models import Pupil


def lock_in_order(
    *,
    trust_id: int | None = None,
    school_id: int | None = None,
    account_ids: Iterable[int] = (),
    person_ids: Iterable[int] = (),
    pupil_ids: Iterable[int] = (),
) -> None:
    """Lock these rows, in the one order, until the transaction ends."""
    for model, ids in (
        (Trust, [trust_id] if trust_id else []),
        (School, [school_id] if school_id else []),
        (OfficialAccount, account_ids),
        (Person, person_ids),
        (Pupil, pupil_ids),
    ):
        wanted = sorted(set(ids))
        if wanted:
            list(
                model._base_manager.select_for_update()
                .filter(pk__in=wanted)
                .order_by("pk")
                .values_list("pk", flat=True)
            )


def lock_what_decides(actor: Actor, post: Post, **_: object) -> None:
    """The rows on which a decision about this post rests. On SQLite the transaction itself is the lock."""
    if connection.vendor == "sqlite":
        return
    lock_in_order(
        trust_id=actor.trust_id,
        school_id=post.school_id,
        account_ids=PostTarget._base_manager.filter(post=post).values_list("account_id", flat=True),
        person_ids=[post.author_id],
        pupil_ids=Appearance._base_manager.filter(
            picture__in_posts__post=post, pupil__isnull=False
        ).values_list("pupil_id", flat=True),
    )


def lock_delivery(actor: Actor, delivery: Delivery, **_: object) -> None:
    """The post of a delivery before the delivery itself, which the action locks."""
    if connection.vendor != "sqlite":
        list(Post._base_manager.select_for_update().filter(pk=delivery.post_id).values_list("pk", flat=True))
