"""Reads: which worries are for somebody, who hears of one, and what stands against each step."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django_scopes import scope

from schoolgate.concerns.models import Concern, ConcernNote, ConcernReader, KeptOut
from schoolgate.credentials.models import Compromise
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import GRANTS, Permission
from schoolgate.people.calendars import school_calendar
from schoolgate.people.models import Appointment, Person, School
from schoolgate.people.queries import current, today_of
from schoolgate.policies.queries import current_policy
from schoolgate.rules import concerns as rules
from schoolgate.rules.concerns import About, Line, Matter, Route
from schoolgate.rules.refusals import Control, Refusal
from schoolgate.staffing.models import LineManager

# About these, words that name somebody keep that person out.
GROWN_UPS = frozenset(
    {About.STAFF, About.HEADTEACHER, About.SAFEGUARDING_LEAD, About.GOVERNOR, About.UNKNOWN}
)
CLOSED = Concern.Standing.CLOSED


def readable_by(actor: Actor) -> QuerySet[Concern]:
    """The worries that are for this person, the newest first; those about them are not there."""
    if actor.person is None or actor.school is None:
        return Concern.objects.none()
    roles = [role.value for role in actor.roles]
    hears = ConcernReader.objects.filter(
        Q(role__in=roles) | Q(person=actor.person), school=actor.school, concern=OuterRef("pk")
    )
    out = KeptOut.objects.filter(person=actor.person, concern=OuterRef("pk"))
    found = Concern.objects.filter(Exists(hears), ~Exists(out), school=actor.school)
    return found.order_by("-told_at", "-pk")


def is_for(actor: Actor, concern: Concern) -> bool:
    """Whether this person reads this worry."""
    return readable_by(actor).filter(pk=concern.pk).exists()


def held_posts(school: School, now: datetime) -> dict[str, frozenset[int]]:
    """Who holds which post here today, the trust's own posts too. One query."""
    held: dict[str, set[int]] = defaultdict(set)
    here = Q(school=school) | Q(school__isnull=True, trust_id=school.trust_id)
    rows = Appointment.objects.filter(here, current(today_of(now))).values_list("role", "person_id")
    for role, person in rows:
        held[role].add(person)
    return {role: frozenset(people) for role, people in held.items()}


def line_for(
    school: School,
    about: About,
    about_name: str,
    now: datetime,
    *,
    teller: int | None = None,
    not_to: str = "",
    does: str = "",
) -> Line:
    """Who stands where for a worry about this: holders, whoever it is about (`not_to`: whoever holds that post; `does`
    tells somebody from others of the name), the teller's manager. At most five queries."""
    holders = held_posts(school, now)
    never = {*rules.POSTS_OUT.get(about, ()), not_to}
    out = {one for post in never for one in holders.get(post, ())}
    if about_name.strip() and about in GROWN_UPS:
        ids = {one for people in holders.values() for one in people}
        named = [
            one.pk
            for one in Person.objects.filter(pk__in=ids)
            if rules.is_named(about_name, one.forename, one.surname)
        ]
        posts = {one: [post for post, people in holders.items() if one in people] for one in named}
        out |= rules.meant(posts, does)
    manager, is_central = None, False
    if teller is not None:
        answers = LineManager.objects.filter(school=school, person=teller).first()
        manager = answers.manager_id if answers is not None else None
        is_central = not school.appointments.filter(current(today_of(now)), person=teller).exists()
    return Line(holders, frozenset(out), manager, is_central)


def line_of(concern: Concern, now: datetime) -> Line:
    """Who stands where for a worry that was told, with everyone who is kept out of it."""
    out = frozenset(KeptOut.objects.filter(concern=concern).values_list("person_id", flat=True))
    return Line(held_posts(concern.school, now), out)


def route_for(
    school: School, matter: Matter, about: About, *, urgent: bool, line: Line, also: Collection[str] = ()
) -> Route:
    """Who would hear of it by the policy the school lives by now, and `also` whom the teller names."""
    recipients: Mapping[str, Any] = current_policy(school).setting("concern_recipients")
    return rules.route(matter, about, urgent=urgent, recipients=recipients, line=line, also=also)


def look_by(school: School, now: datetime, *, urgent: bool) -> datetime:
    """By when somebody looks, counted in the school's own days."""
    days = current_policy(school).setting("first_look_within")
    return rules.look_by(now, school_calendar(school, now), urgent=urgent, school_days=days)


def look_again_by(concern: Concern, now: datetime) -> datetime:
    """By when somebody looks again after a step."""
    days = rules.LOOKED_AT_AGAIN_IN_DANGER if concern.is_urgent else rules.LOOKED_AT_AGAIN
    return school_calendar(concern.school, now).school_days_after(now, days)


def readers_of(concern: Concern, now: datetime) -> QuerySet[Person]:
    """Everyone who reads it today."""
    line = line_of(concern, now)
    people: set[int] = set()
    for reader in ConcernReader.objects.filter(concern=concern):
        people |= {reader.person_id} if reader.person_id else set(line.readers(reader.role))
    return Person.objects.filter(pk__in=people - line.out).order_by("surname", "forename")


def next_in_line(concern: Concern, now: datetime) -> str | None:
    """The next post that hears of an unread worry; None where there is nobody left."""
    posts = ConcernReader.objects.filter(concern=concern).exclude(role="").values_list("role", flat=True)
    reached = set(readers_of(concern, now).values_list("pk", flat=True))
    return rules.next_in_line(About(concern.about), list(posts), reached, line_of(concern, now))


