"""Collects what the rules need to know about a post, in a fixed handful of queries, whatever the data."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Length

from schoolgate.kernel.kept import held, hold, kept
from schoolgate.media.models import Appearance
from schoolgate.people.models import Appointment
from schoolgate.people.queries import current, today_of
from schoolgate.posts.around import Around, Read, Seen, around
from schoolgate.posts.colleagues import colleagues_named, families_named
from schoolgate.posts.models import Approval, Post, PostPicture, PostTarget, Release, Stop
from schoolgate.posts.speaking import voices
from schoolgate.posts.visitors import visitors_who_asked
from schoolgate.pupils.grown_ups import said_by_grown_ups
from schoolgate.pupils.naming import names_in
from schoolgate.pupils.queries import PupilNow, pupils_now
from schoolgate.rights.queries import rights_of
from schoolgate.rules.consents import Channel, Said, Standing
from schoolgate.rules.names.facts import NameFound
from schoolgate.rules.policy import ResolvedPolicy
from schoolgate.rules.posts.content import LONGEST_TEXT
from schoolgate.rules.posts.facts import (
    NamedFacts,
    NamedPupil,
    PictureFacts,
    PlaceFacts,
    PostFacts,
    SeenWordsFacts,
    ShownFacts,
    Suspected,
)
from schoolgate.rules.posts.states import State
from schoolgate.rules.posts.words_seen import About, Reading, reading_now
from schoolgate.rules.posts.youngest import is_youngest
from schoolgate.rules.wording import WordLists, check_wording


def post_with_facts(post_id: int, now: datetime) -> Post | None:
    """The post with author, school, trust, places and pictures, and what a gate needs of other tables: the author's
    standing, a stop, the decided digest. Three queries; None where the school in scope has no such post."""
    post = _posts_with_facts.one(post_id, today_of(now))
    if post is not None:
        hold(post, "targets", _targets_of(post_id))
        hold(post, "pictures", _pictures_of(post_id))
    return post


@kept
def _targets_of(post_id: int) -> QuerySet[PostTarget]:
    return PostTarget.objects.filter(post_id=post_id).select_related("account")


@kept
def _pictures_of(post_id: int) -> QuerySet[PostPicture]:
    return PostPicture.objects.filter(post_id=post_id).select_related("picture")


@kept
def _posts_with_facts(post_id: int, on: date) -> QuerySet[Post]:
    # What points to the post is of its school.
    decided = Approval._base_manager.filter(
        post=OuterRef("pk"), digest=OuterRef("digest"), withdrawn_at__isnull=True
    )
    released = Release._base_manager.filter(
        post=OuterRef("pk"), digest=OuterRef("digest"), withdrawn_at__isnull=True
    )
    stops = Stop.objects.filter(
        Q(school=OuterRef("school_id")) | Q(school__isnull=True, trust=OuterRef("school__trust_id")),
        resumed_at__isnull=True,
    )
    posts = Post.objects.filter(pk=post_id).select_related("author", "school__trust")
    return posts.annotate(
        author_may_write=Exists(
            Appointment.objects.filter(
                Q(school=OuterRef("school_id")) | Q(school__isnull=True, trust=OuterRef("school__trust_id")),
                current(on),
                person=OuterRef("author_id"),
            ).exclude(role__in=("contractor", "consultant", "pupil"))
        ),
        stopped_by=Subquery(stops.order_by("-stopped_at").values("role_words")[:1]),
        approved_digest=Subquery(decided.values("digest")[:1]),
        released_digest=Subquery(released.values("digest")[:1]),
        same_before=Subquery(
            Post.objects.alias(long=Length("text"))
            .filter(school=OuterRef("school_id"), long=Length(OuterRef("text")), up_at__isnull=False)
            .filter(text=OuterRef("text"))
            .exclude(pk=OuterRef("pk"))
            .order_by("-up_at")
            .values("up_at")[:1]
        ),
    )


def post_facts(
    post: Post,
    now: datetime,
    *,
    policy: ResolvedPolicy | None = None,
    pictures: Sequence[PostPicture] | None = None,
) -> PostFacts:
    """The facts of one post; the policy in force, or the one given, adds its own words to those that are marked."""
    return facts_and_policy(post, now, policy=policy, pictures=pictures)[0]


def facts_and_policy(
    post: Post,
    now: datetime,
    *,
    policy: ResolvedPolicy | None = None,
    pictures: Sequence[PostPicture] | None = None,
    decider: int | None = None,
) -> tuple[PostFacts, ResolvedPolicy]:
    """The facts of one post, and the policy that it is judged by.

    Two queries where the post was read with its annotations, places and pictures: what stands around it, and what
    holds for the pupils shown or named. None for the names, once the index of the roll is there. One more where the
    policy asks something of whoever posts: what the author and the `decider` have signed and been trained in.
    """
    if not hasattr(post, "approved_digest"):
        read = post_with_facts(post.pk, now)
        if read is None:
            raise Post.DoesNotExist
        post = read
    asked: Any = post  # with what `post_with_facts` adds
    there = around(post, today_of(now))
    policy = policy or there.policy
    pictures = pictures if pictures is not None else pictures_of(post)
    words = words_of(post, pictures)
    pictured, named = shown_and_named(post, there, pictures, now)
    facts = PostFacts(
        id=post.pk,
        state=State(post.state),
        author_id=post.author_id,
        text=post.text,
        title=post.title,
        speaker=post.speaker,
        voices=voices(post.author, there.author_roles, post.school, policy),
        objective=post.objective,
        places=tuple(places_of(post)),
        pictures=pictured,
        named=named,
        suspected=(
            *(
                Suspected(one.kind, one.words, one.why)
                for one in check_wording(words, lists=words_to_mark(policy))
            ),
            *colleagues_named(post.school, policy, words, today_of(now), author=post.author_id),
            *families_named(post.school, policy, words),
        ),
        judged=tuple(there.judged),
        hands=frozenset(there.hands),
        goes_out_at=post.goes_out_at,
        taken_with=tuple(post.taken_with),
        single_pupil_reason=post.single_pupil_reason,
        other_route=post.other_route,
        has_an_open_question=post.has_an_open_question,
        is_controversial=any(one.is_yes for one in there.judged if one.question in CONTROVERSIAL),
        is_notice=post.from_notice_id is not None,
        same_text_before=asked.same_before,
        digest=post.digest,
        author_may_write=asked.author_may_write,
        kept_out=frozenset(there.kept_out),
        rights=rights_of(post.school, policy, {post.author_id, decider or post.author_id}),
        stop_words=_stop_words(asked.stopped_by),
        decided_digest=asked.approved_digest or asked.released_digest or "",
        decided_at=post.decided_at,
    )
    return facts, policy


def words_of(post: Post, pictures: Iterable[PostPicture]) -> str:
    """Title, text and the pictures' descriptions, as they are read for names and wording: all of it goes out. Not
    what lies beyond the longest text, which is refused whatever it says."""
    return "\n".join([post.title, post.text[:LONGEST_TEXT], *(one.alt for one in pictures)]).strip()


def shown_and_named(
    post: Post, there: Around, pictures: Sequence[PostPicture], now: datetime
) -> tuple[tuple[PictureFacts, ...], tuple[NamedFacts, ...]]:
    """Everybody in these pictures and in the words, and what holds for them now. One query."""
    found = names_in(post.school, words_of(post, pictures), roll_key=there.roll_key)
    read = {
        one.id: names_in(post.school, one.words, roll_key=there.roll_key)
        for each in there.read.values()
        for one in each
        if one.about == About.NAME
    }
    names = (*found, *(name for names in read.values() for name in names))
    pupils = pupils_now(there.pupil_ids.union(*(name.pupil_ids for name in names)))
    grown_ups = said_by_grown_ups(there.person_ids) | visitors_who_asked(post.school, there, today_of(now))
    return (
        tuple(_picture_facts(one, there, pupils, grown_ups, read, now) for one in pictures),
        tuple(_named_facts(name, pupils) for name in found),
    )


# A yes to one of these makes the topic controversial; the policy may ask a senior leader for it.
CONTROVERSIAL = frozenset({"could_harm", "political", "opinion", "offensive"})


def words_to_mark(policy: ResolvedPolicy) -> WordLists:
    """The words that are marked while writing: the program's own and the policy's."""
    return _words_with(
        policy.setting("unsuitable_words"), policy.setting("political_words"), policy.setting("jargon_words")
    )


@lru_cache(maxsize=300)
def _words_with(insults: tuple[str, ...], parties: tuple[str, ...], jargon: tuple[str, ...]) -> WordLists:
    pairs = (words.split("=", 1) for words in jargon if "=" in words)
    return WordLists().with_more(
        insults=_small(insults),
        parties=_small(parties),
        jargon={hard.strip().lower(): plain.strip() for hard, plain in pairs},
    )


def _small(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.strip().lower() for word in words)


def pictures_of(post: Post) -> list[PostPicture]:
    """The post's pictures in their order; no query where they were read with the post."""
    pictures = held(post, "pictures")
    if pictures is None:
        pictures = list(PostPicture.objects.filter(post=post).select_related("picture"))
    return pictures


