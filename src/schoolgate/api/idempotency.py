"""A call that is sent again with its key is done once; with its key and something else in it, it is refused."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import msgspec
from django.core.cache import cache

from schoolgate.api.door import Call
from schoolgate.api.inputs import Wrong, whole
from schoolgate.api.problems import Problem
from schoolgate.kernel.models import UsedForm

KEY_HEADER = "Idempotency-Key"
KEY = r"^[A-Za-z0-9_-]+$"
LONGEST_KEY = 64
# Longer than any call takes.
_AT_WORK_S = 300
_MARK = 28


def form_key(call: Call) -> str:
    """The caller's key, made this person's and this address's own, and behind it a mark of what the call holds."""
    words = call.request.headers.get(KEY_HEADER)
    if words is None:
        return ""
    if not 1 <= len(words) <= LONGEST_KEY or not all(
        one.isascii() and (one.isalnum() or one in "_-") for one in words
    ):
        raise Wrong({KEY_HEADER: f"At most {LONGEST_KEY} letters, digits, - and _."})
    own = f"{call.token.person_id} {call.request.path} {words}"
    return f"api-{_marked(own.encode())}-{_content(call)}"


@contextmanager
def same_call_only(key: str) -> Iterator[None]:
    """Within it no other call with the same key is at work. Raises Problem where one was done with something else."""
    if not key:
        yield
        return
    own = key.rpartition("-")[0]
    is_first = cache.add(own, key, _AT_WORK_S)
    try:
        if _used(own) not in (None, key) or not (is_first or cache.get(own) in (None, key)):
            raise Problem(
                "used-before",
                f"This {KEY_HEADER} was sent before with something else. Nothing was done. Choose a new one.",
            )
        yield
    finally:
        if is_first:
            cache.delete(own)


def was_used(key: str) -> bool:
    """Whether this very call was done before."""
    return bool(key) and UsedForm.objects.filter(key=key).exists()


def _used(own: str) -> str | None:
    """With what this key was done. A range, for which every engine has an index."""
    first, last = (f"{own}-{letter * _MARK}" for letter in "0f")
    return UsedForm.objects.filter(key__gte=first, key__lte=last).values_list("key", flat=True).first()


def _content(call: Call) -> str:
    """The same for the same JSON however it is written, and for the same files."""
    if call.request.content_type == "multipart/form-data":
        return _marked(repr(_files(call)).encode())
    body = call.request.body
    # What is no JSON is refused later, in its own words.
    with suppress(msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        body = msgspec.json.encode(whole(msgspec.json.decode(body)), order="sorted")
    return _marked(body)


def _files(call: Call) -> list[tuple[str, str, str]]:
    found = []
    for field, files in sorted(call.request.FILES.lists()):
        for file in files:
            digest = hashlib.sha256()
            for piece in file.chunks():
                digest.update(piece)
            file.seek(0)
            found.append((field, file.name or "", digest.hexdigest()))
    return found


def _marked(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:_MARK]
