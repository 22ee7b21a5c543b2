"""A policy as data: what it can set, how firm law is, what a school lives by.

`resolve` makes a `ResolvedPolicy` of a policy of the library; adoption stores `to_document()` of it, and
`ResolvedPolicy.from_document` rebuilds it from there, whatever has become of the library.
"""

from schoolgate.rules.policy.definitions import (
    GateDefinition,
    Meaning,
    Question,
    SettingDefinition,
    Strictness,
)
from schoolgate.rules.policy.errors import PolicyError
from schoolgate.rules.policy.library import Clause, LibraryPolicy, Row, Stale
from schoolgate.rules.policy.lines import Line, LineKind, changed_lines
from schoolgate.rules.policy.resolution import (
    Override,
    override,
    overrides_of,
    refusals_to_override,
    resolve,
    without_overrides,
)
from schoolgate.rules.policy.resolved import ResolvedGate, ResolvedPolicy, ResolvedSetting, Source
from schoolgate.rules.policy.second_reader import (
    ANY_TRAINED_COLLEAGUE,
    SecondReader,
    approvers_for,
    second_reader_comes_first,
)
from schoolgate.rules.policy.shapes import plain

__all__ = [
    "ANY_TRAINED_COLLEAGUE",
    "Clause",
    "GateDefinition",
    "LibraryPolicy",
    "Line",
    "LineKind",
    "Meaning",
    "Override",
    "PolicyError",
    "Question",
    "ResolvedGate",
    "ResolvedPolicy",
    "ResolvedSetting",
    "Row",
    "SecondReader",
    "SettingDefinition",
    "Source",
    "Stale",
    "Strictness",
    "approvers_for",
    "changed_lines",
    "override",
    "overrides_of",
    "plain",
    "refusals_to_override",
    "resolve",
    "second_reader_comes_first",
    "without_overrides",
]
