"""Until when somebody is trained, what is due to whom, and what stands against keeping the record."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from schoolgate.rules.refusals import Control, Refusal
from schoolgate.rules.staffing import kinds_of

FOR_EVER = date(9999, 12, 31)
# So long before it ends somebody is asked to come again.
ASKED_BEFORE = timedelta(days=30)
# So long after joining an induction is due.
INDUCTION_WITHIN = timedelta(days=14)
INDUCTION = "induction"
# What everyone is trained in again as often as the policy says, whatever a course says of itself: what may be posted,
# the places for it, the risks. Safeguarding and a school's own matters come again as their course says.
REFRESHED = ("content", "risks", "platform:", "place:")
OLDEST_SESSION = timedelta(days=366 * 3)


class Training(StrEnum):
    """How somebody stands in one course."""

    IN_DATE = "in date"
    SOON = "ends soon"
    LAPSED = "ended"
    NEVER = "not yet"


@dataclass(frozen=True, slots=True)
class CourseFacts:
    """A course: what it trains in, for which kinds of people (none: everybody), how often in months (0: once)."""

    covers: str
    audience: tuple[str, ...]
    every_months: int

    def is_for(self, roles: Iterable[str]) -> bool:
        return not self.audience or bool(kinds_of(roles) & set(self.audience))


def valid_until(held_on: date, every_months: int) -> date:
    """The last day on which training of that day counts; for ever where it is had once."""
    if not every_months:
        return FOR_EVER
    month = held_on.month - 1 + every_months
    year, month = held_on.year + month // 12, month % 12 + 1
    day = min(held_on.day, _days_in(year, month))
    return date(year, month, day) - timedelta(days=1)


def months_under(course: CourseFacts, everyone_every: int) -> int:
    """How often a course comes again where the policy trains everyone again every so many months; 0: had once."""
    return min(course.every_months, everyone_every) if _is_refreshed(course.covers) else course.every_months


def counts_until(until: date, *, covers: str, held_on: date, everyone_every: int) -> date:
    """The last day on which training counts that its course lets count `until`: never longer than the policy says."""
    if until == FOR_EVER or not _is_refreshed(covers):
        return until
    return min(until, valid_until(held_on, everyone_every))


def _is_refreshed(covers: str) -> bool:
    return covers.startswith(REFRESHED)


def _days_in(year: int, month: int) -> int:
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    return (first_of_next - timedelta(days=1)).day


def stands(until: date | None, on: date) -> Training:
    """How somebody stands on a day who is trained until then (None: never was)."""
    if until is None:
        return Training.NEVER
    if until < on:
        return Training.LAPSED
    return Training.SOON if until - on <= ASKED_BEFORE else Training.IN_DATE


def due_on(course: CourseFacts, until: date | None, *, joined_on: date, course_since: date) -> date:
    """By which day somebody is to come: before their training ends, or soon after joining."""
    if until is not None:
        return until
    return max(joined_on, course_since) + INDUCTION_WITHIN


def refusals_to_hold(
    *,
    on: date,
    today: date,
    came: Collection[int],
    absent: Collection[int],
    here: Collection[int],
    led_by: str,
    is_over: bool,
) -> Iterator[Refusal]:
    """A session lies in the past, says who led it, and names only people of the school, each once."""
    if is_over:
        yield _refusal("This course has ended.", "Add a new one.")
    if not today - OLDEST_SESSION <= on <= today:
        yield _refusal("A session is written down on its day or later.", "Choose a day that has been.", "on")
    if not led_by.strip():
        yield _refusal("It does not say who led it.", "Write a name, or what was used.", "led_by")
    if not came:
        yield _refusal("Nobody came to it yet.", "Choose who came.", "came")
    if set(came) & set(absent):
        yield _refusal("Somebody is on both lists.", "Choose one of them.", "absent")
    if not (set(came) | set(absent)) <= set(here):
        yield _refusal("Somebody has no role here now.", "Look at the list again.", "came")


def refusals_to_add_course(*, title: str, titles: Collection[str], every_months: int) -> Iterator[Refusal]:
    if title.strip().lower() in {one.lower() for one in titles}:
        yield _refusal("There is a course with this name.", "Choose another name.", "title")
    if not 0 <= every_months <= 60:
        yield _refusal(
            "Training comes again within five years, or is had once.",
            "Choose 0 to 60 months.",
            "every_months",
        )


def refusals_to_train_on(
    place: str, *, is_about_social_media: bool, known: Collection[str]
) -> Iterator[Refusal]:
    """A course for one platform is about social media, and the platform is one of the list."""
    if not place:
        return
    if not is_about_social_media:
        yield _refusal(
            "Only a course on social media is for one platform.",
            "Choose social media, or no platform.",
            "place",
        )
    if place not in known:
        yield _refusal("There is no such platform.", "Choose one of the list.", "place")


def refusals_to_train_again(
    *,
    words: str,
    titles: Collection[str],
    due_on: date,
    today: date,
    classes: Collection[str],
    there: Collection[str],
) -> Iterator[Refusal]:
    """What happened is said, the day lies ahead, and each class is one of the school."""
    if not words.strip():
        yield _refusal("It does not say what happened or changed.", "Write it in a line.", "words")
    yield from (
        replace(one, about="words")
        for one in refusals_to_add_course(title=words, titles=titles, every_months=0)
    )
    if due_on < today:
        yield _refusal("That day has been.", "Choose a day to come.", "due_on")
    if not set(classes) <= set(there):
        yield _refusal("One of these classes is not on the roll.", "Look at the list again.", "classes")


def refusals_to_teach(
    *,
    on: date,
    today: date,
    topic: str,
    class_name: str,
    points: Collection[str] = (),
    known: Collection[str] = (),
) -> Iterator[Refusal]:
    if on > today or on < today - OLDEST_SESSION:
        yield _refusal("A lesson is written down on its day or later.", "Choose a day that has been.", "on")
    if not topic.strip() and not points:
        yield _refusal("It does not say what was taught.", "Choose it, or write it in a line.", "topic")
    if not set(points) <= set(known):
        yield _refusal("Our policy has no such point.", "Choose from what stands there.", "points")
    if not class_name.strip():
        yield _refusal("It does not say which class.", "Choose the class.", "class_name")


def refusals_to_agree(
    *, on: date, today: date, unsigned: Collection[int], absent: Collection[int], is_as_read: bool
) -> Iterator[Refusal]:
    """A class signs what stands on the page, on a day that has been, and somebody of it has still to."""
    if not unsigned:
        yield _refusal(
            "Nobody of this class has anything to sign now.", "Choose another class.", "class_name"
        )
        return
    if not is_as_read:
        yield _refusal("What pupils sign has changed since you opened the page.", "Read it to them again.")
    if not today - OLDEST_SESSION <= on <= today:
        yield _refusal("It is written down on its day or later.", "Choose a day that has been.", "signed_on")
    if not set(absent) <= set(unsigned):
        yield _refusal(
            "Somebody on the list has signed before, or is not of this class.", "Look again.", "absent"
        )
    elif set(absent) == set(unsigned):
        yield _refusal("Then nobody has signed.", "Leave those out who signed.", "absent")


def _refusal(words: str, next_step: str, about: str = "") -> Refusal:
    return Refusal(Control.STATE, words, next_step, about=about)


def over() -> Refusal:
    """A course ends once."""
    return _refusal("This course has ended.", "Nothing is left to do.")
