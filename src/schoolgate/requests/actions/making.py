"""A form of the school's own, made on a page, and taken out of use."""

from collections.abc import Mapping
from typing import Any

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.models import School
from schoolgate.requests import queries
from schoolgate.requests.models import FormVersion
from schoolgate.rules.forms import Form


@action(may=Permission.FORM_MAKE, unless=queries.refusals_to_make, records=EventType.FORM_MADE)
def make_form(actor: Actor, school: School, *, document: Mapping[str, Any]) -> Done:
    """A form of the school's own: the same data as one of the library."""
    made = Form.from_document(document)
    version = FormVersion.objects.create(
        school=school,
        key=made.key,
        digest=made.digest,
        document=made.to_document(),
        is_own=True,
        made_by=actor.person,
        made_at=actor.now,
    )
    return Done(version, {"form": made.key})


@action(may=Permission.FORM_MAKE, unless=queries.refusals_to_retire, records=EventType.FORM_RETIRED)
def retire_form(actor: Actor, form_version: FormVersion) -> Done:
    """Nobody can ask by it any more. What was asked stays."""
    form_version.retired_at = actor.now
    form_version.save(update_fields=["retired_at"])
    return Done(form_version, {"form": form_version.key})
