"""Everybody of the demonstration has read and signed what their policy asks for, and came to its courses."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from schoolgate.demo.loading import Stage
from schoolgate.demo.posting import as_part
from schoolgate.kernel.permissions import Role
from schoolgate.moments import noting
from schoolgate.moments.actions import read_note
from schoolgate.moments.models import SignedDocument
from schoolgate.moments.queries import documents_for
from schoolgate.people.appointing import people_of
from schoolgate.people.models import Appointment, Person
from schoolgate.people.queries import actor_of
from schoolgate.policies.queries import current_policy, in_force
from schoolgate.rules.consents import Channel
from schoolgate.rules.policy import ResolvedPolicy
from schoolgate.rules.right_to_post import CONTENT, course_of_place, documents_asked, platform_course
from schoolgate.rules.signing import Document, document_of
from schoolgate.training.actions import add_course, hold_session
from schoolgate.training.models import Course

# Somebody has begun this week, and has still to do all of it.
NEW = "new_colleague"
BEGAN_AFTER = timedelta(days=76)
COURSES = (
    (CONTENT, "What may be posted"),
    (platform_course(Channel.WEBSITE), "Writing for the website"),
    (platform_course(Channel.SOCIAL), "Writing on social media"),
    (course_of_place("facebook"), "Our Facebook page: settings, comments, hiding"),
)


def get_ready(stage: Stage, then: datetime) -> None:
    """Signatures are laid down as if they had always been there; the courses are held."""
    Appointment.objects.filter(person=stage.cast[NEW]).update(first_on=then.date() + BEGAN_AFTER)
    _signed(stage, _everybody(stage, then), then)
    head = as_part(stage, "head", then + timedelta(hours=2))
    came = [person.pk for person in _everybody(stage, then)]
    for covers, title in COURSES:
        course = add_course(head, stage.school, title=title, covers=covers, every_months=12).subject
        hold_session(
            head,
            course,
            held_on=then.date(),
            led_by=str(stage.cast["safeguarding"]),
            came=came,
            proof="List of names",
        )


def catch_up(stage: Stage, person: Person, then: datetime) -> None:
    """Somebody who came later has done all of it too: signed, come to a session of each course, read the notes."""
    _signed(stage, [one for one in people_of(stage.school, then.date()) if one == person], then)
    head = as_part(stage, "head", then)
    for course in Course.objects.filter(school=stage.school, ended_at__isnull=True):
        hold_session(
            head,
            course,
            held_on=then.date(),
            led_by=str(stage.cast["safeguarding"]),
            came=[person.pk],
            proof="List of names",
        )
    for one in noting.still_to_read(stage.school, then):
        if one.person == person:
            read_note(actor_of(person, stage.school, then), one.note)


def _signed(stage: Stage, people: Iterable[Person], then: datetime) -> None:
    policy = current_policy(stage.school)
    version = in_force(stage.school).first()
    SignedDocument.objects.bulk_create(
        SignedDocument(
            school=stage.school,
            person=person,
            document=document.key,
            digest=document.digest,
            lines=[line.digest for line in document.lines],
            policy_digest=policy.digest,
            policy_number=version.number if version else 0,
            signed_on=then.date(),
            signed_at=then,
        )
        for person in people
        for document in _documents_of(person, policy)
    )


def _everybody(stage: Stage, then: datetime) -> list[Person]:
    """Who is here by then: the school's own people and those of the trust, but for whoever is yet to begin."""
    return [one for one in people_of(stage.school, then.date()) if one.pk != stage.cast[NEW].pk]


def _documents_of(person: Person, policy: ResolvedPolicy) -> tuple[Document, ...]:
    """Everything that this person reads and signs: nothing of it is left over."""
    held = [Role(post.role) for post in person.posts_now]  # type: ignore[attr-defined]  # `people_of` adds it
    # Whoever shows in the story what the right to post rests on has read that too.
    of_posters = (document_of(policy, key) for key in documents_asked(policy))
    return tuple({one.key: one for one in (*documents_for(policy, held), *of_posters)}.values())
