"""A request as a page shows it: each question with its answer in words, each step with who said what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from schoolgate.kernel.permissions import ROLE_WORDS, Role
from schoolgate.people.models import Person
from schoolgate.people.queries import today_of
from schoolgate.requests.models import Decision, Request
from schoolgate.rules.forms import Form, Kind, Question, asked_now


@dataclass(frozen=True, slots=True)
class Line:
    """One question and its answer; `lines` where the answer is several."""

    question: Question
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepShown:
    """One step: who it is, and what was said if it was."""

    posts: str
    decision: Decision | None
    is_turn: bool
    signs: tuple[str, ...] = ()


def answered(form: Form, answers: Mapping[str, Any]) -> list[tuple[str, list[Line]]]:
    """The answers by the headings of the form. One query, where people are named."""
    asked = asked_now(form, answers)
    names = _names(asked, answers)
    titles = {part.key: part.title for part in form.parts}
    found: dict[str, list[Line]] = {}
    for one in asked:
        line = Line(one, tuple(lines_of(one, answers.get(one.key), names)))
        found.setdefault(titles.get(one.part, ""), []).append(line)
    return list(found.items())


def steps_shown(request: Request, said: list[Decision]) -> list[StepShown]:
    """Each step of a sent request, in order."""
    valid = {one.step: one for one in said if one.void_at is None}
    shown = []
    for number, step in enumerate(request.deciders):
        decision = valid.get(number)
        words = dict(step.signs)
        signs = tuple(words.get(key, key) for key in decision.signs) if decision else ()
        is_turn = request.state == Request.State.WAITING and number == request.step
        shown.append(StepShown(posts_in_words(step.posts), decision, is_turn, signs))
    return shown


def posts_in_words(posts: tuple[str, ...]) -> str:
    """ "headteacher or chair of governors"."""
    return _(" or ").join(ROLE_WORDS[Role(post)] for post in posts)


def each_post_in_words(posts: Iterable[str]) -> str:
    """ "headteacher, chair of governors"."""
    return ", ".join(ROLE_WORDS[Role(post)] for post in posts)


def on_paper(moment: date | datetime) -> str:
    """A day as it stands on paper, whenever that is read: "17 November 2026"."""
    day = today_of(moment) if isinstance(moment, datetime) else moment
    return f"{day.day} {day:%B %Y}"


def _names(asked: tuple[Question, ...], answers: Mapping[str, Any]) -> dict[int, str]:
    ids: list[int] = []
    for one in asked:
        if one.kind in (Kind.PERSON, Kind.PEOPLE) and (value := answers.get(one.key)):
            ids += value if isinstance(value, list) else [value]
    return {one.pk: str(one) for one in Person.objects.filter(pk__in=ids)} if ids else {}


def lines_of(one: Question, value: Any, names: Mapping[int, str]) -> list[str]:
    """One answer in words, a line for each part of it."""
    if value in (None, "", []):
        return []
    if one.kind is Kind.YES_NO:
        return [_("Yes") if value == "yes" else _("No")]
    if one.kind is Kind.DAY:
        return [on_paper(date.fromisoformat(value))]
    if one.kind is Kind.PAIRS:
        return [f"{left} → {right}" for left, right in value]
    if one.kind in (Kind.PERSON, Kind.PEOPLE):
        return [
            names.get(each, _("somebody who left"))
            for each in (value if isinstance(value, list) else [value])
        ]
    if one.kind in (Kind.CHOICE, Kind.SEVERAL):
        return [str(one.choices.get(each, each)) for each in (value if isinstance(value, list) else [value])]
    return str(value).splitlines()
