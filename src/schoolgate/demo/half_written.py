"""Posts that show a clause at work: drafts that something stands against, and a few that are asked about.

Each is written by the real actions where a clause of the school's policy is seen in it (demo/states.py).
"""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from schoolgate.clockwork import follow_ups
from schoolgate.demo.drawing import Scene
from schoolgate.demo.loading import Stage, at
from schoolgate.demo.posting import answer, as_part, children_who_may, class_of, put_in, show
from schoolgate.kernel.actor import Actor
from schoolgate.media.models import Appearance, Face
from schoolgate.official_accounts.actions import add_account, name_for_account, suspend_account
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.policies.actions.overriding import override_setting
from schoolgate.policies.queries import current_policy
from schoolgate.posts.actions.asking import ask_first
from schoolgate.posts.actions.deciding import approve_post, release_post, submit_post
from schoolgate.posts.actions.drafting import draft_post
from schoolgate.posts.actions.facing import cover_all, place_face
from schoolgate.posts.actions.judging import Answer
from schoolgate.posts.actions.picturing import PictureSaid, describe_pictures, name_adult
from schoolgate.posts.facts import CONTROVERSIAL
from schoolgate.posts.models import Post
from schoolgate.posts.publishing import ticks
from schoolgate.pupils.actions.consents import record_answer, withdraw_consent
from schoolgate.rules.consents import ALL_USES, Capacity, Said
from schoolgate.rules.policy.definitions import Question

Maker = Callable[[Stage, datetime], None]
MAKERS: dict[str, Maker] = {}
A_WHILE = timedelta(hours=3)


def make_half_written(stage: Stage, wanted: Collection[str], now: datetime) -> None:
    """Those of these posts that are wanted in this school, by their titles, in the order in which they stand here."""
    for title, maker in MAKERS.items():
        if title in wanted:
            maker(stage, now)


def _entitled(title: str) -> Callable[[Callable[[Stage, datetime, str], None]], Maker]:
    """The title of the post that this function writes."""

    def keep(write: Callable[[Stage, datetime, str], None]) -> Maker:
        MAKERS[title] = lambda stage, now: write(stage, now, title)
        return MAKERS[title]

    return keep


@_entitled("Grandparents’ morning")
def _nothing_said_yet(stage: Stage, now: datetime, title: str) -> None:
    """A picture that a grandfather took is in it, with a line of words; nothing else was said so far."""
    author = as_part(stage, "teacher", now - A_WHILE)
    post = _draft(
        stage, author, title, "Forty grandparents came to read with us.", places=(), objective="", speaker=""
    )
    inside, _drawing = put_in(author, post, Scene.LIBRARY, seed=801, children=3, has_faces=True)
    by_somebody_else = PictureSaid(inside.pk, alt="", people_count=None, rights=inside.Rights.PERMISSION)
    describe_pictures(author, post, said=[by_somebody_else])


@_entitled("Choir in the market square")
def _one_may_not_be_shown(stage: Stage, now: datetime, title: str) -> None:
    """Three sing: one may be shown, one only on the noticeboard, one nowhere. No question is answered yet."""
    author = as_part(stage, "teacher", now - A_WHILE)
    places = ("noticeboard", "facebook")
    post = _draft(
        stage, author, title, "Our choir sang for the town on Saturday.", places=places, taken_with=()
    )
    pupils = class_of(stage, author)
    may, partly = (children_who_may(stage, pupils, places, now, everywhere=each) for each in (True, False))
    nowhere = [one for one in pupils if one not in may and one not in partly]
    singing = [*may[:1], *partly[:1], *nowhere[:1]]
    show(author, post, Scene.CONCERT, seed=802, children=len(singing), pupils=singing)


@_entitled("The county’s best speller")
def _a_full_name(stage: Stage, now: datetime, title: str) -> None:
    """A child's full name stands beside the picture of that child, and on the certificate in it."""
    author = as_part(stage, "teacher", now - A_WHILE)
    one = children_who_may(stage, class_of(stage, author), ("noticeboard",), now)[:1]
    post = _draft(stage, author, title, f"{one[0].full_name} has won the county’s spelling bee.")
    show(author, post, Scene.ART_WALL, seed=807, children=1, pupils=one, label=one[0].full_name)
    answer(author, post)


@_entitled("Player of the match")
def _one_alone(stage: Stage, now: datetime, title: str) -> None:
    """One child alone in the picture, and nobody has said why."""
    author = as_part(stage, "second_teacher", now - A_WHILE)
    post = _draft(stage, author, title, "The player of the match ran from the first minute to the last.")
    one = children_who_may(stage, class_of(stage, author), ("noticeboard",), now)[:1]
    show(author, post, Scene.FOOTBALL, seed=803, children=1, pupils=one)
    answer(author, post)


