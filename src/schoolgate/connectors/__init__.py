"""The platforms a school can publish to: one folder each, and the folder is the registry.

A folder's package offers `connector(surroundings)`. Adding a platform is adding a folder.
"""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from schoolgate.connectors.contract import Connector, Surroundings


@cache
def kinds() -> tuple[str, ...]:
    """The kind of each platform, in alphabetical order."""
    return tuple(
        sorted(found.name for found in iter_modules(__path__) if found.ispkg and found.name != "tests")
    )


def connector_for(kind: str, surroundings: Surroundings | None = None) -> Connector:
    """The connector of one kind. KeyError for a kind without a folder."""
    if kind not in kinds():
        raise KeyError(kind)
    return import_module(f"{__name__}.{kind}").connector(surroundings or Surroundings())
