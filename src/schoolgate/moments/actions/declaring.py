"""Declaring how it is with one's own use, telling of a contact, asking for it, and talking it over."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from schoolgate.audit.event_types import EventType
from schoolgate.duties.models import Duty
from schoolgate.kernel.actions import Done, action, nothing_refuses
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission, Role
from schoolgate.moments import declaring
from schoolgate.moments.actions.closing import close_duty
from schoolgate.moments.models import Declaration, TalkedOver
from schoolgate.people.models import Person, School
from schoolgate.people.queries import today_of
from schoolgate.rules.own_use import FLAG_WORDS, Flag

TALKED_OVER_WITHIN = timedelta(days=7)
# Of a contact the safeguarding lead hears the next day at the latest.
HEARD_OF_WITHIN = timedelta(days=1)


@action(
    may=Permission.DECLARE,
    unless=declaring.refusals_to_declare,
    records=EventType.DECLARATION_MADE,
    in_person=True,
)
def declare(actor: Actor, person: Person, *, answers: Mapping[str, Mapping[str, Any]]) -> Done:
    """Say how it is with one's own use. Earlier declarations stay; the trail holds only that one was made."""
    flags = declaring.flags_now(actor, person, answers)
    made = _written(actor, person, Declaration.About.YEARLY, answers, flags)
    close_duty(actor, person, declaring.YEARLY_CHECK, _("Declared."))
    _ask_to_talk(actor, made, declaring.YEARLY_CHECK, flags, TALKED_OVER_WITHIN)
    return Done(made, {"person": f"person:{person.pk}"}, (declaring.YEARLY_CHECK,))


@action(
    may=Permission.DECLARE,
    unless=declaring.refusals_to_tell,
    records=EventType.CONTACT_TOLD,
    in_person=True,
)
def tell_of_contact(actor: Actor, person: Person, *, who: str, did: str, words: str) -> Done:
    """Tell that a pupil or a family got in touch on an account of one's own. The safeguarding lead is asked to look."""
    said = {"contact": {"yes": True, "with": [who], "did": did, "words": words.strip()}}
    flags = (Flag.CONTACT,)
    made = _written(actor, person, Declaration.About.CONTACT, said, flags)
    _ask_to_talk(actor, made, declaring.CONTACT, flags, HEARD_OF_WITHIN)
    return Done(made, {"person": f"person:{person.pk}"}, (declaring.CONTACT,))


def _written(
    actor: Actor,
    person: Person,
    about: str,
    answers: Mapping[str, Mapping[str, Any]],
    flags: Sequence[Flag],
) -> Declaration:
    return Declaration.objects.create(
        school=actor.school,
        person=person,
        about=about,
        answers={key: dict(each) for key, each in answers.items()},
        flags=[str(flag) for flag in flags],
        made_on=today_of(actor.now),
        made_at=actor.now,
    )


def _ask_to_talk(
    actor: Actor, made: Declaration, key: str, flags: tuple[Flag, ...], within: timedelta
) -> None:
    """Put it on the Today of the safeguarding lead or the headteacher: of the two, never of who declared it."""
    if not flags:
        return
    first, other = Role.HEADTEACHER, Role.SAFEGUARDING_LEAD
    if declaring.is_for_safeguarding(flags):
        first, other = other, first
    Duty.objects.create(
        school=actor.school,
        key=key,
        about=_about(made),
        what=(_("Talk over what %(name)s declared") % {"name": made.person})[:200],
        more=" ".join(FLAG_WORDS[flag] for flag in flags)[:300],
        link=reverse("moments:declaration", args=[actor.school.slug, made.pk]),
        closes_itself=True,
        owed_by_role=other if first in actor.roles else first,
        due_at=actor.now + within,
    )


def _about(made: Declaration) -> str:
    return f"declaration:{made.pk}"


@action(
    may=Permission.DECLARATION_TALK,
    unless=declaring.refusals_to_talk_over,
    records=EventType.DECLARATION_TALKED_OVER,
    in_person=True,
)
def talk_over(actor: Actor, declaration: Declaration, *, words: str) -> Done:
    """Say what came of a talk about what somebody declared. The declaration stays as it is."""
    TalkedOver.objects.create(
        school=actor.school,
        declaration=declaration,
        words=words.strip(),
        talked_by=actor.person,
        talked_at=actor.now,
    )
    Duty.objects.filter(school=actor.school, about=_about(declaration), done_at__isnull=True).update(
        done_at=actor.now, done_by=actor.person, outcome=_("Talked over.")
    )
    about_contact = declaration.about == Declaration.About.CONTACT
    control = declaring.CONTACT if about_contact else declaring.YEARLY_CHECK
    return Done(declaration, {"person": f"person:{declaration.person_id}"}, (control,))


@action(may=Permission.ASK_IN_TIME, unless=nothing_refuses, records=EventType.DECLARATION_ASKED)
def ask_to_declare(actor: Actor, school: School, *, people: Sequence[Person], due_at: datetime) -> Done:
    """Put the yearly look at one's own use on the Today of these people."""
    link = reverse("moments:declare", args=[school.slug])
    for person in people:
        Duty.objects.get_or_create(
            school=school,
            key=declaring.YEARLY_CHECK,
            about=f"person:{person.pk}",
            done_at=None,
            defaults={
                "what": _("Your yearly look at your own accounts: four questions"),
                "link": link,
                "closes_itself": True,
                "owed_by": person,
                "due_at": due_at,
            },
        )
    return Done(school, {"people": [one.pk for one in people]}, (declaring.YEARLY_CHECK,))
