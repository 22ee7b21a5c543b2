"""The five schools of the demonstration and their people. All invented; no child, school or adult here is real."""

from dataclasses import dataclass
from datetime import date
from itertools import product
from random import Random

from schoolgate.kernel.permissions import Role
from schoolgate.rules.roll import FIRST_MONTH_OF_SCHOOL_YEAR

TRUST = ("Wendlebury Vale Learning Trust", "wendlebury-vale")


@dataclass(frozen=True, slots=True)
class SchoolPlan:
    """One school: its name, the starting policy it adopts, and its classes."""

    name: str
    slug: str
    policy: str
    nation: str
    classes: tuple[str, ...]


SCHOOLS: tuple[SchoolPlan, ...] = (
    SchoolPlan("Oakfield Primary School", "oakfield", "ST", "england", ("2B", "4A", "6A")),
    SchoolPlan("Larkhill Church Primary School", "larkhill", "AC", "england", ("Ash", "Elm", "Oak")),
    SchoolPlan("Thornbeck Academy", "thornbeck", "AS", "england", ("7K", "8K", "9K")),
    SchoolPlan("Millbrook Primary School", "millbrook", "AE", "wales", ("Year 1", "Year 3", "Year 5")),
    SchoolPlan("Cherry Lane Primary School", "cherry-lane", "BE", "england", ("Robins", "Wrens", "Kestrels")),
)


@dataclass(frozen=True, slots=True)
class Part:
    """A person of the cast: their posts, what they do in the story, and the class they teach (by its place)."""

    key: str
    roles: tuple[Role, ...]
    does: str
    teaches: int | None = None


CAST: tuple[Part, ...] = (
    Part("head", (Role.HEADTEACHER,), "Headteacher: approves, decides, stops everything"),
    Part("deputy", (Role.SENIOR_LEADER, Role.DEPUTY_SAFEGUARDING_LEAD), "Deputy head: approves posts"),
    Part("teacher", (Role.STAFF,), "Class teacher with a phone: writes posts", teaches=1),
    Part("second_teacher", (Role.STAFF,), "Another teacher", teaches=0),
    Part("office", (Role.OFFICE,), "School office: the roll, consents, posts put up by hand"),
    Part("safeguarding", (Role.SAFEGUARDING_LEAD,), "Safeguarding lead: keeps the list nobody else sees"),
    Part(
        "data_protection",
        (Role.DATA_PROTECTION_LEAD,),
        "Data protection lead: the consent register, the trail",
    ),
    Part("network", (Role.NETWORK_MANAGER,), "Network manager: accounts and their connections"),
    Part("volunteer", (Role.VOLUNTEER,), "Volunteer of the Friends: writes posts, never sees the roll"),
    Part("chair", (Role.CHAIR,), "Chair of governors: reads the trail, can stop posts"),
    Part(
        "new_colleague",
        (Role.STAFF,),
        "A new colleague: has the policy still to sign, and a course to come to",
    ),
)

_FORENAMES = (
    "Aidan Aisha Alina Amara Anya Arlo Asha Bea Bryn Callum Carys Cora Dara Dev Efa Eira Elias Elin Esme Farah "
    "Faye Felix Finlay Freya Gethin Greta Hana Harlan Ianto Idris Imran Ines Isla Jonah Juno Kai Kasia Keira Kofi Lara "
    "Layla Leo Linnea Lowri Luca Maja Malik Marcus Mei Mia Milo Nadia Nia Noor Olek Orla Owen Petra Quinn Rafi Rhea "
    "Rohan Rory Saffi Samir Seren Sofia Tariq Teddy Tomos Una Vera Wanda Yusuf Zara Zoya"
).split()
_SURNAMES = (
    "Abara Adair Akande Appleyard Barrowcliff Bexley Birkett Calloway Chaudry Corvin Danvers Dunmore Ekwueme Ellwood "
    "Farrant Fenwick Garsdale Gorska Halvorsen Haddow Ibbotson Jankow Kettlewell Kirwan Lathom Lisowski Maddern "
    "Mbeki Nettlefold Novotny Oduya Ormsby Pargeter Pennick Qureshi Raistrick Rahmani Saltmarsh Sandhu Tarrick "
    "Thackeray Udall Vantongeren Wadsley Wolanski Yarrow Zielony"
).split()
_ADULT_FORENAMES = (
    "Sam Dee Jo Lee Pat Ros Max Kit Vi Gil Robin Alex Chris Fran Jules Nic Ray Toni Val Win Ash Bobbie Charlie Drew "
    "Frankie Gerry Harper Jamie Jess Kim Lou Mel Morgan Nat Ollie Phil Quin Rene Sandy Terry"
).split()
_TITLES = ("Mr", "Ms", "Mrs", "Mx")


@dataclass(frozen=True, slots=True)
class ChildPlan:
    """A child of the demonstration, with the adults of the family."""

    forename: str
    surname: str
    class_name: str
    year_group: str
    born_on: date
    adults: tuple[str, ...]


# Whoever looks after all five schools: of the trust, and of none of them.
OFFICER = "officer"


def address_of_the_officer() -> str:
    return f"{OFFICER}@{TRUST[1]}.example"


def adults_of(seed: int, how_many: int) -> list[tuple[str, str, str]]:
    """Invented adults: title, forename, surname; no two alike."""
    chance = Random(f"adults {seed}")  # noqa: S311  # invented people, not a secret
    names = list(product(_ADULT_FORENAMES, _SURNAMES))
    return [(chance.choice(_TITLES), *name) for name in chance.sample(names, how_many)]


def children_of(plan: SchoolPlan, seed: int, *, began_in: int, in_a_class: int = 20) -> list[ChildPlan]:
    """Invented children of a school, class by class, of the usual age for it in the school year that began in this
    calendar year; some share a forename, two families have siblings."""
    chance = Random(f"children {seed}")  # noqa: S311  # invented people, not a secret
    found: list[ChildPlan] = []
    for place, class_name in enumerate(plan.classes):
        forenames = chance.sample(_FORENAMES, in_a_class)
        for number, forename in enumerate(forenames):
            surname = chance.choice(_SURNAMES)
            if found and number < 2 and place:
                surname = found[number].surname
            adults = tuple(
                f"{chance.choice(_ADULT_FORENAMES)} {surname}" for _ in range(chance.choice((1, 2, 2)))
            )
            year = _year_of(plan, place)
            born_on = _birthday(began_in - 5 - year, len(found))
            found.append(ChildPlan(forename, surname, class_name, f"Year {year}", born_on, adults))
    return found


def _birthday(began_in: int, number: int) -> date:
    """Some day of the twelve months from September of this year on: who is born in them is in one year group."""
    month = 1 + number % 12
    return date(began_in + (month < FIRST_MONTH_OF_SCHOOL_YEAR), month, 1 + number % 27)


def _year_of(plan: SchoolPlan, place: int) -> int:
    return (7 if plan.slug == "thornbeck" else 2) + place * (1 if plan.slug == "thornbeck" else 2)
