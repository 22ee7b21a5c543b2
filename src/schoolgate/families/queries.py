"""Reads for the actions of families: what stands against each."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Sum

from schoolgate.families.answers import evidence_of
from schoolgate.families.checked import as_checked
from schoolgate.families.language import ENGLISH, languages
from schoolgate.families.models import FamilyLink, FamilyMatter, LanguageCheck, Objection
from schoolgate.families.progress import (
    asked_of,
    in_class,
    on_paper,
    to_ask_by_the_clock,
    to_remind,
    with_telephone,
)
from schoolgate.families.rules_for_families import has_read, rules_now
from schoolgate.families.standing import children_of, namesakes, ties_of
from schoolgate.kernel.actor import Actor
from schoolgate.people.models import School
from schoolgate.people.queries import today_of
from schoolgate.pupils.answer_queries import refusals_to_record_answer
from schoolgate.pupils.givers import noes_of_others
from schoolgate.pupils.lists import uses_of
from schoolgate.pupils.models import Adult, Pupil, Responsibility
from schoolgate.rules import families as rules
from schoolgate.rules.consents import Capacity, Said
from schoolgate.rules.refusals import Refusal


def own_link(actor: Actor, link: int) -> FamilyLink | None:
    """The actor's own link of this id that opens something now."""
    found = FamilyLink.objects.filter(pk=link, adult=actor.adult_id).select_related("adult").first()
    return found if found is not None and found.opens(actor.now) else None


def held_back(pupil: Pupil, adult: Adult, answers: Mapping[str, Said]) -> set[str]:
    """The uses for which this yes does not count at present: somebody else of the family said no."""
    agreed = [use for use, said in answers.items() if said is Said.YES]
    return noes_of_others(pupil, agreed, adult.name) if agreed else set()


def refusals_to_answer(
    actor: Actor, pupil: Pupil, *, link: int, answers: Mapping[str, Said], words: str = ""
) -> list[Refusal]:
    """What stands against the link, then what would stand against the same answer at the office."""
    mine = own_link(actor, link)
    asked = set(uses_of(pupil.school))
    found = list(
        rules.refusals_to_answer_by_link(
            is_open=mine is not None,
            may_answer=mine is not None
            and set(answers) <= asked
            and pupil in children_of(mine.adult, today_of(actor.now)),
            answers=list(answers.values()),
            is_proven=mine is not None and mine.proven_at is not None,
            is_alone_with_the_name=mine is not None and not namesakes(mine.adult, [pupil.pk]),
        )
    )
    if found or mine is None:
        return found
    held = held_back(pupil, mine.adult, answers)
    counting = {use: said for use, said in answers.items() if use not in held}
    if not counting:
        return []
    return refusals_to_record_answer(
        actor,
        pupil,
        answers=counting,
        given_by=mine.adult.name,
        capacity=Capacity.PARENT,
        evidence=evidence_of(mine.adult),
    )


def tries_of(actor: Actor, adult: int) -> int:
    """Dates of birth that were tried in vain with any link of this adult that still opens."""
    links = FamilyLink.objects.filter(adult=adult, ended_at__isnull=True, ends_at__gt=actor.now)
    return links.aggregate(tries=Sum("tries"))["tries"] or 0


def refusals_to_give_fact(actor: Actor, link: FamilyLink, *, born_on: date | None) -> list[Refusal]:
    is_open = link.adult_id == actor.adult_id and link.opens(actor.now)
    tries = tries_of(actor, link.adult_id)
    return list(
        rules.refusals_to_give_fact(is_open=is_open, is_proven=link.proven_at is not None, tries=tries)
    )


def refusals_to_write(actor: Actor, link: FamilyLink, *, words: str) -> list[Refusal]:
    wishes = FamilyMatter.objects.filter(
        adult=link.adult, kind=FamilyMatter.Kind.TAKE_DOWN, settled_at__isnull=True
    )
    is_open = link.adult_id == actor.adult_id and link.opens(actor.now)
    return list(rules.refusals_to_write(is_open=is_open, words=words, wishes_open=wishes.count()))


def refusals_to_end_own(actor: Actor, link: FamilyLink) -> list[Refusal]:
    return list(rules.link_must_be_open(link.adult_id == actor.adult_id and link.opens(actor.now)))


