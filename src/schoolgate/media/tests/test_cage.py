"""The walls around the child process, each tried by a process that wants out."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from schoolgate.media.decoding import intake
from schoolgate.media.decoding.intake import PictureRefused, clean_picture
from schoolgate.media.decoding.reasons import Reason
from tests.hostile.files import png_bomb
from tests.hostile.pictures import encoded, grain


def caged(attempt: str, **limits: int) -> subprocess.CompletedProcess[str]:
    """Run these lines in a process that has locked itself in."""
    given = ", ".join(f"{name}={value}" for name, value in limits.items())
    program = f"import socket, sys\nfrom schoolgate.kernel import cage\ncage.lock_in({given})\n{attempt}"
    return subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )


def test_it_gets_no_more_memory_than_a_picture_needs():
    most = 512 * 1024 * 1024

    assert "MemoryError" in caged(f"bytes({most})").stderr
    assert caged(f"bytes({most // 2}); print('fine')").stdout == "fine\n"


def test_it_gets_no_more_time_than_a_picture_needs():
    ended = caged("while True: pass", cpu_seconds=1)

    assert ended.returncode < 0


def test_it_writes_no_file(tmp_path: Path):
    place = tmp_path / "left behind"

    caged(f"open({str(place)!r}, 'w').write('x')")

    assert not place.exists() or place.stat().st_size == 0


def test_it_holds_few_files_open():
    assert "OSError" in caged("import os\nwhile True: os.dup(0)").stderr


def test_it_reaches_no_network_where_the_system_has_such_a_wall():
    if not can_have_namespaces():
        assert caged("print('works without it')").stdout == "works without it\n"
        return
    attempt = "s = socket.socket()\ns.settimeout(5)\ns.connect(('127.0.0.1', PORT))"
    listening = (
        "import socket, time\ns = socket.create_server(('127.0.0.1', 0))\n"
        "print(s.getsockname()[1], flush=True)\ntime.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", listening], stdout=subprocess.PIPE, text=True) as listener:
        port = listener.stdout.readline().strip()
        tried = caged(attempt.replace("PORT", port))
        listener.kill()

    assert "OSError" in tried.stderr or "ConnectionRefusedError" in tried.stderr


def test_it_reads_no_file_where_the_system_has_such_a_wall():
    tried = caged(f"print(open({__file__!r}).read(10))")

    assert ("FileNotFoundError" in tried.stderr) == can_have_namespaces()


def can_have_namespaces() -> bool:
    """Whether this system lets a process leave the network."""
    program = "import ctypes, sys; sys.exit(ctypes.CDLL(None).unshare(0x50000000) != 0)"
    return subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_a_bomb_costs_the_program_itself_no_memory():
    """The program hands the file on; it neither unpacks it nor holds room for it."""
    before = held_memory()

    with pytest.raises(PictureRefused):
        clean_picture(png_bomb(10_000, 10_000))

    assert held_memory() - before < 20 * 1024 * 1024


def held_memory() -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS"))


def test_a_child_that_never_answers_is_ended(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(intake, "WALL_SECONDS", 1)
    monkeypatch.setattr(intake, "_START", "import sys, time; sys.stdin.buffer.read(); time.sleep(60)")
    with pytest.raises(PictureRefused) as caught:
        clean_picture(encoded(grain()))

    assert caught.value.reason is Reason.TOO_HARD


def test_a_child_that_cannot_start_is_not_blamed_on_the_picture(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(intake, "_START", "import no_such_module")

    with pytest.raises(PictureRefused) as caught:
        clean_picture(encoded(grain()))

    assert caught.value.reason is Reason.OUT_OF_ORDER


@pytest.mark.parametrize(
    "answer",
    [
        "open(0, 'rb').read()",  # the upload itself
        "b'GIF89a' + bytes(99)",
        "b'refused because_i_say_so'",
        "b'refused too_many_pixels manyxmany'",
        "b'refused wrong_kind nonsense'",
        "sys.stdin.buffer.read() and bytes(40_000_000)",
    ],
)
def test_a_child_that_was_taken_over_is_not_believed(monkeypatch: pytest.MonkeyPatch, answer: str):
    monkeypatch.setattr(intake, "_START", f"import sys; sys.stdout.buffer.write({answer})")

    with pytest.raises(PictureRefused) as caught:
        clean_picture(encoded(grain(), comment=b"hidden words"))

    assert caught.value.reason is Reason.TOO_HARD


def test_many_at_once_wait_for_their_turn():
    upload = encoded(grain())
    taken: list[str] = []
    threads = [threading.Thread(target=lambda: taken.append(clean_picture(upload).sha256)) for _ in range(6)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(taken) == 6
    assert len(set(taken)) == 1


def test_who_waits_too_long_is_told_so(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(intake, "_seats", threading.BoundedSemaphore(1))
    monkeypatch.setattr(intake, "WALL_SECONDS", 0.1)
    intake._seats.acquire()

    with pytest.raises(PictureRefused) as caught:
        clean_picture(encoded(grain()))

    assert caught.value.reason is Reason.BUSY
