"""Telling of a worry, reading it, saying what was done. What is said stands in no event: ids and codes only."""

from collections.abc import Collection
from dataclasses import replace

from django.utils.translation import gettext as _

from schoolgate.audit.event_types import EventType
from schoolgate.concerns import queries
from schoolgate.concerns.models import Concern, ConcernLook, ConcernNote, ConcernReader, KeptOut
from schoolgate.credentials.models import Compromise
from schoolgate.credentials.sealing import seal_words
from schoolgate.duties.models import Duty
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission, Role
from schoolgate.media.models import Picture
from schoolgate.people.calendars import school_calendar
from schoolgate.people.models import School
from schoolgate.people.queries import holders, today_of
from schoolgate.rules import concerns as rules
from schoolgate.rules.concerns import About, Line, Matter, Route
from schoolgate.rules.refusals import Control
from schoolgate.web.said_times import in_full

REPORT, ROUTE, STEPS = "case.concern.report", "case.concern.route", "case.concern.steps"
LOOK, BREACH = "duty.act_on_concern", "case.information_breach"
NEVER = Control.NEVER_THE_SUBJECT.value
_READ = Concern.Standing.READ


@action(may=Permission.CONCERN_RAISE, unless=queries.refusals_to_raise, records=EventType.CONCERN_RAISED)
def raise_concern(
    actor: Actor,
    school: School,
    *,
    matter: Matter,
    about: About,
    in_danger: bool,
    what: str,
    about_name: str = "",
    about_does: str = "",
    place: str = "",
    at_what_time: str = "",
    who: str = "",
    teller: int | None = None,
    also: Collection[str] = (),
    not_to: str = "",
    has_files: bool = False,
    code_digest: str,
) -> Done:
    """Keep it sealed, for those who are to hear of it and nobody else. `teller`: a colleague who says who they are, and
    `also` whom a colleague names to read it besides those of the policy; `not_to`: the post of whoever it is about;
    `about_does`: what tells them from others of the same name.

    `has_files`: somebody tried to send files with it, which is refused.
    """
    urgent = rules.is_urgent(matter, in_danger=in_danger)
    line = queries.line_for(
        school, about, about_name, actor.now, teller=teller, not_to=not_to, does=about_does
    )
    route = queries.route_for(school, matter, about, urgent=urgent, line=line, also=also)
    look_by = queries.look_by(school, actor.now, urgent=urgent)
    concern = Concern(
        school=school,
        matter=matter.value,
        about=about.value,
        is_urgent=urgent,
        told_at=actor.now,
        code_digest=code_digest,
        look_due_at=look_by,
        due_at=look_by,
        goes_on_at=look_by,
    )
    told = {"what": what, "about_name": about_name, "about_does": about_does}
    told |= {"place": place, "time": at_what_time, "who": who}
    concern.keep(seal_words({key: words.strip() for key, words in told.items()} | {"teller": teller}))
    concern.save()
    _lay_before(concern, route, line, actor)
    return Done(concern, {}, (REPORT, ROUTE))


@action(
    may=Permission.CONCERN_RAISE, unless=queries.refusals_to_open_report, records=EventType.CONCERN_RAISED
)
def open_breach_report(actor: Actor, school: School, *, compromise: int) -> Done:
    """The report of an account that somebody may have broken into; its page says what is known."""
    found = Compromise.objects.select_related("account").get(pk=compromise)
    line = queries.line_for(school, About.UNKNOWN, "", actor.now)
    route = queries.route_for(school, Matter.BREACH, About.UNKNOWN, urgent=False, line=line)
    look_by = queries.look_by(school, actor.now, urgent=False)
    concern = Concern(
        school=school,
        matter=Matter.BREACH.value,
        about=About.UNKNOWN.value,
        told_at=found.suspected_at,
        because_of=f"compromise:{compromise}",
        look_due_at=look_by,
        due_at=look_by,
        goes_on_at=look_by,
    )
    concern.keep(seal_words({"what": found.words, "place": found.account.name}))
    concern.save()
    _lay_before(concern, route, line, actor)
    return Done(concern, {"compromise": compromise}, (REPORT, BREACH))


