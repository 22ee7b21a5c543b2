"""The page of all actions: who may, unless what, what is recorded, what follows."""

from collections import defaultdict

from schoolgate.kernel.actions import ACTIONS, Action, nothing_refuses
from schoolgate.kernel.permissions import PERMISSION_WORDS
from schoolgate.reports.generated.everything import load_everything
from schoolgate.reports.generated.tables import code, page, table

HEADS = ("action", "what it does", "who may", "unless", "records")


def actions_page() -> str:
    """docs/generated/actions.md"""
    load_everything()
    by_noun: dict[str, list[Action]] = defaultdict(list)
    for action in ACTIONS.values():
        by_noun[action.noun].append(action)
    parts = [
        f"## {noun}\n\n{table(HEADS, (_row(one) for one in sorted(found, key=lambda one: one.name)))}"
        for noun, found in sorted(by_noun.items())
    ]
    intro = f"{len(ACTIONS)} actions. Each is one sentence: who may, unless what, and which event it records."
    return page("Actions", intro, *parts)


def _row(action: Action) -> tuple[str, ...]:
    doc = (action.__doc__ or "").strip().split("\n\n")[0]
    unless = "nothing" if action.unless is nothing_refuses else code(action.unless.__name__)
    may = f"{PERMISSION_WORDS[action.may]}{' (in person only)' if action.in_person else ''}"
    return code(action.name), doc, may, unless, code(action.records.value)
