"""One of everything in the rooms of logins and leavers, and of requests and registers."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from schoolgate.breaches.actions import (
    decide_about_ico,
    decide_about_people,
    report_breach,
    take_breach_step,
)
from schoolgate.concerns.actions import bring_into_concern, look_at_concern, raise_concern
from schoolgate.credentials.models import Compromise, DayCode, Leaving, LoginOpening, LoginPerson, SharedLogin
from schoolgate.duties.actions import make_duty
from schoolgate.families.actions.answering import ask_to_take_down
from schoolgate.families.actions.checking import say_language_checked
from schoolgate.families.keys import as_family, new_links
from schoolgate.families.models import FamilyLink, Objection
from schoolgate.kernel.actor import Actor, clock
from schoolgate.moments.actions import add_own_line, declare, write_note
from schoolgate.moments.declaring import QUESTIONS
from schoolgate.personal_data.actions.complaining import make_data_complaint
from schoolgate.personal_data.models import LegalHold
from schoolgate.registers.actions import make_register, make_tie_code, write_entry
from schoolgate.registers.tying import digest_of, new_code
from schoolgate.requests.actions import decide_request, draft_request, make_form, send_request
from schoolgate.requests.models import Request
from schoolgate.requests.queries import turn_digest
from schoolgate.rules.concerns import About, Matter
from schoolgate.showing.actions import make_group, print_sheet
from schoolgate.wishes.actions import note_wish

if TYPE_CHECKING:
    from tests.furnished import Furnishing


@dataclass(frozen=True)
class Keyed:
    """A thing that its school knows by a word, such as a form; `pk` is that word."""

    pk: str


def logins_and_leavers(at: "Furnishing") -> None:
    """A login opened in an emergency, a leaver, an account that may be broken into, a code of the day."""
    login = SharedLogin.objects.create(
        school=at.school,
        account=at.facebook,
        name=f"Login of {at.mark}",
        kept_where=f"The safe of {at.mark}",
        added_at=at.now,
        changed_at=at.now,
    )
    at.kept["login_id"] = login
    at.kept["credentials:end_naming.named_id"] = LoginPerson.objects.create(
        school=at.school, login=login, person=at.head, first_on=at.now.date(), named_at=at.now
    )
    at.kept["opening_id"] = LoginOpening.objects.create(
        school=at.school,
        login=login,
        person=at.deputy,
        at=at.now,
        what="password",
        is_emergency=True,
        reason=f"Nobody of {at.mark} could be reached",
    )
    at.kept["leaving_id"] = Leaving.objects.create(
        school=at.school,
        person=at.teacher,
        last_on=at.now.date() + timedelta(days=9),
        due_at=at.now + timedelta(days=9),
        found_at=at.now,
    )
    at.kept["compromise_id"] = Compromise.objects.create(
        school=at.school,
        account=at.facebook,
        suspected_at=at.now,
        suspected_by=at.deputy,
        words=f"A post that nobody at {at.mark} wrote",
    )
    at.kept["credentials.code_id"] = DayCode.objects.create(
        school=at.school, on=at.now.date(), lines=[f"Be kind at {at.mark}"], made_at=at.now
    )


def requests_and_registers(at: "Furnishing") -> None:
    """A form and a register of the school's own; requests at every point of their way, and an entry."""
    asks = [{"key": "what", "asks": "What is it?", "kind": "line"}]
    head, teacher = at.as_actor(at.head), at.as_actor(at.teacher)
    outing, visits = f"outing-{at.mark.lower()}", f"visits-{at.mark.lower()}"
    leave = {"review_months": 12}
    decided = {
        "key": outing,
        "title": f"An outing of {at.mark}",
        "steps": [{"posts": ["headteacher"]}],
    }
    by_hand = {"key": "help", "title": f"Help for {at.mark}", "done_by": ["headteacher"]}
    for form in ({**decided, "leave": leave}, by_hand):
        document = {**form, "sentence": "Ask here.", "questions": asks}
        version = make_form(head, at.school, document=document).subject
    at.kept["version_id"] = version

    def asked(actor: Actor, form: str) -> Request:
        answers = {"what": f"Something for {at.mark}"}
        made: Request = draft_request(actor, at.school, form=form, answers=answers).subject
        return made

    at.kept["request_id"] = asked(head, outing)
    for address, form in (
        ("decide", outing),
        ("done", "help"),
        ("revoke", outing),
        ("review", outing),
    ):
        request = asked(teacher, form)
        send_request(teacher, request)
        request.refresh_from_db()
        if address in ("revoke", "review"):
            decide_request(head, request, says_yes=True, seen=turn_digest(request))
        at.kept[f"requests:{address}.request_id"] = request
    at.kept["requests.key"] = Keyed(outing)
    register = {
        "key": visits,
        "title": f"Visits to {at.mark}",
        "sentence": "Who came.",
        "questions": asks,
    }
    make_register(head, at.school, document=register)
    at.kept["registers.key"] = Keyed(visits)
    written = write_entry(head, at.school, register=visits, answers={"what": f"The {at.mark} choir"})
    at.kept["entry_id"] = written.subject
    answers = {
        "what": f"The {at.mark} tablet",
        "kind": "camera",
        "approved_by": at.head.pk,
        "approved_on": at.now.date().isoformat(),
        "filtered": "yes",
    }
    device = write_entry(head, at.school, register="devices", answers=answers).subject
    at.kept["registers:tied.entry_id"] = device
    at.kept["registers.tie_id"] = make_tie_code(
        head, device, code_digest=digest_of("code", new_code())
    ).subject


