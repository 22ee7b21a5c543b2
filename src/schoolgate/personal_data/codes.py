"""The code with which whoever complained comes back: the same kind as that of a worry, and of another family."""

from secrets import token_urlsafe

from schoolgate.concerns.codes import code_of, digest_of


def code_for(form_key: str) -> str:
    """The code of one sending: the same one if it is sent twice."""
    return code_of(f"data-complaint:{form_key or token_urlsafe(24)}")


def digest_for(code: str) -> str:
    """What is kept of it."""
    return digest_of(code)
