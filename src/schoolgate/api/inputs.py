"""What a program gives to an action: made from the action's keyword signature, checked field by field."""

import enum
import inspect
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, datetime, time
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from django.db import models

from schoolgate.api.limits import (
    ALWAYS,
    LONGEST_TEXT,
    NOT_GIVEN,
    ONE_OF,
    SHAPED,
    WEB_ADDRESS,
    Words,
    most_of,
    words_of,
)
from schoolgate.kernel.actions import Action
from schoolgate.rules.refusals import Refusal

LARGEST_ID = 2**63 - 1
MOST_THINGS = 200
# Printable, on one line; several lines may also hold tabs and line ends. No text of ours holds anything else.
ONE_LINE = r"^[^\x00-\x1f\x7f]*$"
# Written out, for `\s` is not the same in every dialect: what may not begin a text that must say something.
_BLANK = "\x80-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f\u3000\ufeff"
SOMETHING = rf"^[^\x00-\x20\x7f{_BLANK}][^\x00-\x1f\x7f]*$"
SEVERAL_LINES = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"
# The days of two centuries, February as it is.
_DAY = (
    r"((19|20)\d\d-((0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)"
    r"|(19(0[48]|[2468][048]|[13579][26])|20([02468][048]|[13579][26]))-02-29)"
)
_CLOCK = r"([01]\d|2[0-3]):[0-5]\d"
DAY = f"^{_DAY}$"
CLOCK = f"^{_CLOCK}$"
MOMENT = f"^{_DAY}T{_CLOCK}:[0-5]\\d(Z|[+-](0\\d|1[0-3]):[0-5]\\d)$"

Id = Annotated[int, msgspec.Meta(ge=1, le=LARGEST_ID)]
Day = Annotated[str, msgspec.Meta(pattern=DAY.replace(r"\d", "[0-9]"), examples=["2026-11-20"])]
Clock = Annotated[str, msgspec.Meta(pattern=CLOCK.replace(r"\d", "[0-9]"), examples=["15:30"])]
Moment = Annotated[
    str, msgspec.Meta(pattern=MOMENT.replace(r"\d", "[0-9]"), examples=["2026-11-20T15:30:00+00:00"])
]
# An answer to a question of a form: words, a number or a person by the id, several of them, or pairs of words. Which of
# them it has to be, the form says. The pattern is held by `_answer`: msgspec 0.22 breaks down where a text with a
# pattern and a list are both possible.
AnswerWords = Annotated[
    str, msgspec.Meta(max_length=LONGEST_TEXT, extra_json_schema={"pattern": SEVERAL_LINES})
]
AnswerNumber = Annotated[int, msgspec.Meta(ge=0, le=LARGEST_ID)]
AnswerPair = Annotated[list[AnswerWords], msgspec.Meta(min_length=2, max_length=2)]
FormAnswer = (
    AnswerWords
    | AnswerNumber
    | Annotated[list[AnswerWords | AnswerNumber | AnswerPair], msgspec.Meta(max_length=MOST_THINGS)]
)


class Wrong(Exception):
    """What was given is not what the action takes: for each field, what is wrong with it."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(str(dict(errors)))
        self.errors = dict(errors)


@dataclass(frozen=True, slots=True)
class Part:
    """One parameter: what it may be as JSON (`kind`), and how that becomes what the action takes.

    A default is given to the action like anything else: its rule is asked about exactly what its body gets.
    """

    name: str
    kind: Any
    is_required: bool
    becomes: Callable[[Any], Any]
    model: type[models.Model] | None = None
    default: Any = None


def parts_of(action: Action) -> tuple[Part, ...]:
    """The parameters of an action, in the order of its signature."""
    hints = get_type_hints(action.body)
    given = inspect.signature(action.body).parameters.values()
    subject = subject_of(action)
    return tuple(
        _part(_Place(action.name, subject), one, SHAPED.get((action.name, one.name), hints[one.name]))
        for one in given
        if one.kind is one.KEYWORD_ONLY and (action.name, one.name) not in NOT_GIVEN
    )


def subject_of(action: Action) -> type[models.Model]:
    """The model of what an action is done to."""
    second = list(inspect.signature(action.body).parameters)[1]
    return get_type_hints(action.body)[second]


def read(parts: Sequence[Part], given: Any) -> dict[str, Any]:
    """The keyword arguments for the action, or Wrong with a sentence for each field."""
    if not isinstance(given, dict):
        raise Wrong({"": "Send an object with the fields that are documented."})
    known = {part.name for part in parts}
    errors = {name[:80]: "There is no such field." for name in given if name not in known}
    taken: dict[str, Any] = {}
    for part in parts:
        if part.name not in given:
            if part.is_required:
                errors[part.name] = "This is missing."
            else:
                taken[part.name] = part.default
            continue
        try:
            taken[part.name] = part.becomes(msgspec.convert(given[part.name], part.kind))
        except (msgspec.ValidationError, ValueError, OverflowError) as wrong:
            errors[part.name] = said_of(wrong)
    if errors:
        raise Wrong(errors)
    return taken


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a value stands, so that its limits are found."""

    action: str
    subject: type[models.Model]


