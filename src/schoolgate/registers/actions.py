"""Writing into registers: an entry, another version of it, a look at it, its end; and a register of one's own."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from schoolgate.audit.event_types import EventType
from schoolgate.duties.models import Duty
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.models import Person, School
from schoolgate.people.queries import today_of
from schoolgate.registers import queries, tying
from schoolgate.registers.models import Entry, EntryVersion, OwnRegister, TiedDevice
from schoolgate.requests.models import FormVersion, Request
from schoolgate.rules.forms import tidied
from schoolgate.rules.forms.own import register_of
from schoolgate.rules.forms.registers import Register


@action(may=Permission.REGISTER_KEEP, unless=queries.refusals_to_write, records=EventType.ENTRY_WRITTEN)
def write_entry(
    actor: Actor, school: School, *, register: str, answers: Mapping[str, Any], clause: str = ""
) -> Done:
    """Write something down, maybe because a clause of the policy wants it."""
    kind = queries.registers_of(school)[register]
    given = tidied(kind.form, answers)
    entry = Entry.objects.create(
        school=school,
        key=register,
        clause=clause,
        answers=given,
        words=queries.words_of(kind, given),
        written_by=actor.person,
        written_at=actor.now,
        look_again_on=kind.first_look_on(today_of(actor.now), given),
    )
    _keep_version(actor, entry)
    _close_duties(actor, entry)
    return Done(entry, {"register": register, "clause": clause}, controls=(kind.control,))


@action(
    may=Permission.REGISTER_KEEP, unless=queries.refusals_to_write_as_agreed, records=EventType.ENTRY_WRITTEN
)
def write_as_agreed(actor: Actor, school: School, *, request: int) -> Done:
    """Write down what was asked for and agreed, as its form says; whoever said the last yes has written it."""
    agreed = Request.objects.get(pk=request)
    kind = queries.registers_of(school)[queries.register_written_by(agreed.form)]
    decided_by = agreed.decisions.filter(void_at__isnull=True, says_yes=True).latest("pk").by
    given = tidied(kind.form, queries.entry_agreed(agreed, decided_by.pk))
    entry = Entry.objects.create(
        school=school,
        key=kind.key,
        request=agreed,
        answers=given,
        words=queries.words_of(kind, given),
        written_by=decided_by,
        written_at=actor.now,
        look_again_on=kind.first_look_on(today_of(actor.now), given),
    )
    _keep_version(actor, entry)
    told = {"register": kind.key, "request": f"request:{request}"}
    return Done(entry, told, controls=(kind.control, agreed.form.control))


@action(may=Permission.REGISTER_KEEP, unless=queries.refusals_to_change, records=EventType.ENTRY_CHANGED)
def change_entry(actor: Actor, entry: Entry, *, answers: Mapping[str, Any]) -> Done:
    """Write it anew. What it said before stays readable."""
    kind = queries.registers_of(entry.school)[entry.key]
    entry.answers = tidied(kind.form, answers)
    entry.words = queries.words_of(kind, entry.answers)
    entry.written_by, entry.written_at = actor.person, actor.now
    entry.save(update_fields=["answers", "words", "written_by", "written_at"])
    _keep_version(actor, entry)
    return Done(entry, {"register": entry.key}, controls=(kind.control,))


@action(may=Permission.REGISTER_KEEP, unless=queries.refusals_to_look, records=EventType.ENTRY_LOOKED_AT)
def look_at_entry(actor: Actor, entry: Entry) -> Done:
    """Say that it is still right; it comes up again when its register says."""
    kind = queries.registers_of(entry.school)[entry.key]
    entry.looked_at, entry.looked_by = actor.now, actor.person
    entry.look_again_on = kind.look_again_on(today_of(actor.now))
    entry.save(update_fields=["looked_at", "looked_by", "look_again_on"])
    return Done(entry, {"register": entry.key}, controls=(kind.control,))


@action(may=Permission.REGISTER_KEEP, unless=queries.refusals_to_end, records=EventType.ENTRY_ENDED)
def end_entry(actor: Actor, entry: Entry, *, because: str) -> Done:
    """It holds no more. It stays in the register, at its end."""
    entry.ended_at, entry.ended_because = actor.now, because.strip()
    entry.save(update_fields=["ended_at", "ended_because"])
    return Done(entry, {"register": entry.key})


@action(may=Permission.FORM_MAKE, unless=queries.refusals_to_make, records=EventType.REGISTER_MADE)
def make_register(actor: Actor, school: School, *, document: Mapping[str, Any]) -> Done:
    """A register of the school's own."""
    made = Register.from_document(document)
    row = OwnRegister.objects.create(
        school=school,
        key=made.key,
        document=made.to_document(),
        made_by=actor.person,
        made_at=actor.now,
    )
    return Done(row, {"register": made.key})


