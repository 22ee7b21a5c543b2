"""How long and of what kind what a program gives may be: as the table where it is kept says, written nowhere twice.

An action's parameter is kept in the field of the same name: of its subject, of the table named here, or of another
table of the noun. What stands nowhere is not offered, and fails the tests.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from schoolgate.breaches.models import Breach, BreachStep
from schoolgate.duties.models import Duty
from schoolgate.duties.queries import MEASURES, PUT_IN_PLACE_BY
from schoolgate.families.models import Objection
from schoolgate.media.models import Appearance
from schoolgate.official_accounts.models import AccountPerson, AccountRecord, AccountReview, OfficialAccount
from schoolgate.official_accounts.places import PLACES
from schoolgate.people.models import ClosedDay, LeadingRegister, Term
from schoolgate.posts.models import (
    Copy,
    JudgementAnswer,
    NoticeTemplate,
    Post,
    PostPicture,
    Proposal,
    Stop,
    TakeDown,
)
from schoolgate.pupils.importing.columns import Mapping as Columns
from schoolgate.pupils.models import Answer, OfficeQuestion, Pupil
from schoolgate.registers.models import Entry
from schoolgate.requests.models import Request
from schoolgate.rules.account_safety import LINES as SAFETY
from schoolgate.rules.before_pictures import HOLDERS
from schoolgate.rules.breaches import Risk
from schoolgate.rules.consents import ALL_USES
from schoolgate.rules.duties import own as duties
from schoolgate.rules.exposure import Less
from schoolgate.rules.families import PAPER, SPOKEN
from schoolgate.rules.forms.own import KINDS_OF_PEOPLE, MAY_DECIDE, OwnForm, OwnRegister
from schoolgate.rules.posts.taking_out import PURPOSES
from schoolgate.rules.roll_import import Absent
from schoolgate.rules.staffing import EMPLOYED, KIND_OF_ROLE
from schoolgate.showing.models import Group
from schoolgate.staffing.models import Adjustment, Tie
from schoolgate.training.models import ClassAgreed, Course, Lesson, Session
from schoolgate.wishes.models import Wish

# No field of a table has an end where it is a text: this is ours, and more than any place takes.
LONGEST_TEXT = 20_000
LONGEST_WORDS = 200
WEB_ADDRESS = r"^(https?://[A-Za-z0-9][A-Za-z0-9._~:/?#@!$&'()*+,;=%-]*)?$"

KEPT_IN: dict[str, tuple[type[models.Model], ...]] = {
    "add_account": (OfficialAccount,),
    "add_course": (Course,),
    "add_link": (Copy,),
    "add_term": (Term,),
    "agree_adjustment": (Adjustment,),
    "answer_about_picture": (Answer,),
    "answer_questions": (JudgementAnswer,),
    "change_record": (AccountRecord,),
    "choose_pupils": (Pupil,),
    "close_days": (ClosedDay,),
    "confirm_up": (Copy,),
    "describe_pictures": (PostPicture,),
    "direct_measure": (Duty,),
    "draft_post": (Post,),
    "draft_request": (Request,),
    "hold_session": (Session,),
    "key_answer_in": (Answer, Objection),
    "load_calendar": (Term, ClosedDay),
    "make_duty": (Duty,),
    "make_group": (Group, Pupil),
    "note_wish": (Wish,),
    "report_breach": (Breach, BreachStep),
    "take_breach_step": (BreachStep,),
    "name_adult": (Appearance,),
    "name_for_account": (AccountPerson,),
    "prepare_notice": (NoticeTemplate,),
    "print_sheet": (Pupil,),
    "propose_wording": (Proposal,),
    "record_answer": (Answer,),
    "review_account": (AccountReview,),
    "settle_question": (Answer, OfficeQuestion),
    "stop_posts": (Stop,),
    "stop_trust_posts": (Stop,),
    "take_down_post": (TakeDown,),
    "teach_lesson": (Lesson,),
    "class_agrees": (ClassAgreed,),
    "withdraw_consent": (Answer,),
    "write_entry": (Entry,),
}
# Where the parameter has another name than the field.
CALLED: dict[tuple[str, str], str] = {
    ("draft_request", "form"): "key",
    ("write_entry", "register"): "key",
    ("suspend_account", "because"): "suspended_because",
    ("add_link", "link"): "url",
    ("leave_up", "why"): "left_up_because",
    ("end_entry", "because"): "ended_because",
    ("mark_done", "words"): "done_words",
    ("answer_first", "answer"): "question_answer",
    ("ask_first", "words"): "question",
    ("confirm_up", "link"): "url",
    ("make_group", "classes"): "class_name",
    ("name_adult", "visitor"): "visitor_words",
    ("report_breach", "at_once"): "words",
    ("decide_about_ico", "decided"): "ico",
    ("decide_about_ico", "reason"): "ico_because",
    ("decide_about_people", "decided"): "people",
    ("decide_about_people", "reason"): "people_because",
    ("say_ico_told", "reference"): "ico_reference",
}
# One of these; where a field has choices, those are meant without being named here.
ONE_OF: dict[tuple[str, str], tuple[str, ...]] = {
    ("add_account", "place"): tuple(PLACES),
    ("look_at_safety", "lines"): tuple(line.key for line in SAFETY),
    ("look_at_safety", "why"): tuple(line.key for line in SAFETY),
    ("choose_leading_register", "leads"): tuple(LeadingRegister.values),
    ("confirm_import", "absent"): ("", *(one.value for one in Absent)),
    ("answer_about_picture", "answers"): ALL_USES,
    ("report_breach", "risks"): tuple(one.value for one in Risk),
    ("describe_breach", "risks"): tuple(one.value for one in Risk),
    ("ask_for_less", "less"): tuple(one.value for one in Less),
    ("key_answer_in", "answers"): ALL_USES,
    ("key_answer_in", "how"): (PAPER, SPOKEN),
    ("print_sheet", "holder"): HOLDERS,
    ("record_answer", "answers"): ALL_USES,
    ("withdraw_consent", "uses"): ALL_USES,
    ("take_out_picture", "purpose"): tuple(PURPOSES),
    ("take_down_post", "why"): tuple(one for one in TakeDown.Why.values if one != "recall"),
    ("settle_question", "answer"): ("yes", "no", "taken", "left_out"),
    ("say_ties", "kinds"): tuple(Tie.As.values),
    ("load_calendar", "kind"): ("inset", "closure", "holiday"),
    ("make_form", "open_to"): KINDS_OF_PEOPLE,
    ("make_form", "deciders"): MAY_DECIDE,
    ("make_form", "done_by"): ("", *MAY_DECIDE),
    ("make_duty", "owed_by"): ("", *duties.POSTS),
    ("make_duty", "each_of"): duties.EACH_OF,
    ("make_duty", "every"): tuple(str(each) for each in duties.OFTEN),
    ("direct_measure", "kind"): tuple(MEASURES),
    ("direct_measure", "owed_by"): PUT_IN_PLACE_BY,
    ("add_own_line", "moment"): tuple(duties.MOMENTS),
    ("add_own_line", "audience"): duties.EACH_OF,
    ("add_course", "audience"): tuple(sorted({*KIND_OF_ROLE.values(), EMPLOYED})),
    ("map_columns", "uses"): ALL_USES,
    ("map_columns", "lookups: each"): ALL_USES,
}
# Short words that are kept in no field: a digest, a key, one of a list that the action itself knows.
SHORT: dict[tuple[str, str], int] = {
    ("confirm_import", "seen"): 64,
    ("send_notice", "reason"): LONGEST_WORDS,
    ("look_at_safety", "why: each"): LONGEST_WORDS,
    ("train_again", "words"): 120,
    ("add_course", "place"): 20,
    ("train_again", "classes"): 40,
    ("prepare_notice", "reasons"): 120,
    ("make_form", "title"): 100,
    ("make_form", "sentence"): 300,
    ("make_form", "asks"): LONGEST_WORDS,
    ("make_form", "choices"): LONGEST_WORDS,
    ("make_register", "title"): 100,
    ("make_register", "sentence"): 300,
    ("make_register", "asks"): LONGEST_WORDS,
    ("make_register", "choices"): LONGEST_WORDS,
    ("settle_question", "forename"): Pupil._meta.get_field("legal_forename").max_length or 0,
    ("settle_question", "surname"): Pupil._meta.get_field("legal_surname").max_length or 0,
    ("map_columns", "header"): LONGEST_WORDS,
    ("map_columns", "lookups"): LONGEST_WORDS,
    ("map_columns", "words"): LONGEST_WORDS,
}
# Numbers that are no ids and are kept in no field.
UP_TO: dict[tuple[str, str], int] = {("map_columns", "place"): 9, ("make_register", "looked_at_months"): 60}
# Parameters that only a follow-up gives, never a person; they keep their default.
NOT_GIVEN = frozenset({("take_down_post", "recall_id")})
# Fields of a class that a program leaves out, and what they are then.
ALWAYS: dict[tuple[str, str], Any] = {("load_calendar", "questions"): ()}
# What an action takes as a bare dict, and the class that says what is in it.
SHAPED: dict[tuple[str, str], type] = {
    ("map_columns", "mapping"): Columns,
    ("make_form", "document"): OwnForm,
    ("make_register", "document"): OwnRegister,
}


@dataclass(frozen=True, slots=True)
class Words:
    """What a text may be: `most` characters, of one line or several, maybe one of `choices`."""

    most: int
    is_one_line: bool = True
    may_be_empty: bool = True
    is_web_address: bool = False
    choices: tuple[str, ...] = ()


class NoLimitKnown(LookupError):
    """A parameter without a field and without a line in this module."""


def words_of(action: str, name: str, subject: type[models.Model]) -> Words:
    """What the text `name` of this action may be."""
    if choices := ONE_OF.get((action, name)):
        return Words(0, choices=choices)
    field = field_of(action, name, subject)
    if field is None:
        if (action, name) not in SHORT:
            raise NoLimitKnown(f"{action}.{name}: name its field in api/limits.py")
        return Words(SHORT[action, name])
    if field.choices:
        return Words(0, choices=tuple(str(value) for value, _words in field.flatchoices))
    is_text = isinstance(field, models.TextField)
    return Words(
        LONGEST_TEXT if is_text else field.max_length or LONGEST_WORDS,
        is_one_line=not is_text,
        may_be_empty=field.blank or is_text,
        is_web_address=isinstance(field, models.URLField),
    )


def most_of(action: str, name: str, subject: type[models.Model]) -> int | None:
    """The largest number of a small field; None where the number is an id."""
    if (action, name) in UP_TO:
        return UP_TO[action, name]
    field = field_of(action, name, subject)
    return 32_767 if isinstance(field, models.PositiveSmallIntegerField) else None


def field_of(action: str, name: str, subject: type[models.Model]) -> Any:
    """The field in which this parameter is kept, if one is."""
    wanted = CALLED.get((action, name), name)
    for model in (*KEPT_IN.get(action, ()), subject):
        fields: Mapping[str, Any] = {field.name: field for field in model._meta.local_fields}
        if wanted in fields and not fields[wanted].is_relation:
            return fields[wanted]
    return _shortest_of_the_noun(wanted, subject)


def _shortest_of_the_noun(wanted: str, subject: type[models.Model]) -> Any:
    """The shortest text of this name in any table of the subject's noun: it fits wherever it is kept."""
    found = [
        field
        for model in apps.get_app_config(subject._meta.app_label).get_models()
        for field in model._meta.local_fields
        if field.name == wanted and isinstance(field, models.CharField) and not field.choices
    ]
    return min(found, key=lambda field: field.max_length or LONGEST_WORDS, default=None)
