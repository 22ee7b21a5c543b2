"""Whether the bucket with the pictures is closed to strangers: tried out, with an object that is put there for it.

The address of an object is given to nobody, but a bucket that answers everybody would show a picture to whoever guesses
its address, or names them all.
"""

import secrets
from collections.abc import Callable
from enum import StrEnum
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.cache import cache

from schoolgate.media.object_store import ObjectStore, StoreAway
from schoolgate.media.showing import store_elsewhere

# No school is called this, so that no page ever reads it.
FOLDER = ".is-it-closed"
TRIED_EVERY_S = 3600
_ANSWERS_WITHIN_S = 5


class Gets(StrEnum):
    """What somebody without a key gets of the bucket."""

    NOTHING = "nothing"
    AN_OBJECT = "an_object"
    THE_LIST = "the_list"


def tried_this_hour() -> Gets | None:
    """What a stranger gets, tried once an hour; None where pictures lie on the disk. Raises StoreAway."""
    store = store_elsewhere()
    if store is None:
        return None
    key = f"strangers:{settings.STORE_ENDPOINT}:{settings.STORE_BUCKET}"
    found = cache.get(key)
    if found is None:
        found = str(what_a_stranger_gets(store))
        cache.set(key, found, TRIED_EVERY_S)
    return Gets(found)


def what_a_stranger_gets(store: ObjectStore) -> Gets:
    """Put an object there, ask for the list and for it without a key, take it away. Raises StoreAway."""
    place, stranger = f"{FOLDER}/{secrets.token_hex(16)}", _without_a_key()
    # Asked first, because a stranger gives up soon where the store does not answer.
    if _is_let(stranger.list_objects_v2, MaxKeys=1):
        return Gets.THE_LIST
    store.put_back(place, BytesIO(b"Nobody but the program should read this."))
    try:
        return Gets.AN_OBJECT if _is_let(stranger.get_object, Key=place) else Gets.NOTHING
    finally:
        store.delete_at(place)


def _is_let(asks: Callable[..., Any], **what: Any) -> bool:
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        asks(Bucket=settings.STORE_BUCKET, **what)
    except ClientError:
        return False
    except BotoCoreError as problem:
        raise StoreAway(type(problem).__name__) from problem
    return True


def _without_a_key() -> Any:
    import boto3
    from botocore import UNSIGNED
    from botocore.config import Config

    return boto3.client(
        "s3",
        endpoint_url=settings.STORE_ENDPOINT or None,
        region_name=settings.STORE_REGION or None,
        config=Config(
            signature_version=UNSIGNED,
            connect_timeout=_ANSWERS_WITHIN_S,
            read_timeout=_ANSWERS_WITHIN_S,
            retries={"total_max_attempts": 1},
            s3={"addressing_style": "path" if settings.STORE_ENDPOINT else "auto"},
        ),
    )
