"""Every form in which one pupil's name may be written, from the names on the roll."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from schoolgate.rules.names.facts import RollName
from schoolgate.rules.names.folding import fold_name, with_digraphs

PARTICLES = frozenset(
    "van der den de da do dos das di du del della des la le el al bin ibn bint abu abd ben st saint mac mc o ap ab"
    " ferch von zu zur ter ten af av y e i san santa".split()
)
_SPOKEN_INITIALS = re.compile(r"[A-Z](?:[. ]*[A-Z]){1,2}\.?")


@dataclass(frozen=True, slots=True)
class PupilForms:
    """Folded forms of one pupil. The parts are what is left when a piece of a compound name is dropped."""

    forenames: frozenset[str]
    surnames: frozenset[str]
    forename_parts: frozenset[str]
    surname_parts: frozenset[str]
    middles: tuple[str, ...]

    def full(self) -> Iterator[str]:
        """Forename, with or without the middle names, and surname."""
        middles = {"", *self.middles[:1], " ".join(self.middles)}
        for forename in self.forenames:
            for surname in self.surnames:
                for middle in middles:
                    yield f"{forename} {middle} {surname}" if middle else f"{forename} {surname}"

    def parts(self) -> Iterator[str]:
        """A piece left out: "Udoka Asante", "Anna Yelland", the middle name before the surname."""
        for forename in self.forename_parts | frozenset(self.middles):
            yield from (f"{forename} {surname}" for surname in self.surnames)
        for surname in self.surname_parts:
            yield from (f"{forename} {surname}" for forename in self.forenames)

    def called(self) -> Iterator[str]:
        """The forename alone, or with the first middle name: "Ella", "Ella Rose"."""
        yield from self.forenames
        if self.middles:
            yield from (f"{forename} {self.middles[0]}" for forename in self.forenames)

    def initialled(self) -> Iterator[str]:
        """ "m pettigrew", "marnie p", "udoka a b"."""
        for surname in self.surnames | self.surname_parts:
            yield from (f"{forename[0]} {surname}" for forename in self.forenames)
        for letters in self._surname_letters():
            for forename in self.forenames:
                yield f"{forename} {letters}"
                yield f"{forename} {' '.join(letters)}"

    def initials(self) -> Iterator[str]:
        """All first letters in a row, with and without those of the middle names: "ao", "kbh"."""
        middle = "".join(word[0] for word in self.middles)
        for forename in self.forenames:
            first = "".join(word[0] for word in forename.split())
            for letters in self._surname_letters():
                yield from {first + letters, first[0] + letters, first + middle + letters}

    def _surname_letters(self) -> set[str]:
        letters = set()
        for surname in self.surnames:
            words = surname.split()
            letters |= {words[0][0], "".join(word[0] for word in words)}
            letters |= {word[0] for word in words[1:] if word not in PARTICLES}
        return letters


def forms_of(pupil: RollName) -> PupilForms:
    """Read every name of the roll entry, former ones included."""
    former_forenames, former_surnames = _former(pupil.former_names)
    forenames = _spelt(_given(pupil.legal_forename, pupil.preferred_forename, *former_forenames))
    written = _given(pupil.legal_surname, pupil.preferred_surname, *former_surnames)
    surnames = _spelt(written) | {form for name in written for form in _mac_and_saint(fold_name(name))}
    return PupilForms(
        forenames=frozenset(forenames),
        surnames=frozenset(surnames),
        forename_parts=frozenset(_parts(forenames) - forenames),
        surname_parts=frozenset(_surname_parts(written) - surnames),
        middles=tuple(word for word in fold_name(pupil.middle_names).split() if len(word) > 1),
    )


def _given(*names: str) -> list[str]:
    return [name for name in dict.fromkeys(names) if name and name.strip()]


def _former(names: Iterable[str]) -> tuple[list[str], list[str]]:
    forenames, surnames = [], []
    for name in names:
        forename, _, surname = name.strip().partition(" ")
        surnames.append(surname or forename)
        if surname:
            forenames.append(forename)
    return forenames, surnames


def _spelt(names: Iterable[str]) -> set[str]:
    """Apart and written as one word: "anna lise" and "annalise"; JJ also as J. J.; Müller also as Mueller."""
    forms = set()
    for name in names:
        for folded in {fold_name(name), fold_name(with_digraphs(name))}:
            forms |= {folded, folded.replace(" ", "")}
        if _SPOKEN_INITIALS.fullmatch(name.strip()):
            forms.add(" ".join(fold_name(name).replace(" ", "")))
    return forms - {""}


def _mac_and_saint(surname: str) -> Iterator[str]:
    """McAvoy, MacAvoy and Mc Avoy; St John and Saint John."""
    for short, long in (("mc", "mac"), ("mac", "mc")):
        rest = surname.removeprefix(short).strip()
        if rest != surname and len(rest) > 3:
            yield from (long + rest, f"{long} {rest}", f"{short} {rest}", short + rest)
    if surname.startswith("st "):
        yield "saint" + surname[2:]


def _parts(names: Iterable[str]) -> set[str]:
    return {word for name in names for word in name.split() if len(word) > 2 and word not in PARTICLES}


def _surname_parts(names: Iterable[str]) -> set[str]:
    """Halves of a double-barrelled name, and a name without its particles: "cruz" of "de la Cruz"."""
    parts: set[str] = set()
    for name in names:
        halves = [fold_name(half) for half in re.split(r"[-\u2010-\u2015]", name)]
        parts.update(half for half in halves if half.replace(" ", "") not in PARTICLES)
        parts |= _parts([fold_name(name)])
    return {part for part in parts if len(part) > 1}
