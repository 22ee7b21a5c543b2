"""What the page for writing a post shows: the post judged as it stands, saved or only typed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.media.models import Appearance
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.policies.queries import current_policy
from schoolgate.posts.faces import FaceShown, faces_in
from schoolgate.posts.facts import appearances_in, pictures_of, post_facts, post_with_facts
from schoolgate.posts.films import FilmShown, films_of
from schoolgate.posts.models import Post, PostPicture, Proposal, Return
from schoolgate.posts.speaking import own_voices
from schoolgate.posts.who import Chip, classmate_chips, ids_in, named_chips, value_of
from schoolgate.pupils.completing import classes_of
from schoolgate.pupils.queries import pupils_now
from schoolgate.rules.consents import Channel
from schoolgate.rules.policy import ResolvedPolicy
from schoolgate.rules.posts import deciding
from schoolgate.rules.posts.content import questions_for_the_author
from schoolgate.rules.posts.facts import Judged, PictureFacts, PlaceFacts, PostFacts, ShownFacts
from schoolgate.rules.posts.youngest import is_youngest
from schoolgate.rules.refusals import Refusal


@dataclass(frozen=True, slots=True)
class PictureShown:
    """A picture of the post on the page: who is named in it, and who could be ticked."""

    of: PostPicture
    number: int
    named: tuple[Chip, ...] = ()
    classmates: tuple[Chip, ...] = ()
    hidden_pupils: int = 0
    faces: tuple[FaceShown, ...] = ()
    offered: tuple[Chip, ...] = ()
    """Pupils whom the name of its file may mean; nobody has said that they are in it."""
    film: FilmShown | None = None
    """The video that it stands for."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question only a person can answer. `fine` is the answer ("no" or "yes") that needs no more words."""

    key: str
    about: str
    words: str
    fine: str = "no"


