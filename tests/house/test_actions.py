"""An action is a sentence: who may, unless what, what is recorded. None of it can be forgotten."""

import ast
import inspect
from collections import defaultdict
from functools import cache

import pytest
from django.db import models

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import ACTIONS, Action, nothing_refuses
from schoolgate.kernel.permissions import (
    CLOCK_GRANTS,
    FAMILY_GRANTS,
    GRANTS,
    PERMISSION_WORDS,
    PUPIL_GRANTS,
    ROLE_WORDS,
    Permission,
    Role,
)
from schoolgate.reports.generated.everything import load_everything
from tests.house.program import CHECKOUT, Module, modules

load_everything()
EVERY_ACTION = sorted(ACTIONS.values(), key=lambda action: f"{action.noun}.{action.name}")
# Networks, mail and other machines: from a follow-up only, never from an action.
OTHER_MACHINES = ("httpx", "smtplib", "socket", "urllib.request", "django.core.mail")
# Not actions, and why they may write all the same.
WRITERS = {
    "api.tokens": "remembers the day on which a key was last used",
    "media.video.made": "what was made of a video follows its covers, for actions, the long work and after a restore",
    "media.removing": "the one way in which a picture goes for good, for actions, the night and after a restore",
    "people.models": "makes logins",
    "people.oidc.coming_in": "remembers which account of the provider is whose, when somebody first signs in with it",
    "keeping.installation": "names the installation, and notes that clock and worker are alive",
    "keeping.moving": "holds every school in the transaction that brings a whole installation over",
    "keeping.ticks": "forgets nudges that have run",
    "personal_data.emptying": "the one way to take somebody out of the record, for what erases and after a restore",
    "personal_data.ticks": "forgets what followed an event after two years",
    "posts.filming": "remembers how far the long work on a video is while it is done",
    "posts.publishing.sending": "remembers what is being sent while it is being sent",
    "posts.publishing.removing": "remembers what is being taken down while it is",
    "posts.reading_along": "forgets addresses that were never confirmed",
    "pupils.naming": "gives the roll another key, so that its index of names is built anew",
    "pupils.answering": "the one way to write an answer, called by the actions that record one",
}
WRITING_ROOMS = ("actions", "audit", "kernel", "clockwork", "notifications", "demo")
WRITES = {"create", "bulk_create", "update", "bulk_update", "get_or_create", "update_or_create", "delete"}


@cache
def sources_of_noun_tests() -> tuple[str, ...]:
    """Every test but those of the house, which know all names."""
    paths = [*CHECKOUT.glob("src/schoolgate/*/tests/**/*.py"), *CHECKOUT.glob("tests/journeys/**/*.py")]
    return tuple(path.read_text() for path in paths)


def module_of(action: Action) -> Module:
    return next(one for one in modules() if f"schoolgate.{one.name}" == action.body.__module__)


def body_of(action: Action) -> ast.FunctionDef:
    functions = (node for node in ast.walk(module_of(action).tree) if isinstance(node, ast.FunctionDef))
    return next(node for node in functions if node.name == action.name)


def subject_of(action: Action) -> type[models.Model]:
    return list(inspect.signature(action.body).parameters.values())[1].annotation