def _part(place: _Place, one: inspect.Parameter, hint: Any) -> Part:
    kind, becomes = _kind(place, one.name, hint)
    model = hint if isinstance(hint, type) and issubclass(hint, models.Model) else None
    if (place.action, one.name) in SHAPED:
        becomes = _then(becomes, lambda shaped: shaped.to_json())
    return Part(one.name, kind, one.default is one.empty, becomes, model, one.default)


Kind = tuple[Any, Callable[[Any], Any]]


def _as_it_is(value: Any) -> Any:
    return value


def _answer(value: Any) -> Any:
    """An answer to a question of a form, if every text in it is one. ValueError where one is not."""
    if isinstance(value, list):
        return [_answer(one) for one in value]
    if isinstance(value, str) and not re.match(SEVERAL_LINES, value):
        raise ValueError("This is not how it is written: see the documentation")
    return value


def _then(first: Callable[[Any], Any], second: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: second(first(value))


def _kind(place: _Place, name: str, hint: Any) -> Kind:
    """The kind of JSON value for a type of Python, and the way back."""
    origin = get_origin(hint)
    if hint is Any and name == "answers: each":
        return FormAnswer, _answer
    if origin in (Union, UnionType):
        return _one_of_several(place, name, hint)
    if origin is not None and issubclass(origin, Mapping):
        return _mapping(place, name, hint)
    if origin is not None and issubclass(origin, Iterable):
        return _several(place, name, hint, origin)
    if is_dataclass(hint) and isinstance(hint, type):
        return _object(place, hint)
    return _single(place, name, hint)


def _single(place: _Place, name: str, hint: Any) -> Kind:
    if hint is str:
        return _text(words_of(place.action, name, place.subject)), _as_it_is
    if hint is bool:
        return bool, _as_it_is
    if hint is float:
        return Annotated[float, msgspec.Meta(ge=0, le=1)], _as_it_is
    if hint is int:
        most = most_of(place.action, name, place.subject)
        return (Id if most is None else Annotated[int, msgspec.Meta(ge=0, le=most)]), _as_it_is
    if hint in _READ:
        return _READ[hint]
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        choices = ONE_OF.get((place.action, name), tuple(str(one.value) for one in hint))
        return Literal[choices], hint
    if isinstance(hint, type) and issubclass(hint, models.Model):
        return Id, _as_it_is
    raise TypeError(f"{place.action}.{name}: a program cannot give a {hint}")


_READ: dict[Any, Kind] = {
    date: (Day, date.fromisoformat),
    datetime: (Moment, datetime.fromisoformat),
    time: (Clock, time.fromisoformat),
}


def _text(words: Words) -> Any:
    if words.choices:
        return Literal[words.choices]
    pattern = SEVERAL_LINES
    if words.is_web_address:
        pattern = WEB_ADDRESS
    elif words.is_one_line:
        pattern = ONE_LINE if words.may_be_empty else SOMETHING
    return Annotated[str, msgspec.Meta(max_length=words.most, pattern=pattern)]


def _one_of_several(place: _Place, name: str, hint: Any) -> Kind:
    inside = [one for one in get_args(hint) if one is not NoneType]
    if len(inside) != 1:
        raise TypeError(f"{place.action}.{name}: one kind of value, or none")
    kind, becomes = _kind(place, name, inside[0])
    return kind | None, lambda value: None if value is None else becomes(value)


def _several(place: _Place, name: str, hint: Any, origin: Any) -> Kind:
    kind, becomes = _kind(place, name, get_args(hint)[0])
    exactly = 4 if name == "box" else 0
    bounds = msgspec.Meta(max_length=exactly or MOST_THINGS, min_length=exactly or None)
    keeps = list if origin is list else tuple
    several: Any = list[kind]  # type: ignore[valid-type]  # a type made as the program runs
    return Annotated[several, bounds], lambda value: keeps(becomes(one) for one in value)


def _mapping(place: _Place, name: str, hint: Any) -> Kind:
    _key, value = get_args(hint)
    of_keys = words_of(place.action, name, place.subject)
    one_of = "|".join(re.escape(choice) for choice in of_keys.choices)
    keys: Any = Annotated[str, msgspec.Meta(pattern=f"^({one_of})$")] if one_of else _text(of_keys)
    kind, becomes = _kind(place, f"{name}: each", value)
    return (
        Annotated[dict[keys, kind], msgspec.Meta(max_length=MOST_THINGS)],  # type: ignore[valid-type]
        lambda given: {key: becomes(one) for key, one in given.items()},
    )


def _object(place: _Place, made: type) -> Kind:
    """An object of its own for a dataclass; every field with its limits."""
    hints = get_type_hints(made)
    inside: list[Any] = []
    back: dict[str, Callable[[Any], Any]] = {}
    always = {field.name: ALWAYS[place.action, field.name] for field in fields(made)
              if (place.action, field.name) in ALWAYS}  # fmt: skip
    for field in fields(made):
        if field.name in always:
            continue
        kind, back[field.name] = _kind(place, field.name, hints[field.name])
        if field.default is not MISSING:
            inside.append((field.name, kind, field.default))
        elif field.default_factory is not MISSING:
            inside.append((field.name, kind, msgspec.field(default_factory=field.default_factory)))
        else:
            inside.append((field.name, kind))
    # Two actions that take the same class may set it other limits.
    name = f"{made.__name__}Of{place.action.title().replace('_', '')}"
    shape = msgspec.defstruct(name, inside, forbid_unknown_fields=True, kw_only=True)
    return shape, lambda value: made(
        **always, **{name: way(getattr(value, name)) for name, way in back.items()}
    )


_WHERE = re.compile(r"(.*?)(?: - at (.*))?$", re.S)
_SAID = (
    (re.compile(r"Expected `str` matching regex.*", re.S), "This is not how it is written: see the documentation."),
    (re.compile(r"Expected `(\w+)` of length <= (\d+)"), r"This is too long: at most \2."),
    (re.compile(r"Expected `(\w+)` of length >= (\d+)"), r"This is too short: at least \2."),
    (re.compile(r"Expected `([\w| ]+)`, got `(\w+)`"), r"This should be \1, not \2."),
    (re.compile(r"Invalid enum value.*", re.S), "This is none of the choices."),
)  # fmt: skip


def said_of(wrong: Exception) -> str:
    """What the checker says, in our words, with the place inside the field where it is not the field itself."""
    match = _WHERE.match(str(wrong))
    said, where = (match.group(1), match.group(2) or "") if match else (str(wrong), "")
    for pattern, words in _SAID:
        if pattern.match(said):
            said = pattern.sub(words, said)
            break
    inside = where.replace("`", "").removeprefix("$")
    return f"{said.rstrip('.')} (at {inside})." if inside else f"{said.rstrip('.')}."


def wrong_because(refusal: Refusal, name: str) -> Wrong:
    """A refusal of what came in a field, before any action was asked."""
    return Wrong({name: f"{refusal.words} {refusal.next_step}".strip()})


def whole(value: Any) -> Any:
    """In JSON 2.0 is the integer 2; here too."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        return [whole(one) for one in value]
    if isinstance(value, dict):
        return {name: whole(one) for name, one in value.items()}
    return value
