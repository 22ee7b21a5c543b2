"""What a parent or carer does by their own link. Nobody is signed in: the link says who it is."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from schoolgate.audit.event_types import EventType
from schoolgate.families import queries
from schoolgate.families.actions.objecting import note_objection
from schoolgate.families.answers import evidence_of
from schoolgate.families.models import FamilyLink, FamilyMatter, RulesRead
from schoolgate.families.rules_for_families import digest_of, rules_now
from schoolgate.families.standing import children_of
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.queries import today_of
from schoolgate.pupils.answering import Given, NewAnswer, note_answers
from schoolgate.pupils.answers_written import answered, objections
from schoolgate.pupils.locking import lock_pupil
from schoolgate.pupils.models import Adult, Pupil
from schoolgate.rules.consents import Capacity, Said

NOT_IN_EFFECT = "not in effect, for another no stands"


@action(
    may=Permission.FAMILY_ANSWER,
    unless=queries.refusals_to_answer,
    records=EventType.CONSENT_ANSWERED,
    locks=lock_pupil,
)
def answer_by_link(
    actor: Actor, pupil: Pupil, *, link: int, answers: Mapping[str, Said], words: str = ""
) -> Done:
    """Write down what a parent answered for one child, as the office would; what follows is the same.

    A yes that somebody else's no stands against is written into the history only, and the office is told.
    `words`: why somebody objects to what the school does as its task.
    """
    adult: Adult = Adult.objects.get(links=link)
    held = queries.held_back(pupil, adult, answers)
    counting = objections({use: said for use, said in answers.items() if use not in held}, pupil)
    given = Given(adult.name, Capacity.PARENT, evidence_of(adult), actor.now)
    done = answered(actor, pupil, counting, given)
    kept_apart = replace(given, evidence=f"{given.evidence}; {NOT_IN_EFFECT}")
    note_answers(
        actor, pupil.school, (NewAnswer(pupil.pk, use, Said.YES) for use in sorted(held)), kept_apart
    )
    _hold(actor, pupil, adult, held, counting)
    note_objection(actor, pupil, adult, counting, words)
    return Done(pupil, {**done.detail, "link": link, "held": sorted(held)}, done.controls, done.also)


def _hold(actor: Actor, pupil: Pupil, adult: Adult, held: set[str], counting: Mapping[str, Said]) -> None:
    """One open matter for each adult and child, with the uses of which it still is true."""
    matters = FamilyMatter.objects.filter(
        adult=adult, pupil=pupil, kind=FamilyMatter.Kind.HELD_YES, settled_at__isnull=True
    )
    known = matters.first()
    uses = sorted((set(known.uses if known else ()) - set(counting)) | held)
    if known is not None and not uses:
        matters.update(settled_at=actor.now, outcome="The family has answered otherwise.")
    elif known is not None:
        matters.update(uses=uses, came_at=actor.now if held else known.came_at)
    elif uses:
        FamilyMatter.objects.create(
            school=pupil.school,
            adult=adult,
            pupil=pupil,
            kind=FamilyMatter.Kind.HELD_YES,
            uses=uses,
            came_at=actor.now,
        )


@action(
    may=Permission.FAMILY_ANSWER, unless=queries.refusals_to_give_fact, records=EventType.FAMILY_FACT_GIVEN
)
def give_fact(actor: Actor, link: FamilyLink, *, born_on: date | None) -> Done:
    """Try a child's date of birth. Right: the link may say yes from now on. Wrong: it counts as a try."""
    born = {child.born_on for child in children_of(link.adult, today_of(actor.now))} - {None}
    is_right = born_on is not None and born_on in born
    if is_right:
        link.proven_at = actor.now
    else:
        link.tries += 1
    link.save(update_fields=["proven_at", "tries"])
    return Done(link, {"was_right": is_right})


@action(may=Permission.FAMILY_ANSWER, unless=queries.refusals_to_write, records=EventType.FAMILY_WROTE)
def ask_to_take_down(actor: Actor, link: FamilyLink, *, words: str) -> Done:
    """A picture is to come down. The office finds it on Today."""
    matter = FamilyMatter.objects.create(
        school=link.school,
        adult=link.adult,
        kind=FamilyMatter.Kind.TAKE_DOWN,
        words=words.strip(),
        came_at=actor.now,
    )
    return Done(matter)


@action(may=Permission.FAMILY_ANSWER, unless=queries.refusals_to_end_own, records=EventType.FAMILY_LINK_ENDED)
def end_own_link(actor: Actor, link: FamilyLink) -> Done:
    """Whoever has the link says that it is not theirs: it opens nothing any more, and the office is told."""
    link.ended_at = actor.now
    link.save(update_fields=["ended_at"])
    FamilyMatter.objects.create(
        school=link.school, adult=link.adult, kind=FamilyMatter.Kind.NOT_MINE, came_at=actor.now
    )
    return Done(link)


@action(
    may=Permission.FAMILY_ANSWER, unless=queries.refusals_to_read_rules, records=EventType.FAMILY_READ_RULES
)
def say_rules_read(actor: Actor, link: FamilyLink) -> Done:
    """An adult says that they have read the school's rules for families. Nothing depends on it."""
    digest = digest_of(rules_now(link.school))
    read = RulesRead.objects.create(school=link.school, adult=link.adult, digest=digest, read_at=actor.now)
    return Done(read)