@pytest.mark.parametrize("action", EVERY_ACTION, ids=repr)
class TestEveryAction:
    """What holds for each."""

    def test_it_says_who_may_unless_what_and_what_is_recorded(self, action: Action):
        assert isinstance(action.may, Permission)
        assert isinstance(action.records, EventType)
        assert callable(action.unless)
        assert action.unless.__name__ != "<lambda>"
        assert action.unless is nothing_refuses or "refus" in action.unless.__qualname__

    def test_it_lives_where_actions_live_and_says_what_it_does(self, action: Action):
        assert module_of(action).is_in("actions") or action.body.__module__ == "schoolgate.kernel.erasing"
        assert (action.__doc__ or "").strip().endswith((".", ")")) or "\n" in (action.__doc__ or "")

    def test_somebody_may_do_it(self, action: Action):
        assert action.may in CLOCK_GRANTS | FAMILY_GRANTS | PUPIL_GRANTS or any(
            action.may in granted for granted in GRANTS.values()
        )

    def test_its_rule_takes_what_its_body_takes(self, action: Action):
        given = inspect.signature(action.body).parameters.values()
        taken = inspect.signature(action.unless).parameters
        if not any(one.kind is one.VAR_KEYWORD for one in taken.values()):
            assert {one.name for one in given if one.kind is one.KEYWORD_ONLY} <= set(taken)

    def test_its_body_takes_an_actor_and_a_subject_that_says_whose_it_is(self, action: Action):
        actor, _subject, *named = inspect.signature(action.body).parameters.values()
        assert actor.name == "actor"
        assert all(one.kind is one.KEYWORD_ONLY for one in named)
        model = subject_of(action)
        assert issubclass(model, models.Model)
        fields = {field.name for field in model._meta.get_fields()}
        of_a_school = {"school", "trust"} & fields or hasattr(model, "school_id")
        assert of_a_school or model._meta.label in {"people.School", "people.Trust", "audit.Event"}

    def test_its_body_calls_no_other_action(self, action: Action):
        called = {node.func.id for node in ast.walk(body_of(action)) if _is_plain_call(node)}
        assert not called & {one.name for one in EVERY_ACTION}

    def test_some_test_does_it(self, action: Action):
        """By its name; what only the clock does may be reached through the clock, and is known by its event."""
        names = {action.name}
        if not any(action.may in granted for granted in GRANTS.values()):
            names |= {action.records.value, f"EventType.{action.records.name}"}
        assert any(name in text for name in names for text in sources_of_noun_tests()), (
            f"no test does {action.name}"
        )


def _is_plain_call(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name)


def test_there_are_actions_at_all():
    assert len(EVERY_ACTION) > 40


def test_no_action_reaches_another_machine():
    for module in (one for one in modules() if one.is_in("actions")):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ImportFrom | ast.Import):
                named = (
                    [node.module or ""]
                    if isinstance(node, ast.ImportFrom)
                    else [one.name for one in node.names]
                )
                assert not [
                    name for name in named if name.startswith(OTHER_MACHINES) or _is_a_connector(name)
                ]


def _is_a_connector(name: str) -> bool:
    """The contract between us and connectors is only words; what stands behind it calls."""
    return name.startswith("schoolgate.connectors") and not name.endswith(".contract")


def test_nothing_writes_but_actions_and_the_few_that_are_named():
    found = defaultdict(list)
    for module in modules():
        if writing := {"kernel.adding.add", "kernel.pouring.pour"} & set(module.imports()):
            found[module] += writing
        for node in ast.walk(module.tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in WRITES
            ):
                whole = ast.unparse(node.func)
                if "objects." in whole or "_base_manager." in whole or "_default_manager." in whole:
                    found[module].append(f"line {node.lineno}: {whole}")
    strangers = {
        module.name: lines for module, lines in found.items()
        if not module.is_in(*WRITING_ROOMS) and module.name not in WRITERS
    }  # fmt: skip
    assert not strangers
    assert {module.name for module in found} >= set(WRITERS) - {"people.models"}, (
        "a named writer writes no more"
    )


def test_no_noun_uses_another_nouns_actions_views_or_forms():
    """To make something happen elsewhere, record an event; the other noun follows it up."""
    found = {
        (module.name, name)
        for module in modules()
        for name in module.imports()
        if not module.is_in("demo", "config", "clockwork")
        and name.split(".")[0] not in {module.noun, "kernel", "web", "rules"}
        and {"actions", "views", "forms"} & set(name.split(".")[1:])
    }
    assert not found


def test_views_and_queries_do_not_begin_transactions():
    for module in modules():
        if module.is_in("views", "queries", "forms"):
            assert "transaction.atomic" not in module.text, module.name


def test_every_permission_role_and_type_of_event_has_its_words():
    assert set(PERMISSION_WORDS) == set(Permission)
    assert set(ROLE_WORDS) == set(GRANTS) == set(Role)


def test_every_permission_is_asked_for_somewhere():
    text = "".join(module.text for module in modules() if module.name != "kernel.permissions")
    unasked = [one.name for one in Permission if f"Permission.{one.name}" not in text]
    assert not unasked


def test_every_type_of_event_is_recorded_somewhere():
    text = "".join(module.text for module in modules() if module.name != "audit.event_types")
    unused = [one.name for one in EventType if f"EventType.{one.name}" not in text]
    assert not unused
