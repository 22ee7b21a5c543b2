"""Reads of registers: which there are, their entries, and what stands against writing into them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet

from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission, Role
from schoolgate.people.models import Appointment, Person, School
from schoolgate.people.queries import holders, today_of
from schoolgate.policies.forms_library import registers_under
from schoolgate.policies.offering import Beside
from schoolgate.policies.queries import current_policy
from schoolgate.registers.models import Entry, EntryVersion, OwnRegister
from schoolgate.requests.models import FormVersion, Leave, Request
from schoolgate.requests.queries import facts_for
from schoolgate.requests.showing import lines_of
from schoolgate.rules.forms import Form, FormError, Kind, refusals_to_answers
from schoolgate.rules.forms.own import register_of
from schoolgate.rules.forms.registers import (
    Register,
    refusals_of_whom_it_is_about,
    refusals_to_keep,
    refusals_to_look_at_own,
    refusals_to_write_more,
)
from schoolgate.rules.policy import Clause, ResolvedPolicy, ResolvedSetting
from schoolgate.rules.policy.library import Row
from schoolgate.rules.refusals import Control, Refusal

# No more people of one school share a word of their names.
MOST_NAMED = 100


def registers_of(school: School) -> dict[str, Register]:
    """Every register of this school by key: those of the library, and its own."""
    own = OwnRegister.objects.filter(school=school)
    return registers_under(current_policy(school)) | {one.key: one.register for one in own}


def set_for(policy: ResolvedPolicy, register: Register) -> list[tuple[ResolvedSetting, tuple[Clause, ...]]]:
    """How the school has set what this register is about, with the clauses behind it: read above what is written."""
    return [
        (one, policy.clauses_of(f"setting.{key}"))
        for key, one in policy.settings.items()
        if register.control in one.definition.serves
    ]


def registers_for(actor: Actor) -> dict[str, Register]:
    """Those that this person may read: closed ones only whoever keeps registers."""
    keeps = actor.may(Permission.REGISTER_KEEP)
    return {key: one for key, one in registers_of(actor.school).items() if keeps or not one.is_closed}


def entries_of(register: Register, words: str = "", *, school: School | None = None) -> QuerySet[Entry]:
    """Its entries, those that stand first, the newest before older ones; with words, those that hold them all: in what
    they say, or, of this school, in the name of somebody whom they name. One query more for each word of such a search.
    """
    found = Entry.objects.filter(key=register.key).select_related("written_by", "looked_by")
    asked = [one.key for one in register.questions if one.kind is Kind.PERSON]
    for word in words.split()[:8]:
        says = Q(words__icontains=word)
        if asked and school is not None:
            called = Q(person__forename__icontains=word) | Q(person__surname__icontains=word)
            held = Appointment.objects.filter(called, school=school).values_list("person_id", flat=True)
            ids = list(held.distinct().order_by("person_id")[:MOST_NAMED])
            for key in asked:
                says |= Q(**{f"answers__{key}__in": ids})
        found = found.filter(says)
    return found.order_by("ended_at", "-pk")


def names_in(register: Register, entries: Sequence[Entry | EntryVersion]) -> dict[int, str]:
    """The names of everybody these entries speak of. One query."""
    asked = [one.key for one in register.questions if one.kind in (Kind.PERSON, Kind.PEOPLE)]
    ids: set[int] = set()
    for entry in entries:
        for key in asked:
            value = entry.answers.get(key, [])
            ids |= set(value if isinstance(value, list) else [value])
    return {one.pk: str(one) for one in Person.objects.filter(pk__in=ids)} if ids else {}


def words_of(register: Register, answers: Mapping[str, Any]) -> str:
    """What an entry is found by: all it says, without names of people, who change theirs (`entries_of` knows them)."""
    said = (one for one in register.questions if one.kind not in (Kind.PERSON, Kind.PEOPLE))
    return " ".join(line for one in said for line in lines_of(one, answers.get(one.key), {}))[:4000]


def due(school_ids: list[int], today: object) -> QuerySet[Entry]:
    """Entries that somebody should look at again by now."""
    return Entry.objects.filter(Q(look_again_on__lte=today), school__in=school_ids, ended_at__isnull=True)


def refusals_to_write(
    actor: Actor, school: School, *, register: str, answers: Mapping[str, Any], clause: str = ""
) -> list[Refusal]:
    found = registers_of(school).get(register)
    if found is None:
        return [Refusal(Control.STATE, "There is no such register.", "Choose one of the list.")]
    if clause and clause not in {row.clause for row in rows_for(school, found)}:
        return [Refusal(Control.STATE, "Your policy wants nothing like this here.", "Write it without.")]
    return [
        *refusals_to_keep(found, actor.roles),
        *refusals_to_write_more(found),
        *refusals_of_whom_it_is_about(found, answers, actor.person_id),
        *refusals_to_answers(found.form, answers, facts_for(school, today_of(actor.now))),
    ]


def register_written_by(form: Form) -> str:
    """The register that a yes to this form writes into; "" where it writes nothing down."""
    return (form.writes or {}).get("register", "")


def agreed_not_written(request_id: int) -> Request | None:
    """The request, where it is agreed, its form writes something down, and nothing is written yet."""
    agreed = (Request.State.TO_DO, Request.State.GRANTED, Request.State.DONE)
    found: Request | None = Request.objects.filter(
        pk=request_id, state__in=agreed, register_entry__isnull=True
    ).first()
    return found if found is not None and register_written_by(found.form) else None


def entry_agreed(request: Request, decider: int) -> dict[str, Any]:
    """What a yes writes down, from the answers, the leave, and who asked and decided."""
    leave = Leave.objects.filter(request=request).first()
    until = leave.until_on if leave else None
    facts = {
        "number": request.pk,
        "title": request.title,
        "applicant": request.applicant_id,
        "decider": decider,
        "from_on": leave.from_on.isoformat() if leave else None,
        "until_on": until.isoformat() if until else None,
        "conditions": leave.conditions if leave else "",
    }
    return request.form.written_by_a_yes(request.answers, facts)


def refusals_to_write_as_agreed(actor: Actor, school: School, *, request: int) -> list[Refusal]:
    if agreed_not_written(request) is None:
        return [Refusal(Control.STATE, "Nothing is to be written down here.", "Look at the request.")]
    return []


def refusals_to_change(actor: Actor, entry: Entry, *, answers: Mapping[str, Any]) -> list[Refusal]:
    return [
        *_must_stand(entry),
        *_must_be_about_another(actor, entry),
        *refusals_to_write(actor, actor.school, register=entry.key, answers=answers),
    ]


def refusals_to_look(actor: Actor, entry: Entry) -> list[Refusal]:
    return [
        *_must_stand(entry),
        *_must_be_kept_by(actor, entry),
        *_must_be_about_another(actor, entry),
        *_must_be_of_another(actor, entry),
    ]


def refusals_to_end(actor: Actor, entry: Entry, *, because: str) -> list[Refusal]:
    found = [
        *_must_stand(entry),
        *_must_be_kept_by(actor, entry),
        *_must_be_about_another(actor, entry),
    ]
    if not because.strip():
        found.append(Refusal(Control.STATE, "It is not said why.", "Say it in a line.", about="because"))
    return found


def refusals_to_make(actor: Actor, school: School, *, document: Mapping[str, Any]) -> list[Refusal]:
    try:
        made = Register.from_document(document)
    except FormError as wrong:
        return [Refusal(Control.STATE, wrong.words, "Put it right.", about="title")]
    if made.key in registers_of(school):
        return [
            Refusal(Control.STATE, "There is a register of this name.", "Choose another name.", about="title")
        ]
    return []


def _must_be_kept_by(actor: Actor, entry: Entry) -> Iterator[Refusal]:
    register = registers_of(entry.school).get(entry.key)
    return refusals_to_keep(register, actor.roles) if register else iter(())


def _must_be_about_another(actor: Actor, entry: Entry) -> Iterator[Refusal]:
    register = registers_of(entry.school).get(entry.key)
    return refusals_of_whom_it_is_about(register, entry.answers, actor.person_id) if register else iter(())


def _must_be_of_another(actor: Actor, entry: Entry) -> Iterator[Refusal]:
    register = registers_of(entry.school).get(entry.key)
    if register is None:
        return iter(())
    return refusals_to_look_at_own(
        register,
        entry.answers,
        wrote_it=actor.person_id is not None and entry.written_by_id == actor.person_id,
        was_looked_at=entry.looked_at is not None and entry.looked_at >= entry.written_at,
    )


def refusals_to_end_register(actor: Actor, own: OwnRegister) -> list[Refusal]:
    if own.register.is_ended:
        return [Refusal(Control.STATE, "This register has ended already.", "Nothing is left to do.")]
    in_use = FormVersion.objects.filter(is_own=True, retired_at__isnull=True)
    form = next((one for one in in_use if register_written_by(one.form) == own.key), None)
    if form is None:
        return []
    words = f"The form “{form.form.title}” still writes into it."
    return [Refusal(Control.STATE, words, "Take the form out of use first, under “Make a form of your own”.")]


def own_register(key: str) -> OwnRegister | None:
    """The school's own register of this key; None for one of the library."""
    return OwnRegister.objects.filter(key=key).first()


