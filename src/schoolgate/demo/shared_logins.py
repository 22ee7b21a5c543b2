"""Shared logins of the first school: two in the vault, one kept elsewhere, one to be changed; and a leaver half way."""

from datetime import datetime, timedelta

from schoolgate.clockwork import follow_ups
from schoolgate.credentials.actions.keeping import add_login, name_for_login
from schoolgate.credentials.actions.leaving import hand_over
from schoolgate.credentials.actions.opening import open_login
from schoolgate.credentials.leaving import leaving_of, open_lines, sections
from schoolgate.credentials.models import Leaving
from schoolgate.demo.loading import Stage
from schoolgate.demo.posting import as_part
from schoolgate.demo.readiness import catch_up
from schoolgate.demo.schools import adults_of
from schoolgate.duties.models import Duty
from schoolgate.kernel.permissions import Role
from schoolgate.people.actions.appointing import end_appointment
from schoolgate.people.models import Appointment, Person, User
from schoolgate.people.queries import actor_of, today_of
from schoolgate.registers.actions import write_entry

# Invented; nothing anywhere opens with them.
FACEBOOK = {
    "sign_in_name": "page-team",
    "password": "marble otter thimble sunday",
    "seed": "MZXW6YTBOI7HK3TEMVZGSYLMMZXW6YTB",
    "recovery": "4417-2083 9920-7716",
}
WEBSITE = {"sign_in_name": "editor", "password": "crumpet harbour violet stone"}
LEAVER_NAMED_BY = 71


def keep_logins(stage: Stage, now: datetime) -> None:
    """By the real actions; the leaver saw one of them, so it is due by their last day."""
    long_ago, lately = now - timedelta(days=60), now - timedelta(days=6)
    network, head = as_part(stage, "network", long_ago), as_part(stage, "head", long_ago)
    website, *others = [one for one in stage.accounts.values() if one.connector != "noticeboard"]
    page = others[0] if others else website
    leaver = _somebody_else(stage, long_ago)
    catch_up(stage, leaver, long_ago)
    made = add_login(network, page, name=f"{page.name}: page team", **FACEBOOK).subject
    add_login(network, website, name=f"{website.name}: editor", **WEBSITE)
    add_login(
        network, page, name=f"{page.name}: owner", kept_where="The headteacher’s safe", has_two_steps=True
    )
    for person in (stage.cast["teacher"], leaver):
        name_for_login(head, made, person=person.pk, first_on=today_of(long_ago))
    opening = actor_of(leaver, stage.school, lately)
    open_login(opening, made, what="password", shown_at=lately)
    _may_not_post(stage, leaver, lately)
    _leaves(stage, leaver, now)


def _somebody_else(stage: Stage, then: datetime) -> Person:
    """A colleague who is nobody in the story."""
    title, forename, surname = adults_of(LEAVER_NAMED_BY, 1)[0]
    email = f"leaver@{stage.plan.slug}.example"
    person = Person.objects.create(
        trust=stage.school.trust,
        user=User.objects.create_user(email),
        title=title,
        forename=forename,
        surname=surname,
        email=email,
        team="PE",
    )
    Appointment.objects.create(
        person=person, role=Role.STAFF, school=stage.school, trust=stage.school.trust, first_on=then.date()
    )
    return person


def _may_not_post(stage: Stage, person: Person, then: datetime) -> None:
    answers = {
        "who": str(person),
        "what": ["posting"],
        "person": person.pk,
        "why": "Shared a family’s message in an open group. We talked it over; a course comes first.",
        "from_on": today_of(then).isoformat(),
        "until_on": (today_of(then) + timedelta(days=28)).isoformat(),
    }
    write_entry(as_part(stage, "head", then), stage.school, register="bans", answers=answers)


def _leaves(stage: Stage, leaver: Person, now: datetime) -> None:
    """Two tasks are theirs; one is passed on, the other and the login are not yet."""
    for number, what in enumerate(
        ("Bring the club's own page into the register", "Ask the PTA who runs its group")
    ):
        Duty.objects.create(
            school=stage.school,
            key="duty.leaver_handover",
            what=what,
            about=f"demo:{number}",
            owed_by=leaver,
            due_at=now + timedelta(days=20),
        )
    held = Appointment.objects.get(person=leaver)
    end_appointment(as_part(stage, "head", now), held, last_on=today_of(now) + timedelta(days=9))
    follow_ups.run_all(now)
    head = as_part(stage, "head", now)
    found = leaving_of(head, Leaving.objects.get(person=leaver).pk).get()
    tasks = [line.key for line in open_lines(sections(found, now)) if line.key.startswith("duty:")]
    hand_over(head, found, keys=tasks[:1], to=stage.cast["deputy"].pk)
