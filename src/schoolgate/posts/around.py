"""What stands around a post, in one query: who is in its pictures, whose hands touched it, what was judged, which
policy is in force, and which roll its names are looked up in."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Case, CharField, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce

from schoolgate.kernel.kept import kept
from schoolgate.media.models import Appearance, Face, SeenWords
from schoolgate.people.models import Appointment, Person, School
from schoolgate.people.queries import current
from schoolgate.policies.models import AdoptedPolicy
from schoolgate.policies.queries import fresh_policy, held_policy
from schoolgate.posts.models import Hand, JudgementAnswer, Post
from schoolgate.registers.bans import banned_from_posting
from schoolgate.rules.policy import ResolvedPolicy
from schoolgate.rules.posts.facts import FaceFacts, Judged


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody in a picture: a pupil by id, staff by theirs, others by name only, and whether they agreed."""

    id: int
    picture_id: int
    pupil_id: int
    name: str
    agreed: bool
    is_covered: bool
    person_id: int = 0


@dataclass(frozen=True, slots=True)
class Read:
    """Words that can be read in a picture, and what was said of them."""

    id: int
    words: str
    about: str
    is_covered: bool
    may_stand: bool


@dataclass(slots=True)
class Around:
    """What `around` found of one post."""

    roll_key: str = ""
    policy_versions: list[tuple[int, int, str]] = field(default_factory=list)
    author_roles: set[str] = field(default_factory=set)
    hands: set[int] = field(default_factory=set)
    kept_out: set[int] = field(default_factory=set)
    judged: list[Judged] = field(default_factory=list)
    seen: defaultdict[int, list[Seen]] = field(default_factory=lambda: defaultdict(list))
    faces: defaultdict[int, list[FaceFacts]] = field(default_factory=lambda: defaultdict(list))
    read: defaultdict[int, list[Read]] = field(default_factory=lambda: defaultdict(list))

    @property
    def policy(self) -> ResolvedPolicy:
        """The policy in force; a query the first time this process meets it."""
        if not self.policy_versions:
            return fresh_policy()
        _number, key, digest = max(self.policy_versions)
        return held_policy(key, digest)

    @property
    def person_ids(self) -> set[int]:
        return {one.person_id for each in self.seen.values() for one in each if one.person_id}

    @property
    def pupil_ids(self) -> set[int]:
        return {one.pupil_id for each in self.seen.values() for one in each if one.pupil_id}


_BLANK = Value("", CharField())
_HAND, _JUDGED, _SEEN, _POLICY, _SCHOOL, _HELD, _FACE, _READ, _KEPT_OUT = range(9)


def around(post: Post, on: date) -> Around:
    """One query, whatever stands around it. Who is in a picture comes in the order in which they were named."""
    found = Around()
    for row in sorted(
        _of_a_post(
            post=post.pk, school=post.school_id, trust=post.school.trust_id, author=post.author_id, on=on
        )
    ):
        if row[0] in (_SEEN, _FACE, _READ):
            _add_of_a_picture(found, row)
        else:
            _add_of_the_post(found, row)
    return found


def _add_of_a_picture(found: Around, row: tuple[Any, ...]) -> None:
    what, one, picture, third, yes, also, words, about, why = row
    if what == _SEEN:
        name = Person(title=about, forename=why, surname=words).short_name if why else words
        pupil, person = max(third, 0), max(-third, 0)
        found.seen[picture].append(Seen(one, picture, pupil, name, bool(yes), bool(also), person))
    elif what == _FACE:
        found.faces[picture].append(FaceFacts(one, third, bool(yes)))
    else:
        found.read[picture].append(Read(one, words, about, bool(yes), bool(also)))


def _add_of_the_post(found: Around, row: tuple[Any, ...]) -> None:
    what, one, other, _third, yes, _also, words, about, why = row
    if what == _JUDGED:
        found.judged.append(Judged(words, bool(yes), why, about))
    elif what == _HAND:
        found.hands.add(one)
    elif what == _KEPT_OUT:
        found.kept_out.add(one)
    elif what == _HELD:
        found.author_roles.add(words)
    elif what == _POLICY:
        found.policy_versions.append((other, one, words))
    else:
        found.roll_key = words


@kept
def _of_a_post(
    *, post: int, school: int, trust: int, author: int, on: date
) -> QuerySet[Any, tuple[Any, ...]]:
    hands = Hand.objects.filter(post_id=post)
    judged = JudgementAnswer.objects.filter(post_id=post)
    in_pictures = Appearance.objects.filter(picture__in_posts__post_id=post)
    here = Q(school_id=school) | Q(school__isnull=True, trust_id=trust)
    held = Appointment.objects.filter(here, current(on), person_id=author)
    versions = AdoptedPolicy.objects.filter(school_id=school, in_force_at__isnull=False)
    return _rows(hands, _HAND, ids=["person_id"]).union(
        _rows(judged, _JUDGED, flags=["is_yes"], words=["question", "about", "why"]),
        _rows(
            in_pictures,
            _SEEN,
            ids=["pk", "picture_id", Coalesce("pupil_id", -F("person_id"), 0)],
            flags=["visitor_agreed", "is_covered"],
            words=[
                Coalesce("person__surname", "visitor_words"),
                Coalesce("person__title", _BLANK),
                Coalesce("person__forename", _BLANK),
            ],
        ),
        _rows(
            Face.objects.filter(picture__in_posts__post_id=post),
            _FACE,
            ids=["pk", "picture_id", Coalesce("appearance_id", 0)],
            flags=[Case(When(unrecognisable_by__isnull=False, then=1), default=0)],
        ),
        _rows(
            SeenWords.objects.filter(picture__in_posts__post_id=post),
            _READ,
            ids=["pk", "picture_id"],
            flags=["is_covered", "may_stand"],
            words=["words", "about"],
        ),
        _rows(held, _HELD, words=["role"]),
        _rows(banned_from_posting(on, school=school), _KEPT_OUT, ids=["person_id"]),
        _rows(versions, _POLICY, ids=["pk", "number"], words=["digest"]),
        _rows(School.objects.filter(pk=school), _SCHOOL, words=["roll_key"]),
        all=True,
    )


def _rows(
    found: QuerySet[Any],
    what: int,
    *,
    ids: Sequence[str | Coalesce] = (),
    flags: Sequence[str | Case] = (),
    words: Sequence[str | Coalesce] = (),
) -> QuerySet[Any, tuple[Any, ...]]:
    """Each as a row of one shape, so that one query holds them all: what it is, three ids, two flags, three words.
    None of them is null, for the rows are sorted."""
    flags_ = [Cast(name, IntegerField()) for name in flags]
    return found.order_by().values_list(
        Value(what),
        *(F(one) if isinstance(one, str) else one for one in ids),
        *[Value(0)] * (3 - len(ids)),
        *flags_,
        *[Value(0)] * (2 - len(flags_)),
        *(F(one) if isinstance(one, str) else one for one in words),
        *[_BLANK] * (3 - len(words)),
    )
