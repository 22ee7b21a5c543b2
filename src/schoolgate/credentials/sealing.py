"""Sealing a login: its content with a key of its own, and that key with the vault's, which is not in the database.

Changing the vault's key only seals the small keys anew; what is in the boxes is not opened for it.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from secrets import token_bytes
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils.crypto import get_random_string

from schoolgate.credentials import vault_keys

_NONCE = 12
_BOX_ID = 22


@dataclass(frozen=True, slots=True)
class Content:
    """What lies in the box of one login."""

    sign_in_name: str = ""
    password: str = ""
    seed: str = ""
    recovery: str = ""
    words: str = ""

    def __repr__(self) -> str:
        return "<content of a login>"

    @property
    def is_any(self) -> bool:
        """Whether there is anything in it."""
        return any(asdict(self).values())


@dataclass(frozen=True, slots=True)
class Box:
    """A sealed content as the database keeps it: which key of the vault, the box's own key sealed, the content."""

    id: str
    key_id: str
    sealed_key: str
    sealed: str


class CannotOpen(Exception):
    """The box does not open with the keys that are here. Nothing is lost: the right key opens it."""

    def __init__(self, key_id: str) -> None:
        super().__init__(key_id)
        self.key_id = key_id


def seal(content: Content, box_id: str = "") -> Box:
    """Seal this content with a new key of its own."""
    return seal_words(asdict(content), box_id)


def seal_words(words: Mapping[str, Any], box_id: str = "") -> Box:
    """Seal any words, by name, with a new key of their own."""
    box_id = box_id or get_random_string(_BOX_ID)
    own, vault = AESGCM.generate_key(256), vault_keys.current_key()
    packed = json.dumps(dict(words)).encode()
    return Box(box_id, vault.id, _shut(vault.secret, own, box_id), _shut(own, packed, box_id))


def opened(box: Box) -> Content:
    """What is in the box. Raises CannotOpen."""
    return Content(**opened_words(box))


def opened_words(box: Box) -> dict[str, Any]:
    """The words in the box, by name. Raises CannotOpen."""
    try:
        words: dict[str, Any] = json.loads(_open(_own_key(box), box.sealed, box.id))
    except (InvalidTag, ValueError) as wrong:
        raise CannotOpen(box.key_id) from wrong
    return words


def sealed_anew(box: Box) -> Box:
    """The same box with its key sealed by the newest key of the vault. Raises CannotOpen."""
    vault = vault_keys.current_key()
    try:
        own = _own_key(box)
    except (InvalidTag, ValueError) as wrong:
        raise CannotOpen(box.key_id) from wrong
    return Box(box.id, vault.id, _shut(vault.secret, own, box.id), box.sealed)


def _own_key(box: Box) -> bytes:
    vault = vault_keys.key_of(box.key_id)
    if vault is None:
        raise CannotOpen(box.key_id)
    return _open(vault.secret, box.sealed_key, box.id)


def _shut(key: bytes, content: bytes, box_id: str) -> str:
    """Sealed so that it opens for this box only: content moved into another box does not open there."""
    nonce = token_bytes(_NONCE)
    return b64encode(nonce + AESGCM(key).encrypt(nonce, content, box_id.encode())).decode()


def _open(key: bytes, shut: str, box_id: str) -> bytes:
    raw = b64decode(shut)
    return AESGCM(key).decrypt(raw[:_NONCE], raw[_NONCE:], box_id.encode())
