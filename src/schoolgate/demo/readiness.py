"""Everybody of the demonstration has read and signed what their policy asks for, and came to its courses."""

from datetime import datetime, timedelta

from schoolgate.demo.loading import Stage
from schoolgate.demo.posting import as_part
from schoolgate.moments.models import SignedDocument
from schoolgate.people.models import Appointment
from schoolgate.policies.queries import current_policy, in_force
from schoolgate.rules.consents import Channel
from schoolgate.rules.right_to_post import CONTENT, documents_asked, platform_course
from schoolgate.rules.signing import document_of
from schoolgate.training.actions import add_course, hold_session

# Somebody has begun this week, and has still to do all of it.
NEW = "new_colleague"
BEGAN_AFTER = timedelta(days=76)
COURSES = (
    (CONTENT, "What may be posted"),
    (platform_course(Channel.WEBSITE), "Writing for the website"),
    (platform_course(Channel.SOCIAL), "Writing on social media"),
)


def get_ready(stage: Stage, then: datetime) -> None:
    """Signatures are laid down as if they had always been there; the courses are held."""
    Appointment.objects.filter(person=stage.cast[NEW]).update(first_on=then.date() + BEGAN_AFTER)
    _signed(stage, then)
    head = as_part(stage, "head", then + timedelta(hours=2))
    came = [person.pk for part, person in stage.cast.items() if part != NEW]
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


def _signed(stage: Stage, then: datetime) -> None:
    policy = current_policy(stage.school)
    version = in_force(stage.school).first()
    documents = [document_of(policy, key) for key in documents_asked(policy)]
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
        for part, person in stage.cast.items()
        for document in documents
        if part != NEW
    )
