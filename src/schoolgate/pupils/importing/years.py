"""Year groups as files spell them, and the years that a class name tells of."""

import re
from functools import lru_cache

from schoolgate.rules.roll import YEARS

_SPELLED = re.compile(r"(?:national curriculum )?(?:year|yr|y|nc)? ?(?:group )?(\d{1,2}|r)")
_NURSERY = re.compile(r"(?:nursery|n) ?([12])")
_RECEPTION = frozenset({"reception", "rec", "yr r", "year r", "yr", "r", "foundation", "eyfs"})
_NURSERY_ALONE = frozenset({"nursery", "n"})
_CLASS = re.compile(r"(r|n[12]?|\d{1,2})[ \-/]?[a-z]{0,3}")


@lru_cache(maxsize=1000)
def tidy_year(cell: str) -> str | None:
    """The year group as the roll keeps it ("R", "3", "N1"), or None for one that is none."""
    plain = " ".join(cell.casefold().split())
    if plain in _RECEPTION:
        return "R"
    if plain in _NURSERY_ALONE:
        return "N2"
    if found := _NURSERY.fullmatch(plain):
        return f"N{found[1]}"
    if found := _SPELLED.fullmatch(plain):
        year = found[1].upper().lstrip("0") or "R"
        return year if year in YEARS else None
    return None


def year_label(year: str) -> str:
    """The year group as people say it: "Year 3", "Reception"."""
    if year == "R":
        return "Reception"
    return f"Nursery {year[1:]}" if year.startswith("N") else f"Year {year}"


@lru_cache(maxsize=1000)
def years_of_class(name: str) -> frozenset[str]:
    """The year groups that a class name could tell of: "3A" of 3, "12B" of 12 or of a mixed 1 and 2."""
    found = _CLASS.fullmatch(name.strip().casefold())
    if not found:
        return frozenset()
    mark = found[1].upper()
    if mark.startswith("N"):
        return frozenset({"N1", "N2"})
    return frozenset({mark, *mark} & set(YEARS))
