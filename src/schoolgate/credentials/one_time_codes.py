"""The six figures of an app for codes, from the seed that lies in the vault. The seed itself is shown to nobody."""

from base64 import b32decode
from urllib.parse import parse_qs, urlsplit

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

PERIOD_S = 30
_FIGURES = 6
_SHORTEST = 10


def seed_in(written: str) -> str:
    """The seed from what somebody pasted: with spaces, in small letters, or a whole otpauth address. ValueError."""
    text = written.strip()
    if text.lower().startswith("otpauth://"):
        text = parse_qs(urlsplit(text).query).get("secret", [""])[0]
    seed = "".join(text.split()).replace("-", "").upper().rstrip("=")
    if len(_bytes_of(seed)) < _SHORTEST:
        raise ValueError("too short")
    return seed


def code_at(seed: str, seconds: float) -> str:
    """The code that counts at this moment (seconds since 1970)."""
    made = TOTP(_bytes_of(seed), _FIGURES, SHA1(), PERIOD_S, enforce_key_length=False)  # noqa: S303
    return made.generate(int(seconds)).decode()


def _bytes_of(seed: str) -> bytes:
    return b32decode(seed + "=" * (-len(seed) % 8))
