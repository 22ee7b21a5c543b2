"""What waits for a person among posts: to decide, to put right, to look at, to put up by hand, to name people in."""

from collections.abc import Iterator

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat, Left, NullIf

from schoolgate.kernel.permissions import Permission
from schoolgate.people.desks import Desk
from schoolgate.people.queries import today_of
from schoolgate.people.waiting import as_waiting
from schoolgate.policies.queries import current_policies
from schoolgate.posts.facts import CONTROVERSIAL
from schoolgate.posts.models import (
    Approval,
    Delivery,
    Hand,
    JudgementAnswer,
    NoticeTemplate,
    Post,
    PostPicture,
    PostTarget,
    Release,
)
from schoolgate.registers.bans import keeps_out
from schoolgate.rules.consents import Channel
from schoolgate.rules.policy import approvers_for
from schoolgate.rules.policy.second_reader import ANY_TRAINED_COLLEAGUE
from schoolgate.rules.posts.states import CAN_BE_EDITED, State

TO_PUT_RIGHT = (State.RETURNED, State.HELD, State.EXPIRED)
ENOUGH_WORDS = 60


def waiting_for(desk: Desk) -> list[QuerySet]:
    """Each kind of thing that can wait for this person; a kind for which they may do nothing is left out."""
    plain, controversial, no_website = _schools_to_decide_at(desk)
    return [
        *_to_decide(desk, plain, controversial, no_website),
        _to_put_right(desk),
        *_to_look_at(desk),
        *_to_confirm(desk),
        *_to_name(desk),
        *_notices(desk),
        *_asked(desk, controversial),
    ]


def _heading(post: str = "") -> Coalesce:
    """The title, or the beginning of the text; as `Post.heading`."""
    return Coalesce(
        NullIf(F(f"{post}title"), Value("")),
        NullIf(Left(F(f"{post}text"), ENOUGH_WORDS), Value("")),
        Value("New post"),
    )


def _name(person: str) -> Concat:
    return Concat(F(f"{person}__forename"), Value(" "), F(f"{person}__surname"))


def _pictures() -> Coalesce:
    each = PostPicture.objects.filter(post=OuterRef("pk")).order_by().values("post")
    return Coalesce(Subquery(each.annotate(many=Count("pk")).values("many")), 0)


def _untouched(desk: Desk, post: str = "pk") -> Q:
    return ~Q(Exists(Hand.objects.filter(post_id=OuterRef(post), person=desk.person)))


def _kept_out(desk: Desk) -> Q:
    """At the school of the row the register of bans keeps this person from posting, and so from agreeing to a post."""
    return Q(keeps_out(today_of(desk.now), desk.person.pk))


def _to_decide(
    desk: Desk, plain: list[int], controversial: list[int], no_website: list[int]
) -> Iterator[QuerySet]:
    """Posts that wait, that the policy lets this person decide, and that they have not touched; nothing for whoever is
    kept from posting."""
    if plain or controversial:
        topic = Exists(
            JudgementAnswer.objects.filter(post_id=OuterRef("pk"), question__in=CONTROVERSIAL, is_yes=True)
        )
        found = (
            Post.objects.filter(_untouched(desk), ~_kept_out(desk), state=State.WAITING)
            .exclude(author=desk.person)
            .filter(Q(~topic, school__in=plain) | Q(topic, school__in=controversial))
        )
        if no_website:
            for_website = PostTarget.objects.filter(post=OuterRef("pk"), account__channel=Channel.WEBSITE)
            found = found.exclude(Q(Exists(for_website), school__in=no_website))
        yield as_waiting(
            found, "approve", what=_heading(), more=_name("author"), many=_pictures(), due="goes_out_at"
        )


