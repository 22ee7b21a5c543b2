"""What pupils sign, class by class, and who has still to. Pupils have no accounts, so a teacher writes it down."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from schoolgate.duties.subjects import Subject, subjects, subjects_of
from schoolgate.kernel.actor import Actor
from schoolgate.people.models import School
from schoolgate.people.queries import today_of
from schoolgate.policies.queries import current_policy
from schoolgate.pupils.models import Pupil
from schoolgate.rules import training as rules
from schoolgate.rules.policy import LineKind, ResolvedPolicy
from schoolgate.rules.refusals import Refusal
from schoolgate.rules.signing import PAPERS, Document, ToRead, document_made_of, told_at
from schoolgate.training.models import PupilAgreed

OF_PUPILS = "pupil"
READ_TO_THEM = "pupil_rules"


@dataclass(frozen=True, slots=True)
class ClassStands:
    """One class: its pupils, and those of them who have still to sign."""

    name: str
    pupils: tuple[Pupil, ...]
    unsigned: tuple[Pupil, ...]

    @property
    def has_signed(self) -> int:
        return len(self.pupils) - len(self.unsigned)


def to_sign(policy: ResolvedPolicy) -> Document:
    """What pupils sign here: the papers that the policy names, and its rules for pupils. Empty where it asks none."""
    papers = [key for key in policy.setting("documents_to_sign").get(OF_PUPILS, ()) if key in PAPERS]
    if not papers:
        return document_made_of("pupil_code", ())
    meant_for = {line.key: line.audience for line in policy.lines}
    told = [one for one in told_at(policy, READ_TO_THEM) if meant_for.get(one.key, "pupils") == "pupils"]
    own = [ToRead(f"paper.{key}", PAPERS[key], LineKind.RULE, ()) for key in papers]
    return document_made_of("pupil_code", [*told, *own])


def classes_now(school: School, *, names: Collection[str] = ()) -> list[ClassStands]:
    """Every class with its pupils and those who have not signed what is to be signed now. Two queries."""
    document = to_sign(current_policy(school))
    if not document.lines:
        return []
    found = Pupil.objects.filter(school=school, left_on__isnull=True).exclude(class_name="")
    if names:
        found = found.filter(class_name__in=names)
    by_class: dict[str, list[Pupil]] = defaultdict(list)
    for pupil in found.order_by("class_name", "legal_forename", "legal_surname", "pk"):
        by_class[pupil.class_name].append(pupil)
    signed = set(
        PupilAgreed.objects.filter(agreed__school=school, agreed__digest=document.digest).values_list(
            "pupil_id", flat=True
        )
    )
    return [
        ClassStands(name, tuple(pupils), tuple(one for one in pupils if one.pk not in signed))
        for name, pupils in by_class.items()
    ]


@subjects_of("class_to_sign")
def classes_to_sign(school: School, on: date) -> list[Subject]:
    """Every class in which somebody has still to sign, with its teacher."""
    teachers = {one.key: one.of for one in subjects("class", school, on)}
    return [
        Subject(one.name, one.name, teachers.get(one.name)) for one in classes_now(school) if one.unsigned
    ]


def refusals_to_agree(
    actor: Actor,
    school: School,
    *,
    class_name: str,
    signed_on: date,
    digest: str,
    absent: Collection[int] = (),
    **_: object,
) -> list[Refusal]:
    stands = next(iter(classes_now(school, names=[class_name])), None)
    return list(
        rules.refusals_to_agree(
            on=signed_on,
            today=today_of(actor.now),
            unsigned=[one.pk for one in stands.unsigned] if stands else [],
            absent=absent,
            is_as_read=digest == to_sign(current_policy(school)).digest,
        )
    )
