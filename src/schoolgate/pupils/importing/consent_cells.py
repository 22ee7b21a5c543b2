"""The consents of one row: a column for each use, or a list of what was ticked in one cell."""

from collections.abc import Iterator

from schoolgate.pupils.importing.cleaning import Cells
from schoolgate.pupils.importing.columns import Mapping, Meaning
from schoolgate.pupils.importing.consent_words import is_tidy_list, lookups_in, read_answer
from schoolgate.pupils.importing.uses import medium_and_channel
from schoolgate.pupils.importing.vocabulary import Code, Field, Weight
from schoolgate.rules.consents import Medium, use_of
from schoolgate.rules.roll import InFile, stricter_in_file


class ConsentReader:
    """Reads the consents of each row by one mapping."""

    def __init__(self, mapping: Mapping) -> None:
        self.words = mapping.words
        # The few words that nearly every cell holds, once they were read and nothing was to say about them.
        self._known: dict[str, tuple[InFile, str]] = {}
        self.columns = [
            (column, meaning)
            for column, meaning in enumerate(mapping.meanings)
            if meaning.means is Field.CONSENT
        ]
        self.lists = [
            (column, meaning, {lookup.casefold(): uses for lookup, uses in meaning.lookups.items()})
            for column, meaning in enumerate(mapping.meanings)
            if meaning.means is Field.CONSENT_LIST
        ]

    def read(self, cells: Cells) -> tuple[dict[str, InFile], dict[str, str]]:
        """The answer for each use, and the words of those that a person must read."""
        named: dict[str, InFile] = {}
        without_place: dict[str, InFile] = {}
        words: dict[str, str] = {}
        for uses, answer, word in self._answers(cells):
            into = without_place if len(uses) > 1 else named
            for use in uses:
                into[use] = stricter_in_file(answer, into.get(use, answer))
                if answer is InFile.UNCLEAR:
                    words[use] = word
        for use, answer in without_place.items():
            both = stricter_in_file(answer, named.get(_photo_there(use), answer))
            named[use] = stricter_in_file(both, named.get(use, both))
        return named, words

    def _answers(self, cells: Cells) -> Iterator[tuple[tuple[str, ...], InFile, str]]:
        for column, meaning in self.columns:
            yield meaning.uses, *self._answer(cells, column)
        for column, meaning, known in self.lists:
            yield from self._listed(cells, column, meaning, known)

    def _answer(self, cells: Cells, column: int) -> tuple[InFile, str]:
        # A formula or half a letter is no answer, whatever word it begins with.
        if column in cells.suspicious:
            return InFile.UNCLEAR, cells.cells[column][:60]
        known = self._known.get(cells.cells[column])
        if known is not None:
            return known
        cell = cells.word(column)
        found = read_answer(cell, self.words)
        if found.code is None and cell == cells.cells[column]:
            self._known[cell] = found.answer, cell[:60]
        if found.code is not None:
            cells.find(column, found.code, Weight.ASK)
        return found.answer, cell[:60]

    def _listed(
        self, cells: Cells, column: int, meaning: Meaning, known: dict[str, tuple[str, ...]]
    ) -> Iterator[tuple[tuple[str, ...], InFile, str]]:
        cell = cells.cells[column]
        if column in cells.suspicious:
            yield from ((uses, InFile.UNCLEAR, cell[:60]) for uses in meaning.lookups.values())
            return
        ticked = {lookup.casefold() for lookup in lookups_in(cell)}
        if not is_tidy_list(cell):
            cells.find(column, Code.LIST_TIDIED, Weight.TIDIED)
        if strangers := sorted(ticked - known.keys()):
            cells.find(column, Code.UNKNOWN_LOOKUP, Weight.WARN, more="; ".join(strangers)[:120])
        for lookup, uses in known.items():
            yield uses, InFile.YES if lookup in ticked else InFile.NOT_TICKED, ""


def _photo_there(use: str) -> str:
    """The photograph in the place of this use; for anything but a video, the use itself."""
    medium, channel = medium_and_channel(use)
    return use_of(Medium.PHOTO, channel) if medium is Medium.VIDEO else use
