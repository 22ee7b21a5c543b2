"""Who hears that something is late: whoever answers for those who owe it, then up, never the one who owes it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from schoolgate.duties.models import Duty
from schoolgate.duties.subjects import managers_of
from schoolgate.people.models import Person, School

# Where somebody named to hear is the one who owes it, or there is nobody, these hear in their place, in this order.
_UP = ("headteacher", "chair", "board")
_POSTS = {
    "headteacher": ("headteacher", "executive_headteacher"),
    "chair": ("chair",),
    "board": ("chair", "trustee", "trust_officer", "governor"),
}


@dataclass(frozen=True)
class Ladder:
    """The people of a school by what they hold, and who answers for whom."""

    holds: Mapping[str, frozenset[int]]
    managers: Mapping[int, int]

    @classmethod
    def of(cls, school: School, people: Sequence[Person]) -> "Ladder":
        """From everybody with a post here (`people_of`), with at most one query more."""
        holds: dict[str, set[int]] = {}
        for one in people:
            for post in one.posts_now:  # type: ignore[attr-defined]  # `people_of` adds it
                holds.setdefault(post.role, set()).add(one.pk)
        here = {one.pk for one in people}
        named = managers_of(school, here)
        return cls(
            {post: frozenset(each) for post, each in holds.items()},
            {person: one.pk for person, one in named.items() if one.pk in here},
        )

    def who_owes(self, duty: Duty) -> frozenset[int]:
        """The person, or everybody who holds the post."""
        if duty.owed_by_id is not None:
            return frozenset({duty.owed_by_id})
        return self.holds.get(duty.owed_by_role, frozenset())

    def who_hears(self, who: str, owing: Collection[int]) -> frozenset[int]:
        """These people at this step; of those who owe it, nobody."""
        found = self._managers_of(owing) if who == "manager" else self._holders(_POSTS[who])
        above = _UP[_UP.index(who) + 1 :] if who in _UP else _UP
        for step in above:
            if found - set(owing):
                break
            found = self._holders(_POSTS[step])
        return frozenset(found - set(owing))

    def _managers_of(self, owing: Collection[int]) -> frozenset[int]:
        return frozenset(self.managers[one] for one in owing if one in self.managers)

    def _holders(self, posts: Iterable[str]) -> frozenset[int]:
        return frozenset().union(*(self.holds.get(post, frozenset()) for post in posts))
