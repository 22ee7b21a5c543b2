"""Distinct names as schools have them, made of syllables: nobody is called so, and none is a word of English."""

import random
from itertools import product

_FIRST = "Zel Tor Mir Kav Bren Dov Fal Hesk Jor Lun Nev Orv Pel Quor Rav Sib Thal Urv Vek Yor".split()
_MIDDLE = "a e i o u ara ebi ilo ova umi".split()
_LAST = "na vik len mos dra ric tha bel zan ko ris fen".split()
_ENDING = "wick gar tov mund sley dorf quist vane holt zic mere strom".split()


def forenames(random_: random.Random, number: int) -> list[str]:
    """So many different forenames (at most 2,400)."""
    return random_.sample(["".join(parts) for parts in product(_FIRST, _MIDDLE, _LAST)], number)


def surnames(random_: random.Random, number: int) -> list[str]:
    """So many different surnames (at most 28,800)."""
    return random_.sample(["".join(parts) for parts in product(_FIRST, _MIDDLE, _LAST, _ENDING)], number)


def whole_names(random_: random.Random, number: int) -> list[tuple[str, str]]:
    """Forename and surname of so many pupils; one in fifty is a namesake of somebody before."""
    firsts = forenames(random_, max(80, min(2400, number // 4)))
    lasts = surnames(random_, max(200, min(20000, number)))
    made: dict[tuple[str, str], None] = {}
    while len(made) < number:
        made[random_.choice(firsts), random_.choice(lasts)] = None
    names = list(made)
    for place in range(50, number, 50):
        names[place] = names[random_.randrange(place)]
    return names
