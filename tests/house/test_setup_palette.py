"""Words can be read: every colour of the palette on every ground it is used on, by day and by night."""

import re
from pathlib import Path

import pytest

ASSETS = Path(__file__).resolve().parents[2] / "src" / "schoolgate" / "web" / "assets"
PALETTE = (ASSETS / "styles" / "palette.css").read_text()

WORDS_ON_GROUNDS = [
    (words, ground)
    for words in ("ink", "quiet", "gate", "amber", "red", "link", "link-hover")
    for ground in ("paper", "sheet", "soft", "amber-ground", "red-ground")
] + [("button-ink", "button"), ("button-ink", "button-hover"), ("bar-ink", "bar"), ("focus-ink", "focus")]

# Edges of controls need less (WCAG 1.4.11).
EDGES_ON_GROUNDS = [
    (edge, ground) for edge in ("edge", "amber-edge", "button", "gate") for ground in ("paper", "sheet")
] + [("bar-edge", "bar")]


def colours_of(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block))


def day() -> dict[str, str]:
    return colours_of(PALETTE.split("@media")[0])


def night() -> dict[str, str]:
    return {**day(), **colours_of(PALETTE.split("(prefers-color-scheme: dark)")[1].split("@media")[0])}


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [day, night])
@pytest.mark.parametrize(("words", "ground"), WORDS_ON_GROUNDS)
def test_words_have_a_contrast_of_seven_to_one(scheme, words: str, ground: str):
    colours = scheme()
    assert contrast(colours[words], colours[ground]) >= 7


@pytest.mark.parametrize("scheme", [day, night])
@pytest.mark.parametrize(("edge", "ground"), EDGES_ON_GROUNDS)
def test_edges_of_controls_have_a_contrast_of_three_to_one(scheme, edge: str, ground: str):
    colours = scheme()
    assert contrast(colours[edge], colours[ground]) >= 3


def test_black_on_white_is_measured_as_it_is():
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0


def test_forced_colours_use_only_the_colours_that_the_person_chose():
    forced = PALETTE.split("(forced-colors: active)")[1].split("@media")[0]
    assert colours_of(forced) == {}
    assert set(re.findall(r"--([a-z-]+):", forced)) <= set(day())
