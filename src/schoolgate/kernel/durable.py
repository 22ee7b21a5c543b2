"""What must still be there after a power cut: contents and names are pushed through to the disk."""

import os
from pathlib import Path


def flush_file(path: Path) -> None:
    """Its contents are on the disk when this returns."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """A new, moved or removed name is only on the disk when its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
