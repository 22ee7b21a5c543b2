"""What one person is shown of a login: one thing, for a minute."""

from dataclasses import dataclass
from datetime import datetime

from schoolgate.credentials.models import SharedLogin
from schoolgate.credentials.one_time_codes import code_at
from schoolgate.credentials.sealing import opened

# So long it stays on the screen.
SHOWN_FOR_S = 60


@dataclass(frozen=True, slots=True)
class Shown:
    """The sign-in name, and one value; of the seed only the code of the moment."""

    what: str
    sign_in_name: str
    value: str

    def __repr__(self) -> str:
        return f"<shown: {self.what}>"


def shown_of(login: SharedLogin, what: str, now: datetime) -> Shown:
    """Open the box for this one thing. Raises CannotOpen."""
    content = opened(login.box)
    value = code_at(content.seed, now.timestamp()) if what == "code" else str(getattr(content, what))
    return Shown(what, content.sign_in_name, value)