def appearances_in(pictures: Iterable[PostPicture]) -> dict[int, list[Appearance]]:
    """Who is in these pictures, by picture."""
    by_picture: dict[int, list[Appearance]] = defaultdict(list)
    ids = [one.picture_id for one in pictures]
    if ids:
        for one in Appearance.objects.filter(picture__in=ids).select_related("person").order_by("pk"):
            by_picture[one.picture_id].append(one)
    return by_picture


def places_of(post: Post) -> list[PlaceFacts]:
    """Where the post is meant to go; no query where it was read with the post."""
    targets = held(post, "targets")
    if targets is None:
        targets = list(PostTarget.objects.filter(post=post).select_related("account"))
    return [
        PlaceFacts(
            id=target.account.pk,
            name=target.account.name,
            channel=Channel(target.account.channel),
            is_live=target.account.standing == "live",
            longest_text=target.account.longest_text,
            most_pictures=target.account.most_pictures,
            named=target.account.named_for(),
        )
        for target in targets
    ]


def _picture_facts(
    one: PostPicture,
    there: Around,
    pupils: dict[int, PupilNow],
    grown_ups: Mapping[int, Mapping[str, Said]],
    read: Mapping[int, Sequence[NameFound]],
    now: datetime,
) -> PictureFacts:
    beside = {somebody.pupil_id for somebody in there.seen[one.picture_id]}
    return PictureFacts(
        id=one.pk,
        alt=one.alt,
        people_count=one.people_count,
        shown=tuple(_shown_facts(somebody, pupils, grown_ups) for somebody in there.seen[one.picture_id]),
        people_in_words=one.people_in_words,
        is_ours=one.rights == PostPicture.Rights.OWN,
        credit=one.credit,
        faces=tuple(there.faces[one.picture_id]),
        words=tuple(
            _words_facts(words, read.get(words.id, ()), pupils, beside)
            for words in there.read[one.picture_id]
        ),
        reading=reading_now(Reading(one.picture.reading), added_at=one.picture.added_at, now=now),
        from_device=one.picture.from_device,
        film=one.picture.film,
    )


