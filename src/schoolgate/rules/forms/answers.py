"""Answers to a form: tidied, and what is missing or wrong with them, each question by its name."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from schoolgate.rules.forms.form import Form
from schoolgate.rules.forms.questions import Kind, Question
from schoolgate.rules.refusals import Control, Refusal

Answers = Mapping[str, Any]
_ADDRESS = re.compile(r"^https?://[^\s/.]+(\.[^\s/.]+)+(/\S*)?$", re.IGNORECASE)
MOST_LINES = 40


@dataclass(frozen=True, slots=True)
class Facts:
    """What answers are held against: the day, who is at the school, which of them are staff, how addresses end, and
    who holds each post.
    """

    today: date
    people: Collection[int] = ()
    staff: Collection[int] = ()
    domains: tuple[str, ...] = ()
    held: Mapping[str, Collection[int]] = field(default_factory=lambda: MappingProxyType({}))


def tidied(form: Form, given: Answers) -> dict[str, Any]:
    """What was given, without spaces around it and without what is empty or no longer asked."""
    found = {one.key: _tidy(given[one.key]) for one in form.questions if one.key in given}
    full = {key: value for key, value in found.items() if value not in ("", None, [])}
    asked = {one.key for one in asked_now(form, full)}
    return {key: value for key, value in full.items() if key in asked}


def asked_now(form: Form, answers: Answers) -> tuple[Question, ...]:
    """The questions that these answers call for; one that hangs on an unasked one is not asked either."""
    asked: dict[str, Question] = {}
    for one in form.questions:
        if one.when is None or (
            one.when.question in asked and _holds(answers.get(one.when.question), one.when.is_one_of)
        ):
            asked[one.key] = one
    return tuple(asked.values())


def shapes_refused(form: Form, given: Answers) -> list[Refusal]:
    """What is no answer at all: a question that is not there, a choice that is not offered, too many words."""
    found = []
    for key, value in given.items():
        question = form.question(key)
        if question is None:
            found.append(
                Refusal(Control.STATE, "The form asks no such question.", "Leave it out.", about=key)
            )
        elif wrong := _no_answer(question, value):
            found.append(Refusal(Control.STATE, f"{question.asks} {wrong}", "Put it right.", about=key))
    return found


def refusals_to_answers(form: Form, answers: Answers, facts: Facts) -> list[Refusal]:
    """Everything that is missing or wrong, so that the form cannot be sent; nothing when it can. What is no answer at
    all is said first, for nothing else can be asked about it.
    """
    found = shapes_refused(form, answers)
    if found:
        return found
    for one in asked_now(form, answers):
        value = answers.get(one.key)
        if value in (None, "", []):
            if one.required:
                control = Control(one.gate) if one.gate else Control.STATE
                found.append(
                    Refusal(control, f"This is not answered: {one.asks}", "Answer it.", about=one.key)
                )
        else:
            found.extend(_wrong(one, value, answers, facts, form))
    return found


def _wrong(one: Question, value: Any, answers: Answers, facts: Facts, form: Form) -> Iterator[Refusal]:
    if one.kind in (Kind.PERSON, Kind.PEOPLE):
        yield from _people_wrong(one, value, answers, facts, form)
    if one.kind is Kind.DAY:
        yield from _day_wrong(one, value, answers, facts, form)
    if one.kind is Kind.SCHOOL_EMAIL:
        yield from _address_wrong(one, value, facts)


def _people_wrong(one: Question, value: Any, answers: Answers, facts: Facts, form: Form) -> Iterator[Refusal]:
    people = value if isinstance(value, list) else [value]
    if len(set(people)) != len(people):
        yield _refused(one, "The same person is named twice.", "Name somebody else.")
    if len(set(people)) < one.least:
        yield _refused(one, f"At least {one.least} people are needed.", "Name somebody else as well.")
    if any(person not in facts.people for person in people):
        yield _refused(one, "Somebody named here holds no post at the school.", "Choose from the list.")
    elif one.staff_only and any(person not in facts.staff for person in people):
        yield _refused(one, "This must be a member of staff.", "Choose somebody who works here.")
    elif one.holds and not set(people) <= {each for post in one.holds for each in facts.held.get(post, ())}:
        yield _refused(one, "They hold no post that this is for.", one.help or "Choose somebody else.")
    for other in one.differs:
        named = answers.get(other)
        also = set(named if isinstance(named, list) else [named]) & set(people)
        if also and (question := form.question(other)):
            yield _refused(
                one, f"The same person is named here and at “{question.asks}”.", "Name two people."
            )


def _day_wrong(one: Question, value: Any, answers: Answers, facts: Facts, form: Form) -> Iterator[Refusal]:
    if not one.follows:
        return
    day = date.fromisoformat(value)
    if one.follows == "today":
        if day < facts.today:
            yield _refused(one, "This day is over.", "Choose today or a later day.")
        return
    first = answers.get(one.follows)
    question = form.question(one.follows)
    if first and question and day < date.fromisoformat(first):
        yield _refused(one, f"This day is before the day of “{question.asks}”.", "Choose a later day.")


def _address_wrong(one: Question, value: str, facts: Facts) -> Iterator[Refusal]:
    name, at, ending = value.rpartition("@")
    if not (name and at and "." in ending) or " " in value:
        yield _refused(one, "This is no e-mail address.", "Write it like office@school.example.")
    elif facts.domains and ending.casefold() not in facts.domains:
        ends = " or ".join(f"@{domain}" for domain in facts.domains)
        yield Refusal(
            Control.SCHOOL_ADDRESSES_ONLY,
            f"{one.asks} This address is not one of the school's.",
            f"Give one that ends with {ends}.",
            about=one.key,
        )


def _refused(one: Question, words: str, next_step: str) -> Refusal:
    return Refusal(Control.STATE, f"{one.asks} {words}", next_step, about=one.key)


def _no_answer(one: Question, value: Any) -> str:
    """What is wrong with the shape of an answer; nothing when it is in order."""
    if value in (None, "", []):
        return ""
    if one.kind in (Kind.SEVERAL, Kind.PEOPLE, Kind.PAIRS):
        return _no_list(one, value)
    if one.kind in (Kind.NUMBER, Kind.PERSON):
        return "" if isinstance(value, int) and not isinstance(value, bool) else "This is no number."
    if not isinstance(value, str):
        return "This is no text."
    if len(value) > one.longest:
        return f"These are more than {one.longest} characters."
    return _no_text(one, value)


def _no_list(one: Question, value: Any) -> str:
    if not isinstance(value, list) or len(value) > MOST_LINES:
        return "This is no short list."
    if one.kind is Kind.SEVERAL and not all(isinstance(each, str) and each in one.choices for each in value):
        return "This is not one of the choices."
    if one.kind is Kind.PEOPLE and not all(isinstance(each, int) for each in value):
        return "These are not people of the school."
    if one.kind is Kind.PAIRS and not all(_is_pair(each) for each in value):
        return "Each line needs both: what stands left and what stands right of the colon."
    return ""


def _no_text(one: Question, value: str) -> str:
    if one.kind is Kind.CHOICE and value not in one.choices:
        return "This is not one of the choices."
    if one.kind is Kind.YES_NO and value not in ("yes", "no"):
        return "Choose yes or no."
    if one.kind is Kind.DAY and not _is_day(value):
        return "This is not a day."
    if one.kind is Kind.ADDRESS and not all(_ADDRESS.match(line) for line in value.split()):
        return "A whole web address begins with https:// or http://."
    return ""


def _is_pair(each: Any) -> bool:
    return (
        isinstance(each, list)
        and len(each) == 2
        and all(isinstance(side, str) and side.strip() and len(side) <= 400 for side in each)
    )


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _holds(value: Any, wanted: tuple[str, ...]) -> bool:
    return bool(set(value) & set(wanted)) if isinstance(value, list) else value in wanted


def _tidy(value: Any) -> Any:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, (list, tuple)):
        return [_tidy(each) for each in value]
    return value
