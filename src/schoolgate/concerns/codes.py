"""The code with which whoever told of a worry comes back. It is shown once and kept nowhere."""

import hmac
from hashlib import sha256
from secrets import token_urlsafe

from django.conf import settings

# No letter or figure that could be taken for another; of sixteen nobody guesses one.
_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 16


def code_of(form_key: str) -> str:
    """The code that belongs to one sending: the same one if it is sent twice. "K7M2-9QXR-…"."""
    made = hmac.digest(
        settings.SECRET_KEY.encode(), f"worry:{form_key or token_urlsafe(24)}".encode(), sha256
    )
    number, signs = int.from_bytes(made), ""
    for _place in range(_LENGTH):
        number, rest = divmod(number, len(_SIGNS))
        signs += _SIGNS[rest]
    return "-".join(signs[start : start + 4] for start in range(0, _LENGTH, 4))


def digest_of(code: str) -> str:
    """What is kept of a code, however somebody writes it: small letters, spaces, no hyphens."""
    plain = "".join(one for one in code.upper() if one in _SIGNS)
    return sha256(f"worry:{plain}".encode()).hexdigest() if len(plain) == _LENGTH else ""
