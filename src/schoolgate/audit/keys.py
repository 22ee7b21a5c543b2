"""The key that signs checkpoints. It lies in a folder outside the database, so that whoever can write to the
database cannot sign another history.

`trail-<id>.pem` is secret and readable by its owner only; `trail-<id>.pub` is public and stays when a key is
replaced, so that what the old one signed can still be checked.
"""

import os
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from django.conf import settings


class KeyIsMissing(RuntimeError):
    """There are signed checkpoints but no key; the message says what to do."""


def folder() -> Path:
    """Where the keys lie."""
    return Path(settings.SCHOOLGATE_KEYS_DIR)


def signing_key() -> Ed25519PrivateKey:
    """The key to sign with; KeyIsMissing when there is none (see `make_key`)."""
    if not (found := _newest(".pem")):
        raise KeyIsMissing(
            f"The key that signs the trail is not in {folder()}. Put it back from your copy of the keys. "
            "If it is lost, run `schoolgate audit checkpoint --new-key` and keep a copy this time."
        )
    key = load_pem_private_key(found.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyIsMissing(f"{found} does not hold an Ed25519 key.")
    return key


def is_there() -> bool:
    """Whether a signing key has been made."""
    return _newest(".pem") is not None


def make_key() -> Ed25519PrivateKey:
    """Make a new signing key and keep it; from then on it is the one that signs."""
    key = Ed25519PrivateKey.generate()
    public = key.public_key()
    name = f"trail-{_count() + 1:04}-{sha256(public.public_bytes_raw()).hexdigest()[:8]}"
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    _write(folder() / f"{name}.pub", _public_pem(public), 0o644)
    _write(folder() / f"{name}.pem", _private_pem(key), 0o600)
    return key


def trusted_keys() -> list[Ed25519PublicKey]:
    """Every key that has ever signed here: the present one and those it replaced."""
    keys = [load_pem_public_key(path.read_bytes()) for path in sorted(folder().glob("trail-*.pub"))]
    return [key for key in keys if isinstance(key, Ed25519PublicKey)]


def _newest(suffix: str) -> Path | None:
    return max(folder().glob(f"trail-*{suffix}"), default=None)


def _count() -> int:
    return len(list(folder().glob("trail-*.pub")))


def _write(path: Path, content: bytes, mode: int) -> None:
    """Write a file whole or not at all, closed to others from the start."""
    draft = path.with_suffix(f"{path.suffix}.draft")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _private_pem(key: Ed25519PrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _public_pem(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
