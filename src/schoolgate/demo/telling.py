"""Tells the story with the real actions, each at its own moment."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django_scopes import scope

from schoolgate.clockwork import follow_ups
from schoolgate.demo.asking import ask_and_write_down
from schoolgate.demo.breaches import report_breaches
from schoolgate.demo.duties import do_what_fell_due, look_through_consents, share_a_note
from schoolgate.demo.families import families_live
from schoolgate.demo.filming import send_a_video
from schoolgate.demo.half_written import make_half_written
from schoolgate.demo.happenings import BEFORE, happen
from schoolgate.demo.loading import Stage, at
from schoolgate.demo.own_use import live_online
from schoolgate.demo.personal_data import look_after_data
from schoolgate.demo.pictures import take_pictures
from schoolgate.demo.posting import answer, as_part, children_who_may, class_of, show
from schoolgate.demo.schools import SCHOOLS
from schoolgate.demo.seeing import posts_wanted
from schoolgate.demo.shared_logins import keep_logins
from schoolgate.demo.single_people import concern_single_people
from schoolgate.demo.story import AT_ONCE, BEATS, Beat, Fate
from schoolgate.demo.worries import tell_worries
from schoolgate.demo.written_down import write_down_what_is_wanted
from schoolgate.kernel.actor import Actor
from schoolgate.policies.queries import current_policy
from schoolgate.posts.actions.deciding import approve_post, return_post, submit_post
from schoolgate.posts.actions.drafting import draft_post
from schoolgate.posts.actions.noticing import approve_notice, prepare_notice
from schoolgate.posts.actions.publishing import confirm_up
from schoolgate.posts.actions.taking_down import take_down_post
from schoolgate.posts.models import Delivery, Post, TakeDown
from schoolgate.posts.publishing import ticks
from schoolgate.rules.consents import Channel

Say = Callable[[str], object]
# Long enough before a post goes out for somebody to look at it.
AHEAD = timedelta(hours=20)
_FATES_AT_ITS_TIME = {Fate.UP, Fate.DOWN, Fate.BY_HAND}


def tell(stages: list[Stage], now: datetime, say: Say = str) -> None:
    """The story of every school, beat by beat; the first school has all of it, the others a part each."""
    _before_it_begins(stages, now)
    for number, stage in enumerate(stages):
        say(f"  {stage.school.name}")
        with scope(school=stage.school):
            _prepare_a_notice(stage, at(now, -60, 11))
            ask_and_write_down(stage, now, everything=number == 0)
            write_down_what_is_wanted(stage, now)
            concern_single_people(stage, now)
            _tell_of(stage, now, number, everything=number == 0)
            if number == 0:
                keep_logins(stage, now)
                families_live(stage, now)
                tell_worries(stage, now)
                report_breaches(stage, now)
                live_online(stage, now)
                look_after_data(stage, now)
                take_pictures(stage, now)
                send_a_video(stage, now)
    follow_ups.run_all(now)


def tell_what_is_seen(stages: list[Stage], now: datetime, *, first: int) -> None:
    """Only that part of the story in which a clause of the school's policy is seen; `first` numbers the schools."""
    _before_it_begins(stages, now)
    for number, stage in enumerate(stages, start=first):
        with scope(school=stage.school):
            write_down_what_is_wanted(stage, now)
            concern_single_people(stage, now)
            _tell_of(stage, now, number, only_seen=True)
    follow_ups.run_all(now)


def _before_it_begins(stages: list[Stage], now: datetime) -> None:
    """Everybody is ready at every school before what follows an event is run at any of them."""
    for stage in stages:
        with scope(school=stage.school):
            happen(stage, now)
    for stage in stages:
        with scope(school=stage.school):
            do_what_fell_due(stage, now - BEFORE, now)
            share_a_note(stage, now - BEFORE, now)
            look_through_consents(stage, now, is_late=stage.plan == SCHOOLS[0])


def _tell_of(
    stage: Stage, now: datetime, number: int, *, everything: bool = False, only_seen: bool = False
) -> None:
    wanted = posts_wanted(current_policy(stage.school))
    for place, beat in enumerate(BEATS):
        is_told = everything or beat.fate is not Fate.UP or place % 3 == number % 3
        if beat.title in wanted or (is_told and not only_seen):
            _tell(stage, beat, now, seed=number * 100 + place)
    make_half_written(stage, wanted, now)


def _prepare_a_notice(stage: Stage, then: datetime) -> None:
    """A closure that two leaders agreed to beforehand."""
    if current_policy(stage.school).setting("urgent_notices") == "never":
        return
    notice = prepare_notice(
        as_part(stage, "head", then),
        stage.school,
        title="School is closed",
        text="School is closed on [date] because of [reason]. We write again by [time] about the day after.",
        reasons=["snow and ice", "no heating", "no water"],
        accounts=[account.pk for account in stage.accounts.values()],
    ).subject
    approve_notice(as_part(stage, "deputy", then + timedelta(hours=2)), notice)


def _tell(stage: Stage, beat: Beat, now: datetime, *, seed: int) -> None:
    goes_out_at = at(now, beat.days, beat.hour)
    written_at = min(goes_out_at - AHEAD, now - timedelta(hours=2, minutes=seed % 40))
    author = as_part(stage, beat.author, written_at)
    post = _written(stage, beat, author, goes_out_at, seed)
    if beat.fate is Fate.DRAFT:
        return
    submit_post(as_part(stage, beat.author, written_at + timedelta(minutes=5)), post)
    decided_at = written_at + timedelta(minutes=40)
    if beat.fate is Fate.RETURNED:
        return_post(as_part(stage, "head", decided_at), post, reasons=("facts",), words=beat.words)
    elif beat.fate is Fate.EXPIRED:
        ticks.expire_due(goes_out_at + timedelta(minutes=1))
    elif beat.fate is not Fate.WAITING:
        approver = "deputy" if beat.author == "head" else "head"
        approve_post(as_part(stage, approver, decided_at), post)
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
        taken_with=policy.setting("cameras_allowed")[:1],
        goes_out_at=None if beat.hour == AT_ONCE else goes_out_at,
        places=[stage.accounts[key].pk for key in beat.places],
    ).subject
    if beat.scene is not None:
        may = children_who_may(stage, class_of(stage, author), beat.places, author.now)
        pupils = [may[(seed + step) % len(may)] for step in range(beat.children)]
        show(author, post, beat.scene, seed=seed, children=beat.children, pupils=pupils)
    if beat.fate is not Fate.DRAFT:
        answer(author, post)
    post.refresh_from_db()
    return post


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


def _put_up(stage: Stage, beat: Beat, delivery: Delivery, then: datetime) -> None:
    """The author puts it up by hand and says so."""
    is_website = delivery.account.channel == Channel.WEBSITE
    link = f"https://www.{stage.plan.slug}.example/news/{delivery.post_id}" if is_website else ""
    confirm_up(as_part(stage, beat.author, then), delivery, link=link)


def _taken_down(stage: Stage, post: Post, then: datetime) -> None:
    """Somebody noticed that it said something wrong."""
    post.refresh_from_db()
    take_down_post(
        as_part(stage, "head", then), post, why=TakeDown.Why.MISTAKE, words="The wrong class was named."
    )
    follow_ups.run_all(then)
    for later in (timedelta(minutes=1), timedelta(hours=1, minutes=1), timedelta(hours=24, minutes=1)):
        ticks.look_again(then + later)
