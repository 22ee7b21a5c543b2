"""One's own use of social media: rules signed and kept in sight, profiles, declarations, notes, two roles, leaving."""

from datetime import timedelta

from schoolgate.duties.models import Duty
from schoolgate.kernel.permissions import Role
from schoolgate.moments.actions import (
    declare,
    look_at_profiles,
    read_note,
    sign_documents,
    talk_over,
    tell_of_contact,
    write_note,
)
from schoolgate.moments.asking_to_read import ask_at
from schoolgate.moments.declaring import QUESTIONS as DECLARED
from schoolgate.moments.models import Declaration, ProfileLook, SignedDocument, StaffNote
from schoolgate.moments.profiles import checklist
from schoolgate.moments.queries import reading_of
from schoolgate.moments.yearly import ask_everybody as ask_for_the_yearly_look
from schoolgate.people.models import Person
from schoolgate.policies.loading import library
from schoolgate.requests.models import FormVersion, Leave, Request
from schoolgate.rules.signing import OWN_USE_RULES, QUESTIONS, ToRead, document_of
from schoolgate.staffing.actions import say_ties
from tests import make
from tests.clauses.scenes import scene
from tests.clauses.stage import Stage

RIGHT = {one.key: one.right for one in QUESTIONS}
NO = {one.key: {"yes": one.key == "checked", "words": ""} for one in DECLARED}
NOTE = {
    "kind": "platform",
    "title": "Stories now show who looked",
    "words": "Look at your settings again.",
    "groups": ["posts"],
    "read_within_days": 7,
}
PLATFORM_NEWS, SAFE_USE = "AE-033", "AS-020"


@scene
def the_rule_is_signed_and_stays_in_sight(stage: Stage) -> None:
    """Nia is new: the rule stands under her signature, later on her own page with the day."""
    nia = make.make_person(stage.school, Role.STAFF, forename="Nia", surname="Wold")
    words, line = _words_of(stage), _line_of(stage)
    before = stage.page(nia, "moments:sign")
    assert words in before
    assert stage.row.clause in before
    _sign(stage, nia)
    signed = SignedDocument.objects.get(person=nia, document=OWN_USE_RULES)
    assert line.digest in signed.lines
    assert signed.policy_digest == stage.policy.digest
    own = stage.page(nia, "moments:own_use")
    assert words in own
    assert "You signed these rules:" in own


def _sign(stage: Stage, person: Person) -> None:
    shown = reading_of(stage.as_actor(person)).digest
    stage.does(sign_documents, person, person, shown=shown, answers=RIGHT)


def _words_of(stage: Stage) -> str:
    """The words that stand for this clause in the library, whatever the school adopted."""
    return next(
        part.words
        for line in library()["FS"].definitions.lines
        if line.moment == stage.row.instance.removeprefix("moment.")
        for part in line.parts
        if stage.row.clause in part.clauses
    )


def _line_of(stage: Stage) -> ToRead:
    """The line of the signed rules that stands for this clause at this school."""
    for line in document_of(stage.policy, OWN_USE_RULES).lines:
        if stage.row.clause in line.clauses:
            return line
    raise AssertionError(f"{stage.row.clause} is not among what is signed")


@scene
def our_setting_is_told_on_ones_own_page(stage: Stage) -> None:
    """How the school has set it stands on the page with the clause; set otherwise, the page says that instead."""
    key = stage.row.instance.removeprefix("setting.")
    setting = stage.policy.settings[key]
    page = stage.page(stage.cast.jo, "moments:own_use")
    told = page.partition("How our school has set it")[2].partition("What you post yourself")[0]
    assert setting.in_words in told
    assert stage.row.clause in told
    other = next(one for one in setting.definition.shape.choices if one != setting.value)
    stage.sets(key, other)
    assert stage.policy.settings[key].in_words in stage.page(stage.cast.jo, "moments:own_use")


@scene
def a_professional_network_may_name_the_school(stage: Stage) -> None:
    """Jo's page on a network for teachers names the school: the page says that it may, and nobody is asked to talk."""
    page = stage.page(stage.cast.jo, "moments:own_use")
    assert "Professional networks are left out." in page
    assert stage.row.clause in page
    named = {"yes": True, "words": "A network for teachers", "profile": "professional", "disclaimer": False}
    declared = _declares(stage, stage.cast.jo, names_school=named)
    assert declared.flags == []
    assert "Talk over" not in stage.today(stage.cast.head)


