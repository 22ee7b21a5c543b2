"""Builds the demonstration trust: schools, people, calendars, policies, rolls, consents, accounts, and a term of life.

Rolls and old answers are laid down directly, as if they had always been there; everything that happens in the story
is done by the real actions, at the time it happens.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from django_scopes import scope

from schoolgate.demo.models import Demonstration
from schoolgate.demo.schools import (
    CAST,
    SCHOOLS,
    TRUST,
    SchoolPlan,
    address_of_the_officer,
    adults_of,
    children_of,
)
from schoolgate.kernel.permissions import Role
from schoolgate.official_accounts.models import AccountPerson, OfficialAccount
from schoolgate.official_accounts.naming import keep_for_the_gate
from schoolgate.people.models import Appointment, ClosedDay, Person, School, Term, Trust, User
from schoolgate.people.queries import LONDON, actor_of, today_of
from schoolgate.policies.actions.adopting import adopt_policy
from schoolgate.policies.queries import current_policy, policy_to_adopt, still_to_sign
from schoolgate.pupils.models import (
    Adult,
    Answer,
    ClassTaught,
    ConsentNow,
    Pupil,
    Responsibility,
    Restriction,
)
from schoolgate.rules.consents import Basis, Capacity, Channel, Medium, Said, use_of
from schoolgate.rules.policy.adoption import PaperSignature
from schoolgate.rules.refusals import Control
from schoolgate.rules.renewal import school_year_began


@dataclass
class Stage:
    """One school of the demonstration, with its people and children by their part in the story."""

    plan: SchoolPlan
    school: School
    cast: dict[str, Person] = field(default_factory=dict)
    pupils: dict[str, list[Pupil]] = field(default_factory=dict)
    accounts: dict[str, OfficialAccount] = field(default_factory=dict)


def lay_the_ground(now: datetime) -> list[Stage]:
    """Everything but the story: trust, schools, people, calendars, policies, rolls, consents, accounts."""
    began = now - timedelta(days=420)
    trust = Trust.objects.create(name=TRUST[0], slug=TRUST[1], created_at=began)
    stages = [_stage(plan, number, trust, began) for number, plan in enumerate(SCHOOLS)]
    _officer(trust, began)
    for number, stage in enumerate(stages):
        with scope(school=stage.school):
            _calendar(stage.school, now)
            _policy(stage, began)
            _roll(stage, number, began, now)
            _accounts(stage, began)
    Demonstration.objects.create(made_at=now)
    return stages


def _stage(plan: SchoolPlan, number: int, trust: Trust, began: datetime) -> Stage:
    school = School.objects.create(
        trust=trust,
        name=plan.name,
        slug=plan.slug,
        nation=plan.nation,
        day_starts=time(8, 30),
        day_ends=time(16, 30),
        domains=[f"{plan.slug}.example"],
        created_at=began,
    )
    stage = Stage(plan, school)
    for part, (title, forename, surname) in zip(CAST, adults_of(number, len(CAST)), strict=True):
        email = f"{part.key.replace('_', '-')}@{plan.slug}.example"
        person = Person.objects.create(
            trust=trust,
            user=User.objects.create_user(email),
            title=title,
            forename=forename,
            surname=surname,
            email=email,
            team=plan.classes[part.teaches] if part.teaches is not None else "",
        )
        Appointment.objects.bulk_create(
            Appointment(person=person, role=role, school=school, trust=trust, first_on=began.date())
            for role in part.roles
        )
        if part.teaches is not None:
            ClassTaught.objects.create(school=school, person=person, class_name=plan.classes[part.teaches])
        stage.cast[part.key] = person
    return stage


def _officer(trust: Trust, began: datetime) -> None:
    """Somebody who looks after all five schools."""
    title, forename, surname = adults_of(99, 1)[0]
    person = Person.objects.create(
        trust=trust,
        user=User.objects.create_user(address_of_the_officer()),
        title=title,
        forename=forename,
        surname=surname,
        email=address_of_the_officer(),
    )
    Appointment.objects.create(person=person, role=Role.TRUST_OFFICER, trust=trust, first_on=began.date())


def _calendar(school: School, now: datetime) -> None:
    """Two school years of terms with their half terms, and an INSET day at the start of each year; none begins or
    ends at a weekend."""
    for year in (now.year - 1, now.year):
        for name, first, last in (
            ("Autumn, first half", (year, 9, 2), (year, 10, 23)),
            ("Autumn, second half", (year, 11, 2), (year, 12, 18)),
            ("Spring, first half", (year + 1, 1, 5), (year + 1, 2, 12)),
            ("Spring, second half", (year + 1, 2, 22), (year + 1, 3, 26)),
            ("Summer, first half", (year + 1, 4, 12), (year + 1, 5, 28)),
            ("Summer, second half", (year + 1, 6, 7), (year + 1, 7, 21)),
        ):
            Term.objects.create(
                school=school,
                name=name,
                first_on=weekday(date(*first)),
                last_on=weekday(date(*last), step=-1),
            )
        ClosedDay.objects.create(
            school=school,
            on=weekday(date(year, 9, 2)),
            why=ClosedDay.Why.INSET,
            words="Staff plan the year",
        )


def _policy(stage: Stage, began: datetime) -> None:
    """The headteacher adopts the school's starting policy; whoever else signs has signed on paper."""
    head = actor_of(stage.cast["head"], stage.school, began)
    version = adopt_policy(
        head,
        stage.school,
        code=stage.plan.policy,
        checks=_every_check(stage),
        on_paper=tuple(_on_paper(stage, began)),
        reason="Our policy, kept as software from now on.",
    ).subject
    if missing := still_to_sign(version):
        raise RuntimeError(f"{stage.plan.slug}: {', '.join(missing)} did not sign")


