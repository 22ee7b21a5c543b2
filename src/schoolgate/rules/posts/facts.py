"""The facts of a post, as plain values, for the rules to judge."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from schoolgate.rules.consents import Channel, Said, Standing
from schoolgate.rules.posts.states import State
from schoolgate.rules.posts.words_seen import About, Reading
from schoolgate.rules.right_to_post import Rights


@dataclass(frozen=True, slots=True)
class NamedFor:
    """Somebody whom the school named to write for a place, both days included."""

    person_id: int
    first_on: date
    last_on: date | None = None

    def holds_on(self, on: date) -> bool:
        return self.first_on <= on <= (self.last_on or date.max)


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """A place this post is meant for. `named` are those who write for it; nobody is named where it is empty."""

    id: int
    name: str
    channel: Channel
    is_live: bool = True
    longest_text: int = 5000
    most_pictures: int = 10
    named: tuple[NamedFor, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownFacts:
    """Somebody recognisable in a picture. A pupil has a standing.

    Of staff and visitors, `agreed` is what the author was told for this picture, `said` what they answered themselves
    for each use: it goes first.
    """

    id: int
    short_name: str
    is_pupil: bool
    standing: Standing | None = None
    agreed: bool = True
    is_covered: bool = False
    is_youngest: bool = False
    """In nursery or Reception."""
    said: Mapping[str, Said] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FaceFacts:
    """A face in a picture. `shown` is the id of whoever it is, or of the cover over it; 0 while nobody said."""

    id: int
    shown: int = 0
    is_unrecognisable: bool = False


@dataclass(frozen=True, slots=True)
class NamedPupil:
    """A pupil whom some words of the text may mean."""

    id: int
    short_name: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class SeenWordsFacts:
    """Words that can be read in a picture. `pupils` are those whom they may name; `is_beside` says that one of these
    is in the picture."""

    id: int
    about: About
    words: str = ""
    pupils: tuple[NamedPupil, ...] = ()
    is_full_name: bool = False
    is_beside: bool = False
    is_covered: bool = False
    may_stand: bool = False

    @property
    def matters(self) -> bool:
        if self.about is not About.NAME or self.is_covered or self.may_stand:
            return True
        return bool(self.pupils) and (self.is_full_name or self.is_beside)


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """A picture in the post. `people_count` is how many people could be recognised, None while nobody said.

    `faces` are those that were found or marked; where there are any, they are what is accounted for.
    """

    id: int
    alt: str
    people_count: int | None
    shown: tuple[ShownFacts, ...] = ()
    people_in_words: str = ""
    is_ours: bool = True
    credit: str = ""
    faces: tuple[FaceFacts, ...] = ()
    words: tuple[SeenWordsFacts, ...] = ()
    reading: Reading = Reading.NEVER
    from_device: str = ""
    """The school device of the register on which it was taken in, known by itself."""
    film: str = ""
    """How far the work on the video is that it stands for (`films.Film`); empty for a picture."""

    @property
    def words_that_matter(self) -> tuple[SeenWordsFacts, ...]:
        """What can be read in it, less first names whose pupil is not in it; what was answered for stays."""
        return tuple(one for one in self.words if one.matters)

    @property
    def words_to_look_at(self) -> int:
        """How many of them nobody has said anything of."""
        return sum(not (one.is_covered or one.may_stand) for one in self.words_that_matter)

    @property
    def covers_somebody(self) -> bool:
        return any(one.is_covered for one in self.shown)

    @property
    def declared(self) -> int:
        """How many faces somebody has declared unrecognisable."""
        return sum(face.is_unrecognisable for face in self.faces)

    @property
    def recognisable(self) -> tuple[ShownFacts, ...]:
        return tuple(one for one in self.shown if not one.is_covered)


@dataclass(frozen=True, slots=True)
class NamedFacts:
    """Words of the text that name a pupil, or one of several namesakes."""

    words: str
    pupils: tuple[NamedPupil, ...]
    is_certain: bool = True
    is_full_name: bool = False


@dataclass(frozen=True, slots=True)
class Suspected:
    """Something a machine stumbled over: its kind ("political"), the words, and why."""

    kind: str
    words: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A question that only a person can answer, and the answer. `about` are the words asked about alone."""

    question: str
    is_yes: bool
    why: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class PostFacts:
    """Everything the rules need to know about one post. `voices` are the names this author may speak under."""

    id: int
    state: State
    author_id: int
    text: str
    title: str = ""
    speaker: str = ""
    voices: tuple[str, ...] = ()
    objective: str = ""
    places: tuple[PlaceFacts, ...] = ()
    pictures: tuple[PictureFacts, ...] = ()
    named: tuple[NamedFacts, ...] = ()
    suspected: tuple[Suspected, ...] = ()
    judged: tuple[Judged, ...] = ()
    hands: frozenset[int] = frozenset()
    goes_out_at: datetime | None = None
    taken_with: tuple[str, ...] = ()
    single_pupil_reason: str = ""
    other_route: str = ""
    has_an_open_question: bool = False
    is_controversial: bool = False
    is_notice: bool = False
    same_text_before: datetime | None = None
    digest: str = ""
    author_may_write: bool = True
    kept_out: frozenset[int] = frozenset()
    """Whom the register of bans keeps from posting, and so from deciding, now."""
    # What its author, and whoever decides, has signed and been trained in.
    rights: Rights = field(default_factory=Rights)
    stop_words: str = ""
    decided_digest: str = ""
    decided_at: datetime | None = None

    @property
    def has_pictures(self) -> bool:
        return bool(self.pictures)

    @property
    def pupils_named(self) -> tuple[NamedFacts, ...]:
        """Names of pupils, less those of which the author said that no pupil is meant."""
        ruled_out = {
            judged.about for judged in self.judged if judged.question == NO_PUPIL_MEANT and not judged.is_yes
        }
        return tuple(named for named in self.named if named.is_certain or named.words not in ruled_out)

    @property
    def on_website(self) -> bool:
        return any(place.channel is Channel.WEBSITE for place in self.places)

    @property
    def shows_or_names_a_pupil(self) -> bool:
        return bool(self.pupils_named) or any(
            one.is_pupil for picture in self.pictures for one in picture.shown
        )


NO_PUPIL_MEANT = "pupil_meant"


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """Whoever wants to decide."""

    id: int
    roles: frozenset[str] = field(default_factory=frozenset)
