"""`schoolgate` on the command line: Django's commands and ours (serve, demo, run, audit, docs)."""

import gc
import os
import sys
from pathlib import Path


def main() -> None:
    # A migration makes thousands of models anew; looking through them for rubbish as often as usual takes a fifth.
    gc.set_threshold(20_000, 20, 50)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schoolgate.config.settings")
    if sys.argv[1:2] == ["demo"]:
        # The demonstration lives apart from any real data, and says so before settings are read.
        os.environ["SCHOOLGATE_DEMO"] = "1"
        os.environ.setdefault("SCHOOLGATE_DATA", str(Path.cwd() / "var" / "demo"))
    from django.core.management import execute_from_command_line

    execute_from_command_line(["schoolgate", *sys.argv[1:]])


if __name__ == "__main__":
    main()
