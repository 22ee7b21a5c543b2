"""The index of one school's names: built from a roll once, kept as bytes, asked for every post.

It is built from plain records, so that it can be made anywhere, and kept by (school, version of the roll).
"""

import io
import pickle
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

import ahocorasick

from schoolgate.rules.names.classes import year_key, year_phrases
from schoolgate.rules.names.facts import NameFound, RollName, StaffName
from schoolgate.rules.names.folding import fold_name, fold_text
from schoolgate.rules.names.forms import PARTICLES, forms_of
from schoolgate.rules.names.misspelt import near_table
from schoolgate.rules.names.reading import read_names
from schoolgate.rules.names.short_names import short_names_of
from schoolgate.rules.names.tables import CLASS, FAMILY, GIVEN, SCHOOLS_OWN, YEAR, Bearers, Hit, Tables

_FORMS = (
    "full part forenames short_names surnames surname_parts initialled initials".split()
)  # the tables of forms and their bearers
_KINDS_OF_SCHOOL = frozenset(
    """academy aided and c catholic ce church college community controlled e england federation first grammar high
    infant infants junior juniors middle nursery of prep preparatory primary rc school schools secondary trust upper
    voluntary""".split()
)
_LAYOUT = 3  # raised when the tables change, so that an older file is built again


class NameIndex:
    """Finds the pupils of one school in a text. It never changes; a new roll makes a new index."""

    def __init__(self, tables: Tables, phrases: dict[str, tuple[int, str]]) -> None:
        self._tables, self._phrases = tables, phrases
        self._automaton = ahocorasick.Automaton()
        for phrase, (kinds, key) in phrases.items():
            self._automaton.add_word(f" {phrase} ", (len(phrase), kinds, key))
        if phrases:
            self._automaton.make_automaton()

    def find(self, text: str) -> list[NameFound]:
        """Every pupil named in `text`, in its order, each place once."""
        folded = fold_text(text)
        if not self._phrases:
            return []
        hits = [
            Hit(end - length, end, key, kinds)
            for end, (length, kinds, key) in self._automaton.iter(folded.words)
        ]
        return read_names(text, folded, hits, self._tables)

    def to_bytes(self) -> bytes:
        """For our own cache file, which nobody else can write."""
        tables = {field.name: getattr(self._tables, field.name) for field in fields(Tables)}
        return pickle.dumps((_LAYOUT, tables, self._phrases), protocol=5)

    @classmethod
    def from_bytes(cls, kept: bytes) -> "NameIndex":
        """Read what `to_bytes` wrote. Raises `StaleNameIndex` for another layout, a damaged file, anything else.

        Only plain tables of words and numbers are let in: a pickle that names a class or function is refused.
        """
        try:
            layout, tables, phrases = _PlainUnpickler(io.BytesIO(kept)).load()
            if layout != _LAYOUT:
                raise StaleNameIndex
            return cls(Tables(**tables), phrases)
        except _DAMAGE as error:
            raise StaleNameIndex from error


# What reading a damaged pickle may raise, after the documentation of `pickle`.
_DAMAGE = (
    pickle.UnpicklingError,
    ArithmeticError,
    AttributeError,
    EOFError,
    ImportError,
    LookupError,
    MemoryError,
    TypeError,
    ValueError,
)


class StaleNameIndex(ValueError):
    """The kept bytes are not an index of this version of the program: build it again."""


class _PlainUnpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("builtins", "frozenset"):
            return frozenset
        raise pickle.UnpicklingError(f"{module}.{name} has no business in a name index")


def build_name_index(
    pupils: Iterable[RollName], staff: Iterable[StaffName] = (), ignored: Iterable[str] = ()
) -> NameIndex:
    """Index a roll. `ignored` are the school's own words (its name, its road), in which no pupil is meant."""
    build = _Builder()
    for pupil in pupils:
        build.add_pupil(pupil)
    for person in staff:
        build.add_adult(person)
    build.add_own_words(ignored)
    return NameIndex(build.tables(), build.phrases)


