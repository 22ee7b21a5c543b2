"""The program's own settings on a folder under build/bench; the one-query views stand beside its pages."""

import os
from datetime import UTC, datetime
from pathlib import Path

BENCH = Path(__file__).resolve().parents[1] / "build" / "bench"
for _name in ("DATABASE", "KEYS_DIR", "MEDIA_STORE", "DEMO", "DEBUG", "ADDRESS", "MAIL_HOST"):
    os.environ.pop(f"SCHOOLGATE_{_name}", None)
if os.environ.get("ENGINE") == "postgresql":
    # The cluster of the run; which of its databases is said by whoever stands on one.
    from benchmarks.engines import server

    os.environ |= {"SCHOOLGATE_DATABASE": server(), "SCHOOLGATE_DATABASE_POOL": "0"}
os.environ["SCHOOLGATE_DATA"] = str(BENCH / "data")

from schoolgate.config.settings import *  # noqa: E402, F403

ROOT_URLCONF = "benchmarks.addresses"
# A Tuesday in term; the sets are made around it.
FIXED_NOW = datetime(2026, 11, 17, 10, 0, tzinfo=UTC)
