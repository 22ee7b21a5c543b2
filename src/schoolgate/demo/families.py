"""A family of the demonstration: two children, a parent with a link, and what families sent by theirs."""

from datetime import datetime, timedelta

from django.db.models import Count
from django_scopes import scope

from schoolgate.demo.loading import Stage
from schoolgate.demo.posting import as_part
from schoolgate.families.actions.answering import answer_by_link, ask_to_take_down, give_fact
from schoolgate.families.actions.checking import say_language_checked
from schoolgate.families.actions.codes import give_codes
from schoolgate.families.actions.links import send_links
from schoolgate.families.keys import as_family, new_links
from schoolgate.families.models import FamilyLink
from schoolgate.families.objecting import task_uses
from schoolgate.families.progress import asked_of, to_ask
from schoolgate.families.standing import children_of
from schoolgate.kernel.actor import clock
from schoolgate.media.models import Appearance
from schoolgate.people.models import School
from schoolgate.people.queries import today_of
from schoolgate.pupils.actions.holds import hold_pupil, say_who_decides
from schoolgate.pupils.givers import who_answer_alone
from schoolgate.pupils.models import Adult, OnHold, Pupil, Responsibility
from schoolgate.rules.consents import Said

ASKED_DAYS_AGO = 20


def families_live(stage: Stage, now: datetime) -> None:
    """One parent has two children; the office asked who never answered; two families wrote."""
    adult = _with_two_children(stage)
    _the_office_asked(stage, now - timedelta(days=ASKED_DAYS_AGO))
    if adult is not None:
        _a_wish(stage, adult, now - timedelta(days=2))
        _two_who_differ(stage, adult, now - timedelta(days=1))
        _one_objects(stage, adult, now - timedelta(days=1))
    _two_on_hold(stage, now - timedelta(days=1))
    _a_code(stage, now - timedelta(days=3))
    _one_language_checked(stage, now - timedelta(days=9))


def family_of(school: School) -> Adult | None:
    """The parent as whom one steps in: who answers for two children."""
    # Nobody has stepped in yet, so no school's scope is open.
    found = Adult._base_manager.filter(school=school, responsibilities__may_answer=True)
    return found.annotate(many=Count("responsibilities")).filter(many__gt=1).order_by("pk").first()


def address_for(adult: Adult, now: datetime) -> str:
    """The address of a new link of this parent, as a letter would have it."""
    with scope(school=adult.school):
        ((link, address),) = new_links(
            adult.school, [adult.pk], FamilyLink.Way.ASKED, by=clock(adult.school, now)
        )
        link.save()
    return address


def _with_two_children(stage: Stage) -> Adult | None:
    """A parent of the child who is shown most is made the parent of another child too."""
    shown = Appearance.objects.filter(picture__school=stage.school, pupil__isnull=False, is_covered=False)
    most = shown.values("pupil").annotate(many=Count("pk")).order_by("-many", "pupil").first()
    if most is None:
        return None
    elder = Pupil.objects.get(pk=most["pupil"])
    others = Pupil.objects.filter(school=stage.school, left_on__isnull=True).exclude(
        class_name=elder.class_name
    )
    with_two = others.annotate(many=Count("responsibilities")).filter(many__gt=1, understandings__isnull=True)
    younger = with_two.order_by("-born_on", "pk").first()
    tie = Responsibility.objects.filter(pupil=elder, may_answer=True).select_related("adult").first()
    if younger is None or tie is None:
        return None
    Responsibility.objects.create(
        pupil=younger, adult=tie.adult, relationship="Parent", may_answer=True, position=3
    )
    return tie.adult


def _the_office_asked(stage: Stage, then: datetime) -> None:
    office = as_part(stage, "office", then)
    waiting = to_ask(asked_of(stage.school, then))
    if waiting:
        send_links(office, stage.school, adults=waiting[:6])


def _a_wish(stage: Stage, adult: Adult, then: datetime) -> None:
    link = _link(adult, then)
    words = "The news page, our garden in September, the first picture."
    ask_to_take_down(as_family(link, then), link, words=words)


def _two_who_differ(stage: Stage, adult: Adult, then: datetime) -> None:
    """The other parent of the younger child said no to films on social media; this one says yes."""
    younger = children_of(adult, today_of(then))[-1]
    other = Responsibility.objects.filter(pupil=younger, may_answer=True).exclude(adult=adult).first()
    if other is None:
        return
    for who, said in ((other.adult, Said.NO), (adult, Said.YES)):
        link = _link(who, then)
        actor = as_family(link, then)
        give_fact(actor, link, born_on=younger.born_on)
        answer_by_link(actor, younger, link=link.pk, answers={"video.social": said})


def _one_objects(stage: Stage, adult: Adult, then: datetime) -> None:
    """To displays in school, with a reason; where a policy asks for consent there is nothing to object to."""
    tasks = task_uses(stage.school)
    if tasks:
        link = _link(adult, then)
        elder = children_of(adult, today_of(then))[0]
        words = "She finds it hard to be looked at. Please not on the walls."
        noes = dict.fromkeys(sorted(tasks), Said.NO)
        answer_by_link(as_family(link, then), elder, link=link.pk, answers=noes, words=words)


def _two_on_hold(stage: Stage, then: datetime) -> None:
    """Two children for whom not simply a parent decides: of one it is said who does, of the other not yet."""
    keeper = as_part(stage, "safeguarding", then)
    never_shown = Pupil.objects.filter(school=stage.school, left_on__isnull=True, understandings__isnull=True)
    never_shown = never_shown.exclude(appearances__isnull=False).exclude(restrictions__isnull=False)
    never_asked = never_shown.filter(responsibilities__adult__links__isnull=True)
    one, other = never_asked.order_by("-pk").distinct()[:2]
    for pupil, why in ((one, OnHold.Why.IN_CARE), (other, OnHold.Why.GUARDIANSHIP)):
        hold_pupil(keeper, pupil, why=why)
    said = {
        "decides": OnHold.Decides.ORDER,
        "decider": "Fay Stone",
        "seen_in": "Order of 3 March, in the safe",
    }
    say_who_decides(keeper, OnHold.objects.get(pupil=other), **said)


def _a_code(stage: Stage, then: datetime) -> None:
    """Whoever answers alone has a code that is not used yet."""
    alone = sorted(who_answer_alone(stage.school))
    if alone:
        give_codes(as_part(stage, "office", then), stage.school, pupils=alone)


def _one_language_checked(stage: Stage, then: datetime) -> None:
    """Of one translation somebody has read every line; of the others nobody has."""
    office, on = as_part(stage, "office", then), today_of(then)
    say_language_checked(
        office, stage.school, code="pl", checked_by="A mother who teaches Polish", checked_on=on
    )


def _link(adult: Adult, then: datetime) -> FamilyLink:
    ((link, _address),) = new_links(
        adult.school, [adult.pk], FamilyLink.Way.ONE, by=clock(adult.school, then)
    )
    link.save()
    return link
