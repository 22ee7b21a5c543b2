"""The virtual environment in the checkout, with the locked requirements in it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from setup.places import CHECKOUT, REQUIREMENTS, VENV, VENV_PYTHON
from setup.running import CannotBeDone, attempt, digest_of, is_done, is_root, remember, run, say

UV = VENV / "bin" / "uv"
# A PostgreSQL, an object store, a shared cache: for whoever has outgrown one machine (pyproject.toml).
EXTRAS = ("postgres", "s3", "redis")
_EXTRAS_KEPT = VENV / "schoolgate-extras"
# Where Debian, and where Fedora, keep what the machine trusts.
_BUNDLES = (Path("/etc/ssl/certs/ca-certificates.crt"), Path("/etc/pki/tls/certs/ca-bundle.crt"))


def make_venv() -> None:
    """Make .venv unless it is there and works."""
    if VENV_PYTHON.exists() and attempt([VENV_PYTHON, "-c", "import pip"]):
        return
    say("making a virtual environment in .venv")
    shutil.rmtree(VENV, ignore_errors=True)
    if _has_ensurepip() or _install_ensurepip():
        run([sys.executable, "-m", "venv", VENV])
        return
    if _from_another_pip() or _from_uv():
        return
    shutil.rmtree(VENV, ignore_errors=True)
    raise CannotBeDone(
        "Python here cannot make virtual environments: its ensurepip is missing. "
        "As root: apt-get install python3-venv. Or install uv, or pip for this Python. Then run make again."
    )


def _has_ensurepip() -> bool:
    return attempt([sys.executable, "-c", "import ensurepip, venv"])


def _install_ensurepip() -> bool:
    """Debian keeps it in a package of its own."""
    if not (is_root() and shutil.which("apt-get")):
        return False
    say("installing Debian's python3-venv")
    run(["apt-get", "update", "-qq"], quiet=True, check=False)
    attempt(["apt-get", "install", "-y", "-qq", "python3-venv"], env={"DEBIAN_FRONTEND": "noninteractive"})
    return _has_ensurepip()


def _from_another_pip() -> bool:
    """Where Python has no ensurepip but a pip of its own, that one puts a pip into the environment."""
    if not attempt([sys.executable, "-m", "venv", "--without-pip", VENV]):
        return False
    return attempt([sys.executable, "-m", "pip", "--python", VENV_PYTHON, "install", "-q", "pip"])


def _from_uv() -> bool:
    """uv, where somebody has it, makes environments without ensurepip and without any pip."""
    uv = shutil.which("uv")
    return uv is not None and attempt([uv, "venv", "-q", "--clear", "--seed", "-p", sys.executable, VENV])


def install_locked(name: str, *locks: Path) -> None:
    """Install exactly what these files lock, each package checked by its hash. Quick when it is done already."""
    digest = digest_of(locks, _python_of_venv())
    if is_done(name, digest):
        return
    say(f"installing requirements: {', '.join(lock.stem for lock in locks)}")
    given = [argument for lock in locks for argument in ("-r", str(lock))]
    if UV.exists():
        run(
            [UV, "pip", "install", "-q", "-p", VENV_PYTHON, "--require-hashes", "--compile-bytecode", *given],
            env=_for_uv(),
        )
    else:
        run([VENV_PYTHON, "-m", "pip", "install", "-q", "--require-hashes", *given])
    remember(name, digest)


def prepare(*, for_work_on_it: bool = False, extras: Sequence[str] | None = None) -> None:
    """The virtual environment with the program in it; with the tools of its makers when `for_work_on_it`.

    `extras` are what a larger installation needs besides (`EXTRAS`); without a word, those of the last time.
    """
    make_venv()
    _forget_another_venv()
    install_locked("tools", REQUIREMENTS / "setup.txt")
    if for_work_on_it:
        install_locked("dev", REQUIREMENTS / "dev.txt")
    else:
        more = [REQUIREMENTS / f"{name}.txt" for name in _wanted(extras)]
        install_locked("runtime", REQUIREMENTS / "runtime.txt", *more)
    _put_program_in()


def _wanted(extras: Sequence[str] | None) -> list[str]:
    """What was asked for, remembered so that an upgrade brings it too."""
    unknown = sorted({*(extras or ())} - {*EXTRAS})
    if unknown:
        raise CannotBeDone(f"There is no extra “{unknown[0]}”. There are: {', '.join(EXTRAS)}.")
    if extras is not None:
        _EXTRAS_KEPT.write_text(" ".join(sorted(extras)))
    kept = _EXTRAS_KEPT.read_text().split() if _EXTRAS_KEPT.exists() else []
    return [name for name in EXTRAS if name in kept]


def lock() -> None:
    """Write requirements/ anew: every version with its hashes, for any machine, naming no place to fetch from."""
    project = CHECKOUT / "pyproject.toml"
    asked_for: dict[str, list[Path | str]] = {
        "runtime": [project],
        "dev": [project, "--extra", "dev"],
        "setup": ["--group", f"{project}:setup"],
        "node": ["--group", f"{project}:node"],
        # Each with the whole runtime, in the very versions that were locked for it just now.
        **{name: [project, "--extra", name, "-c", REQUIREMENTS / "runtime.txt"] for name in EXTRAS},
    }
    for name, asked in asked_for.items():
        run(
            [
                UV, "pip", "compile", "-q", "--upgrade", "--universal", "--python-version", "3.11", "--generate-hashes",
                "--no-emit-index-url", "--no-annotate", "--no-header", *asked, "-o", REQUIREMENTS / f"{name}.txt",
            ],
            quiet=True,
            env=_for_uv(),
        )  # fmt: skip


def _put_program_in() -> None:
    """The checkout itself becomes the installed package, so that an edit is seen at once."""
    digest = digest_of([CHECKOUT / "pyproject.toml"], _python_of_venv())
    if is_done("program", digest):
        return
    run(
        [UV, "pip", "install", "-q", "-p", VENV_PYTHON, "--no-deps", "--no-build-isolation", "-e", CHECKOUT],
        env=_for_uv(),
    )
    remember("program", digest)


def _python_of_venv() -> str:
    """Another virtual environment, or another Python in it, must be filled anew."""
    configuration = VENV / "pyvenv.cfg"
    return f"{configuration.stat().st_mtime_ns}\n{configuration.read_text()}"


def _forget_another_venv() -> None:
    """A checkout that was moved has scripts that point to where it was."""
    pip = VENV / "bin" / "pip"
    if pip.exists() and str(VENV) not in pip.read_text(errors="replace").splitlines()[0]:
        shutil.rmtree(VENV)
        make_venv()


def certificates_here() -> str:
    """The file of certificates that this machine trusts, a school's own filter among them; "" where none is known."""
    try:
        said = subprocess.run(
            [str(VENV_PYTHON), "-m", "pip", "config", "get", "global.cert"],
            capture_output=True, text=True, check=False, timeout=60,
        ).stdout.strip()  # fmt: skip
    except OSError:
        said = ""
    named = os.environ.get("SSL_CERT_FILE") or os.environ.get("PIP_CERT") or said
    return named or next((str(bundle) for bundle in _BUNDLES if bundle.exists()), "")


def _for_uv() -> dict[str, str]:
    """uv by itself trusts a list of its own, which a network that looks into HTTPS is not on."""
    certificates = certificates_here()
    return {"SSL_CERT_FILE": certificates, "UV_LINK_MODE": "copy"} if certificates else {}