def may_write(actor: Actor, register: Register) -> bool:
    """Whether this person writes in this register."""
    against = [*refusals_to_keep(register, actor.roles), *refusals_to_write_more(register)]
    return actor.may(Permission.REGISTER_KEEP) and not against


def keepers_of(actor: Actor, register: Register) -> list[str] | None:
    """Who writes in it, by name, where that is for the holders of certain posts alone; else None. One query."""
    if not register.kept_by:
        return None
    roles = [Role(post) for post in register.kept_by]
    return [str(one) for one in holders(actor.school, roles, today_of(actor.now))]


def refusals_to_make_of_form(actor: Actor, school: School, *, form_version: int) -> list[Refusal]:
    version = FormVersion.objects.filter(pk=form_version, is_own=True).first()
    document = register_of(version.form) if version is not None else None
    if document is None:
        return [Refusal(Control.STATE, "This form keeps no register.", "Nothing is to be made.")]
    return refusals_to_make(actor, school, document=document)


def _must_stand(entry: Entry) -> list[Refusal]:
    if entry.ended_at is not None:
        return [Refusal(Control.STATE, "This entry has ended.", "Write a new one.")]
    return []


def counted(school: School) -> dict[str, int]:
    """How many entries stand in each register. One query."""
    rows = Entry.objects.filter(school=school, ended_at__isnull=True).values("key")
    return {row["key"]: row["many"] for row in rows.annotate(many=Count("pk")).order_by()}


