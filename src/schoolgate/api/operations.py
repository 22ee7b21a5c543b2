"""Every operation of the API, made from the registry of actions and the collections of things."""

import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from re import findall

from django.conf import settings
from django.db import models

from schoolgate.api import shown
from schoolgate.api.inputs import Part, parts_of, subject_of
from schoolgate.api.limits import NoLimitKnown
from schoolgate.api.things import THINGS, Thing, thing_of
from schoolgate.kernel.actions import ACTIONS, Action
from schoolgate.kernel.permissions import GRANTS, Permission
from schoolgate.people.models import School, Trust

SCHOOL, TRUST = "schools/<slug:school>", "trusts/<slug:trust>"
# Actions with a way of their own through the API (api/files.py, api/looking_up.py).
BY_HAND = frozenset({"add_pictures", "upload_roll", "look_up_pupil", "export_roll", "send_roll"})
_FILE_FIELDS = {"add_pictures": "pictures", "upload_roll": "file", "send_roll": "file"}
# Not for programs, and why.
LEFT_OUT: dict[str, str] = {
    "recall_pupil": "It follows a withdrawal or a restriction by itself; nobody asks for it.",
}


@dataclass(frozen=True, slots=True)
class Operation:
    """One method at one path. `path` is Django's, without the prefix of the API."""

    id: str
    method: str
    path: str
    words: str
    may: Permission | None
    group: str
    action: Action | None = None
    thing: Thing | None = None
    parts: tuple[Part, ...] = ()
    answers: type | None = None
    is_list: bool = False
    file_field: str = ""

    @property
    def writes(self) -> bool:
        return self.method == "POST"

    @property
    def is_in_person(self) -> bool:
        return self.action is not None and self.action.in_person

    @property
    def subject(self) -> type[models.Model] | None:
        """The model of what the action is done to."""
        return None if self.action is None else subject_of(self.action)


@cache
def operations() -> tuple[Operation, ...]:
    """All of them, lists first."""
    load_actions()
    return (*_own(), *_of_things(), *_of_actions())


@cache
def of_use_to_programs() -> frozenset[Permission]:
    """What at least one operation needs that a key opens; the rest is for people, in person."""
    return frozenset(one.may for one in operations() if one.may is not None and not one.is_in_person)


def load_actions() -> None:
    """Import every module of actions, so that the registry is whole."""
    for app in settings.INSTALLED_APPS:
        if app.startswith("schoolgate."):
            package = import_module(app)
            for one in pkgutil.walk_packages(package.__path__, f"{app}."):
                if "actions" in one.name.split(".") and "tests" not in one.name.split("."):
                    import_module(one.name)
    import_module("schoolgate.kernel.erasing")


def left_out() -> dict[str, str]:
    """The actions that no program can ask for, and why."""
    load_actions()
    return {
        name: LEFT_OUT.get(action.name, "Only the program itself does it, at its time or after an event.")
        for name, action in sorted(ACTIONS.items())
        if not _is_for_people(action) or action.name in LEFT_OUT
    }


def _own() -> Iterator[Operation]:
    """What belongs to no one school, and what is one thing of a school."""
    yield Operation(
        "me", "GET", "me", "whose key this is, and what it may do", None, "me", answers=shown.MeShown
    )
    yield Operation(
        "today", "GET", "today", "what waits for the person, at all their schools", None, "me",
        answers=shown.TodayShown, is_list=True,
    )  # fmt: skip
    yield Operation(
        "policy", "GET", f"{SCHOOL}/policy", "the policy the school lives by now, with its clauses",
        Permission.POLICY_READ, "policies", answers=shown.PolicyShown,
    )  # fmt: skip
    yield Operation(
        "library", "GET", f"{SCHOOL}/library", "the policies that can be adopted", Permission.POLICY_READ,
        "policies", answers=shown.PolicyShown, is_list=True,
    )  # fmt: skip
    yield Operation(
        "forms", "GET", f"{SCHOOL}/forms", "what the person can ask for, each form with its questions",
        Permission.REQUEST_ASK, "requests", answers=shown.FormShown, is_list=True,
    )  # fmt: skip
    yield Operation(
        "registers", "GET", f"{SCHOOL}/registers", "the school’s registers, each with what its entries say",
        Permission.REGISTER_READ, "entries", answers=shown.RegisterShown, is_list=True,
    )  # fmt: skip


def _of_things() -> Iterator[Operation]:
    for thing in THINGS:
        path = f"{SCHOOL}/{thing.collection}"
        name = thing.collection.replace("-", "_")
        if thing.rows is not None:
            yield Operation(
                f"list_{name}", "GET", path, thing.words, thing.may, thing.collection,
                thing=thing, answers=thing.shown, is_list=True,
            )  # fmt: skip
        if thing.one is not None:
            yield Operation(
                f"get_{name}", "GET", f"{path}/<int:id>", f"one of: {thing.words}", thing.may, thing.collection,
                thing=thing, answers=thing.shown,
            )  # fmt: skip


def _of_actions() -> Iterator[Operation]:
    for _name, action in sorted(ACTIONS.items()):
        if _is_for_people(action) and action.name not in LEFT_OUT and action.name not in unplaced():
            subject = subject_of(action)
            thing = thing_of(subject, action.may)
            yield Operation(
                action.name,
                "POST",
                _path(action, subject, thing),
                _first_line(action),
                action.may,
                _group(subject, thing),
                action=action,
                thing=thing,
                parts=_parts(action),
                file_field=_FILE_FIELDS.get(action.name, ""),
            )


@cache
def unplaced() -> dict[str, str]:
    """Actions that cannot be offered yet, and what is missing in this room. The tests hold this empty."""
    load_actions()
    missing = {}
    for action in ACTIONS.values():
        if not _is_for_people(action) or action.name in LEFT_OUT or action.in_person:
            continue
        subject = subject_of(action)
        if subject not in (School, Trust) and thing_of(subject, action.may) is None:
            missing[action.name] = f"name the collection of {subject.__name__} in api/things.py"
        try:
            _parts(action)
        except (NoLimitKnown, TypeError) as unknown:
            missing[action.name] = str(unknown)
    return missing


def _parts(action: Action) -> tuple[Part, ...]:
    return () if action.in_person or action.name in BY_HAND else parts_of(action)


def _group(subject: type[models.Model], thing: Thing | None) -> str:
    if subject in (School, Trust):
        return "school" if subject is School else "trust"
    return thing.collection if thing else _plain_collection(subject)


def _plain_collection(subject: type[models.Model]) -> str:
    """Where things are that programs only name, for what is done in person: "holds"."""
    return f"{subject._meta.model_name}s"


def _is_for_people(action: Action) -> bool:
    """Whether any role may do it; the rest is the clock's alone."""
    return any(action.may in granted for granted in GRANTS.values())


def _path(action: Action, subject: type[models.Model], thing: Thing | None) -> str:
    """The path of the subject, then the verb: ".../posts/<int:id>/approve", ".../draft-post"."""
    if subject in (School, Trust):
        return f"{SCHOOL if subject is School else TRUST}/{action.name.replace('_', '-')}"
    verb, _, last = action.name.rpartition("_")
    own_words = {word.lower() for word in findall("[A-Z][a-z]*", subject.__name__)}
    said = verb if verb and last in own_words else action.name
    return f"{SCHOOL}/{_group(subject, thing)}/<int:id>/{said.replace('_', '-')}"


def _first_line(action: Action) -> str:
    return (action.__doc__ or "").strip().partition("\n")[0]