@_entitled("Lifts to the match")
def _words_to_look_at(stage: Stage, now: datetime, title: str) -> None:
    """A telephone number, a word of office language, one that does not suit a school, and a colleague's name."""
    author = as_part(stage, "second_teacher", now - A_WHILE)
    drove = stage.cast["deputy"]
    text = (
        "OMG, what a match! We utilise the minibus next week. For a lift ring 07700 900123. "
        f"Thanks to {drove.forename} {drove.surname} for the driving."
    )
    _draft(stage, author, title, text)


@_entitled("Two by the pond")
def _nobody_named(stage: Stage, now: datetime, title: str) -> None:
    """Two children are in the picture, and nobody has said who they are."""
    author = as_part(stage, "second_teacher", now - A_WHILE)
    post = _draft(stage, author, title, "We counted newts by the pond.")
    show(author, post, Scene.GARDEN, seed=804, children=2)
    answer(author, post)


@_entitled("A quiet hero of our kitchen")
def _a_colleague_who_said_no(stage: Stage, now: datetime, title: str) -> None:
    """A colleague is in the picture, who has not agreed to be shown."""
    author = as_part(stage, "teacher", now - A_WHILE)
    post = _draft(stage, author, title, "Soup for two hundred, every Wednesday.")
    inside, _drawing = show(author, post, Scene.HARVEST, seed=805, children=0)
    colleague = stage.cast["second_teacher"]
    name_adult(author, post, picture=inside.pk, person=colleague.pk, agreed=False)
    answer(author, post)


@_entitled("A letter to the paper")
def _for_the_press(stage: Stage, now: datetime, title: str) -> None:
    """For the newspaper, where nobody was asked about pictures."""
    author = as_part(stage, "teacher", now - A_WHILE)
    _a_place(stage, "press", "Local newspaper", "press", now)
    post = _draft(stage, author, title, "Our class has planted forty trees.", places=("press",))
    pupils = [pupil for each in stage.pupils.values() for pupil in each]
    two = children_who_may(stage, pupils, ("website", "press"), now, everywhere=False)[:2]
    show(author, post, Scene.GARDEN, seed=806, children=len(two), pupils=two)
    answer(author, post)


@_entitled("A good book at bedtime")
def _for_a_suspended_account(stage: Stage, now: datetime, title: str) -> None:
    """For an account that the headteacher has suspended."""
    account = _a_place(stage, "suspended", "Reading corner on X", "x", now)
    suspend_account(
        as_part(stage, "head", now - timedelta(days=2)),
        account,
        because="Nobody has answered there for weeks.",
    )
    author = as_part(stage, "teacher", now - A_WHILE)
    post = _draft(stage, author, title, "Ten minutes at bedtime make a reader.", places=("suspended",))
    answer(author, post)


@_entitled("Early closing on Friday")
def _a_notice_for_some(stage: Stage, now: datetime, title: str) -> None:
    """Something families need to know, on social media alone."""
    objectives = list(current_policy(stage.school).setting("post_objectives"))
    if "parent_information" not in objectives:
        override_setting(
            as_part(stage, "head", now - timedelta(days=9)),
            stage.school,
            setting="post_objectives",
            value=[*objectives, "parent_information"],
            reason="Families asked for notices in the same places as news.",
        )
    author = as_part(stage, "office", now - A_WHILE)
    text = "School closes at two on Friday. Please come to the front gate."
    post = _draft(stage, author, title, text, places=("facebook",), objective="parent_information")
    answer(author, post)


@_entitled("The crossing on Mill Lane")
def _asked_first(stage: Stage, now: datetime, title: str) -> None:
    """Its author has asked the headteacher whether the school may say this, and waits."""
    author = as_part(stage, "teacher", now - A_WHILE)
    post = _draft(stage, author, title, "We walked to the crossing and counted the cars.")
    answer(author, post)
    ask_first(author, post, words="May we say how many cars there were? The council decides next week.")


@_entitled("A bus lane past our gate")
def _controversial(stage: Stage, now: datetime, title: str) -> None:
    """A topic that divides people; it waits for a senior leader, who confirms the wording."""
    author = as_part(stage, "teacher", now - A_WHILE)
    text = "The town asks what people think of a bus lane past our gate. The plans hang in the entrance hall."
    post = _draft(stage, author, title, text, goes_out_at=at(now, 4, 15))
    questions = current_policy(stage.school).questions
    unusual = [_unusual(one) for one in questions if one.key in CONTROVERSIAL]
    answer(author, post, *unusual)
    submit_post(author, post)


def _unusual(question: Question) -> Answer:
    return Answer(
        question.key, is_yes=question.fine != "yes", why="The bus lane. We only say where the plans are."
    )


