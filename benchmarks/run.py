"""Every benchmark beside its goal, each in a process of its own. `SET=M make bench` for a larger reference set."""

import os
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
MET, NOT_MET = 0, 3


def goals(wanted: list[str]) -> list[str]:
    """The modules to run: all, or those whose numbers are given."""
    files = sorted((CHECKOUT / "benchmarks").glob("goal_*.py"), key=lambda file: int(file.stem.split("_")[1]))
    return [file.stem for file in files if not wanted or file.stem.split("_")[1] in wanted]


def run(module: str) -> bool:
    """Run one; whether its goal is met. One that breaks counts as not met, and says so."""
    environment = {**os.environ, "PYTHONPATH": f"{CHECKOUT}{os.pathsep}{CHECKOUT / 'src'}"}
    ended = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{module}"], cwd=CHECKOUT, env=environment, check=False
    ).returncode
    if ended not in (MET, NOT_MET):
        print(f"{module}: broke off; its goal counts as not met")
    return ended == MET


def main() -> int:
    found = goals(sys.argv[1:])
    met = 0
    for module in found:
        met += run(module)
        print(flush=True)
    print(f"bench: {met} of {len(found)} goals met")
    return 0


if __name__ == "__main__":
    sys.exit(main())
