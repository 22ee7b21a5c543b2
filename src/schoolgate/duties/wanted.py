"""A duty that is to be made: whose, about what, by when."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Wanted:
    """Everything that is said of a duty before it stands. `about` names it within its school."""

    control: str
    task: str
    about: str
    what: str
    more: str
    link: str
    closes_by: str
    closes_itself: bool
    owed_by_role: str
    owed_by: int | None
    due_at: datetime
    shown_at: datetime | None

    def of(self, person: int, about: str) -> "Wanted":
        """The same, owed by this person for themselves."""
        return replace(self, owed_by=person, about=about)

    @property
    def fields(self) -> Mapping[str, Any]:
        """As the columns of a duty."""
        return {
            "key": self.control,
            "task": self.task,
            "about": self.about,
            "what": self.what,
            "more": self.more,
            "link": self.link,
            "closes_by": self.closes_by,
            "closes_itself": self.closes_itself,
            "owed_by_id": self.owed_by,
            "owed_by_role": "" if self.owed_by else self.owed_by_role,
            "due_at": self.due_at,
            "shown_at": self.shown_at,
        }