def _words_facts(
    one: Read, names: Sequence[NameFound], pupils: dict[int, PupilNow], beside: set[int]
) -> SeenWordsFacts:
    meant = sorted({pk for name in names for pk in name.pupil_ids})
    return SeenWordsFacts(
        one.id,
        About(one.about),
        one.words,
        tuple(_named_pupil(pupils.get(pk, NOBODY_KNOWN)) for pk in meant),
        any(name.full_name for name in names),
        not beside.isdisjoint(meant),
        one.is_covered,
        one.may_stand,
    )


def _named_pupil(pupil: PupilNow) -> NamedPupil:
    return NamedPupil(pupil.id, pupil.short_name, pupil.standing)


def _shown_facts(
    one: Seen, pupils: dict[int, PupilNow], grown_ups: Mapping[int, Mapping[str, Said]]
) -> ShownFacts:
    if one.pupil_id:
        pupil = pupils.get(one.pupil_id, NOBODY_KNOWN)
        is_young = is_youngest(pupil.year_group)
        return ShownFacts(
            one.id, pupil.short_name, True, pupil.standing, is_covered=one.is_covered, is_youngest=is_young
        )
    said = grown_ups.get(one.person_id or -one.id, {})
    return ShownFacts(one.id, one.name, False, agreed=one.agreed, said=said, is_covered=one.is_covered)


# Somebody whom this school's roll does not hold is never shown.
NOBODY_KNOWN = PupilNow(0, "Somebody", Standing(answers={}, bases={}, is_restricted=True))


def _named_facts(name: NameFound, pupils: dict[int, PupilNow]) -> NamedFacts:
    meant = [pupils.get(pk, NOBODY_KNOWN) for pk in name.pupil_ids]
    return NamedFacts(
        words=name.words,
        pupils=tuple(_named_pupil(pupil) for pupil in meant),
        is_certain=name.certain,
        is_full_name=name.full_name,
    )


def _stop_words(stopped_by: str | None) -> str:
    if stopped_by is None:
        return ""
    return f"All posts are stopped{f' by the {stopped_by}' if stopped_by else ''}."


def as_typed(facts: PostFacts, *, text: str, title: str = "") -> PostFacts:
    """The same post with words as they are being typed; for the foot of the page."""
    return replace(facts, text=text, title=title)
