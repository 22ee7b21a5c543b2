"""Tells the story with the real actions, each at its own moment."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django_scopes import scope

from schoolgate.clockwork import follow_ups
from schoolgate.demo.drawing import Scene, draw
from schoolgate.demo.loading import Stage, at
from schoolgate.demo.story import AT_ONCE, BEATS, Beat, Fate
from schoolgate.kernel.actor import Actor
from schoolgate.media.decoding.intake import clean_picture
from schoolgate.media.showing import picture_store
from schoolgate.people.queries import actor_of
from schoolgate.policies.queries import current_policy
from schoolgate.posts.actions.deciding import approve_post, return_post, submit_post
from schoolgate.posts.actions.drafting import draft_post
from schoolgate.posts.actions.judging import Answer, answer_questions
from schoolgate.posts.actions.noticing import approve_notice, prepare_notice
from schoolgate.posts.actions.picturing import (
    KeptPicture,
    PictureSaid,
    add_pictures,
    describe_pictures,
    name_pupils,
)
from schoolgate.posts.actions.publishing import confirm_up
from schoolgate.posts.actions.taking_down import take_down_post
from schoolgate.posts.facts import post_facts
from schoolgate.posts.models import Delivery, Post, PostPicture, TakeDown
from schoolgate.posts.publishing import ticks
from schoolgate.pupils.models import Pupil
from schoolgate.pupils.queries import standings
from schoolgate.rules.consents import Channel, Medium, may_be_shown, use_of
from schoolgate.rules.posts.content import questions_to_ask, usual_answer

Say = Callable[[str], object]
# Long enough before a post goes out for somebody to look at it.
AHEAD = timedelta(hours=20)
_FATES_AT_ITS_TIME = {Fate.UP, Fate.DOWN, Fate.BY_HAND}


def tell(stages: list[Stage], now: datetime, say: Say = str) -> None:
    """The story of every school, beat by beat; the first school has all of it, the others a part each."""
    for number, stage in enumerate(stages):
        say(f"  {stage.school.name}")
        with scope(school=stage.school):
            _prepare_a_notice(stage, at(now, -60, 11))
            for place, beat in enumerate(BEATS):
                if number == 0 or beat.fate is not Fate.UP or place % 3 == number % 3:
                    _tell(stage, beat, now, seed=number * 100 + place)
    follow_ups.run_all(now)


def _prepare_a_notice(stage: Stage, then: datetime) -> None:
    """A closure that two leaders agreed to beforehand."""
    if current_policy(stage.school).setting("urgent_notices") == "never":
        return
    notice = prepare_notice(
        _as(stage, "head", then),
        stage.school,
        title="School is closed",
        text="School is closed on [date] because of [reason]. We write again by [time] about the day after.",
        reasons=["snow and ice", "no heating", "no water"],
        accounts=[account.pk for account in stage.accounts.values()],
    ).subject
    approve_notice(_as(stage, "deputy", then + timedelta(hours=2)), notice)


def _tell(stage: Stage, beat: Beat, now: datetime, *, seed: int) -> None:
    goes_out_at = at(now, beat.days, beat.hour)
    written_at = min(goes_out_at - AHEAD, now - timedelta(hours=2, minutes=seed % 40))
    author = _as(stage, beat.author, written_at)
    post = _written(stage, beat, author, goes_out_at, seed)
    if beat.fate is Fate.DRAFT:
        return
    submit_post(_as(stage, beat.author, written_at + timedelta(minutes=5)), post)
    decided_at = written_at + timedelta(minutes=40)
    if beat.fate is Fate.RETURNED:
        return_post(_as(stage, "head", decided_at), post, reasons=("facts",), words=beat.words)
    elif beat.fate is Fate.EXPIRED:
        ticks.expire_due(goes_out_at + timedelta(minutes=1))
    elif beat.fate is not Fate.WAITING:
        approver = "deputy" if beat.author == "head" else "head"
        approve_post(_as(stage, approver, decided_at), post)
    if beat.fate in _FATES_AT_ITS_TIME:
        _published(stage, beat, post, goes_out_at + timedelta(minutes=1))


def _written(stage: Stage, beat: Beat, author: Actor, goes_out_at: datetime, seed: int) -> Post:
    """The post as its author leaves it: words, picture, who is in it, and the questions answered."""
    policy = current_policy(stage.school)
    serves = policy.setting("post_objectives")
    post = draft_post(
        author,
        stage.school,
        title=beat.title,
        text=beat.text,
        objective=next((key for key in beat.wants if key in serves), serves[0]),
        speaker=stage.cast[beat.author].team or stage.school.name,
        goes_out_at=None if beat.hour == AT_ONCE else goes_out_at,
        places=[stage.accounts[key].pk for key in beat.places],
    ).subject
    if beat.scene is not None:
        _with_picture(stage, beat, beat.scene, author, post, seed)
    if beat.fate is not Fate.DRAFT:
        post.refresh_from_db()
        asked = questions_to_ask(post_facts(post, author.now, policy=policy), policy)
        answer_questions(
            author,
            post,
            answers=[
                Answer(key, is_yes=usual_answer(policy, key), about=about) for key, about, _words in asked
            ],
        )
    post.refresh_from_db()
    return post


def _with_picture(stage: Stage, beat: Beat, scene: Scene, author: Actor, post: Post, seed: int) -> None:
    drawing = draw(scene, seed=seed, children=beat.children)
    clean = clean_picture(drawing.jpeg)
    name = picture_store().keep(stage.school.pk, clean.bytes)
    kept = KeptPicture(name, clean.width, clean.height, clean.sha256, len(clean.bytes))
    add_pictures(author, post, pictures=[kept])
    inside = PostPicture.objects.get(post=post)
    said = PictureSaid(inside.pk, alt=drawing.description, people_count=beat.children)
    describe_pictures(author, post, said=[said])
    if beat.children:
        shown = _children_who_may(stage, beat, author, seed)
        name_pupils(author, post, picture=inside.pk, pupils=[pupil.pk for pupil in shown])


def _children_who_may(stage: Stage, beat: Beat, author: Actor, seed: int) -> list[Pupil]:
    """Children of the author's class (or the first) whose families said yes to each of these places."""
    classes = author.person.classes_taught.values_list("class_name", flat=True)
    pupils = stage.pupils[next(iter(classes), stage.plan.classes[0])]
    hold = standings(pupil.pk for pupil in pupils)
    uses = [use_of(Medium.PHOTO, Channel(stage.accounts[key].channel)) for key in beat.places]
    may = [
        pupil for pupil in pupils if all(may_be_shown(hold[pupil.pk], use, author.now.date()) for use in uses)
    ]
    return [may[(seed + step) % len(may)] for step in range(beat.children)]


