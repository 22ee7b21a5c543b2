"""Rows for tests: the least that is valid, made directly. What is under test is always done by the real actions."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from schoolgate.kernel.permissions import Role
from schoolgate.moments.models import SignedDocument
from schoolgate.official_accounts.models import AccountPerson, OfficialAccount
from schoolgate.people.models import Appointment, Person, School, Trust, User
from schoolgate.policies.queries import current_policy
from schoolgate.posts.speaking import voices
from schoolgate.pupils.models import Answer, ConsentNow, OnHold, Pupil, Restriction
from schoolgate.rules.consents import ALL_USES, Basis, Capacity, Channel, Said
from schoolgate.rules.policy import ResolvedPolicy
from schoolgate.rules.right_to_post import CONTENT, documents_asked, platform_course
from schoolgate.rules.signing import document_of
from schoolgate.rules.training import FOR_EVER
from schoolgate.training.models import Attendance, Course, Session

# A Tuesday in term, 10:00 in London.
NOW = datetime(2026, 11, 17, 10, 0, tzinfo=UTC)
_numbers = count(1)


def make_trust(name: str = "Meadow Trust") -> Trust:
    return Trust.objects.create(
        name=name, slug=f"trust-{next(_numbers)}", created_at=NOW - timedelta(days=400)
    )


def make_school(trust: Trust | None = None, name: str = "Oakfield Primary School", **given: Any) -> School:
    return School.objects.create(
        trust=trust or make_trust(),
        name=name,
        slug=given.pop("slug", f"school-{next(_numbers)}"),
        created_at=NOW - timedelta(days=400),
        **given,
    )


def make_person(
    school: School, *roles: Role, forename: str = "Jo", surname: str = "", **given: Any
) -> Person:
    """A person with a login and these posts at the school."""
    number = next(_numbers)
    email = given.pop("email", f"person{number}@example.org")
    person = Person.objects.create(
        trust=school.trust,
        user=User.objects.create_user(email, None),
        forename=forename,
        surname=surname or f"Ash{number}",
        email=email,
        **given,
    )
    for role in roles:
        appoint(person, role, school)
    return person


def appoint(
    person: Person, role: Role, school: School, *, first_on: date | None = None, **given: Any
) -> Appointment:
    return Appointment.objects.create(
        person=person,
        role=role,
        school=school,
        trust=school.trust,
        first_on=first_on or (NOW - timedelta(days=300)).date(),
        **given,
    )


def voice_of(person: Person, school: School) -> str:
    """What a post of this person is signed with at this school, where nothing else is said."""
    held = person.appointments.filter(school=school).values_list("role", flat=True)
    return next(iter(voices(person, set(held), school, current_policy(school))), "")


def make_pupil(school: School, forename: str = "Amara", surname: str = "Okello", **given: Any) -> Pupil:
    number = next(_numbers)
    return Pupil.objects.create(
        school=school,
        admission_number=f"{number:06d}",
        legal_forename=forename,
        legal_surname=surname,
        **{"class_name": "4A", "year_group": "Year 4", **given},
    )


def consents(pupil: Pupil, *uses: str, said: Said = Said.YES, basis: Basis = Basis.CONSENT) -> None:
    """What the family answered for these uses (all, when none is given)."""
    answers = Answer.objects.bulk_create(
        Answer(
            school=pupil.school,
            pupil=pupil,
            use=use,
            said=said,
            basis=basis,
            given_by="A parent",
            capacity=Capacity.PARENT,
            evidence="form",
            answered_at=NOW - timedelta(days=60),
            recorded_at=NOW - timedelta(days=60),
        )
        for use in uses or ALL_USES
    )
    ConsentNow.objects.bulk_create(
        [
            ConsentNow(school=pupil.school, pupil=pupil, use=one.use, said=said, basis=basis, answer=one)
            for one in answers
        ],
        update_conflicts=True,
        unique_fields=["pupil", "use"],
        update_fields=["said", "basis", "answer"],
    )


def hold(pupil: Pupil) -> OnHold:
    """On hold, with nobody said to decide."""
    return OnHold.objects.create(school=pupil.school, pupil=pupil, why=OnHold.Why.IN_CARE, since=NOW)


def restrict(pupil: Pupil) -> Restriction:
    return Restriction.objects.create(
        school=pupil.school, pupil=pupil, reason="Court order", since=NOW - timedelta(days=10)
    )


def make_account(
    school: School,
    name: str = "Noticeboard",
    connector: str = "noticeboard",
    channel: Channel | None = None,
    **given: Any,
) -> OfficialAccount:
    return OfficialAccount.objects.create(
        school=school,
        name=name,
        connector=connector,
        channel=channel or Channel.NOTICEBOARD,
        added_at=NOW - timedelta(days=300),
        **given,
    )


def let_write(school: School, *people: Person) -> None:
    """Name these people (everyone with a post there, when none is given) to write for each of its accounts."""
    wanted = people or Person.objects.filter(appointments__school=school).distinct()
    first_on = (NOW - timedelta(days=100)).date()
    for account in OfficialAccount._base_manager.filter(school=school):
        for person in wanted:
            AccountPerson._base_manager.create(
                school=school,
                account=account,
                person=person,
                does=AccountPerson.Does.WRITER,
                first_on=first_on,
                named_at=NOW - timedelta(days=100),
            )
        account.named = [[person.pk, first_on.isoformat(), None] for person in wanted]
        account.save(update_fields=["named"])


def ready_to_post(school: School, policy: ResolvedPolicy, *people: Person) -> None:
    """These people (everyone with a post there, when none is given) have signed and been trained as it asks."""
    wanted = list(people or Person.objects.filter(appointments__school=school).distinct())
    sign(school, policy, *wanted)
    for covers in (CONTENT, platform_course(Channel.WEBSITE), platform_course(Channel.SOCIAL)):
        train(school, covers, *wanted)


def sign(school: School, policy: ResolvedPolicy, *people: Person) -> None:
    """These people have signed what the right to post rests on."""
    when = NOW - timedelta(days=25)
    SignedDocument._base_manager.bulk_create(
        [
            SignedDocument(
                school=school,
                person=person,
                document=key,
                digest=document_of(policy, key).digest,
                lines=[line.digest for line in document_of(policy, key).lines],
                policy_digest=policy.digest,
                signed_on=when.date(),
                signed_at=when,
            )
            for person in people
            for key in documents_asked(policy)
        ],
        ignore_conflicts=True,
    )


def train(school: School, covers: str, *people: Person, until: date = FOR_EVER) -> Course:
    """These people came to a course about this, which counts until then."""
    when = NOW - timedelta(days=25)
    course = Course._base_manager.create(
        school=school, title=f"Course {next(_numbers)}", covers=covers, every_months=12, added_at=when
    )
    session = Session._base_manager.create(
        school=school, course=course, held_on=when.date(), led_by="Dee Marsh", recorded_at=when
    )
    Attendance._base_manager.bulk_create(
        Attendance(school=school, session=session, person=person, covers=covers, until_on=until)
        for person in people
    )
    return course
