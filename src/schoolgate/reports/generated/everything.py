"""Loads the whole program, so that every action and everything that follows an event is registered."""

import pkgutil
from importlib import import_module

from django.conf import settings

import schoolgate

NOT_THE_PROGRAM = frozenset({"tests", "migrations", "management"})


def modules() -> list[str]:
    """The name of every module of the program, without its tests and migrations."""
    found = [one.name for one in pkgutil.walk_packages(schoolgate.__path__, "schoolgate.")]
    return [name for name in found if not NOT_THE_PROGRAM & set(name.split("."))]


def load_everything() -> None:
    """Import every module that can register something."""
    import_module(settings.ROOT_URLCONF)
    for name in modules():
        if "actions" in name.split(".") or name.rpartition(".")[2] in {
            "followers",
            "telling",
            "erasing",
            "waiting",
        }:
            import_module(name)
