"""A tiny library for tests of the rules: two settings, two gates, one question, a policy and a fresh school."""

from typing import Any

from schoolgate.rules.policy.definitions import (
    GateDefinition,
    Meaning,
    Question,
    SettingDefinition,
    Strictness,
)
from schoolgate.rules.policy.library import (
    CatalogueEntry,
    Definitions,
    LibraryPolicy,
    Row,
    Stale,
    Statement,
)

SETTINGS = {
    "minimum_age": {
        "area": "accounts",
        "title": "Youngest age",
        "sentence": "Below this age no account is made.",
        "says": "No account below {value}.",
        "shape": {"kind": "number", "unit": "year", "lowest": 0, "highest": 18},
        "floor": {"kind": "at_least", "number": 13, "words": "The law says 13."},
        "serves": ["gate.old_enough"],
    },
    "second_reader": {
        "area": "posts",
        "title": "Second reader",
        "sentence": "When somebody else reads a post.",
        "shape": {
            "kind": "choice",
            "choices": {
                "before": "Somebody else reads every post first.",
                "where_possible": "Somebody else reads first where possible.",
                "if_controversial": "Somebody senior reads first if it is controversial.",
                "looked_at_afterwards": "Somebody looks afterwards.",
            },
        },
    },
    "post_approvers": {
        "area": "posts",
        "title": "Who may approve",
        "sentence": "Whose yes counts.",
        "shape": {
            "kind": "list",
            "choices": {"headteacher": "the headteacher", "any_trained_colleague": "anybody trained"},
        },
    },
    "controversial_post_approvers": {
        "area": "posts",
        "title": "Who may approve a controversial post",
        "sentence": "Whose yes counts there.",
        "shape": {"kind": "list", "choices": {"headteacher": "the headteacher"}},
    },
    "policy_signatories": {
        "area": "policy",
        "title": "Who signs",
        "sentence": "All of these sign.",
        "shape": {"kind": "list", "choices": {"headteacher": "the headteacher", "chair": "the chair"}},
    },
    "adoption_checks": {
        "area": "policy",
        "title": "Checks",
        "sentence": "Made before.",
        "shape": {"kind": "list", "choices": {"equality": "it treats nobody worse"}},
    },
    "judgement_questions": {
        "area": "posts",
        "title": "Questions for people",
        "sentence": "Asked of a person.",
        "shape": {"kind": "list", "choices": {"could_harm": "harm", "political": "politics, by itself"}},
        "floor": {"kind": "holds", "these": ["could_harm"], "words": "Always asked."},
    },
    "blocked": {
        "area": "accounts",
        "title": "Blocked",
        "sentence": "What is blocked.",
        "shape": {
            "kind": "by_group",
            "groups": {"pupils": "Pupils", "staff": "Staff"},
            "each": {"kind": "choice", "choices": {"yes": "blocked", "no": "open"}},
        },
    },
}
GATES = {
    "gate.four_eyes": {
        "title": "A second pair of eyes",
        "sentence": "Nobody approves their own post.",
        "stops": "approving",
        "floor": "must",
        "floor_words": "Not even the headteacher.",
    },
    "gate.accessible_to_all": {
        "title": "For everyone",
        "sentence": "Pictures are described.",
        "stops": "sending",
        "floor": "warn",
        "floor_words": "Disabled people must be able to use it.",
    },
    "gate.purpose_chosen": {"title": "A purpose", "sentence": "It is for something.", "stops": "sending"},
    "gate.state": {"title": "In its turn", "sentence": "Only in turn.", "stops": "all", "promise": True},
}
DEFINITIONS = Definitions(
    settings={key: SettingDefinition.from_document(key, raw) for key, raw in SETTINGS.items()},
    gates={key: GateDefinition.from_document(key, raw) for key, raw in GATES.items()},
    questions=(
        Question(
            "could_harm",
            "Could it harm?",
            "no",
            False,
            (
                Meaning(
                    "political",
                    "political",
                    "Is “{word}” political?",
                    ("XX-4", "FS-4"),
                    "Does it take a side?",
                ),
                Meaning("gain", "for gain", "Is “{word}” for gain?", ("FS-4",)),
            ),
        ),
    ),
    ten_lines=("second_reader", "minimum_age"),
)


def a_policy(
    code: str, statements: dict[str, Statement], rows: tuple[Row, ...], **given: Any
) -> LibraryPolicy:
    """A policy whose catalogue holds clauses 1 to 9, each with words."""
    ids = [f"{code}-{number}" for number in range(1, 10)]
    return LibraryPolicy(
        code=code,
        title=f"{code} title",
        description="A policy for tests.",
        statements=statements,
        strictness=given.get("strictness", {}),
        catalogue={
            each: CatalogueEntry(each, "staff", "posts", "control", f"Words of {each}.") for each in ids
        },
        rows=rows,
        stale=given.get("stale", ()),
        definitions=DEFINITIONS,
        fresh=given.get("fresh"),
    )


FRESH_VALUES = {
    "minimum_age": 13,
    "second_reader": "before",
    "post_approvers": ["any_trained_colleague"],
    "controversial_post_approvers": ["headteacher"],
    "policy_signatories": ["headteacher", "chair"],
    "adoption_checks": ["equality"],
    "judgement_questions": ["could_harm"],
    "blocked": {"pupils": "yes", "staff": "no"},
}
FRESH = a_policy(
    "FS",
    {key: Statement(value, ("FS-1",)) for key, value in FRESH_VALUES.items()},
    (
        Row("FS-2", "gate.four_eyes", "", "must"),
        Row("FS-3", "gate.accessible_to_all", "", "must"),
        Row("FS-5", "gate.purpose_chosen", "", "should"),
    ),
)


def policy_saying(rows: tuple[Row, ...] = (), **settings: Statement) -> LibraryPolicy:
    """Policy XX that says exactly this, the fresh school's behind it."""
    return a_policy(
        "XX", settings, rows, fresh=FRESH, stale=(Stale("The review was due long ago.", ("XX-9",)),)
    )


def strict(rows: tuple[Row, ...] = (), **strictness: Strictness) -> LibraryPolicy:
    """Policy XX that holds these gates so firmly, named without "gate."."""
    return a_policy("XX", {}, rows, fresh=FRESH, strictness={f"gate.{k}": v for k, v in strictness.items()})