def refusals_to_read_rules(actor: Actor, link: FamilyLink) -> list[Refusal]:
    told = rules_now(link.school)
    return list(
        rules.refusals_to_read_rules(
            is_open=link.adult_id == actor.adult_id and link.opens(actor.now),
            are_any=bool(told),
            is_read=has_read(link.adult_id, told),
        )
    )


def refusals_to_send(
    actor: Actor, school: School, *, adults: Sequence[int], reminds: bool = False
) -> list[Refusal]:
    today = today_of(actor.now)
    reachable = {tie.adult for tie in ties_of(school, today) if tie.email}
    reminded = to_remind(school, asked_of(school, actor.now), actor.now) if reminds else None
    return list(rules.refusals_to_send_links(wanted=adults, reachable=reachable, may_be_reminded=reminded))


def refusals_to_remind(actor: Actor, school: School) -> list[Refusal]:
    wanted = to_remind(school, asked_of(school, actor.now), actor.now)
    return list(rules.refusals_to_send_links(wanted=wanted, reachable=wanted, may_be_reminded=wanted))


def refusals_to_ask_joiners(actor: Actor, school: School) -> list[Refusal]:
    wanted = to_ask_by_the_clock(asked_of(school, actor.now), actor.now)
    return list(rules.refusals_to_send_links(wanted=wanted, reachable=wanted, may_be_reminded=None))


def refusals_to_take(actor: Actor, school: School) -> list[Refusal]:
    return list(rules.refusals_to_take_links(wanted=with_telephone(asked_of(school, actor.now))))


def refusals_to_print(actor: Actor, school: School, *, class_name: str = "") -> list[Refusal]:
    wanted = on_paper(asked_of(school, actor.now), in_class(school, class_name))
    return list(rules.refusals_to_print_letters(wanted=wanted))


def refusals_to_key_in(
    actor: Actor,
    pupil: Pupil,
    *,
    adult: int | None = None,
    how: str = "",
    answers: Mapping[str, Said] | None = None,
    words: str = "",
) -> list[Refusal]:
    """What stands against an answer that the office keys in: the same as against any other that it writes down."""
    if answers is None:
        return []
    giver = Responsibility.objects.filter(pupil=pupil, adult=adult).select_related("adult").first()
    found = list(rules.refusals_to_key_in(is_of_the_family=giver is not None, how=how))
    return found + refusals_to_record_answer(
        actor,
        pupil,
        answers=answers,
        given_by=giver.adult.name if giver else "-",
        capacity=Capacity.PARENT,
        evidence=how_it_came(actor, how),
    )


def how_it_came(actor: Actor, how: str) -> str:
    """Where an answer that was keyed in can be seen later: the paper, or who heard it."""
    if how == rules.SPOKEN:
        return f"Spoken; heard by {actor.name}"
    return "Paper form, kept by the office"


def refusals_to_decide_objection(
    actor: Actor, objection: Objection, *, is_upheld: bool = True, grounds: str = ""
) -> list[Refusal]:
    is_open = objection.decided_at is None
    return list(rules.refusals_to_decide_objection(is_open=is_open, is_upheld=is_upheld, grounds=grounds))


def refusals_to_say_checked(
    actor: Actor, school: School, *, code: str, checked_by: str = "", checked_on: date | None = None
) -> list[Refusal]:
    language = languages().get(code)
    return list(
        rules.refusals_to_say_checked(
            is_known=language is not None,
            is_checked=language is not None and as_checked(school, language).is_checked,
            is_whole=language is not None and not language.missing(languages()[ENGLISH]),
            checked_by=checked_by,
            checked_on=checked_on,
            today=today_of(actor.now),
        )
    )


def refusals_to_withdraw_check(actor: Actor, check: LanguageCheck) -> list[Refusal]:
    return list(rules.refusals_to_withdraw_check(stands=check.withdrawn_at is None))


def refusals_to_settle_matter(actor: Actor, matter: FamilyMatter, *, outcome: str) -> list[Refusal]:
    return list(rules.refusals_to_settle_matter(is_open=matter.settled_at is None, outcome=outcome))
