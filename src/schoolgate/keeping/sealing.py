"""A backup that only its school can open: sealed for a public key, opened with the secret one, which is kept apart.

The file is as the program `age` writes it (age-encryption.org/v1), so that it opens without Schoolgate too. The machine
that makes backups has only the public key.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import file_digest, sha256
from pathlib import Path
from typing import BinaryIO

import pyrage
from pyrage.x25519 import Identity, Recipient

from schoolgate.keeping.archive import NotABackup
from schoolgate.keeping.scratch import scratch

_FIRST_LINE = b"age-encryption.org/v1\n"
_NO_MATCH = "No matching keys"


class WrongKey(Exception):
    """What the settings name is no public key; the message is a sentence."""


class NotSealedWhole(OSError):
    """What was sealed does not open as it was: the disk or the memory is at fault."""


def new_key() -> tuple[str, str]:
    """A secret key and its public one, in words that can be printed and typed."""
    secret = Identity.generate()
    return str(secret), str(secret.to_public())


def public_keys(words: Iterable[str]) -> list[Recipient]:
    """The public keys that these words are. Raises WrongKey."""
    try:
        return [Recipient.from_str(one.strip()) for one in words]
    except pyrage.RecipientError as wrong:
        raise WrongKey(
            "SCHOOLGATE_BACKUP_KEY is no public key. It begins with age1; `schoolgate backup_key` makes one."
        ) from wrong


def is_sealed(path: Path) -> bool:
    """Whether this file is sealed, whoever can open it."""
    with path.open("rb") as file:
        return file.read(len(_FIRST_LINE)) == _FIRST_LINE


def seal(plain: Path, into: BinaryIO, keys: Sequence[Recipient]) -> None:
    """Seal this file for each of these keys, and see that it opens again as it was. Raises NotSealedWhole."""
    # A key that lives as long as this call, for reading back: the secret ones are not here.
    once = Identity.generate()
    start = into.tell()
    with plain.open("rb") as content:
        pyrage.encrypt_io(content, into, [*keys, once.to_public()])
        content.seek(0)
        digest = file_digest(content, "sha256").digest()
    into.flush()
    into.seek(start)
    read_back = _Digest()
    try:
        pyrage.decrypt_io(into, read_back, [once])
    except (pyrage.DecryptError, OSError) as wrong:
        raise NotSealedWhole("The sealed backup does not open again. Look at the disk.") from wrong
    if read_back.sum.digest() != digest:
        raise NotSealedWhole("The sealed backup is not what was sealed. Look at the disk.")


@contextmanager
def opened(path: Path, secret: str) -> Iterator[Path]:
    """The backup as it was before it was sealed; one that lies open is its own. Raises NotABackup.

    What is opened lies beside the database for as long as it is needed, and nowhere else.
    """
    if not path.is_file() or not is_sealed(path):
        yield path
        return
    identity = _identity(secret)
    with scratch("backup") as folder:
        plain = folder / path.name
        with path.open("rb") as source, plain.open("xb") as target:
            _open(source, target, identity)
        yield plain


def _identity(secret: str) -> Identity:
    if not secret:
        raise NotABackup("This backup is sealed. Give its secret key: --key and the file that it is in.")
    try:
        return Identity.from_str(secret.strip())
    except pyrage.IdentityError as wrong:
        raise NotABackup("This is no secret key of a backup: one begins with AGE-SECRET-KEY-1.") from wrong


def _open(source: BinaryIO, target: BinaryIO, identity: Identity) -> None:
    try:
        pyrage.decrypt_io(source, target, [identity])
    except pyrage.DecryptError as wrong:
        if _NO_MATCH in str(wrong):
            raise NotABackup(
                "This key does not open this backup. It was sealed for another one, or its beginning was changed."
            ) from wrong
        raise _damaged() from wrong
    except OSError as wrong:
        if wrong.errno is not None:  # The disk, and not what was read from it.
            raise
        raise _damaged() from wrong


def _damaged() -> NotABackup:
    return NotABackup(
        "This file is no backup, or only a part of one: it ends too early or was changed. Take another one."
    )


class _Digest:
    """A file that keeps nothing of what is written into it but its digest."""

    def __init__(self) -> None:
        self.sum = sha256()

    def write(self, content: bytes) -> int:
        self.sum.update(content)
        return len(content)

    def flush(self) -> None:
        """Nothing is left behind."""