def _declares(stage: Stage, person: Person, **otherwise: object) -> Declaration:
    done = stage.does(declare, person, person, answers={**NO, **otherwise})
    return Declaration.objects.get(pk=done.subject.pk)


@scene
def the_rule_for_profiles_is_signed_and_looked_for(stage: Stage) -> None:
    """A list on which this line is a rule: signed, ticked on one's own list with the day, and asked for once a year."""
    the_rule_is_signed_and_stays_in_sight(stage)
    line = _line_of(stage)
    listed = stage.page(stage.cast.jo, "moments:profile")
    assert _words_of(stage) in listed
    assert stage.row.clause in listed
    assert line.digest in {one.digest for one in checklist(stage.policy)}
    stage.does(look_at_profiles, stage.cast.jo, stage.cast.jo, in_order=[line.digest])
    look = ProfileLook.objects.get(person=stage.cast.jo)
    assert (look.in_order, look.looked_on) == ([line.digest], stage.cast.now.date())


@scene
def who_names_the_school_has_its_words_there(stage: Stage) -> None:
    """Jo's private account names the school: the words to put there are shown; without them somebody talks to her."""
    the_rule_for_profiles_is_signed_and_looked_for(stage)
    page = stage.page(stage.cast.jo, "moments:declare")
    assert f"not that of {stage.school.name}" in page
    named = {"yes": True, "words": "A photo page", "profile": "private", "disclaimer": False}
    assert _declares(stage, stage.cast.jo, names_school=named).flags == ["no_disclaimer"]
    assert "Talk over what Jo Ash declared" in stage.today(stage.cast.head)
    assert _declares(stage, stage.cast.jo, names_school={**named, "disclaimer": True}).flags == []


@scene
def contact_is_declined_and_told(stage: Stage) -> None:
    """A pupil writes to Jo: the rule is signed; she tells it in two taps, and the safeguarding lead hears of it."""
    the_rule_is_signed_and_stays_in_sight(stage)
    assert _words_of(stage) in stage.page(stage.cast.jo, "moments:own_use")
    assert stage.row.clause in stage.page(stage.cast.jo, "moments:contact")
    given = {"who": "pupil", "did": "declined", "words": "A friend request."}
    told = tell_of_contact(stage.as_actor(stage.cast.jo), stage.cast.jo, **given).subject
    lead = stage.cast.safeguarding
    assert "Talk over what Jo Ash declared" in stage.today(lead)
    assert "A friend request." in stage.page(lead, "moments:declarations")
    stage.may_not_open(stage.cast.deputy, "moments:declarations")
    stage.does(talk_over, lead, told, words="Jo declined it. We told the family.")
    assert "Talk over what Jo Ash" not in stage.today(lead)


@scene
def contact_without_leave_is_a_breach(stage: Stage) -> None:
    """Jo is in touch with a family and has no leave: the safeguarding lead is asked to talk. With leave nobody is."""
    assert ask_for_the_yearly_look(stage.cast.now) > 0
    assert stage.row.clause in stage.page(stage.cast.jo, "moments:declare")
    ties = {"yes": True, "words": "Neighbours of mine.", "with": ["family"]}
    assert _declares(stage, stage.cast.jo, ties=ties).flags == ["no_leave"]
    assert "Talk over what Jo Ash declared" in stage.today(stage.cast.safeguarding)
    shown = stage.page(stage.cast.safeguarding, "moments:declarations")
    assert "no leave for it is in force" in shown
    assert stage.row.clause in shown
    _give_leave(stage, stage.cast.lee)
    assert _declares(stage, stage.cast.lee, ties=ties).flags == []


def _give_leave(stage: Stage, person: Person) -> None:
    given = {"school": stage.school, "key": "contact_exception"}
    version = FormVersion.objects.create(digest="tie", document={}, made_at=stage.cast.now, **given)
    asked = Request.objects.create(
        form_version=version,
        title="A tie",
        applicant=person,
        state="granted",
        drafted_at=stage.cast.now,
        **given,
    )
    Leave.objects.create(school=stage.school, request=asked, from_on=stage.cast.now.date())


