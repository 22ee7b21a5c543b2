"""The object store that the settings name, through django-storages and the store's own client."""

from functools import cache

from django.conf import settings

from schoolgate.media.object_store import ObjectStore

CONNECT_WITHIN, ANSWER_WITHIN = 5, 10
LARGEST_IN_MEMORY = 8 * 1024 * 1024


@cache
def object_store(bucket: str, endpoint: str, region: str, key: str, secret: str) -> ObjectStore:
    """One client for each process and set of settings; making one takes a tenth of a second.

    Objects are made without a word on who may read them, so that they are as closed as their bucket: private, unless
    somebody opened it.
    """
    from botocore.config import Config
    from botocore.exceptions import BotoCoreError, ClientError
    from storages.backends.s3 import S3Storage

    storage = S3Storage(
        bucket_name=bucket,
        endpoint_url=endpoint or None,
        region_name=region or None,
        access_key=key or None,
        secret_key=secret or None,
        default_acl=None,
        querystring_auth=True,
        file_overwrite=True,
        max_memory_size=LARGEST_IN_MEMORY,
        object_parameters={"CacheControl": "no-store", "ContentType": "image/jpeg"},
        client_config=Config(
            connect_timeout=CONNECT_WITHIN,
            read_timeout=ANSWER_WITHIN,
            retries={"total_max_attempts": 2, "mode": "standard"},
            s3={"addressing_style": "path" if endpoint else "auto"},
            # Stores other than Amazon's do not all know the newer checksums.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    )
    return ObjectStore(storage, (BotoCoreError, ClientError))


def store_of_settings() -> ObjectStore:
    return object_store(
        settings.STORE_BUCKET,
        settings.STORE_ENDPOINT,
        settings.STORE_REGION,
        settings.STORE_KEY,
        settings.STORE_SECRET,
    )
