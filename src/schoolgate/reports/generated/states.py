"""The page of states: a post's, drawn from the table that the rules use, and those of every other thing."""

from django.apps import apps
from django.db import models

from schoolgate.reports.generated.tables import code, page, table
from schoolgate.rules.posts.states import MOVES, STATE_WORDS

STATE_FIELDS = frozenset({"state", "standing"})


def states_page() -> str:
    """docs/generated/states.md"""
    words = table(("state", "words"), ((code(state.value), STATE_WORDS[state]) for state in STATE_WORDS))
    verbs = table(
        ("verb", "from", "to"),
        (
            (
                code(verb),
                ", ".join(sorted(code(one.value) for one in before)) or "nothing yet",
                code(after.value),
            )
            for verb, (before, after) in MOVES.items()
        ),
    )
    return page("States", "## A post", f"```mermaid\n{_drawing()}\n```", words, verbs, *_others())


def _drawing() -> str:
    lines = ["stateDiagram-v2"]
    for verb, (before, after) in MOVES.items():
        lines += [f"    {state} --> {after.value}: {verb}" for state in sorted(map(str, before)) or ["[*]"]]
    return "\n".join(lines)


def _others() -> list[str]:
    parts = []
    for model in sorted(_models(), key=lambda one: one._meta.label):
        for field in model._meta.get_fields():
            if isinstance(field, models.CharField) and field.name in STATE_FIELDS and field.choices:
                rows = ((code(key), words) for key, words in field.flatchoices)
                parts.append(f"## {model.__name__}\n\n{table(('state', 'words'), rows)}")
    return parts


def _models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("schoolgate.")]
