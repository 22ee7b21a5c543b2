"""What a family chose on its page: for each child and use yes or no, and nothing that the page did not ask."""

from collections.abc import Collection, Iterable, Mapping
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


def changed(
    choices: Choices, own: Mapping[tuple[int, str], Own], *, said_again: Collection[str] = ()
) -> Choices:
    """Only what is another answer than was given last; a no to `said_again` counts though it was said before."""
    kept = {
        pupil: {
            use: said
            for use, said in by_use.items()
            if (pupil, use) not in own
            or own[pupil, use].says_yes != (said is Said.YES)
            or (use in said_again and said is Said.NO)
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


def lines_of(children: Iterable[Pupil], choices: Choices) -> list[tuple[Pupil, dict[str, list[str]]]]:
    """Child by child, place by place: of which kinds it is said."""
    known = {one.pk: one for one in children}
    found = []
    for pk, by_use in choices.items():
        places: dict[str, list[str]] = {}
        for use in by_use:
            medium, _, channel = use.partition(".")
            places.setdefault(f"place_{channel}", []).append(medium)
        found.append((known[pk], places))
    return found


def born_on_in(sent: QueryDict) -> date | None:
    """The date of birth that was written, None where it is no date."""
    try:
        return date(*(int(sent.get(f"born_{part}", "")) for part in ("year", "month", "day")))
    except (ValueError, OverflowError):
        return None
