"""How one pupil's name is written in a text: `{a.first}`, `{a.hashtag}`, `{a.misspelt}` and so on."""

import unicodedata
from random import Random

from schoolgate.rules.names import RollName
from tests.name_texts.people import SHORT_FORMS, SPELLINGS

_LOOK_ALIKE = str.maketrans("aeopcyxiAEOPCTKMH", "аеорсухіАЕОРСТКМН")
_UNSEEN = ["\u200b", "\u200c", "\u00ad", "\u2060", "\ufeff"]
_SIGNS = [" 🌟 ", "🎉", " 👏🏽👏🏽 ", " 🏅 ", "💚"]
_PLAIN = str.maketrans("łŁøØđĐßæÆ", "lLoOdDsaA")


class Written:
    """The spellings of one pupil's name. Each is made anew, by chance, whenever it is asked for."""

    def __init__(self, pupil: RollName, chance: Random) -> None:
        self._pupil, self._chance = pupil, chance
        self.first = pupil.preferred_forename or pupil.legal_forename
        self.legal_first, self.last = pupil.legal_forename, pupil.legal_surname
        self.full, self.legal = f"{self.first} {self.last}", f"{self.legal_first} {self.last}"
        self.room, self.year = pupil.class_name, self._year()
        self.short = dict(SHORT_FORMS + SPELLINGS).get(self.legal_first, self.first)
        self.lower_first = self.first.lower()
        self.upper, self.lower = self.full.upper(), self.full.lower()
        self.upper_last, self.upper_first = self.last.upper(), self.first.upper()

    def _year(self) -> str:
        return "Reception" if self._pupil.year_group == "R" else f"Year {self._pupil.year_group}"

    @property
    def bare(self) -> str:
        """Without its accents, as they are typed on an English keyboard."""
        apart = unicodedata.normalize("NFD", self.full.translate(_PLAIN))
        return "".join(char for char in apart if not unicodedata.combining(char))

    @property
    def apart(self) -> str:
        """Accents as characters of their own."""
        return unicodedata.normalize("NFD", self.full)

    @property
    def curly(self) -> str:
        return self.full.replace("'", "’")

    @property
    def without_apostrophe(self) -> str:
        return self.full.replace("'", "").replace("’", "")

    @property
    def glued(self) -> str:
        return "".join(
            char for char in unicodedata.normalize("NFD", self.full) if char.isascii() and char.isalnum()
        )

    @property
    def glued_first(self) -> str:
        return "".join(char for char in self.first if char.isascii() and char.isalnum())

    @property
    def glued_lower(self) -> str:
        return self.glued.lower()

    @property
    def dotted(self) -> str:
        return self.bare.lower().replace(" ", ".").replace("'", "")

    @property
    def initials(self) -> str:
        return ".".join(word[0] for word in (self.first, self.last)) + "."

    @property
    def initial_and_last(self) -> str:
        return f"{self.first[0]}. {self.last}"

    @property
    def first_and_initial(self) -> str:
        return f"{self.first} {self.last[0].upper()}"

    @property
    def first_half(self) -> str:
        return f"{self.first} {self.last.split('-')[0]}"

    @property
    def second_half(self) -> str:
        return f"{self.first} {self.last.split('-')[-1]}"

    @property
    def without_particle(self) -> str:
        return f"{self.first} {self.last.replace('-', ' ').split()[-1]}"

    @property
    def with_short_form(self) -> str:
        return f"{self.short} {self.last}"

    @property
    def signed(self) -> str:
        return self._chance.choice(_SIGNS).join((self.first, self.last))

    @property
    def unseen(self) -> str:
        """With characters that nobody sees, inside both names."""
        at, other = self._chance.randint(1, len(self.first) - 1), self._chance.randint(1, len(self.last) - 1)
        first = self.first[:at] + self._chance.choice(_UNSEEN) + self.first[at:]
        return f"{first} {self.last[:other]}{self._chance.choice(_UNSEEN)}{self.last[other:]}"

    @property
    def look_alike(self) -> str:
        return self.full.translate(_LOOK_ALIKE)

    @property
    def misspelt(self) -> str:
        """One letter of the surname, not its first, changed, doubled, dropped or swapped."""
        return f"{self.first} {self._slip(self.last)}"

    @property
    def first_misspelt(self) -> str:
        return f"{self._slip(self.first)} {self.last}"

    def _slip(self, name: str) -> str:
        at = self._chance.randint(1, len(name) - 2)
        slips = [
            name[:at] + self._chance.choice("aeinrst") + name[at + 1 :],
            name[:at] + name[at] + name[at:],
            name[:at] + name[at + 1 :],
            name[:at] + name[at + 1] + name[at] + name[at + 2 :],
        ]
        return self._chance.choice(slips)
