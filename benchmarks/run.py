"""Every benchmark beside its goal, on SQLite and on PostgreSQL, each in a process of its own.

`SET=M make bench` for a larger reference set; `ARGS="3 5"` for these goals only; `ENGINE=sqlite` for one engine.
"""

import os
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(CHECKOUT), str(CHECKOUT / "src")]

from benchmarks import engines  # noqa: E402 (found only now)

MET, NOT_MET = 0, 3
# What happens in a child process, far from any database.
WITHOUT_A_DATABASE = {"7", "19", "20"}


def goals(wanted: list[str]) -> list[str]:
    """The modules to run: all, or those whose numbers are given."""
    files = sorted((CHECKOUT / "benchmarks").glob("goal_*.py"), key=lambda file: int(_number(file.stem)))
    return [file.stem for file in files if not wanted or _number(file.stem) in wanted]


def _number(module: str) -> str:
    return module.split("_")[1]


def run(module: str, engine: str) -> bool:
    """Run one on one engine; whether its goal is met. One that breaks counts as not met, and says so."""
    paths = f"{CHECKOUT}{os.pathsep}{CHECKOUT / 'src'}"
    ended = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{module}"],
        cwd=CHECKOUT,
        env={**os.environ, "PYTHONPATH": paths, "ENGINE": engine},
        check=False,
    ).returncode
    if ended not in (MET, NOT_MET):
        print(f"{module} on {engine}: broke off; its goal counts as not met")
    print(flush=True)
    return ended == MET


def _can_run(engine: str) -> bool:
    return engine == "sqlite" or engines.FOUND_AT in os.environ


def main() -> int:
    asked = os.environ.get("ENGINE", "")
    found = goals(sys.argv[1:])
    on = [asked] if asked else ["sqlite", "postgresql"]
    if "postgresql" in on:
        if engines.FOUND_AT in os.environ or engines.can_be_had():
            engines.server()
        else:
            print("PostgreSQL: not measured, it is not installed here; no goal that names it is met\n")
    met = 0
    for module in found:
        meant = on[:1] if _number(module) in WITHOUT_A_DATABASE else on
        met += sum(_can_run(engine) and run(module, engine) for engine in meant) == len(meant)
    print(f"bench: {met} of {len(found)} goals met")
    return 0


if __name__ == "__main__":
    sys.exit(main())