@_entitled("A prize for our science club")
def _by_a_leader(stage: Stage, now: datetime, title: str) -> None:
    """The deputy wrote it and sent it: somebody else has to read it."""
    author = as_part(stage, "deputy", now - A_WHILE)
    text = "Our science club has won the county's prize for its weather station."
    post = _draft(stage, author, title, text, goes_out_at=at(now, 4, 10))
    answer(author, post)
    submit_post(author, post)


@_entitled("Back from the docks")
def _went_out_unread(stage: Stage, now: datetime, title: str) -> None:
    """Nobody was there to read along; it went out with a reason and waits to be looked at."""
    author = as_part(stage, "teacher", now - timedelta(hours=1))
    post = _draft(
        stage, author, title, "The coach from the docks is back at four, an hour later than planned."
    )
    answer(author, post)
    release_post(author, post, reason="Everybody else is on the coach.")
    ticks.publish_due(now)


@_entitled("Snow on the hill")
def _one_is_covered(stage: Stage, now: datetime, title: str) -> None:
    """Three in the snow, one of whom may not be shown and is covered; it waits for approval."""
    author = as_part(stage, "second_teacher", now - A_WHILE)
    post = _draft(
        stage, author, title, "The hill was white by ten and green by two.", goes_out_at=at(now, 4, 12)
    )
    may = children_who_may(stage, class_of(stage, author), ("noticeboard",), now)
    barred = next(one for one in class_of(stage, author) if one not in may)
    pupils = [barred, *(one for one in may[:2])]
    inside, _drawing = show(author, post, Scene.SNOW, seed=807, children=3, pupils=pupils, has_faces=True)
    for face, pupil in zip(Face.objects.filter(picture=inside.picture_id), pupils, strict=True):
        theirs = Appearance.objects.get(picture=inside.picture_id, pupil=pupil)
        place_face(author, post, picture=inside.pk, face=face.pk, appearance=theirs.pk)
    cover_all(author, post, picture=inside.pk)
    answer(author, post)
    submit_post(author, post)


@_entitled("Newts, frogs and one heron")
def _taken_back(stage: Stage, now: datetime, title: str) -> None:
    """It was up for days; then a family took its yes back, and the pupil said no too. It came down by itself."""
    up_at = at(now, -6, 15)
    author = as_part(stage, "teacher", up_at - timedelta(hours=6))
    post = _draft(stage, author, title, "We saw newts, frogs and one heron at the pond.", goes_out_at=up_at)
    elsewhere = set(
        Appearance.objects.filter(picture__school=stage.school).values_list("pupil_id", flat=True)
    )
    anywhere = [pupil for pupils in stage.pupils.values() for pupil in pupils if pupil.pk not in elsewhere]
    one = children_who_may(stage, anywhere, ("noticeboard",), up_at)[:2]
    show(author, post, Scene.GARDEN, seed=808, children=2, pupils=one)
    answer(author, post)
    submit_post(author, post)
    approve_post(as_part(stage, "head", up_at - timedelta(hours=4)), post)
    ticks.publish_due(up_at + timedelta(minutes=1))
    follow_ups.run_all(up_at + timedelta(minutes=1))
    office = as_part(stage, "office", now - timedelta(hours=4))
    withdraw_consent(office, one[0], uses=ALL_USES, given_by="A parent", evidence="a telephone call")
    record_answer(
        office,
        one[0],
        answers=dict.fromkeys(ALL_USES, Said.NO),
        given_by=one[0].legal_forename,
        capacity=Capacity.PUPIL,
        evidence="said to the office",
        answered_on=office.now.date(),
    )
    follow_ups.run_all(office.now)


def _draft(
    stage: Stage,
    author: Actor,
    title: str,
    text: str,
    *,
    places: tuple[str, ...] = ("noticeboard",),
    objective: str | None = None,
    goes_out_at: datetime | None = None,
    speaker: str | None = None,
    taken_with: tuple[str, ...] | None = None,
) -> Post:
    policy = current_policy(stage.school)
    serves = policy.setting("post_objectives")
    done = draft_post(
        author,
        stage.school,
        title=title,
        text=text,
        objective=serves[0] if objective is None else objective,
        speaker=speaker,
        taken_with=policy.setting("cameras_allowed")[:1] if taken_with is None else taken_with,
        goes_out_at=goes_out_at,
        places=[stage.accounts[key].pk for key in places],
    )
    post: Post = done.subject
    return post


def _a_place(stage: Stage, key: str, name: str, kind: str, now: datetime) -> OfficialAccount:
    """One more account of the school, for which the teacher writes."""
    head = as_part(stage, "head", now - timedelta(days=30))
    account: OfficialAccount = add_account(
        head, stage.school, name=name, place=kind, is_there_already=True
    ).subject
    name_for_account(head, account, person=stage.cast["teacher"].pk, does="writer", first_on=head.now.date())
    account.refresh_from_db()
    stage.accounts[key] = account
    return account
