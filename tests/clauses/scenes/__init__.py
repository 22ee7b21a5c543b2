"""The scenes by their keys. A scene does the real thing in a school that adopted the policy of its row, and looks
at what that clause asks. The same scene may prove several rows that ask for the same thing."""

from collections.abc import Callable

from tests.clauses.stage import Stage

Scene = Callable[[Stage], None]
SCENES: dict[str, Scene] = {}


def scene(play: Scene) -> Scene:
    """Put a function among the scenes, under its own name."""
    key = play.__name__
    if key in SCENES:
        raise ValueError(f"there are two scenes {key}")
    SCENES[key] = play
    return play


def load() -> dict[str, Scene]:
    """Every scene of every module beside this one."""
    from importlib import import_module
    from pkgutil import iter_modules

    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    return SCENES