@action(
    may=Permission.CONCERN_RAISE, unless=queries.refusals_to_report_picture, records=EventType.CONCERN_RAISED
)
def open_picture_report(actor: Actor, school: School, *, picture: int, teller: int | None) -> Done:
    """Lay it before whoever hears of danger to a child. Whoever brought the picture in does not read it, unless they
    told of it themselves."""
    found = Picture.objects.get(pk=picture)
    line = queries.line_for(school, About.UNKNOWN, "", actor.now)
    if found.added_by_id is not None and found.added_by_id != teller:
        line = replace(line, out=line.out | {found.added_by_id})
    route = queries.route_for(school, Matter.IMAGE, About.UNKNOWN, urgent=True, line=line)
    look_by = queries.look_by(school, actor.now, urgent=True)
    concern = Concern(
        school=school,
        matter=Matter.IMAGE.value,
        about=About.UNKNOWN.value,
        is_urgent=True,
        told_at=actor.now,
        because_of=f"picture:{picture}",
        look_due_at=look_by,
        due_at=look_by,
        goes_on_at=look_by,
    )
    concern.keep(seal_words({"what": _what_picture(found), "place": _where_picture(found), "teller": teller}))
    concern.save()
    _lay_before(concern, route, line, actor)
    _ask_for_backups_elsewhere(actor, found)
    return Done(concern, {"picture": picture}, (REPORT, ROUTE, Control.INDECENT_IMAGE_NEVER_STORED.value))


@action(
    may=Permission.CONCERN_READ,
    unless=queries.refusals_to_look,
    records=EventType.CONCERN_LOOKED_AT,
    in_person=True,
)
def look_at_concern(actor: Actor, concern: Concern) -> Done:
    """Open it and read; the first to do so stops the clock."""
    ConcernLook.objects.get_or_create(
        school=concern.school, concern=concern, person=actor.person, defaults={"at": actor.now}
    )
    if concern.first_looked_at is None:
        concern.first_looked_at, concern.goes_on_at, concern.standing = actor.now, None, _READ
        concern.due_at = queries.look_again_by(concern, actor.now)
        concern.save(update_fields=["first_looked_at", "goes_on_at", "standing", "due_at"])
    return Done(concern, {}, (LOOK,))


@action(
    may=Permission.CONCERN_READ,
    unless=queries.refusals_to_note,
    records=EventType.CONCERN_NOTED,
    in_person=True,
)
def note_on_concern(actor: Actor, concern: Concern, *, words: str, told: str = "") -> Done:
    """Write down what was done or found, and say something to whoever told of it. It is never changed."""
    _note(actor, concern, ConcernNote.Is.NOTE, words=words, told=told)
    if concern.standing != queries.CLOSED:
        concern.due_at = queries.look_again_by(concern, actor.now)
        concern.save(update_fields=["due_at"])
    return Done(concern, {}, (STEPS,))


@action(
    may=Permission.CONCERN_READ,
    unless=queries.refusals_to_hand_over,
    records=EventType.CONCERN_HANDED_OVER,
    in_person=True,
)
def hand_concern_over(actor: Actor, concern: Concern, *, to: str, reference: str, told: str = "") -> Done:
    """Somebody outside has it now: to whom, and how they call it."""
    _note(actor, concern, ConcernNote.Is.HANDED, to=to, reference=reference, told=told)
    concern.standing = Concern.Standing.HANDED
    concern.due_at = queries.look_again_by(concern, actor.now)
    concern.save(update_fields=["standing", "due_at"])
    return Done(concern, {}, (STEPS,))


@action(
    may=Permission.CONCERN_READ,
    unless=queries.refusals_to_close,
    records=EventType.CONCERN_CLOSED,
    in_person=True,
)
def close_concern(actor: Actor, concern: Concern, *, outcome: str, told: str = "") -> Done:
    """Nothing more is to be done; what was done is written down, and whoever told of it is answered."""
    _note(actor, concern, ConcernNote.Is.CLOSED, words=outcome, told=told)
    concern.standing, concern.closed_at, concern.due_at = queries.CLOSED, actor.now, None
    concern.save(update_fields=["standing", "closed_at", "due_at"])
    return Done(concern, {}, (STEPS, Control.CASE_STEPS_BEFORE_CLOSING.value))