def _every_check(stage: Stage) -> tuple[str, ...]:
    return tuple(policy_to_adopt(stage.school, stage.plan.policy).setting("adoption_checks"))


def _on_paper(stage: Stage, began: datetime) -> Iterator[PaperSignature]:
    for role in policy_to_adopt(stage.school, stage.plan.policy).setting("policy_signatories"):
        if role != Role.HEADTEACHER:
            yield PaperSignature(role=role, name=str(stage.cast["chair"]), on=began.date())


def _accounts(stage: Stage, began: datetime) -> None:
    """The noticeboard, the website and a page on social media, put up by hand until somebody connects them."""
    for key, name, connector, channel in (
        ("noticeboard", "Noticeboard", "noticeboard", Channel.NOTICEBOARD),
        ("website", "School website", "by_hand", Channel.WEBSITE),
        ("facebook", "Facebook page", "by_hand", Channel.SOCIAL),
    ):
        stage.accounts[key] = OfficialAccount.objects.create(
            school=stage.school,
            name=name,
            connector=connector,
            channel=channel,
            purpose="News for families and neighbours",
            added_at=began,
        )
        if current_policy(stage.school).clauses_of(Control.APPOINTED_TO_POST):
            _who_writes(stage, stage.accounts[key], began)


def _who_writes(stage: Stage, account: OfficialAccount, began: datetime) -> None:
    """Whom the headteacher has named for an account, where the policy wants them named."""
    does = {"network": AccountPerson.Does.ADMINISTRATOR, "deputy": AccountPerson.Does.LEAD}
    AccountPerson.objects.bulk_create(
        AccountPerson(
            school=stage.school,
            account=account,
            person=person,
            does=does.get(part, AccountPerson.Does.WRITER),
            first_on=began.date(),
            named_by=stage.cast["head"],
            named_at=began,
        )
        for part, person in stage.cast.items()
        if part not in ("chair", "new_colleague")
    )
    keep_for_the_gate(account)


