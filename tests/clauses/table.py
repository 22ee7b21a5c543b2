"""docs/policies.md: the sections and forms of each policy, how many of their clauses are served, and on which page.

python -m tests.clauses --table    writes it anew
"""

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from schoolgate.policies.living import page_of
from schoolgate.policies.loading import HERE, library
from schoolgate.rules.policy.library import LibraryPolicy
from schoolgate.rules.policy.living import Lives, life_of_clause
from tests.clauses.rows import FIVE

PAGE = Path(__file__).resolve().parents[2] / "docs" / "policies.md"
MOST_PAGES = 3
HEAD = """# The five policies, and where they are kept

Every clause of the five starting policies stands in `src/schoolgate/policies/library/`, in our own words, with an
honest word on how it lives. A clause counts as served when all its rows do, and a row when its scene in
`tests/clauses/` passes and falls with the row taken out (`make clauses`, `make clauses-sabotage`). A clause on several
rows counts as its weakest part: open first, then declined, then asked. *Asked* means that a person answers a
question, and is never counted as held. In the program the same stands under *Policy*, *Clause by clause*.

This page is made from the rows (`python -m tests.clauses --table`), and a test compares it with them.
"""


def sections_of(code: str) -> list[tuple[str, tuple[str, ...]]]:
    """The sections of a policy, each with its clauses in order."""
    with (HERE / "sections.toml").open("rb") as file:
        begins: list[tuple[str, str]] = [tuple(each) for each in tomllib.load(file)[code]]
    clauses = list(library()[code].catalogue)
    starts = [clauses.index(first) for first, _title in begins]
    ends = [*starts[1:], len(clauses)]
    return [
        (title, tuple(clauses[start:end]))
        for (_first, title), start, end in zip(begins, starts, ends, strict=True)
    ]


def written() -> str:
    """The whole page."""
    return "\n".join([HEAD, *_sums(), "", *(line for code in FIVE for line in _policy(code))])


def compact() -> str:
    """The five tables alone, for the README: a section and its pages, sections without any drawn together."""
    return "\n".join(line for code in FIVE for line in _compact(code))


def _sums() -> Iterator[str]:
    yield "| policy | " + " | ".join(Lives) + " | clauses |"
    yield "|---|" + "--:|" * (len(Lives) + 1)
    for code in FIVE:
        counted = Counter(_lives(library()[code]).values())
        yield f"| {code} | " + " | ".join(str(counted[each]) for each in Lives) + f" | {counted.total()} |"


def _policy(code: str) -> Iterator[str]:
    policy = library()[code]
    lives = _lives(policy)
    yield f"## {policy.title}"
    yield ""
    yield "| section or form | clauses | served | page |"
    yield "|---|---|--:|---|"
    for title, clauses in sections_of(code):
        served = sum(lives[clause].is_proved for clause in clauses)
        where, pages = f"{clauses[0]} to {clauses[-1][3:]}", _pages(policy, clauses)
        yield f"| {title} | {where} | {served} of {len(clauses)} | {pages} |"
    declined = [clause for clause, life in lives.items() if life is Lives.DECLINED]
    yield ""
    if declined:
        yield f"Declined, with the reason on the policy's page: {', '.join(declined)}."
        yield ""


def _compact(code: str) -> Iterator[str]:
    policy = library()[code]
    lives = _lives(policy)
    yield f"**{policy.title}**"
    yield ""
    yield "| section or form | served | page |"
    yield "|---|--:|---|"
    without: list[str] = []
    for title, clauses in sections_of(code):
        served = sum(lives[clause].is_proved for clause in clauses)
        if served:
            yield f"| {title} | {served} of {len(clauses)} | {_pages(policy, clauses)} |"
        else:
            without.append(title)
    if without:
        yield f"| {', '.join(without)} | | *not yet* |"
    yield ""


def _pages(policy: LibraryPolicy, clauses: tuple[str, ...]) -> str:
    """The pages that keep a section, the one with most of its rows first; *not yet* where none does."""
    lives = _lives(policy)
    counted: Counter[str] = Counter()
    for row in policy.rows:
        if row.clause in clauses and row.lives.is_proved and lives[row.clause].is_proved:
            page = page_of(row.instance)
            counted[page.title] += 1
    return ", ".join(title for title, _count in counted.most_common(MOST_PAGES)) or "*not yet*"


def _lives(policy: LibraryPolicy) -> dict[str, Lives]:
    rows: dict[str, list[Lives]] = {clause: [] for clause in policy.catalogue}
    for row in policy.rows:
        rows[row.clause].append(row.lives)
    return {clause: life_of_clause(each) for clause, each in rows.items()}
