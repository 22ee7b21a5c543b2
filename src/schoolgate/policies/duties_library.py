"""Reads the duties of the library: what is owed, by whom, how often (`library/duties/`, a file for each duty).

Which of them a school is asked depends on its policy: those behind which one of its clauses stands, as often as its
settings say.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from schoolgate.policies.loading import HERE
from schoolgate.rules.duties import DutyError, DutyKind, Task
from schoolgate.rules.policy import Clause, ResolvedPolicy


@cache
def duty_kinds() -> Mapping[str, DutyKind]:
    """Every duty of the library by its control ("duty.teach_pupils"). DutyError names what cannot stand."""
    found = {}
    for path in sorted((HERE / "duties").glob("*.toml")):
        with path.open("rb") as file:
            control = f"duty.{path.stem}"
            found[control] = DutyKind.from_document(control, tomllib.load(file))
    if not found:
        raise DutyError("The library holds no duties.")
    return MappingProxyType(found)


def tasks_under(policy: ResolvedPolicy) -> Iterator[tuple[str, Task]]:
    """Every task that a school with this policy owes, with its control."""
    for control, kind in duty_kinds().items():
        for task in kind.tasks:
            if clauses_of(policy, control, task) and _is_wanted(policy, task):
                yield control, task


def clauses_of(policy: ResolvedPolicy, control: str, task: Task) -> tuple[Clause, ...]:
    """The clauses for which this task is asked. Where the policy is silent on how often, the fresh school's is one."""
    behind = [one for one in policy.clauses_of(control) if not task.clauses or one.id in task.clauses]
    if task.every_from:
        behind += policy.clauses_of(f"setting.{task.every_from}")
    return tuple(dict.fromkeys(behind))


def task_named(control: str, key: str) -> Task | None:
    """A task of the library by its control and key."""
    kind = duty_kinds().get(control)
    return next((task for task in kind.tasks if task.key == key), None) if kind else None


def _is_wanted(policy: ResolvedPolicy, task: Task) -> bool:
    return all(policy.setting(key) in values for key, values in task.only_if.items())
