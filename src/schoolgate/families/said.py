"""What a family chose on its page: for each child and use yes or no, and nothing that the page did not ask."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.http import QueryDict

from schoolgate.families.answers import Own
from schoolgate.pupils.models import Pupil
from schoolgate.rules.consents import Said

Choices = dict[int, dict[str, Said]]
_SAYS = {"yes": Said.YES, "no": Said.NO}


def name_of(pupil: int, use: str) -> str:
    """How a question is called in the form."""
    return f"a-{pupil}-{use}"


def chosen_in(sent: QueryDict, pupils: Iterable[Pupil], uses: Iterable[str]) -> Choices:
    """The choices that were sent, for these children and uses only. *No to everything* answers all of them."""
    no_to_all = "all_no" in sent
    asked = tuple(uses)
    found: Choices = {}
    for pupil in pupils:
        for use in asked:
            said = Said.NO if no_to_all else _SAYS.get(sent.get(name_of(pupil.pk, use), ""))
            if said is not None:
                found.setdefault(pupil.pk, {})[use] = said
    return found


def changed(choices: Choices, own: Mapping[tuple[int, str], Own]) -> Choices:
    """Only what is another answer than this adult gave last."""
    kept = {
        pupil: {
            use: said
            for use, said in by_use.items()
            if (pupil, use) not in own or own[pupil, use].says_yes != (said is Said.YES)
        }
        for pupil, by_use in choices.items()
    }
    return {pupil: by_use for pupil, by_use in kept.items() if by_use}


def only(choices: Choices, said: Said) -> Choices:
    """The part of it that says this."""
    kept = {
        pupil: {use: one for use, one in by_use.items() if one is said} for pupil, by_use in choices.items()
    }
    return {pupil: by_use for pupil, by_use in kept.items() if by_use}


def born_on_in(sent: QueryDict) -> date | None:
    """The date of birth that was written, None where it is no date."""
    try:
        return date(*(int(sent.get(f"born_{part}", "")) for part in ("year", "month", "day")))
    except (ValueError, OverflowError):
        return None
