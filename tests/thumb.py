"""A thumb on a small phone: each tap is counted, timed and photographed; typing and scrolling are not counted."""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

CHECKOUT = Path(__file__).resolve().parents[1]
ALBUM = CHECKOUT / "build" / "taps"


@dataclass
class Step:
    """One thing the thumb did; `is_tap` is false for typing and for putting the cursor there, which do not count."""

    words: str
    is_tap: bool
    seconds: float
    picture: str


@dataclass
class Thumb:
    """Does one job on one page, and remembers how."""

    page: Page
    job: str
    allowed: int
    steps: list[Step] = field(default_factory=list)

    def __post_init__(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self._photograph(0)

    @property
    def folder(self) -> Path:
        return ALBUM / self.job.lower().replace(" ", "-")

    @property
    def taps(self) -> int:
        return sum(step.is_tap for step in self.steps)

    def open_link(self, address: str, words: str) -> None:
        """A tap on a link somewhere else: in an e-mail."""
        self._do(words, lambda: self.page.goto(address))

    def tap(self, target: Locator, words: str, *, then: Locator | None = None) -> None:
        """A tap on exactly what a finger would hit; something that covers it makes it fail.

        `then` is what the person sees when it has worked; the waiting for it is timed.
        """
        self._do(words, target.tap, then)

    def choose_file(self, target: Locator, files: list[Path], words: str, *, then: Locator) -> None:
        """A tap on the field and one on each picture in the phone's own library."""

        def choose() -> None:
            with self.page.expect_file_chooser() as opened:
                target.tap()
            opened.value.set_files(files)

        self._do(words, choose, then)
        for number, _ in enumerate(files, start=1):
            self._note(f"picture {number} in the phone's library", is_tap=True, seconds=0.0)

    def type(self, target: Locator, text: str) -> None:
        """Typing, with the tap that puts the cursor into the field; not counted, but told in the list."""
        started = time.perf_counter()
        target.tap()
        target.press_sequentially(text)
        self._note(
            f"taps into the field and types “{text}”", is_tap=False, seconds=time.perf_counter() - started
        )

    def _do(self, words: str, deed: Callable[[], object], then: Locator | None = None) -> None:
        started = time.perf_counter()
        deed()
        if then is not None:
            expect(then).to_be_visible()
        self._note(words, is_tap=True, seconds=time.perf_counter() - started)

    def _note(self, words: str, *, is_tap: bool, seconds: float) -> None:
        picture = self._photograph(len(self.steps) + 1)
        self.steps.append(Step(words, is_tap, seconds, picture))

    def _photograph(self, number: int) -> str:
        name = f"{number:02d}.png"
        self.page.wait_for_timeout(300)  # the flash where the finger was is gone
        # Hiding the caret would leave a style behind that the content policy refuses.
        self.page.screenshot(path=self.folder / name, caret="initial")
        return name

    def finish(self) -> None:
        """Writes the list, prints it, and holds the number of taps to what is allowed."""
        verdict = f"{self.taps} taps, {self.allowed} are allowed"
        lines = [
            f"# {self.job}",
            "",
            f"{verdict}; {sum(step.seconds for step in self.steps):.1f} s of waiting.",
            "",
        ]
        number = 0
        for step in self.steps:
            number += step.is_tap
            mark = f"{number}." if step.is_tap else "  "
            lines.append(f"{mark} {step.words} ({step.seconds:.1f} s, {step.picture})")
        text = "\n".join(lines)
        (self.folder / "list.md").write_text(text + "\n")
        print(f"\n{text}")  # noqa: T201 (it is what `make taps` is for)
        assert self.taps <= self.allowed, verdict
