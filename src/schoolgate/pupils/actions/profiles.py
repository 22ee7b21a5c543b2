"""What the columns of an export mean, under a name, shared with the other schools of the trust."""

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.pupils import profile_queries as queries
from schoolgate.pupils.importing.columns import Mapping
from schoolgate.pupils.models import ImportProfile, RollImport


@action(
    may=Permission.ROLL_IMPORT,
    unless=queries.refusals_to_save,
    records=EventType.ROLL_PROFILE_SAVED,
    in_person=True,
)
def save_profile(actor: Actor, profile: ImportProfile, *, name: str, is_shared: bool) -> Done:
    """Give a profile a name, and say whether other schools of the trust may take it over. It names no pupil."""
    profile.name, profile.is_shared = name.strip(), is_shared
    profile.save(update_fields=["name", "is_shared"])
    return Done(profile, {"is_shared": is_shared})


@action(
    may=Permission.ROLL_IMPORT,
    unless=queries.refusals_to_take,
    records=EventType.ROLL_PROFILE_TAKEN,
    in_person=True,
)
def take_profile(actor: Actor, roll_import: RollImport, *, profile: int) -> Done:
    """Take over what a profile says of the same headings. The office looks at the columns before it counts."""
    taken = queries.profile_for(actor.school, profile)
    if taken is not None:
        ours = Mapping.from_json(roll_import.mapping)
        roll_import.mapping = ours.taking_over(Mapping.from_json(taken.mapping)).to_json()
        roll_import.state = RollImport.State.MAPPING
        roll_import.save(update_fields=["mapping", "state"])
    return Done(roll_import, {"profile": profile})
