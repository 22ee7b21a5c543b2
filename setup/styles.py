"""The stylesheet: GOV.UK's components in our dress, built by npm's sass into build/static."""

import gzip
import shutil

from setup import node
from setup.places import ASSETS, BUILT, CHECKOUT, NODE_MODULES, PAPER_FONTS
from setup.running import CannotBeDone, attempt, digest_of, is_done, remember, run, say

FONTS = NODE_MODULES / "@fontsource" / "atkinson-hyperlegible"
# For letters on paper, as typst reads no woff2: in these languages' letters, regular and bold.
ON_PAPER = ("atkinson-hyperlegible", "noto-naskh-arabic")
WITHOUT_NPM = (
    "npm is not to be had here, so pages wear the plain stylesheet. Everything works; "
    "install Node.js 20.19 or newer and run make again for the full look."
)


def build(*, try_again: bool = False) -> bool:
    """Build what has changed since last time. False when npm cannot be had: the plain stylesheet serves then.

    Where npm could not be had last time it is not waited for again, unless asked to `try_again`.
    """
    digest = digest_of(
        [*ASSETS.glob("*.scss"), *(ASSETS / "styles").glob("*.css"), CHECKOUT / "package-lock.json"]
    )
    if is_done("styles", digest) and (BUILT / "schoolgate.css").exists() and PAPER_FONTS.is_dir():
        return True
    machine = f"{digest} {shutil.which('node')} {shutil.which('npm')}"
    found = None if is_done("no-npm", machine) and not try_again else node.find(node.FOR_SASS)
    if found is None or not _fetch_packages(found):
        say(WITHOUT_NPM)
        remember("no-npm", machine)
        return False
    say("building the styles")
    BUILT.mkdir(parents=True, exist_ok=True)
    stylesheet = BUILT / "schoolgate.css"
    run(
        [
            NODE_MODULES / ".bin" / "sass", f"--load-path={NODE_MODULES}", "--style=compressed",
            "--no-source-map", "--quiet-deps", ASSETS / "schoolgate.scss", stylesheet,
        ],
        env=found.env,
    )  # fmt: skip
    (BUILT / "schoolgate.css.gz").write_bytes(gzip.compress(stylesheet.read_bytes(), 9, mtime=0))
    _copy_typeface()
    _copy_typefaces_for_paper()
    remember("styles", digest)
    return True


def lock() -> None:
    """Write the package-lock.json files anew; they name no place to fetch from."""
    found = node.find(node.FOR_SASS)
    if found is None:
        raise CannotBeDone("npm is needed to lock what it installs.")
    for folder in (CHECKOUT, CHECKOUT / "setup" / "chromium_package"):
        run(
            [
                found.npm,
                "update",
                "--package-lock-only",
                "--ignore-scripts",
                "--omit-lockfile-registry-resolved",
            ],
            cwd=folder,
            quiet=True,
            env=found.env,
        )


def _fetch_packages(found: node.Node) -> bool:
    lock = digest_of([CHECKOUT / "package-lock.json"])
    if is_done("npm", lock) and NODE_MODULES.exists():
        return True
    say("fetching the GOV.UK design system from npm")
    done = attempt(
        [
            found.npm,
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--omit=optional",
            "--fetch-retries=1",
        ],
        env=found.env,
    )
    if done:
        remember("npm", lock)
    return done


def _copy_typeface() -> None:
    """Atkinson Hyperlegible, with its licence beside it as the licence asks."""
    fonts = BUILT / "fonts"
    fonts.mkdir(exist_ok=True)
    for path in FONTS.glob("files/*-normal.woff2"):
        shutil.copyfile(path, fonts / path.name)
    shutil.copyfile(FONTS / "LICENSE", fonts / "LICENSE.txt")


def _copy_typefaces_for_paper() -> None:
    """Those of letters, each with its licence."""
    PAPER_FONTS.mkdir(parents=True, exist_ok=True)
    for name in ON_PAPER:
        package = NODE_MODULES / "@expo-google-fonts" / name
        for weight in ("400Regular", "700Bold"):
            for path in (package / weight).glob("*.ttf"):
                shutil.copyfile(path, PAPER_FONTS / path.name)
        shutil.copyfile(package / "LICENSE_FONT", PAPER_FONTS / f"LICENSE-{name}.txt")