def told_with(school: School, code_digest: str) -> Concern | None:
    """The worry that this code belongs to."""
    if not code_digest:
        return None
    with scope(school=school):
        found: Concern | None = Concern.objects.filter(school=school, code_digest=code_digest).first()
        return found


def report_of(actor: Actor, compromise: Compromise) -> Concern | None:
    """The report that a broken-into account opened, where it is for this person."""
    found: Concern | None = readable_by(actor).filter(because_of=f"compromise:{compromise.pk}").first()
    return found


def notes_of(concern: Concern) -> list[ConcernNote]:
    """What was done, in order."""
    return list(ConcernNote.objects.filter(concern=concern).select_related("by").order_by("at", "pk"))


def refusals_to_raise(
    actor: Actor, school: School, *, what: str, has_files: bool = False, **_: object
) -> list[Refusal]:
    return list(rules.refusals_to_raise(what=what, has_files=has_files))


def refusals_to_open_report(actor: Actor, school: School, *, compromise: int) -> list[Refusal]:
    if not Compromise.objects.filter(pk=compromise, school=school).exists():
        return [Refusal(Control.STATE, "Nothing is known of this.", "Nothing is to be done.")]
    if Concern.objects.filter(because_of=f"compromise:{compromise}").exists():
        return [Refusal(Control.STATE, "It is reported already.", "Nothing is to be done.")]
    return []


def refusals_to_report_picture(
    actor: Actor, school: School, *, picture: int, teller: int | None
) -> list[Refusal]:
    if Concern.objects.filter(because_of=f"picture:{picture}").exists():
        return [Refusal(Control.STATE, "It is reported already.", "Nothing is to be done.")]
    return []


def refusals_to_look(actor: Actor, concern: Concern) -> list[Refusal]:
    return _it_must_be_for(actor, concern)


def refusals_to_note(actor: Actor, concern: Concern, *, words: str, told: str = "") -> list[Refusal]:
    refusals = _it_must_be_read_by(actor, concern)
    if not refusals and not (words.strip() or told.strip()):
        refusals.append(
            Refusal(Control.STATE, "There are no words yet.", "Write what you did or found.", about="words")
        )
    return refusals


def refusals_to_hand_over(
    actor: Actor, concern: Concern, *, to: str, reference: str, told: str = ""
) -> list[Refusal]:
    return _it_must_be_read_by(actor, concern) or list(
        rules.refusals_to_hand_over(is_closed=concern.standing == CLOSED, to=to, reference=reference)
    )


def refusals_to_close(actor: Actor, concern: Concern, *, outcome: str, told: str) -> list[Refusal]:
    # A report that no person told has nobody to answer.
    told = told if concern.code_digest else "nobody"
    return _it_must_be_read_by(actor, concern) or list(
        rules.refusals_to_close(is_closed=concern.standing == CLOSED, outcome=outcome, told=told)
    )


def refusals_to_bring_in(actor: Actor, concern: Concern, *, person: int) -> list[Refusal]:
    refusals = _it_must_be_read_by(actor, concern)
    if refusals:
        return refusals
    line = line_of(concern, actor.now)
    if person in line.out:
        return [
            Refusal(
                Control.NEVER_THE_SUBJECT,
                "This worry is kept from them.",
                "Choose somebody else.",
                about="person",
            )
        ]
    if person not in staff_here(concern.school, actor.now).values_list("pk", flat=True):
        return [
            Refusal(Control.STATE, "They cannot read worries here.", "Choose somebody else.", about="person")
        ]
    return []


def refusals_to_keep_from(actor: Actor, concern: Concern, *, person: int) -> list[Refusal]:
    refusals = _it_must_be_for(actor, concern)
    if not refusals and KeptOut.objects.filter(concern=concern, person=person).exists():
        refusals.append(Refusal(Control.STATE, "It is kept from them already.", "Nothing is to be done."))
    return refusals


def refusals_to_go_on(actor: Actor, concern: Concern) -> list[Refusal]:
    is_due = concern.goes_on_at is not None and concern.goes_on_at <= actor.now
    if not is_due or concern.first_looked_at is not None or concern.standing == CLOSED:
        return [
            Refusal(Control.STATE, "Somebody has looked, or it is not yet time.", "Nothing is to be done.")
        ]
    return []


def staff_here(school: School, now: datetime) -> QuerySet[Person]:
    """Whoever could be brought in: a post here that reads worries."""
    reads = [role.value for role, granted in GRANTS.items() if Permission.CONCERN_READ in granted]
    here = Q(school=school) | Q(school__isnull=True, trust_id=school.trust_id)
    held = Appointment.objects.filter(here, current(today_of(now)), role__in=reads)
    return Person.objects.filter(pk__in=held.values("person_id")).order_by("surname", "forename")


def _it_must_be_for(actor: Actor, concern: Concern) -> list[Refusal]:
    if is_for(actor, concern):
        return []
    return [Refusal(Control.NEVER_THE_SUBJECT, "This worry is not for you.", "There is nothing to do here.")]


def _it_must_be_read_by(actor: Actor, concern: Concern) -> list[Refusal]:
    refusals = _it_must_be_for(actor, concern)
    if not refusals and concern.standing == Concern.Standing.NEW:
        refusals.append(Refusal(Control.STATE, "Nobody has read this worry yet.", "Open and read it first."))
    return refusals