def made_here(at: "Furnishing") -> None:
    """A duty and a line of the school's own."""
    head = at.as_actor(at.head)
    due_on = at.now.date() + timedelta(days=14)
    at.kept["own_id"] = make_duty(
        head, at.school, what=f"Count the cameras of {at.mark}", owed_by="office", due_on=due_on
    ).subject
    line = f"Say {at.mark} with its whole name."
    at.kept["line_id"] = add_own_line(head, at.school, words=line, moment="while_drafting").subject


def worries(at: "Furnishing") -> None:
    """A worry for the senior leaders, who have let the headteacher read it."""
    told = raise_concern(
        clock(at.school, at.now),
        at.school,
        matter=Matter.MISUSE,
        about=About.FAMILY,
        in_danger=False,
        what=f"Something unkind about {at.mark}",
        code_digest=f"{at.school.pk:064}",
    ).subject
    look_at_concern(at.as_actor(at.deputy), told)
    bring_into_concern(at.as_actor(at.deputy), told, person=at.head.pk)
    look_at_concern(at.as_actor(at.head), told)
    at.kept["concern_id"] = told


def data_rights(at: "Furnishing") -> None:
    """A complaint about data, and a family's adult whose data are kept for it."""
    adult = at.kept["adult_id"] = at.kept["tie_id"].adult
    at.kept["complaint_id"] = make_data_complaint(
        clock(at.school, at.now),
        at.school,
        comes_from="family",
        about_the_lead=False,
        words=f"Somebody passed on where {at.mark} lives",
        reach="",
        code_digest=f"{at.school.pk:064}",
    ).subject
    at.kept["legal_hold_id"] = LegalHold.objects.create(
        school=at.school, adult=adult, why="complaint", since=at.now, held_by=at.head
    )


def families(at: "Furnishing") -> None:
    """A parent with a link, who wants a picture to come down."""
    adult = at.kept["tie_id"].adult
    ((link, _address),) = new_links(at.school, [adult.pk], FamilyLink.Way.FIRST, by=at.as_actor(at.head))
    link.save()
    wish = ask_to_take_down(as_family(link, at.now), link, words=f"The news page of {at.mark}")
    at.kept["matter_id"] = wish.subject
    at.kept["check_id"] = say_language_checked(
        at.as_actor(at.head),
        at.school,
        code="cy",
        checked_by=f"A parent of {at.mark}",
        checked_on=at.now.date(),
    ).subject
    at.kept["objection_id"] = Objection.objects.create(
        school=at.school,
        adult=adult,
        pupil=at.kept["tie_id"].pupil,
        uses=["photo.display"],
        words=f"Somebody of {at.mark} must not find us",
        came_at=at.now,
        due_at=at.now,
    )


def own_use(at: "Furnishing") -> None:
    """A declaration that is to be talked over, and a note to staff."""
    answers = {one.key: {"yes": False, "words": ""} for one in QUESTIONS}
    answers["earns"] = {"yes": True, "words": f"A channel about {at.mark}"}
    at.kept["declaration_id"] = declare(at.as_actor(at.teacher), at.teacher, answers=answers).subject
    at.kept["note_id"] = write_note(
        at.as_actor(at.head),
        at.school,
        kind="platform",
        title=f"What changed for {at.mark}",
        words=f"The settings of {at.mark} are new.",
        groups=["staff"],
        read_within_days=7,
    ).subject


def breaches_reported(at: "Furnishing") -> None:
    """A breach with a step that is not done, decided and not yet told: every page of it has something to do."""
    head = at.as_actor(at.head)
    breach = report_breach(
        head, at.school, what=f"A list of {at.mark} went to the wrong family.", risks=["disclosure"]
    ).subject
    at.kept["breach_id"] = breach
    take_breach_step(head, breach, words=f"Ask for it back for {at.mark}")
    at.kept["step_id"] = breach.steps.get()
    decide_about_ico(head, breach, decided="tell", reason="Addresses")
    decide_about_people(head, breach, decided="tell", reason="Addresses")


def pictures_taken(at: "Furnishing") -> None:
    """A trip, and whoever takes pictures there has a sheet."""
    teacher = at.as_actor(at.teacher)
    trip = {"name": f"Trip of {at.mark}", "sort": "trip", "last_on": at.now.date() + timedelta(days=3)}
    at.kept["group_id"] = make_group(teacher, at.school, **trip, classes=["4A"]).subject
    print_sheet(teacher, at.school, class_name="4A", holder="supply")
    wish = note_wish(teacher, at.school, words=f"A guest of {at.mark}", occasion="4A")
    at.kept["wish_id"] = wish.subject