@dataclass(frozen=True, slots=True)
class Composed:
    """A post as it is being written; with no post, the page before anything was written."""

    post: Post | None
    policy: ResolvedPolicy
    accounts: tuple[OfficialAccount, ...]
    facts: PostFacts | None = None
    pictures: tuple[PictureShown, ...] = ()
    questions: tuple[Question, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    returned: Return | None = None
    proposal: Proposal | None = None
    classes: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands on somebody's screen and is not saved: words by field, pictures by their id in the post."""

    words: dict[str, Any]
    pictures: dict[int, dict[str, Any]] = field(default_factory=dict)
    ticked: dict[int, set[str]] = field(default_factory=dict)
    judged: tuple[Judged, ...] = ()


def composed(actor: Actor, post: Post | None, typed: Typed | None = None) -> Composed:
    """The post judged as it stands (or as it is typed). The same number of queries whatever is in it."""
    policy = current_policy(actor.school)
    accounts = tuple(
        OfficialAccount.objects.exclude(standing=OfficialAccount.Standing.CLOSED)
        .select_related("record")
        .order_by("name")
    )
    if post is None:
        return Composed(None, policy, accounts, questions=_first_questions(policy), voices=own_voices(actor))
    post = post_with_facts(post.pk, actor.now)
    if post is None:
        raise Post.DoesNotExist
    listed = pictures_of(post)
    if typed is not None:
        _put_on_screen(post, listed, typed)
    facts = post_facts(post, actor.now, policy=policy, pictures=listed)
    appearances = appearances_in(listed)
    if typed is not None:
        facts = _with_typed(facts, typed, accounts, appearances, listed)
    refusals = tuple(deciding.refusals_to_submit(facts, policy, actor.now))
    classes = classes_of(actor) if listed and actor.may(Permission.PUPIL_NAME) else []
    return Composed(
        post=post,
        policy=policy,
        accounts=accounts,
        facts=facts,
        pictures=tuple(_pictures(actor, listed, appearances, refusals, classes, typed)),
        questions=_questions(facts, policy),
        refusals=refusals,
        returned=Return.objects.filter(post=post).select_related("by").first(),
        proposal=Proposal.objects.filter(post=post, taken_at=None, left_at=None).select_related("by").first(),
        classes=tuple(classes),
        voices=facts.voices,
    )


def _put_on_screen(post: Post, listed: Iterable[PostPicture], typed: Typed) -> None:
    for name, value in typed.words.items():
        if name != "places":
            setattr(post, name, value)
    for one in listed:
        for name, value in typed.pictures.get(one.pk, {}).items():
            setattr(one, name, value)


def _with_typed(
    facts: PostFacts,
    typed: Typed,
    accounts: Iterable[OfficialAccount],
    appearances: dict[int, list[Appearance]],
    listed: Sequence[PostPicture],
) -> PostFacts:
    """The facts with the places, the answers and the names that are only on the screen."""
    rows = {one.pk: appearances[one.picture_id] for one in listed}
    return replace(
        facts,
        places=tuple(_place(one) for one in accounts if one.pk in typed.words["places"]),
        judged=typed.judged,
        pictures=tuple(
            _with_ticks(picture, rows[picture.id], typed.ticked[picture.id])
            if picture.id in typed.ticked
            else picture
            for picture in facts.pictures
        ),
    )


def _with_ticks(picture: PictureFacts, rows: Iterable[Appearance], ticked: set[str]) -> PictureFacts:
    """Those still ticked, and the pupils who are newly ticked; these have the negative of their pupil's id."""
    values = {one.pk: value_of(one) for one in rows}
    kept = [shown for shown in picture.shown if values[shown.id] in ticked or not shown.is_pupil]
    fresh = set(ids_in(ticked - set(values.values()), "pupil"))
    added = [
        ShownFacts(-pk, one.short_name, True, one.standing, is_youngest=is_youngest(one.year_group))
        for pk, one in pupils_now(fresh).items()
    ]
    return replace(picture, shown=(*kept, *added))


def _place(account: OfficialAccount) -> PlaceFacts:
    return PlaceFacts(
        id=account.pk,
        name=account.name,
        channel=Channel(account.channel),
        is_live=account.standing == OfficialAccount.Standing.LIVE,
        longest_text=account.longest_text,
        most_pictures=account.most_pictures,
        named=account.named_for(),
    )


def _pictures(
    actor: Actor,
    listed: Sequence[PostPicture],
    appearances: dict[int, list[Appearance]],
    refusals: Iterable[Refusal],
    classes: Sequence[str],
    typed: Typed | None,
) -> Iterable[PictureShown]:
    barred = [
        int(one.about.removeprefix("shown:"))
        for one in refusals
        if one.about.startswith("shown:") and not one.warning
    ]
    classmates = classmate_chips(actor, classes)
    everyone = [one for picture in listed for one in appearances[picture.picture_id]]
    chips = {chip.shown: chip for chip in named_chips(actor, everyone, barred=barred)}
    faces = faces_in(picture.picture_id for picture in listed)
    films = films_of(listed)
    for number, picture in enumerate(listed, start=1):
        rows = appearances[picture.picture_id]
        named = tuple(chips[one.pk] for one in rows if one.pk in chips)
        ticked = typed.ticked.get(picture.pk) if typed else None
        if ticked is not None:
            named = tuple(replace(chip, is_ticked=chip.value in ticked) for chip in named)
        there = {chip.value for chip in named}
        yield PictureShown(
            picture,
            number,
            named,
            tuple(chip for chip in classmates if chip.value not in there),
            len(rows) - len(named),
            tuple(faces[picture.picture_id]),
            film=films.get(picture.picture_id),
        )


def _first_questions(policy: ResolvedPolicy) -> tuple[Question, ...]:
    return tuple(
        Question(one.key, "", one.words, one.fine) for one in policy.questions if not one.pictures_only
    )


def _questions(facts: PostFacts, policy: ResolvedPolicy) -> tuple[Question, ...]:
    fine = {one.key: one.fine for one in policy.questions}
    return tuple(
        Question(key, about, words, fine.get(key, "no"))
        for key, about, words in questions_for_the_author(facts, policy)
    )
