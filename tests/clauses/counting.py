"""How the clauses of the five policies live, counted by what was proved just now."""

from collections import Counter
from collections.abc import Collection, Iterator

from schoolgate.policies.loading import library
from schoolgate.rules.policy.library import LibraryPolicy
from schoolgate.rules.policy.living import Lives, life_of_clause
from tests.clauses.rows import FIVE


def lives_of(policy: LibraryPolicy, passed: Collection[str]) -> Counter[Lives]:
    """The clauses of a policy by how they live; a row whose test did not pass counts as open."""
    rows: dict[str, list[Lives]] = {clause: [] for clause in policy.catalogue}
    for row in policy.rows:
        is_proved = not row.lives.is_proved or row.key in passed
        rows[row.clause].append(row.lives if is_proved else Lives.OPEN)
    return Counter(life_of_clause(each) for each in rows.values())


def lines(passed: Collection[str]) -> Iterator[str]:
    """One line a policy, and the sum of the five last."""
    total: Counter[Lives] = Counter()
    for code in FIVE:
        counted = lives_of(library()[code], passed)
        total += counted
        yield f"{code} {_words(counted)} of {sum(counted.values())}"
    yield f"(the fresh school, not in the sum: {_words(lives_of(library()['FS'], passed))})"
    yield f"clauses: {_words(total)} of {total.total()}"


def _words(counted: Counter[Lives]) -> str:
    return ", ".join(f"{lives} {counted[lives]}" for lives in Lives)
