"""The folder of keys as one part of a backup, only when asked for, locked with a passphrase.

Whoever has a backup and its keys can read what is sealed in it; so as a rule the keys are kept apart.
"""

import io
import tarfile
from base64 import b64decode, b64encode, urlsafe_b64encode
from pathlib import Path
from secrets import token_bytes
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from schoolgate.keeping.archive import NotABackup

SHORTEST = 12
_HARD = {"n": 2**16, "r": 8, "p": 1}


class WeakPassphrase(ValueError):
    """A passphrase that would guard nothing; the message says what to do."""


def lock(folder: Path, passphrase: str) -> tuple[bytes, dict[str, Any]]:
    """Every file of the folder, locked; and how (but for the passphrase), for the manifest."""
    if len(passphrase) < SHORTEST:
        raise WeakPassphrase(f"Choose a passphrase of at least {SHORTEST} letters: four words are good.")
    salt = token_bytes(16)
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                tar.add(path, arcname=str(path.relative_to(folder)), recursive=False)
    return _fernet(passphrase, salt).encrypt(packed.getvalue()), {"salt": b64encode(salt).decode(), **_HARD}


def unlock(sealed: bytes, how: dict[str, Any], passphrase: str, to: Path) -> None:
    """Put the keys back into this folder. Raises NotABackup for a wrong passphrase."""
    try:
        packed = _fernet(passphrase, b64decode(how["salt"])).decrypt(sealed)
    except InvalidToken as wrong:
        raise NotABackup("This passphrase does not open the keys of the backup. Try again.") from wrong
    to.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tarfile.open(fileobj=io.BytesIO(packed)) as tar:
        tar.extractall(to, filter="data")


def _fernet(passphrase: str, salt: bytes) -> Fernet:
    key = Scrypt(salt=salt, length=32, **_HARD).derive(passphrase.encode())
    return Fernet(urlsafe_b64encode(key))