class _Builder:
    """Collects forms and bearers, one pupil after another."""

    def __init__(self) -> None:
        self.phrases: dict[str, tuple[int, str]] = {}
        self._bearers: dict[str, defaultdict[str, set[int]]] = {name: defaultdict(set) for name in _FORMS}
        self._standing: dict[int, tuple[str, ...]] = {}
        self._near: set[str] = set()
        self._adults: set[str] = set()

    def add_pupil(self, pupil: RollName) -> None:
        forms = forms_of(pupil)
        pupil_id = pupil.pupil_id
        self._enter("full", forms.full(), pupil_id)
        self._enter("part", forms.parts(), pupil_id)
        self._enter("forenames", forms.called(), pupil_id)
        self._enter("surnames", forms.surnames, pupil_id)
        self._enter("surname_parts", forms.surname_parts, pupil_id)
        self._enter("initialled", forms.initialled(), pupil_id)
        self._enter("initials", forms.initials(), pupil_id)
        short = {name for forename in forms.forenames for name in short_names_of(forename)} - forms.forenames
        self._enter("short_names", short, pupil_id)
        self._add_words(GIVEN, [*forms.called(), *short, *forms.forename_parts, *forms.middles])
        self._add_words(FAMILY, [*forms.surnames, *forms.surname_parts])
        self._near.update(
            name for name in forms.forenames | forms.surnames | forms.surname_parts if " " not in name
        )
        self._add_standing(pupil, forms.forenames)

    def _add_standing(self, pupil: RollName, forenames: Iterable[str]) -> None:
        room, year = fold_name(pupil.class_name), year_key(pupil.year_group)
        self._standing[pupil.pupil_id] = (room, year, *sorted(forenames))
        if room:
            self._add_phrase(room, CLASS, room)
        if year:
            for phrase in year_phrases(year):
                self._add_phrase(phrase, YEAR, year)

    def add_adult(self, person: StaffName) -> None:
        forename, surname = fold_name(person.forename), fold_name(person.surname)
        if forename and surname:
            self._adults |= {f"{forename} {surname}", f"{forename[0]} {surname}"}
            self._add_words(GIVEN, [forename])
            self._add_words(FAMILY, [surname])

    def add_own_words(self, names: Iterable[str]) -> None:
        """The whole name, and what it is called for short: "Rose Hill Primary School", "Rose Hill"."""
        for name in names:
            words = fold_name(name).split()
            while words:
                if len(words) > 1:
                    phrase = " ".join(words)
                    self._add_phrase(phrase, SCHOOLS_OWN, phrase)
                    self._add_phrase(phrase.replace("st ", "st  "), SCHOOLS_OWN, phrase)
                words = words[:-1] if words[-1] in _KINDS_OF_SCHOOL else []

    def tables(self) -> Tables:
        bearers = {name: _sorted_bearers(forms) for name, forms in self._bearers.items()}
        return Tables(
            **bearers, standing=self._standing, near=near_table(self._near), adults=frozenset(self._adults)
        )

    def _enter(self, table: str, forms: Iterable[str], pupil_id: int) -> None:
        entries = self._bearers[table]
        for form in forms:
            entries[form].add(pupil_id)

    def _add_words(self, kind: int, names: Iterable[str]) -> None:
        for name in names:
            for word in name.split():
                if len(word) > 1 or name == word or name.split()[0] in PARTICLES:
                    self._add_phrase(word, kind, word)

    def _add_phrase(self, phrase: str, kind: int, key: str) -> None:
        kinds, known = self.phrases.get(phrase, (0, key))
        self.phrases[phrase] = (kinds | kind, key if kind & (CLASS | YEAR) else known)


def _sorted_bearers(forms: dict[str, set[int]]) -> dict[str, Bearers]:
    """Equal groups of bearers are kept once, as most forms of a name have the same."""
    groups: dict[Bearers, Bearers] = {}
    kept: dict[str, Bearers] = {}
    for form, pupils in forms.items():
        bearers = tuple(sorted(pupils))
        kept[form] = groups.setdefault(bearers, bearers)
    return kept
