"""Collects what the rules need to know about a post, in a fixed handful of queries, whatever the data."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast

from schoolgate.media.models import Appearance
from schoolgate.people.models import Appointment
from schoolgate.people.queries import current, today_of
from schoolgate.posts.models import (
    Approval,
    Hand,
    JudgementAnswer,
    Post,
    PostPicture,
    PostTarget,
    Release,
    Stop,
)
from schoolgate.pupils.naming import names_in
from schoolgate.pupils.queries import PupilNow, pupils_now
from schoolgate.rules.consents import Channel, Standing
from schoolgate.rules.names.facts import NameFound
from schoolgate.rules.policy import ResolvedPolicy
from schoolgate.rules.posts.facts import (
    Judged,
    NamedFacts,
    NamedPupil,
    PictureFacts,
    PlaceFacts,
    PostFacts,
    ShownFacts,
    Suspected,
)
from schoolgate.rules.posts.states import State
from schoolgate.rules.wording import WordLists, check_wording


def with_facts(posts: QuerySet[Post], now: datetime) -> QuerySet[Post]:
    """Annotate posts with what a gate needs of other tables: the author's standing, a stop, the decided digest."""
    on = today_of(now)
    decided = Approval.objects.filter(
        post=OuterRef("pk"), digest=OuterRef("digest"), withdrawn_at__isnull=True
    )
    released = Release.objects.filter(
        post=OuterRef("pk"), digest=OuterRef("digest"), withdrawn_at__isnull=True
    )
    stops = Stop.objects.filter(
        Q(school=OuterRef("school_id")) | Q(school__isnull=True, trust=OuterRef("school__trust_id")),
        resumed_at__isnull=True,
    )
    return posts.annotate(
        author_may_write=Exists(
            Appointment.objects.filter(
                Q(school=OuterRef("school_id")) | Q(school__isnull=True, trust=OuterRef("school__trust_id")),
                current(on),
                person=OuterRef("author_id"),
            ).exclude(role__in=("contractor", "pupil"))
        ),
        stopped_by=Subquery(stops.order_by("-stopped_at").values("role_words")[:1]),
        approved_digest=Subquery(decided.values("digest")[:1]),
        released_digest=Subquery(released.values("digest")[:1]),
        same_before=Subquery(
            Post.objects.filter(school=OuterRef("school_id"), text=OuterRef("text"), up_at__isnull=False)
            .exclude(pk=OuterRef("pk"))
            .order_by("-up_at")
            .values("up_at")[:1]
        ),
    )


def post_facts(
    post: Post, now: datetime, *, policy: ResolvedPolicy, pictures: Sequence[PostPicture] | None = None
) -> PostFacts:
    """The facts of one post; `policy` adds its own words to those that are marked.

    Queries: the post's annotations, places, pictures, who is in them, hands and answers, what holds for the pupils
    shown or named; and none for the names once the index is there.
    """
    if not hasattr(post, "approved_digest"):
        post = with_facts(Post.objects.select_related("school"), now).get(pk=post.pk)
    asked: Any = post  # with the annotations of `with_facts`
    listed = list(pictures) if pictures is not None else pictures_of(post)
    appearances = appearances_in(listed)
    found = names_in(post.school, f"{post.title}\n{post.text}") if post.text or post.title else []
    ids = {one.pupil_id for each in appearances.values() for one in each if one.pupil_id}
    ids |= {pupil_id for name in found for pupil_id in name.pupil_ids}
    pupils = pupils_now(ids)
    hands, judged = hands_and_answers(post)
    return PostFacts(
        id=post.pk,
        state=State(post.state),
        author_id=post.author_id,
        text=post.text,
        title=post.title,
        objective=post.objective,
        places=tuple(places_of(post)),
        pictures=tuple(_picture_facts(one, appearances[one.picture_id], pupils) for one in listed),
        named=tuple(_named_facts(name, pupils) for name in found),
        suspected=tuple(
            Suspected(one.kind, one.words, one.why)
            for one in check_wording(f"{post.title}\n{post.text}".strip(), lists=words_to_mark(policy))
        ),
        judged=judged,
        hands=hands,
        goes_out_at=post.goes_out_at,
        single_pupil_reason=post.single_pupil_reason,
        is_controversial=any(one.is_yes for one in judged if one.question in CONTROVERSIAL),
        is_notice=post.from_notice_id is not None,
        same_text_before=asked.same_before,
        digest=post.digest,
        author_may_write=asked.author_may_write,
        stop_words=_stop_words(asked.stopped_by),
        decided_digest=asked.approved_digest or asked.released_digest or "",
        decided_at=post.decided_at,
    )