@action(
    may=Permission.CONCERN_READ,
    unless=queries.refusals_to_bring_in,
    records=EventType.CONCERN_READER_ADDED,
    in_person=True,
)
def bring_into_concern(actor: Actor, concern: Concern, *, person: int) -> Done:
    """One more reads it, who is needed for it."""
    ConcernReader.objects.get_or_create(
        concern=concern,
        person_id=person,
        defaults={
            "school": concern.school,
            "since": actor.now,
            "why": ConcernReader.Why.BROUGHT_IN,
        },
    )
    return Done(concern, {"person": f"person:{person}"}, (ROUTE,))


@action(
    may=Permission.CONCERN_READ,
    unless=queries.refusals_to_keep_from,
    records=EventType.CONCERN_KEPT_FROM,
    in_person=True,
)
def keep_concern_from(actor: Actor, concern: Concern, *, person: int) -> Done:
    """It is about them, or close to them: from now on it is not there for them. Nobody can undo it."""
    KeptOut.objects.create(school=concern.school, concern=concern, person_id=person, since=actor.now)
    if not queries.readers_of(concern, actor.now).exists():
        _pass_on(concern, actor)
    return Done(concern, {}, (NEVER,))


@action(may=Permission.CONCERN_WATCH, unless=queries.refusals_to_go_on, records=EventType.CONCERN_WENT_ON)
def pass_concern_on(actor: Actor, concern: Concern) -> Done:
    """Nobody has looked in time: the next in line hears of it too, until somebody looks or nobody is left."""
    further = _pass_on(concern, actor)
    left = further is not None and queries.next_in_line(concern, actor.now) is not None
    concern.goes_on_at = (
        queries.look_by(concern.school, actor.now, urgent=concern.is_urgent) if left else None
    )
    concern.save(update_fields=["goes_on_at"])
    return Done(concern, {}, (LOOK,))


def _lay_before(concern: Concern, route: Route, line: Line, actor: Actor) -> None:
    shared = {"school": concern.school, "concern": concern, "since": actor.now}
    KeptOut.objects.bulk_create(KeptOut(person_id=one, **shared) for one in sorted(line.out))
    ConcernReader.objects.bulk_create(
        [
            *(ConcernReader(role=post, **shared) for post in route.posts),
            *(ConcernReader(person_id=one, **shared) for one in sorted(route.people)),
        ]
    )


def _pass_on(concern: Concern, actor: Actor) -> str | None:
    further = queries.next_in_line(concern, actor.now)
    if further is not None:
        ConcernReader.objects.create(
            school=concern.school,
            concern=concern,
            role=further,
            why=ConcernReader.Why.UNREAD,
            since=actor.now,
        )
    return further


def _note(actor: Actor, concern: Concern, kind: ConcernNote.Is, **words: str) -> None:
    note = ConcernNote(school=concern.school, concern=concern, kind=kind, by=actor.person, at=actor.now)
    note.keep(seal_words({key: said.strip() for key, said in words.items()}))
    note.save()


def _what_picture(picture: Picture) -> str:
    words = _("A picture in Schoolgate was marked: it may be a sexual image of somebody under 18.")
    gone = _("It was deleted at once, with every copy. Nobody looked at it again, and nobody can.")
    by = _("Put in by %(name)s.") % {"name": picture.added_by} if picture.added_by else ""
    return f"{words} {gone} {by}".strip()


def _where_picture(picture: Picture) -> str:
    posts = list(picture.in_posts.values_list("post_id", flat=True))
    if not posts:
        return _("A draft; it was not out.")
    return _("Post %(numbers)s, which is being taken down where it went.") % {
        "numbers": ", ".join(str(pk) for pk in posts)
    }


def _ask_for_backups_elsewhere(actor: Actor, picture: Picture) -> None:
    """Copies of backups that somebody took elsewhere no machine finds: whoever looks after them deletes them."""
    school = picture.school
    held = holders(school, [Role.NETWORK_MANAGER], today_of(actor.now)).exists()
    Duty.objects.create(
        school=school,
        key="duty.backups_elsewhere",
        about=f"picture:{picture.pk}",
        what=_("Delete copies of backups that are kept elsewhere"),
        more=_("Those made from %(since)s to %(until)s. They may hold a picture that nobody may keep.")
        % {"since": in_full(picture.added_at), "until": in_full(actor.now)},
        owed_by_role=Role.NETWORK_MANAGER if held else Role.HEADTEACHER,
        due_at=school_calendar(school, actor.now).school_days_after(actor.now, 1),
    )
