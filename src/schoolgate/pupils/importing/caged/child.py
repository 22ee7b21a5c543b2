"""The child process: a file on its standard input, its rows or a refusal on its standard output."""

import encodings.cp437
import encodings.cp1252
import encodings.iso8859_1
import encodings.iso8859_15
import encodings.utf_16  # noqa: F401  files and their parts may be written in any of these: too late, the cage has none
import sys

from schoolgate.kernel import cage
from schoolgate.pupils.importing.caged.answers import Opened, Refused, refusal, written

MEMORY_BYTES = 640 * 1024 * 1024
CPU_SECONDS = 20


def main() -> None:
    """Answer for the one file on standard input; the last argument says how large it may be."""
    most = int(sys.argv[-1])
    sys.stdout.buffer.write(_answer(sys.stdin.buffer.read(most + 1)))
    sys.stdout.buffer.flush()


def _answer(data: bytes) -> bytes:
    try:
        return written(_opened(data))
    except Refused as refused:
        return refusal(refused)
    except (MemoryError, RecursionError):
        return refusal(Refused("too_hard"))
    except BaseException:  # noqa: BLE001  readers meet broken files with every fault there is, panics too
        return refusal(Refused("damaged_file"))


def _opened(data: bytes) -> Opened:
    """Imports no reader but the one that is needed: each costs time, and is a way in."""
    if data.startswith(b"PK"):
        from schoolgate.pupils.importing.caged.workbook import open_workbook

        cage.lock_in(memory_bytes=MEMORY_BYTES, cpu_seconds=CPU_SECONDS)
        return open_workbook(data)
    from schoolgate.pupils.importing.caged.transfer_file import open_transfer_file

    cage.lock_in(memory_bytes=MEMORY_BYTES, cpu_seconds=CPU_SECONDS)
    return open_transfer_file(data)
