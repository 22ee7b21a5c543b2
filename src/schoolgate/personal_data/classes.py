"""Classes of record: which rows go in which night, counted from when, after how many years.

The years are the ones that the labels say; a school whose schedule differs sets another (`KeepingTime`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db.models import DateField, DateTimeField, Max, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schoolgate.keeping.whole_school import ways
from schoolgate.media.models import Picture
from schoolgate.people.models import Appointment, Person, School, User
from schoolgate.people.queries import LONDON
from schoolgate.personal_data.emptied import NOBODY_ANY_MORE
from schoolgate.personal_data.held import PROTECTS
from schoolgate.posts.models import Post
from schoolgate.posts.publishing.states import MAY_BE_PUBLIC
from schoolgate.pupils.models import Pupil
from schoolgate.rules.concerns import About
from schoolgate.rules.posts.films import Film
from schoolgate.rules.posts.states import IS_OR_WAS_PUBLIC, State

Due = Callable[[School, date], QuerySet[Any]]


class Does(StrEnum):
    """What becomes of a row whose time is over."""

    GOES = "goes"
    EMPTIED = "emptied"
    FILE_GOES = "file_goes"
    # What lies under the covers goes; the picture stays as everybody sees it.
    COVERED = "covered"


@dataclass(frozen=True, slots=True)
class RecordClass:
    """Rows of one table that go alike. `takes` are the tables that go with them, in this order ("table:way")."""

    key: str
    title: str | Promise
    table: str
    counted: str | Promise
    years: int
    due: Due
    takes: Sequence[str] = ()
    does: Does = Does.GOES
    # Law or the safety of a child sets it: no school keeps it shorter.
    least: int = 0


def _after(table: str, way: str, **only: Any) -> Due:
    """Rows of this table where this day or moment is before the day."""

    def due(school: School, before: date) -> QuerySet[Any]:
        model = apps.get_model(table)
        to_school = ways().get(model, "")
        whose = {to_school: school} if to_school else {"trust": school.trust_id}
        field = _field_at(table, way)
        until = datetime.combine(before, time.min, LONDON) if isinstance(field, DateTimeField) else before
        return model._base_manager.filter(**whose, **{f"{way}__lt": until}, **only)

    return due


def _field_at(table: str, way: str) -> DateField[Any, Any]:
    model, *_rest = apps.get_model(table), None
    *steps, last = way.split("__")
    for step in steps:
        model = model._meta.get_field(step).related_model
    return model._meta.get_field(last)


def _pupils_left(school: School, before: date) -> QuerySet[Pupil]:
    """Leavers who are still named, of whom no picture is up. Whom a list protects stays until it lets go."""
    left = Pupil._base_manager.filter(school=school, left_on__lt=before).exclude(
        legal_forename=NOBODY_ANY_MORE, legal_surname=""
    )
    return left.exclude(is_protected()).exclude(is_shown())


def is_protected() -> Q:
    """A list that protects a child names the pupil."""
    lists = (apps.get_model(table)._base_manager.values("pupil_id") for table in PROTECTS)
    return reduce(or_, (Q(pk__in=one) for one in lists))


def is_shown() -> Q:
    """A picture of the pupil is, or may be, up."""
    return Q(appearances__picture__in_posts__post__deliveries__state__in=list(MAY_BE_PUBLIC))


def _emptied_pupils(school: School, before: date) -> QuerySet[Pupil]:
    return Pupil._base_manager.filter(school=school, left_on__lt=before, legal_forename=NOBODY_ANY_MORE)


def _people_left(school: School, before: date) -> QuerySet[Person]:
    """Whoever held their last post here, and has none anywhere now."""
    still = Appointment.objects.filter(Q(last_on__isnull=True) | Q(last_on__gte=before))
    here = Appointment.objects.filter(school=school)
    left = Person.objects.filter(trust_id=school.trust_id, pk__in=here.values("person_id"))
    return left.exclude(pk__in=still.values("person_id")).exclude(forename=NOBODY_ANY_MORE, surname="")


def _logins_left(school: School, before: date) -> QuerySet[User]:
    return User.objects.filter(person__in=_people_left(school, before))


def _posts_down(school: School, before: date) -> QuerySet[Post]:
    """Posts that came down, or never went out, before this day."""
    until = datetime.combine(before, time.min, LONDON)
    ended = Post._base_manager.filter(
        school=school, state__in=[State.DOWN.value, State.DISCARDED.value, State.EXPIRED.value]
    )
    last = ended.annotate(came_down_at=Max("take_downs__asked_at"))
    return last.filter(Q(came_down_at__lt=until) | Q(came_down_at__isnull=True, changed_at__lt=until))


def _pictures_done_with(school: School, before: date) -> QuerySet[Picture]:
    """Pictures of which every post came down before this day, and those that no post ever took."""
    until = datetime.combine(before, time.min, LONDON)
    done = _posts_down(school, before).order_by().values("pk")
    kept = Picture._base_manager.filter(school=school, removed_at__isnull=True, added_at__lt=until)
    still = Post._base_manager.filter(school=school).exclude(pk__in=done)
    return kept.exclude(in_posts__post__in=still.values("pk"))


def _originals_done_with(school: School, before: date) -> QuerySet[Picture]:
    """Pictures with a cover, of which every post went up before this day: nobody needs what lies under it.

    A video too, once it was made as it goes out."""
    until = datetime.combine(before, time.min, LONDON)
    posts = Post._base_manager.filter(school=school).exclude(state=State.DISCARDED.value)
    unfinished = posts.exclude(up_at__lt=until, state__in=[one.value for one in IS_OR_WAS_PUBLIC])
    kept = Picture._base_manager.filter(
        school=school, removed_at__isnull=True, original_gone_at__isnull=True, film__in=("", Film.READY)
    ).filter(Q(appearances__is_covered=True) | Q(words_seen__is_covered=True))
    out = kept.filter(in_posts__post__up_at__lt=until)
    return out.exclude(in_posts__post__in=unfinished.values("pk")).distinct()


_POST_AND_ALL = tuple(
    f"posts.{table}"
    for table in (
        "look:copy__delivery__post", "copy:delivery__post", "deliveryattempt:delivery__post", "delivery:post",
        "takedown:post", "approval:post", "hand:post", "judgementanswer:post", "ownlook:post", "postpicture:post",
        "posttarget:post", "proposal:post", "release:post", "return:post",
    )
)  # fmt: skip
_PUPIL_AND_ALL = (
    "pupils.officequestion:pupil", "pupils.consentnow:pupil", "pupils.understanding:pupil", "pupils.answer:pupil",
    "families.familymatter:pupil", "families.objection:pupil", "pupils.responsibility:pupil", "media.appearance:pupil",
    "posts.recall:pupil", "personal_data.copygiven:pupil", "personal_data.correction:pupil",
)  # fmt: skip

_WORRY_AND_ALL = (
    "concerns.concernnote:concern", "concerns.concernlook:concern", "concerns.concernreader:concern",
    "concerns.keptout:concern",
)  # fmt: skip
# Whom it is about lies sealed. Nobody at a school is younger than two, so after 23 years the child is 25.
_MAY_BE_A_CHILD = [About.PUPIL.value, About.FAMILY.value, About.UNKNOWN.value]
_NO_CHILD = [one.value for one in About if one.value not in _MAY_BE_A_CHILD]

_MADE, _ENDED, _CLOSED = _("the day it was made"), _("the day it ended"), _("the day it was closed")

CLASSES: Sequence[RecordClass] = (
    RecordClass(
        "pictures", _("Pictures and videos"), "media.picture", _("the day the last post with it came down"), 1,
        _pictures_done_with, does=Does.FILE_GOES,
    ),
    RecordClass(
        "originals", _("What lies under the covers of pictures and videos"), "media.picture",
        _("the day the post went up"), 0,
        _originals_done_with, does=Does.COVERED,
    ),
    RecordClass("pupils", _("Names of pupils who left"), "pupils.pupil", _("the day they left"), 1, _pupils_left,
                does=Does.EMPTIED, least=1),
    RecordClass("answers", _("Answers of families, without names"), "pupils.pupil", _("the day the pupil left"), 6,
                _emptied_pupils, takes=_PUPIL_AND_ALL),
    RecordClass("restricted", _("The restricted list"), "pupils.restriction", _("the pupil's date of birth"), 25,
                _after("pupils.restriction", "pupil__born_on"), least=25),
    RecordClass("apart", _("Adults kept apart from a pupil"), "pupils.keptapart", _("the pupil's date of birth"), 25,
                _after("pupils.keptapart", "pupil__born_on"), least=25),
    RecordClass("care", _("Who decides for a child"), "pupils.onhold", _("the pupil's date of birth"), 25,
                _after("pupils.onhold", "pupil__born_on"), least=25),
    RecordClass("groups", _("Groups of whom pictures were taken"), "showing.group", _ENDED, 1,
                _after("showing.group", "last_on"), takes=("showing.groupmember:group",)),
    RecordClass("wishes", _("Wishes not to be filmed"), "wishes.wish", _("its last day"), 0,
                _after("wishes.wish", "until_on")),
    RecordClass("class_agreed", _("Lessons in which pupils agreed to rules"), "training.classagreed", _MADE, 7,
                _after("training.classagreed", "recorded_at"), takes=("training.pupilagreed:agreed",)),
    RecordClass("logins", _("Sign-ins of people who left"), "people.user", _("the day their last post ended"), 1,
                _logins_left),
    RecordClass("staff", _("Records of people who left"), "people.person", _("the day their last post ended"), 6,
                _people_left, does=Does.EMPTIED, least=6),
    RecordClass("leavers", _("Sheets of leavers"), "credentials.leaving", _("their last day"), 6,
                _after("credentials.leaving", "last_on"), takes=("credentials.handedover:leaving",)),
    RecordClass("posts", _("Posts that came down"), "posts.post", _("the day it came down"), 7, _posts_down,
                takes=_POST_AND_ALL),
    RecordClass("notices", _("Prepared notices"), "posts.noticetemplate", _("the day it was retired"), 7,
                _after("posts.noticetemplate", "retired_at")),
    RecordClass("readers", _("Addresses of readers who ended it"), "posts.reader", _ENDED, 0,
                _after("posts.reader", "ended_at")),
    RecordClass("stops", _("Stops of all posts"), "posts.stop", _ENDED, 7, _after("posts.stop", "resumed_at")),
    RecordClass("requests", _("Requests"), "requests.request", _ENDED, 7, _after("requests.request", "ended_at"),
                takes=("requests.decision:request", "requests.leave:request")),
    RecordClass("entries", _("Entries of registers"), "registers.entry", _ENDED, 7,
                _after("registers.entry", "ended_at"),
                takes=("registers.entryversion:entry", "registers.tieddevice:entry")),
    RecordClass("duties", _("Tasks done"), "duties.duty", _("the day it was done"), 7,
                _after("duties.duty", "done_at"), takes=("duties.toldlate:duty",)),
    RecordClass("own_duties", _("Tasks of our own"), "duties.ownduty", _ENDED, 7,
                _after("duties.ownduty", "ended_at")),
    RecordClass("notes", _("Notes to staff"), "moments.staffnote", _ENDED, 7, _after("moments.staffnote", "ended_at"),
                takes=("moments.noteread:note",)),
    RecordClass("courses", _("Sessions of training"), "training.session", _("the day it was held"), 7,
                _after("training.session", "held_on")),
    RecordClass("course_kinds", _("Courses"), "training.course", _ENDED, 7, _after("training.course", "ended_at")),
    RecordClass("lessons", _("Lessons"), "training.lesson", _("the day it was taught"), 7,
                _after("training.lesson", "taught_on")),
    RecordClass("checks", _("Looks through the consents"), "pupils.consentcheck", _MADE, 7,
                _after("pupils.consentcheck", "checked_at")),
    RecordClass("rolls", _("Imports of the roll"), "pupils.rollimport", _MADE, 7,
                _after("pupils.rollimport", "uploaded_at")),
    RecordClass("roll_files", _("Names of files in the roll folder"), "pupils.folderfile", _MADE, 1,
                _after("pupils.folderfile", "seen_at")),
    RecordClass("trust_rolls", _("Imports for the whole trust"), "pupils.trustroll", _MADE, 7,
                _after("pupils.trustroll", "uploaded_at")),
    RecordClass("links", _("Links of families"), "families.familylink", _MADE, 2,
                _after("families.familylink", "made_at")),
    RecordClass("pupil_codes", _("Codes of pupils who answer for themselves"), "families.pupilcode", _MADE, 2,
                _after("families.pupilcode", "made_at")),
    RecordClass("rules_read", _("Families who said that they have read our rules"), "families.rulesread", _MADE, 2,
                _after("families.rulesread", "read_at")),
    RecordClass("visitors", _("Visitors who signed for a day"), "credentials.dayentry", _("that day"), 2,
                _after("credentials.dayentry", "signed_at")),
    RecordClass("day_codes", _("Codes of the day"), "credentials.daycode", _("that day"), 2,
                _after("credentials.daycode", "on")),
    RecordClass("openings", _("Who opened shared logins"), "credentials.loginopening", _("that day"), 7,
                _after("credentials.loginopening", "at")),
    RecordClass("login_changes", _("Who changed shared logins"), "credentials.loginchange", _("that day"), 7,
                _after("credentials.loginchange", "at")),
    RecordClass("compromises", _("Accounts that may have been broken into"), "credentials.compromise", _ENDED, 7,
                _after("credentials.compromise", "ended_at")),
    RecordClass("holds", _("Times after a restore"), "keeping.hold", _ENDED, 7, _after("keeping.hold", "lifted_at")),
    RecordClass("terms", _("Terms"), "people.term", _("its last day"), 7, _after("people.term", "last_on")),
    RecordClass("closed_days", _("Closed days"), "people.closedday", _("that day"), 7,
                _after("people.closedday", "on")),
    RecordClass("breaches", _("Breaches of information"), "breaches.breach", _CLOSED, 6,
                _after("breaches.breach", "closed_at"), takes=("breaches.breachstep:breach",)),
    RecordClass("worries", _("Worries about a child"), "concerns.concern", _("the day it was told"), 23,
                _after("concerns.concern", "told_at", closed_at__isnull=False, about__in=_MAY_BE_A_CHILD),
                takes=_WORRY_AND_ALL, least=23),
    RecordClass("worries_of_grown_ups", _("Worries about no child"), "concerns.concern", _CLOSED, 6,
                _after("concerns.concern", "closed_at", about__in=_NO_CHILD), takes=_WORRY_AND_ALL, least=6),
    RecordClass("keys", _("Keys for programs"), "api.token", _("its last day"), 2, _after("api.token", "ends_on")),
    RecordClass("copies", _("Notes of copies given"), "personal_data.copygiven", _MADE, 6,
                _after("personal_data.copygiven", "made_at")),
    RecordClass("corrections", _("Notes of corrections"), "personal_data.correction", _MADE, 6,
                _after("personal_data.correction", "corrected_at")),
    RecordClass("legal_holds", _("Holds that were released"), "personal_data.legalhold", _("that day"), 6,
                _after("personal_data.legalhold", "released_at")),
    RecordClass("complaints", _("Complaints about data"), "personal_data.datacomplaint", _CLOSED, 6,
                _after("personal_data.datacomplaint", "closed_at")),
)  # fmt: skip
BY_KEY = {one.key: one for one in CLASSES}
