"""A school for the texts: invented pupils and staff, drawn by seed from name banks of its own."""

import random
from dataclasses import dataclass, field

from schoolgate.rules.names import RollName, StaffName


def _words(text: str) -> list[str]:
    return text.split()


# Forenames by what is difficult about them.
FORENAMES = {
    "plain": _words(
        """Tamsin Rosalie Cressida Delphine Elodie Farida Henrietta Ingrid Keziah Marnie Nerys Orla Sunniva Talitha
        Ursula Xanthe Yolande Zadie Alaric Bertram Caspian Dashiell Evander Fergus Gideon Hamish Joaquin Kester
        Lysander Magnus Osbert Piers Rafferty Stellan Ulric Vaughan Yannick Anoushka Bhavna Chandni Devika Esha
        Farhan Harpreet Imaan Jaspreet Kavita Lakshmi Manav Nikhil Omari Parveen Quadri Rukmini Sanjeev Tanvi Udoka
        Wanjiru Yetunde Zuberi Ayodele Chiamaka Ekow Folarin Ikenna Kelechi Nneka Obafemi Simisola Tobenna"""
    ),
    "accented": _words(
        "Amélie Brónagh Eilís Héloïse Inès Jürgen Márton Noël Réka Søren Žofie Piotrék Şeyma Æthel"
    ),
    "compound": ["Anna-Lise", "Mary Kate", "Juan-Pablo", "Lily-Mae", "Jean Claude", "Soo-jin", "Ella-Grace"],
    "flower": _words("Daisy Violet Iris Primrose Marigold Heather Fern Ivy Holly Jasmine Dahlia Bluebell"),
    "gem": _words("Ruby Pearl Amber Jade Crystal Coral Opal Beryl"),
    "virtue": _words("Joy Patience Charity Mercy Honor Prudence Felicity Verity Justice Blessing Precious"),
    "month": _words("April June August"),
    "season": _words("Autumn Winter"),
    "verb": _words("Chase Grant Pat Rob Reed Drew Bill"),
    "place": _words(
        "Brooklyn Chester Sydney Austin Kendal Carlisle Adelaide Ludlow Orlando Vienna Dakota Denver"
    ),
    "title": _words("Matilda Annie Alice Oliver Aladdin Emma Arthur Rebecca"),
}
SURNAMES = {
    "plain": _words(
        """Abernathy Blenkinsop Copplestone Dalrymple Eccleston Gathercole Hollingbery Ingamells Jellicoe Kirkbride
        Lovibond Micklethwait Norrington Oglethorpe Pettigrew Quennell Ravenscroft Shuttleworth Trubshaw Umfreville
        Venables Wigglesworth Yelland Zouche Adeyinka Bhattacharya Chaudhuri Deshmukh Ezenwa Fashola Gunawardena
        Hadjiev Ilesanmi Jayasuriya Karunaratne Lokuge Mukherjee Ndiaye Okonjo Perera Rajapaksa Sivakumar Thirunavu"""
    ),
    "accented": [
        "Bāliņš",
        "Çelik",
        "Đurić",
        "Fernández",
        "Håkansson",
        "Jönsson",
        "Kovářová",
        "Núñez",
        "Świątek",
        "Țepeș",
    ],
    "apostrophe": ["O'Connell", "D’Angelo", "O’Leary", "N'Diaye", "O'Hara"],
    "particle": [
        "van Rensburg",
        "de Oliveira",
        "bin Yusof",
        "al-Farsi",
        "von Arnim",
        "Mac Donncha",
        "St Clare",
    ],
    "double": ["Fenwick-Rowe", "Asante-Blythe", "Marlowe-Tench", "Quayle-Bello", "Hesketh-Varma"],
    "short": ["Ip", "Yu", "Oh", "Ek", "Wu"],
    "word": ["Marsh", "Bell", "Winter", "Short", "Knight", "Rivers", "Frost", "Bishop"],
}
# The forename on the roll and a short form of it that stands in no field.
SHORT_FORMS = [
    ("Jonathan", "Jonny"), ("Nicholas", "Nick"), ("Francesca", "Fran"), ("Theodora", "Dora"),
    ("Christopher", "Chris"), ("Josephine", "Josie"), ("Gregory", "Greg"), ("Susannah", "Suzie"),
]  # fmt: skip
# The forename on the roll and another spelling of it.
SPELLINGS = [("Mohamad", "Muhammad"), ("Yousef", "Yusuf"), ("Khadijah", "Khadija"), ("Aisha", "Ayesha")]
PREFERRED = [("Alexandria", "Lexie"), ("Bartholomew", "Bart"), ("Persephone", "Percy"), ("Zachariah", "Zac")]
STAFF_SURNAMES = ["Turnpike", "Hollowell", "Bracegirdle", "Applethwaite", "Quillfeather"]
TITLES = ["Mr", "Mrs", "Miss", "Ms", "Dr"]
CLASSES = [f"{year}{letter}" for year in range(1, 7) for letter in "KL"] + ["RK", "RL"]