@action(may=Permission.FORM_MAKE, unless=queries.refusals_to_end_register, records=EventType.REGISTER_ENDED)
def end_register(actor: Actor, own: OwnRegister) -> Done:
    """Nothing new is written in it, and nobody is asked to look at it again. What stands in it stays readable."""
    own.document = replace(own.register, is_ended=True).to_document()
    own.save(update_fields=["document"])
    Entry.objects.filter(school=own.school, key=own.key).update(look_again_on=None)
    return Done(own, {"register": own.key})


@action(
    may=Permission.REGISTER_KEEP, unless=queries.refusals_to_make_of_form, records=EventType.REGISTER_MADE
)
def make_register_of_form(actor: Actor, school: School, *, form_version: int) -> Done:
    """The register in which a form of the school's own keeps each yes; whoever made the form has made it."""
    version = FormVersion.objects.get(pk=form_version)
    made = Register.from_document(register_of(version.form) or {})
    row = OwnRegister.objects.create(
        school=school,
        key=made.key,
        document=made.to_document(),
        made_by=Person.objects.get(pk=version.made_by_id or 0),
        made_at=actor.now,
    )
    return Done(row, {"register": made.key, "form": version.key})


@action(
    may=Permission.REGISTER_KEEP,
    unless=tying.refusals_to_make_code,
    records=EventType.DEVICE_CODE_MADE,
    in_person=True,
)
def make_tie_code(actor: Actor, entry: Entry, *, code_digest: str, camera_only: bool = False) -> Done:
    """A code for this device; whoever gives it on the device ties it. `camera_only`: what is chosen from its library
    does not count as taken with it."""
    tie = TiedDevice.objects.create(
        school=entry.school,
        entry=entry,
        code_digest=code_digest,
        code_ends_at=actor.now + tying.CODE_LASTS,
        made_by=actor.person,
        made_at=actor.now,
        camera_only=camera_only,
    )
    return Done(tie, {"entry": entry.pk, "camera_only": camera_only}, ("register.devices",))


@action(
    may=Permission.POST_WRITE, unless=tying.refusals_to_tie, records=EventType.DEVICE_TIED, in_person=True
)
def tie_device(actor: Actor, tie: TiedDevice, *, kept_digest: str) -> Done:
    """This browser is on the device from now on."""
    tie.kept_digest, tie.tied_by, tie.tied_at = kept_digest, actor.person, actor.now
    tie.save(update_fields=["kept_digest", "tied_by", "tied_at"])
    return Done(tie, {"entry": tie.entry_id}, ("register.devices",))


@action(
    may=Permission.REGISTER_KEEP,
    unless=tying.refusals_to_untie,
    records=EventType.DEVICE_UNTIED,
    in_person=True,
)
def untie_device(actor: Actor, tie: TiedDevice) -> Done:
    """The browser is known no longer."""
    tie.ended_at, tie.ended_by = actor.now, actor.person
    tie.save(update_fields=["ended_at", "ended_by"])
    return Done(tie, {"entry": tie.entry_id}, ("register.devices",))


def _close_duties(actor: Actor, entry: Entry) -> None:
    """What was owed until somebody wrote this down is done: for any entry, or for one with this answer."""
    answers = (
        f"entry:{entry.key}:{name}:{said}" for name, said in entry.answers.items() if isinstance(said, str)
    )
    closes = [f"entry:{entry.key}", *(one for one in answers if len(one) <= 120)]
    Duty.objects.filter(school=entry.school, closes_by__in=closes, done_at__isnull=True).update(
        done_at=actor.now, done_by=actor.person, outcome=_("Written down.")
    )


def _keep_version(actor: Actor, entry: Entry) -> None:
    EntryVersion.objects.create(
        school=entry.school,
        entry=entry,
        answers=entry.answers,
        written_by=entry.written_by,
        written_at=actor.now,
    )