def _published(stage: Stage, beat: Beat, post: Post, then: datetime) -> None:
    """It goes out at its time; what is put up by hand is put up ten minutes later."""
    ticks.publish_due(then)
    follow_ups.run_all(then)
    if beat.fate is Fate.BY_HAND:
        return
    for delivery in Delivery.objects.filter(post=post, state=Delivery.State.ASKED):
        _put_up(stage, beat, delivery, then + timedelta(minutes=10))
    if beat.fate is Fate.DOWN:
        _taken_down(stage, post, then + timedelta(days=2))


def _as(stage: Stage, part: str, now: datetime) -> Actor:
    return actor_of(stage.cast[part], stage.school, now)


def _put_up(stage: Stage, beat: Beat, delivery: Delivery, then: datetime) -> None:
    """The author puts it up by hand and says so."""
    is_website = delivery.account.channel == Channel.WEBSITE
    link = f"https://www.{stage.plan.slug}.example/news/{delivery.post_id}" if is_website else ""
    confirm_up(_as(stage, beat.author, then), delivery, link=link)


def _taken_down(stage: Stage, post: Post, then: datetime) -> None:
    """Somebody noticed that it said something wrong."""
    post.refresh_from_db()
    take_down_post(
        _as(stage, "head", then), post, why=TakeDown.Why.MISTAKE, words="The wrong class was named."
    )
    follow_ups.run_all(then)
    for later in (timedelta(minutes=1), timedelta(hours=1, minutes=1), timedelta(hours=24, minutes=1)):
        ticks.look_again(then + later)
