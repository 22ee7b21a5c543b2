"""The keys of the vault: files in the folder of keys, never in the database.

Each has a number and the beginning of its own digest in its name (`0001-5f2c9a1e.key`), so that a login says with
which key it was sealed, and a file with other content under the same name is noticed.
"""

import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from secrets import token_bytes

from django.conf import settings

from schoolgate.kernel.durable import flush_folder

FOLDER = "vault"
_BYTES = 32


@dataclass(frozen=True, slots=True)
class VaultKey:
    """One key; `id` is what a sealed login remembers."""

    id: str
    secret: bytes


def folder() -> Path:
    """Where the keys of the vault lie."""
    return Path(settings.KEYS_DIR) / FOLDER


def key_of(key_id: str) -> VaultKey | None:
    """The key with this id; None where its file is missing or holds something else."""
    return next((key for key in _all() if key.id == key_id), None)


def current_key() -> VaultKey:
    """The newest key, with which everything new is sealed; the first one is made when it is needed."""
    found = _all()
    return found[-1] if found else new_key()


def new_key() -> VaultKey:
    """Make another key, newer than all. What is sealed with an older one still needs that one."""
    secret = token_bytes(_BYTES)
    newest = max((int(key.id.partition("-")[0]) for key in _all()), default=0)
    key = VaultKey(f"{newest + 1:04}-{_digest(secret)}", secret)
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(_path(key.id), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secret.hex())
        file.flush()
        os.fsync(file.fileno())
    flush_folder(folder())
    return key


def _all() -> list[VaultKey]:
    """Every key that is here and is what its name says, the oldest first."""
    found = []
    for path in sorted(folder().glob("*-*.key")):
        secret = _secret_in(path)
        if secret is not None and path.stem.partition("-")[2] == _digest(secret):
            found.append(VaultKey(path.stem, secret))
    return found


def _secret_in(path: Path) -> bytes | None:
    try:
        secret = bytes.fromhex(path.read_text().strip())
    except (OSError, ValueError):
        return None
    return secret if len(secret) == _BYTES else None


def _path(key_id: str) -> Path:
    return folder() / f"{key_id}.key"


def _digest(secret: bytes) -> str:
    return sha256(b"schoolgate vault key" + secret).hexdigest()[:8]