@scene
def who_is_also_a_parent_is_told_what_holds(stage: Stage) -> None:
    """Jo says that she is also a parent here: her page tells which rules hold, and the list of people finds her."""
    assert "You have two roles here" not in stage.page(stage.cast.jo, "moments:own_use")
    stage.does(say_ties, stage.cast.jo, stage.cast.jo, kinds=["parent"])
    page = stage.page(stage.cast.jo, "moments:own_use")
    told = page.partition("You have two roles here")[2].partition("Change what you are besides")[0]
    assert "also a parent here" in told
    assert "you may have your say" in told
    assert stage.policy.settings["staff_comments_on_school"].in_words in told
    assert stage.row.clause in told
    listed = stage.page(stage.cast.head, "staffing:bound", query={"kind": "two_roles"})
    assert "Jo Ash" in listed
    assert "Lee Birch" not in listed


@scene
def a_note_is_read_and_that_is_kept(stage: Stage) -> None:
    """A note waits on the Today of whom it is for; it is read on a day, and who is late can be seen."""
    page = stage.page(stage.cast.jo, "moments:notes")
    assert stage.row.clause in page
    note = _written(stage)
    assert "Read: Stories now show who looked" in stage.today(stage.cast.jo)
    assert "Stories now" not in stage.today(stage.cast.governor)
    stage.does(read_note, stage.cast.jo, note)
    assert "Stories now" not in stage.today(stage.cast.jo)
    stage.settings.FIXED_NOW = stage.cast.now + timedelta(days=9)
    readers = stage.page(stage.cast.head, "moments:note", note_id=note.pk)
    assert stage.row.clause in readers
    assert "Jo Ash Standing: read" in readers
    assert "Lee Birch Standing: overdue since" in readers


def _written(stage: Stage) -> StaffNote:
    note = stage.does(write_note, stage.cast.safeguarding, stage.school, **NOTE).subject
    stage.time_passes()
    return note


@scene
def who_comes_later_reads_the_guide_too(stage: Stage) -> None:
    """A guide to safe use for staff and volunteers stands until it is ended: a volunteer who comes later reads it."""
    assert stage.row.clause in stage.page(stage.cast.volunteer, "moments:notes")
    guide = {**NOTE, "kind": "safe_use", "groups": ["staff", "volunteer"]}
    note = stage.does(write_note, stage.cast.head, stage.school, **guide).subject
    stage.time_passes()
    nia = make.make_person(stage.school, Role.VOLUNTEER, forename="Nia", surname="Wold")
    ask_at(stage.school, stage.cast.now)
    for person in (nia, stage.cast.volunteer, stage.cast.jo):
        assert "Read: Stories now show who looked" in stage.today(person)
    stage.does(read_note, nia, note)
    assert "Nia Wold Standing: read" in stage.page(stage.cast.head, "moments:note", note_id=note.pk)


@scene
def guidance_is_shared_again_in_time(stage: Stage) -> None:
    """Half a year without a word on safe use: the headteacher is asked to share something, and then left alone."""
    much_later = stage.cast.now + timedelta(days=170)
    ask_at(stage.school, much_later)
    asked = Duty.objects.filter(key=stage.row.instance, about="next", done_at=None)
    assert asked.exists(), "nobody is asked for the next note"
    assert stage.is_cited()
    stage.settings.FIXED_NOW = much_later
    assert "Share something on safe use" in stage.today(stage.cast.head)
    assert "The next note is due by" in stage.page(stage.cast.head, "moments:notes")
    _written(stage)
    assert not asked.exists()


@scene
def who_leaves_signs_that_it_goes_on(stage: Stage) -> None:
    """Jo leaves in a month: what goes on after that stands before her, and she signs it while she can sign in."""
    assert "When you leave" not in stage.page(stage.cast.jo, "moments:sign")
    stage.cast.jo.appointments.update(last_on=stage.cast.now.date() + timedelta(days=30))
    page = stage.page(stage.cast.jo, "moments:sign")
    assert "When you leave" in page
    assert _words_of(stage) in page
    assert stage.row.clause in page
    _sign(stage, stage.cast.jo)
    signed = SignedDocument.objects.get(person=stage.cast.jo, document="leaving")
    assert signed.signed_on == stage.cast.now.date()
    assert "When you leave" not in stage.page(stage.cast.lee, "moments:sign")
