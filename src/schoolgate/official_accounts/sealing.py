"""Keys of official accounts are sealed with a secret that lies outside the database, and opened only to publish."""

from base64 import urlsafe_b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from schoolgate.connectors.contract import Credentials
from schoolgate.kernel.secret_files import kept_secret
from schoolgate.official_accounts.models import OfficialAccount

_SEALED_WITH = "accounts-seal"


def seal(key: str) -> str:
    """The key as the database may keep it."""
    return _seal().encrypt(key.encode()).decode()


def credentials_of(account: OfficialAccount) -> Credentials:
    """How we are let in there. Without the secret file a stored key cannot be opened: it is then empty, and the
    place refuses us in words."""
    return Credentials(account.address.rstrip("/"), account.sign_in_name, _opened(account.sealed_key))


def _opened(sealed: str) -> str:
    try:
        return _seal().decrypt(sealed.encode()).decode() if sealed else ""
    except InvalidToken:
        return ""


def _seal() -> Fernet:
    return _sealed_by(settings.KEYS_DIR / _SEALED_WITH)


@cache
def _sealed_by(file: Path) -> Fernet:
    secret = kept_secret(file)
    return Fernet(urlsafe_b64encode(sha256(secret.encode()).digest()))