@dataclass
class School:
    """Pupils by kind, so that a text can ask for one, and the staff."""

    roll: list[RollName] = field(default_factory=list)
    staff: list[StaffName] = field(default_factory=list)
    by_kind: dict[str, list[RollName]] = field(default_factory=dict)


def make_school(seed: int) -> School:
    """A school of about 150 pupils; the same seed makes the same school."""
    return _Making(random.Random(seed)).school


class _Making:
    def __init__(self, chance: random.Random) -> None:
        self.chance, self.school = chance, School()
        self._surnames = {kind: chance.sample(names, len(names)) for kind, names in SURNAMES.items()}
        self._next = 1000
        for kind, forenames in FORENAMES.items():
            for forename in chance.sample(forenames, len(forenames)):
                self._add(kind, forename, self._unlike(forename))
        self._add_by_surname()
        self._add_other_names()
        self._add_namesakes()
        self._add_staff()

    def _surname(self, kind: str) -> str:
        names = self._surnames[kind]
        names.append(names.pop(0))
        return names[-1]

    def _unlike(self, forename: str) -> str:
        """A surname with which these initials are not yet borne."""
        taken = {(pupil.legal_forename[0], pupil.legal_surname) for pupil in self.school.roll}
        surname = self._surname("plain")
        while (forename[0], surname) in taken:
            surname = self._surname("plain")
        return surname

    def _add(
        self, kind: str, forename: str, surname: str, *, preferred: str = "", room: str = ""
    ) -> RollName:
        self._next += self.chance.randint(1, 3)
        room = room or self._room_for(forename[0] + surname[0])
        pupil = RollName(self._next, forename, surname, preferred, surname, "", room, room[0])
        self.school.roll.append(pupil)
        self.school.by_kind.setdefault(kind, []).append(pupil)
        return pupil

    def _room_for(self, initials: str) -> str:
        """A class where nobody else has these initials."""
        alike = (
            pupil
            for pupil in self.school.roll
            if initials == pupil.legal_forename[0] + pupil.legal_surname[0]
        )
        taken = {pupil.class_name for pupil in alike}
        return self.chance.choice([room for room in CLASSES if room not in taken])

    def _add_by_surname(self) -> None:
        """Plain forenames again, each borne once, so some plain pupils are made over."""
        plain = self.school.by_kind["plain"]
        for kind in ("accented", "apostrophe", "particle", "double", "short", "word"):
            for surname in SURNAMES[kind][:5]:
                old = plain.pop()
                self.school.roll.remove(old)
                self._add(f"{kind}_surname", old.legal_forename, surname)

    def _add_other_names(self) -> None:
        for forename, _ in SHORT_FORMS:
            self._add("short_form", forename, self._unlike(forename))
        for forename, _ in SPELLINGS:
            self._add("spelling", forename, self._unlike(forename))
        for forename, preferred in PREFERRED:
            self._add("preferred", forename, self._unlike(forename), preferred=preferred)

    def _add_namesakes(self) -> None:
        """Two of one full name in different years, two of one forename, siblings, twins."""
        for room in ("2K", "5L"):
            self._add("namesake", "Barnabas", "Thorpe", room=room)
        for surname in ("Winstone", "Yallop"):
            self._add("same_forename", "Clemency", surname)
        for forename in ("Dunstan", "Ottoline"):
            self._add("siblings", forename, "Haverstock")
        for forename in ("Peregrine", "Sidonie"):
            self._add("twins", forename, "Marchbanks", room="RK")

    def _add_staff(self) -> None:
        double = self._add("staff_double", "Georgina", "Pomfret")
        self.school.staff = [
            StaffName(double.legal_forename, double.legal_surname, "Miss"),
            StaffName("Peter", self.school.by_kind["siblings"][0].legal_surname, "Mr"),
            StaffName("Jean", self.school.by_kind["flower"][0].legal_forename, "Mrs"),
            *(StaffName("Robin", surname, self.chance.choice(TITLES)) for surname in STAFF_SURNAMES),
        ]