def _roll(stage: Stage, number: int, began: datetime, now: datetime) -> None:
    """Children, their families and what these answered. Most said yes to most; some did not; two are protected."""
    chance = Random(f"answers {number}")  # noqa: S311  # invented people, not a secret
    policy = current_policy(stage.school)
    bases = {channel: Basis(policy.setting("lawful_basis").get(channel, "consent")) for channel in Channel}
    children = children_of(stage.plan, number, began_in=school_year_began(today_of(now)).year)
    pupils = Pupil.objects.bulk_create(
        Pupil(
            school=stage.school,
            admission_number=f"{4000 + place:06d}",
            legal_forename=child.forename,
            legal_surname=child.surname,
            born_on=child.born_on,
            year_group=child.year_group.removeprefix("Year "),
            class_name=child.class_name,
            joined_on=began.date(),
        )
        for place, child in enumerate(children)
    )
    answers: list[Answer] = []
    for child, pupil in zip(children, pupils, strict=True):
        stage.pupils.setdefault(child.class_name, []).append(pupil)
        _family(stage.school, pupil, child.adults)
        answers += _answers(stage.school, pupil, child.adults[0], bases, chance, began)
    kept = Answer.objects.bulk_create(answers)
    ConsentNow.objects.bulk_create(
        ConsentNow(
            school=stage.school, pupil=one.pupil, use=one.use, said=one.said, basis=one.basis, answer=one
        )
        for one in kept
    )
    for pupil in chance.sample(pupils, 2):
        Restriction.objects.create(
            school=stage.school,
            pupil=pupil,
            reason="Court order kept by the safeguarding lead",
            source="Local authority",
            since=began + timedelta(days=20),
            restricted_by=stage.cast["safeguarding"],
        )
    stage.school.roll_version = 1
    stage.school.save(update_fields=["roll_version"])


def _family(school: School, pupil: Pupil, names: tuple[str, ...]) -> None:
    for position, name in enumerate(names, start=1):
        adult = Adult.objects.create(
            school=school,
            name=name,
            email=f"family{pupil.pk}.{position}@example.org",
            telephone=f"07700 900{pupil.pk % 1000:03d}",
        )
        Responsibility.objects.create(
            pupil=pupil, adult=adult, relationship="Parent", may_answer=True, position=position
        )


def _answers(
    school: School,
    pupil: Pupil,
    given_by: str,
    bases: dict[Channel, Basis],
    chance: Random,
    began: datetime,
) -> list[Answer]:
    """What one family said at joining: nine in ten yes to pictures, four in five to social media, half to names."""
    mood = chance.random()
    found = []
    for medium in Medium:
        for channel in Channel:
            likely = 0.5 if medium is Medium.NAME else 0.82 if channel is Channel.SOCIAL else 0.95
            if mood < 0.05:
                continue  # never answered: silence is no
            said = Said.YES if mood > 0.1 and chance.random() < likely else Said.NO
            found.append(
                Answer(
                    school=school,
                    pupil=pupil,
                    use=use_of(medium, channel),
                    said=said,
                    basis=bases[channel],
                    given_by=given_by,
                    capacity=Capacity.PARENT,
                    evidence="Entry form, on paper",
                    answered_at=began + timedelta(days=5),
                    recorded_at=began + timedelta(days=6),
                )
            )
    return found


def at(now: datetime, days: int, hour: int, minute: int = 0) -> datetime:
    """A moment of the story: so many days from now (negative: ago), at this time in London, on a weekday."""
    on = weekday(today_of(now) + timedelta(days=days), step=-1 if days < 0 else 1)
    return datetime.combine(on, time(hour, minute), LONDON)


def weekday(on: date, *, step: int = 1) -> date:
    """This day, or at a weekend the nearest weekday after it (step 1) or before it (step -1)."""
    while on.weekday() > 4:
        on += timedelta(days=step)
    return on