# A yes to one of these makes the topic controversial; the policy may ask a senior leader for it.
CONTROVERSIAL = frozenset({"could_harm", "political", "opinion", "offensive"})


def words_to_mark(policy: ResolvedPolicy) -> WordLists:
    """The words that are marked while writing: the program's own and the policy's."""
    pairs = (words.split("=", 1) for words in policy.setting("jargon_words") if "=" in words)
    return WordLists().with_more(
        insults=_small(policy.setting("unsuitable_words")),
        parties=_small(policy.setting("political_words")),
        jargon={hard.strip().lower(): plain.strip() for hard, plain in pairs},
    )


def _small(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.strip().lower() for word in words)


def pictures_of(post: Post) -> list[PostPicture]:
    """The post's pictures in their order; no query where they were read with the post."""
    if "pictures" in getattr(post, "_prefetched_objects_cache", {}):
        return list(post.pictures.all())
    return list(PostPicture.objects.filter(post=post).select_related("picture"))


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
    if "targets" in getattr(post, "_prefetched_objects_cache", {}):
        targets = list(post.targets.all())
    else:
        targets = list(PostTarget.objects.filter(post=post).select_related("account"))
    return [
        PlaceFacts(
            id=target.account.pk,
            name=target.account.name,
            channel=Channel(target.account.channel),
            is_live=target.account.standing == "live",
            longest_text=target.account.longest_text,
            most_pictures=target.account.most_pictures,
        )
        for target in targets
    ]


def hands_and_answers(post: Post) -> tuple[frozenset[int], tuple[Judged, ...]]:
    """Whose hands touched the post, and what its author judged; one query."""
    hands = Hand.objects.filter(post=post).values_list(
        Cast("person_id", CharField()), Value("", CharField()), Value("", CharField()), Value("", CharField())
    )
    answers = JudgementAnswer.objects.filter(post=post).values_list(
        Cast("is_yes", CharField()), "question", "about", "why"
    )
    touched: set[int] = set()
    judged: list[Judged] = []
    for first, question, about, why in hands.union(answers, all=True):
        if question:
            judged.append(Judged(question, str(first).lower() in {"1", "true", "t"}, why, about))
        else:
            touched.add(int(first))
    return frozenset(touched), tuple(judged)


def _picture_facts(
    one: PostPicture, appearances: list[Appearance], pupils: dict[int, PupilNow]
) -> PictureFacts:
    return PictureFacts(
        id=one.pk,
        alt=one.alt,
        people_count=one.people_count,
        shown=tuple(_shown_facts(appearance, pupils) for appearance in appearances),
        people_in_words=one.people_in_words,
        is_ours=one.rights == PostPicture.Rights.OWN,
        credit=one.credit,
    )


def _shown_facts(one: Appearance, pupils: dict[int, PupilNow]) -> ShownFacts:
    if one.pupil_id is not None:
        pupil = pupils.get(one.pupil_id, NOBODY_KNOWN)
        return ShownFacts(one.pk, pupil.short_name, True, pupil.standing, is_covered=one.is_covered)
    name = one.person.short_name if one.person is not None else one.visitor_words
    return ShownFacts(one.pk, name, False, agreed=one.visitor_agreed, is_covered=one.is_covered)


# Somebody whom this school's roll does not hold is never shown.
NOBODY_KNOWN = PupilNow(0, "Somebody", Standing(answers={}, bases={}, is_restricted=True))


def _named_facts(name: NameFound, pupils: dict[int, PupilNow]) -> NamedFacts:
    meant = [pupils.get(pk, NOBODY_KNOWN) for pk in name.pupil_ids]
    return NamedFacts(
        words=name.words,
        pupils=tuple(NamedPupil(pupil.id, pupil.short_name, pupil.standing) for pupil in meant),
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
