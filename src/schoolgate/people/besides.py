"""What somebody is besides working here: also a parent, also a neighbour. The room that keeps it hands it over."""

from collections.abc import Callable, Iterable

from schoolgate.people.models import Person

TOLD_BY: list[Callable[[Person], Iterable[str]]] = []


def besides(person: Person) -> set[str]:
    """What this person said they are besides, at the school in scope: "parent", "resident"."""
    return {kind for told in TOLD_BY for kind in told(person)}
