"""Somebody spoken to, praised, given something, introduced by what she is: a person beyond doubt."""

from itertools import pairwise

from schoolgate.rules.names import cues
from schoolgate.rules.names.senses import Sense
from schoolgate.rules.names.surroundings import Surroundings, is_a_role


def is_called_by_name(sense: Sense, near: Surroundings) -> bool:
    """Spoken to, praised, given something, introduced by what she is or did."""
    if near.is_lower and not near.is_in_a_text_without_capitals:
        return False
    if _is_spoken_to(near):
        return True
    return near.stands_alone and (
        _is_praised(sense, near)
        or _is_given_something(sense, near)
        or _is_labelled(near)
        or _is_described(sense, near)
    )


_SEASON_GREETINGS = frozenset(
    """hello hi goodbye bye farewell welcome love enjoy miss meet amazing brilliant""".split()
)
_WARM_WORDS = frozenset(
    """our own very young little lovely dear super amazing brilliant wonderful and the""".split()
)


def _is_praised(sense: Sense, near: Surroundings) -> bool:
    if any(mark in near.gap_before for mark in ".;("):
        return False
    before = near.before
    while before and before[-1] in _WARM_WORDS:
        before = before[:-1]
    if not before or (len(before) < len(near.before) and near.last in ("and", "the")):
        return False
    if sense is Sense.CALENDAR and before[-1] in _SEASON_GREETINGS:
        return False
    return before[-1] in cues.PRAISE or any("-".join(before[-n:]) in cues.PRAISE for n in (2, 3))


_AWARDS = frozenset(
    """certificate certificates award awards prize cup pen pens trophy mention vote votes point points badge medal
    star thank thanks congratulations done luck birthday marks hats-off big-up shout-out applause cheers hand""".split()
)


def _is_given_something(sense: Sense, near: Surroundings) -> bool:
    if near.last == "by":
        return sense is not Sense.CALENDAR or not _MADE.isdisjoint(near.before[-4:])
    if near.last not in ("to", "for") or not near.touches_last:
        return False
    giving = _AWARDS if sense in (Sense.PLACE, Sense.CALENDAR) else cues.GIVES
    before = near.before[-9:-1]
    return not giving.isdisjoint(before) or not giving.isdisjoint(map("-".join, pairwise(before)))


_MADE = frozenset(
    """poem painted painting written drawn drawing photo picture art artwork design designed made story led baked
    scored song report review taken sung""".split()
)


def _is_labelled(near: Surroundings) -> bool:
    """Star of the week: …"""
    return ":" in near.gap_before and not cues.LABELS.isdisjoint(near.before)


def _is_described(sense: Sense, near: Surroundings) -> bool:
    if near.gap_before in (" ", ", ") and near.last in cues.ROLES and near.last not in _WARM_WORDS:
        return True
    if near.next in ("who", "whose", "aged") and near.gap_after in (" ", ", ", " ("):
        return True
    if near.gap_after in (", ", " - ", " ("):
        if near.next in ("our", "the", "a", "captain") and any(map(is_a_role, near.following[1:5])):
            return True
        if near.next.isdigit() and sense is Sense.WORD:
            return True
    return near.next == "and" and near.following[1:2] in (["her"], ["his"], ["mum"], ["dad"], ["friends"])


_SPOKEN = frozenset("you your youre well thank thanks congratulations keep".split())


def _is_spoken_to(near: Surroundings) -> bool:
    """ "Hope, you were…", "Lily! Lily!", "Will will"."""
    if near.next == near.words[near.start : near.end]:
        return True
    return near.starts_sentence and near.gap_after.startswith(",") and near.next in _SPOKEN
