"""Letters that carry a key wait sealed: whoever reads the database, or a backup of it, opens nothing with them."""

from base64 import urlsafe_b64encode
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from schoolgate.kernel.secret_files import kept_secret

KEY_FILE = "letters"
_MARK = "sealed:"


def seal(text: str) -> str:
    """The text as the outbox may keep it."""
    return _MARK + _seal().encrypt(text.encode()).decode()


def opened(text: str) -> str:
    """What is to be sent. Raises ValueError where the key that sealed it is not here: then nothing is sent."""
    if not text.startswith(_MARK):
        return text
    try:
        return _seal().decrypt(text.removeprefix(_MARK).encode()).decode()
    except InvalidToken as wrong:
        raise ValueError("the letter was sealed with another key") from wrong


def _seal() -> Fernet:
    secret = kept_secret(settings.KEYS_DIR / KEY_FILE)
    return Fernet(urlsafe_b64encode(sha256(secret.encode()).digest()))
