"""A trust's file: brought in by a trust officer, parted among the schools, each part confirmed by its own office."""

from collections.abc import Mapping, Sequence
from typing import Any

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, Happened, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.models import School, Trust
from schoolgate.pupils import trust_queries as queries
from schoolgate.pupils.models import RollImport, SchoolCode, TrustRoll
from schoolgate.pupils.trust_queries import PartFile


@action(
    may=Permission.TRUST_ROLL,
    unless=queries.refusals_to_upload,
    records=EventType.TRUST_ROLL_UPLOADED,
    in_person=True,
)
def upload_trust_roll(
    actor: Actor,
    trust: Trust,
    *,
    file_name: str,
    file_digest: str,
    stored_as: str,
    parts: Sequence[Mapping[str, Any]],
    counts: Mapping[str, int],
) -> Done:
    """Take the file of the whole trust in, to say which school is which. No roll changes by it."""
    roll = TrustRoll.objects.create(
        trust=trust,
        file_name=file_name[:200],
        file_digest=file_digest,
        stored_as=stored_as,
        parts=list(parts),
        counts=dict(counts),
        uploaded_at=actor.now,
        uploaded_by=actor.person,
    )
    return Done(roll, {"file": file_digest, "counts": dict(counts)})


@action(
    may=Permission.TRUST_ROLL,
    unless=queries.refusals_to_part,
    records=EventType.TRUST_ROLL_PARTED,
    in_person=True,
)
def part_trust_roll(
    actor: Actor, roll: TrustRoll, *, schools: Mapping[str, int], files: Sequence[PartFile] = ()
) -> Done:
    """Give each school its part, as an import that its own office confirms. No roll changes by it."""
    ours = School.objects.in_bulk(list(schools.values()))
    busy = queries.schools_with_a_file(ours)
    ready = {one.key: one for one in files}
    made: dict[str, RollImport] = {}
    for key, school_id in schools.items():
        SchoolCode.objects.update_or_create(trust=roll.trust, code=key, defaults={"school": ours[school_id]})
        if school_id not in busy and key in ready:
            made[key] = _import_of(actor, roll, ours[school_id], ready[key])
    roll.parts = [
        {
            **part,
            "school": schools.get(part["key"]),
            "import": made[part["key"]].pk if part["key"] in made else None,
            "waits": schools.get(part["key"]) in busy,
        }
        for part in roll.parts
    ]
    roll.state, roll.parted_at = TrustRoll.State.PARTED, actor.now
    roll.save(update_fields=["parts", "state", "parted_at"])
    also = tuple(Happened(EventType.ROLL_UPLOADED, one, {"file": one.file_digest}) for one in made.values())
    return Done(roll, {"file": roll.file_digest, "schools": sorted(schools.values())}, also=also)


def _import_of(actor: Actor, roll: TrustRoll, school: School, part: PartFile) -> RollImport:
    return RollImport.objects.create(
        school=school,
        state=RollImport.State.PREVIEW if part.columns_are_known else RollImport.State.MAPPING,
        file_name=roll.file_name,
        file_digest=part.file_digest,
        stored_as=part.stored_as,
        mapping=dict(part.mapping),
        roll_version=school.roll_version,
        uploaded_at=actor.now,
        uploaded_by=actor.person,
    )


@action(
    may=Permission.TRUST_ROLL,
    unless=queries.refusals_to_drop,
    records=EventType.TRUST_ROLL_DROPPED,
    in_person=True,
)
def drop_trust_roll(actor: Actor, roll: TrustRoll) -> Done:
    """Forget the trust's file; nothing was changed by it."""
    roll.state = TrustRoll.State.DROPPED
    roll.save(update_fields=["state"])
    return Done(roll, {"file": roll.file_digest})