def help_for(school: School, group: str) -> list[Entry]:
    """Where these people find help ("staff", "pupils", "families"), as the school has written it down. One query."""
    written = Entry.objects.filter(school=school, key="support_contacts", ended_at__isnull=True).order_by(
        "pk"
    )
    return [one for one in written if group in one.answers.get("for_whom", ())]


def filters(school: School) -> list[Entry]:
    """What filters and watches the use of the network. One query."""
    key = "filtering_and_monitoring_systems"
    return list(Entry.objects.filter(school=school, key=key, ended_at__isnull=True).order_by("pk"))


def beside_the_policy(actor: Actor) -> list[Beside]:
    """The policies that are read together with this one. One query."""
    found = Entry.objects.filter(school=actor.school, key="companion_policies", ended_at__isnull=True)
    told = (one.answers for one in found.order_by("pk"))
    return [
        Beside(said["title"], said.get("number", ""), said.get("link", ""), said.get("place", ""))
        for said in told
    ]


def rows_for(school: School, register: Register) -> list[Row]:
    """What the school's policy wants written down in this register, a row for each clause."""
    return _rows_for(current_policy(school), register)


def wanted(policy: ResolvedPolicy, register: Register) -> list[tuple[Row, Clause, Entry | None]]:
    """Each thing that the policy wants here, with the entry that was written for it, if one stands. One query."""
    rows = _rows_for(policy, register)
    standing = Entry.objects.filter(key=register.key, ended_at__isnull=True).exclude(clause="")
    written = {one.clause: one for one in standing}
    return [(row, policy.clauses[row.clause], written.get(row.clause)) for row in rows]


def _rows_for(policy: ResolvedPolicy, register: Register) -> list[Row]:
    return [row for row in policy.rows if row.instance == register.control or row.clause in register.also_for]
