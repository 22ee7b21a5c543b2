"""Secrets of providers are sealed with a key that lies outside the database, and opened only to sign somebody in."""

from base64 import urlsafe_b64encode
from functools import cache
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from schoolgate.kernel.secret_files import kept_secret

KEY_FILE = "sign-in-providers"


def seal(secret: str) -> str:
    """The secret as the database may keep it."""
    return _seal().encrypt(secret.encode()).decode()


def opened(sealed: str) -> str:
    """The secret; empty without the key file, and then the provider refuses us."""
    try:
        return _seal().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return ""


@cache
def _seal() -> Fernet:
    secret = kept_secret(settings.KEYS_DIR / KEY_FILE)
    return Fernet(urlsafe_b64encode(sha256(secret.encode()).digest()))