def _schools_to_decide_at(desk: Desk) -> tuple[list[int], list[int], list[int]]:
    """Where the policy lets this person approve an ordinary post, where a controversial one, and where leaders alone
    agree to what goes on the website and this person is none of them."""
    seats = [seat for seat in desk.seats if Permission.POST_APPROVE in seat.permissions]
    policies = current_policies([seat.school for seat in seats]) if seats else {}
    plain, controversial, no_website = [], [], []
    for seat in seats:
        held = {*seat.roles, ANY_TRAINED_COLLEAGUE}
        if not held & set(approvers_for(policies[seat.school.pk], controversial=False, on_website=True)):
            no_website.append(seat.school.pk)
        if held & set(approvers_for(policies[seat.school.pk], controversial=False)):
            plain.append(seat.school.pk)
        if held & set(approvers_for(policies[seat.school.pk], controversial=True)):
            controversial.append(seat.school.pk)
    return plain, controversial, no_website


def _to_put_right(desk: Desk) -> QuerySet:
    """Their own posts that came back, were held at the last moment, or missed their time."""
    found = Post.objects.filter(author=desk.person, state__in=TO_PUT_RIGHT)
    return as_waiting(found, "put_right", what=_heading(), more=F("state"), due="goes_out_at")


def _to_look_at(desk: Desk) -> Iterator[QuerySet]:
    """Posts that went out unread by the policy's leave, for somebody who has not touched them."""
    if may := desk.where(Permission.POST_APPROVE):
        found = Release.objects.filter(
            _untouched(desk, "post_id"),
            post__school__in=may,
            looked_at__isnull=True,
            withdrawn_at__isnull=True,
        ).exclude(by=desk.person)
        yield as_waiting(
            found,
            "look",
            school="post__school_id",
            about="post_id",
            what=_heading("post__"),
            more=_name("by"),
            due="look_due_at",
        )


def _to_confirm(desk: Desk) -> Iterator[QuerySet]:
    """What they wrote or decided and is now put up by hand, or where only a look can tell whether it is up."""
    if may := desk.where(Permission.POST_CONFIRM):
        decided = Exists(Approval.objects.filter(post_id=OuterRef("post_id"), by=desk.person))
        found = Delivery.objects.filter(Q(decided) | Q(post__author=desk.person), post__school__in=may)
        for kind, state in (("by_hand", Delivery.State.ASKED), ("unknown", Delivery.State.UNKNOWN)):
            yield as_waiting(
                found.filter(state=state),
                kind,
                school="post__school_id",
                what=_heading("post__"),
                more=F("account__name"),
                due="claimed_at",
            )


def _to_name(desk: Desk) -> Iterator[QuerySet]:
    """Posts whose author said in words who is in a picture, because they may not look at the roll."""
    if may := desk.where(Permission.PUPIL_NAME):
        in_words = Exists(PostPicture.objects.filter(post_id=OuterRef("pk")).exclude(people_in_words=""))
        found = Post.objects.filter(
            in_words, school__in=may, state__in=CAN_BE_EDITED - {State.APPROVED, State.RELEASED}
        ).exclude(author=desk.person)
        yield as_waiting(found, "name_people", what=_heading(), more=_name("author"), due="goes_out_at")


def _notices(desk: Desk) -> Iterator[QuerySet]:
    """Urgent notices that a colleague wrote and nobody has approved yet."""
    if may := desk.where(Permission.NOTICE_PREPARE):
        found = NoticeTemplate.objects.filter(
            ~_kept_out(desk), school__in=may, approved_at__isnull=True, retired_at__isnull=True
        ).exclude(written_by=desk.person)
        yield as_waiting(found, "approve_notice", what=F("title"), more=_name("written_by"), due="written_at")


def _asked(desk: Desk, schools: list[int]) -> Iterator[QuerySet]:
    """Questions about posts, for whoever approves what could divide people; not one's own."""
    if schools:
        asked = Post.objects.filter(school__in=schools, asked_at__isnull=False, answered_at__isnull=True)
        yield as_waiting(asked.exclude(asked_by=desk.person), "answer_first", what=_heading(), due="asked_at")
