"""Signing, saying that one does not, and asking for signatures."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from schoolgate.audit.event_types import EventType
from schoolgate.duties.models import Duty
from schoolgate.kernel.actions import Done, action, nothing_refuses
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission, Role
from schoolgate.moments import queries
from schoolgate.moments.actions.closing import close_duty
from schoolgate.moments.models import DeclinedSigning, SignedDocument
from schoolgate.moments.queries import READ_AND_SIGN, Owes
from schoolgate.people.models import Person, School
from schoolgate.people.queries import today_of
from schoolgate.rules.refusals import Control
from schoolgate.rules.signing import MOMENTS_OF, Document

SIGNED = (READ_AND_SIGN, Control.HAS_READ_SIGNED_AND_TRAINED.value)
TALKED_OVER_WITHIN = timedelta(days=7)


@action(
    may=Permission.DOCUMENTS_SIGN,
    unless=queries.refusals_to_sign,
    records=EventType.DOCUMENTS_SIGNED,
    in_person=True,
)
def sign_documents(
    actor: Actor, person: Person, *, shown: str, answers: Mapping[str, str] | None = None
) -> Done:
    """Sign everything that concerns oneself, exactly as it was read. What was signed before stays as it was."""
    reading = queries.reading_of(actor)
    SignedDocument.objects.bulk_create(
        SignedDocument(
            school=actor.school,
            person=person,
            document=document.key,
            digest=document.digest,
            lines=[line.digest for line in document.lines],
            policy_digest=reading.policy.digest if reading.policy else "",
            policy_number=reading.version.number if reading.version else 0,
            signed_on=today_of(actor.now),
            signed_at=actor.now,
        )
        for document in reading.unsigned
    )
    close_duty(actor, person, READ_AND_SIGN, _("Signed."))
    signed = {document.key: document.digest for document in reading.unsigned}
    return Done(person, {"documents": signed}, (*SIGNED, *_moments_in(reading.unsigned)))


def _moments_in(documents: Iterable[Document]) -> list[str]:
    """The moments of which a line stands in these documents."""
    return [
        f"moment.{moment}"
        for document in documents
        for moment in MOMENTS_OF.get(document.key, ())
        if any(line.key.startswith(f"{moment}.") for line in document.lines)
    ]


@action(
    may=Permission.DOCUMENTS_SIGN,
    unless=queries.refusals_to_decline,
    records=EventType.SIGNING_DECLINED,
    in_person=True,
)
def decline_to_sign(actor: Actor, person: Person, *, words: str) -> Done:
    """Say that one does not sign, and why. The headteacher is asked to talk it over; nothing else happens by itself."""
    unsigned = queries.reading_of(actor).unsigned
    said = DeclinedSigning.objects.create(
        school=actor.school,
        person=person,
        words=words.strip(),
        documents=[document.key for document in unsigned],
        said_at=actor.now,
    )
    Duty.objects.get_or_create(
        school=actor.school,
        key=READ_AND_SIGN,
        about=f"declined:{person.pk}",
        done_at=None,
        defaults={
            "what": (_("Talk over why %(name)s does not sign") % {"name": person})[:200],
            "more": words.strip()[:300],
            "owed_by_role": Role.CHAIR if Role.HEADTEACHER in actor.roles else Role.HEADTEACHER,
            "due_at": actor.now + TALKED_OVER_WITHIN,
        },
    )
    return Done(said, {"person": f"person:{person.pk}"})


@action(may=Permission.ASK_IN_TIME, unless=nothing_refuses, records=EventType.SIGNING_ASKED)
def ask_to_sign(actor: Actor, school: School, *, owing: Sequence[Owes]) -> Done:
    """Put it on the Today of everybody who has something to sign, until they have."""
    link = reverse("moments:sign", args=[school.slug])
    for one in owing:
        Duty.objects.get_or_create(
            school=school,
            key=READ_AND_SIGN,
            about=f"person:{one.person.pk}",
            done_at=None,
            defaults={
                "what": _("Read and sign what concerns you"),
                "more": ", ".join(document.title for document in one.unsigned)[:300],
                "link": link,
                "closes_itself": True,
                "owed_by": one.person,
                "due_at": one.due_at,
            },
        )
    return Done(school, {"people": [one.person.pk for one in owing]}, (READ_AND_SIGN,))
