"""*See it*: which page of the demonstration's story shows the state that a control of the policy makes.

Each finder looks in one school for something in that state, newest first; where the story of that school holds none,
nothing is offered. Read only, and only where this is a demonstration.
"""

from collections.abc import Callable

from django.conf import settings
from django.urls import reverse

from schoolgate.demo.models import Demonstration
from schoolgate.media.models import Appearance
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.people.models import School
from schoolgate.policies.living import pages
from schoolgate.policies.seeing import guide
from schoolgate.posts.models import Delivery, Post, Release
from schoolgate.pupils.models import Pupil
from schoolgate.rules.posts.states import State

Finder = Callable[[School], str]


@guide
def in_the_story(school: School, control: str) -> str:
    """The address where this control can be seen at work in this school; "" outside a demonstration."""
    if not settings.IS_DEMO or not Demonstration.objects.exists():
        return ""
    find = FINDERS.get(control)
    if find is not None:
        return find(school)
    page = pages().get(control)
    return reverse(page.address, kwargs={"school_slug": school.slug}) if page else ""


def _post_in(*states: State, with_picture: bool | None = None) -> Finder:
    def find(school: School) -> str:
        found = Post.objects.filter(school=school, state__in=states).order_by("-pk")
        if with_picture is not None:
            found = found.filter(pictures__isnull=not with_picture)
        return _post(school, found.values_list("pk", flat=True).first())

    return find


def _covered(school: School) -> str:
    faces = Appearance.objects.filter(picture__school=school, is_covered=True)
    return _post(school, faces.order_by("-pk").values_list("picture__in_posts__post", flat=True).first())


def _unread(school: School) -> str:
    return _post(
        school,
        Release.objects.filter(post__school=school).order_by("-pk").values_list("post", flat=True).first(),
    )


def _by_hand(school: School) -> str:
    asked = Delivery.objects.filter(post__school=school, state=Delivery.State.ASKED).order_by("-pk")
    return _post(school, asked.values_list("post", flat=True).first())


def _pupil(school: School) -> str:
    found = Pupil.objects.filter(school=school, answers__isnull=False).order_by("pk").first()
    return "" if found is None else _at(school, "pupils:pupil", pupil_id=found.pk)


def _account(school: School) -> str:
    found = OfficialAccount.objects.filter(school=school).order_by("-standing", "pk").first()
    return "" if found is None else _at(school, "official_accounts:account", account_id=found.pk)


def _post(school: School, pk: int | None) -> str:
    return "" if pk is None else _at(school, "posts:post", post_id=pk)


def _at(school: School, address: str, **words: object) -> str:
    return reverse(address, kwargs={"school_slug": school.slug, **words})


_WAITING = _post_in(State.WAITING)
_WITH_PICTURE = _post_in(State.WAITING, State.UP, with_picture=True)
FINDERS: dict[str, Finder] = {
    "gate.four_eyes": _WAITING,
    "gate.approved_as_it_stands": _WAITING,
    "gate.judgement_answered": _WAITING,
    "gate.purpose_chosen": _WAITING,
    "gate.consent_for_every_use": _WITH_PICTURE,
    "gate.every_picture_looked_at": _WITH_PICTURE,
    "gate.accessible_to_all": _WITH_PICTURE,
    "gate.rights_and_credit": _WITH_PICTURE,
    "noun.pictures.people_in_it": _WITH_PICTURE,
    "noun.pictures.blur_and_strip": _covered,
    "noun.posts.takedown": _post_in(State.DOWN, State.COMING_DOWN),
    "noun.consents.withdrawal": _post_in(State.DOWN, State.COMING_DOWN, State.HELD),
    "noun.posts.audience_and_time": _post_in(State.APPROVED, State.EXPIRED),
    "setting.second_reader": _unread,
    "duty.look_afterwards": _unread,
    "gate.only_official_accounts": _by_hand,
    "noun.consents.answers": _pupil,
    "noun.consents.giver": _pupil,
    "gate.nothing_while_suspended": _account,
    "noun.policy_document.one_rule_set": _account,
}
