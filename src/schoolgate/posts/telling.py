"""Who is told by e-mail what became of a post. The letters name no pupil and quote no post; they lead to its page."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django_scopes import scope, scopes_disabled

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.kernel.follow_ups import follows
from schoolgate.kernel.permissions import GRANTS, Permission, Role
from schoolgate.notifications import letters
from schoolgate.notifications.letters import Recipient, Words
from schoolgate.people.models import Person, School
from schoolgate.people.queries import holders, today_of
from schoolgate.policies.queries import current_policy
from schoolgate.posts import queries
from schoolgate.posts.facts import post_facts
from schoolgate.posts.models import Delivery, NoticeTemplate, Post, Reader
from schoolgate.posts.reading_along import words_to_confirm
from schoolgate.registers.rota import reads_posts
from schoolgate.rules.policy import approvers_for
from schoolgate.rules.policy.second_reader import ANY_TRAINED_COLLEAGUE
from schoolgate.rules.posts.states import State
from schoolgate.rules.school_time.quiet_hours import when_staff_may_be_written_to
from schoolgate.web import said_times

LEADERS = (Role.HEADTEACHER, Role.SENIOR_LEADER, Role.MARKETING_OFFICER)
# Where the policy lets any trained colleague decide and there are no leaders, not the whole staff is written to.
MOST_ASKED = 8


@follows(EventType.POST_SUBMITTED)
def ask_approvers(event: Event, now: datetime) -> None:
    """A post waits: those who may decide it hear."""
    if (post := _post(event)) is None or post.state != State.WAITING:
        return
    with scope(school=post.school):
        asked = list(_whom_to_ask(post, now))
    out = said_times.when(post.goes_out_at, now) if post.goes_out_at else ""
    words = Words(
        _("A post waits for your approval"),
        (
            _("%(author)s has sent a post for approval at %(school)s.") % _names(post),
            _("It would go out %(when)s. If nobody decides by then, it does not go out.") % {"when": out}
            if out
            else "",
            _("Look at it here:"),
        ),
        _page("approve", post),
    )
    _tell(post.school, f"post:{post.pk}:to_decide:{event.pk}", asked, words, now)


@follows(
    EventType.POST_APPROVED,
    EventType.POST_RETURNED,
    EventType.POST_WORDING_PROPOSED,
    EventType.POST_EDITED,
    EventType.POST_WITHDRAWN,
    EventType.POST_EXPIRED,
)
def stop_asking_approvers(event: Event, now: datetime) -> None:
    """It waits no longer, so a letter that has not gone yet does not go."""
    letters.take_back(f"post:{event.subject_id}:to_decide:")


@follows(EventType.POST_RETURNED, EventType.POST_WORDING_PROPOSED)
def tell_author_it_came_back(event: Event, now: datetime) -> None:
    """The author hears what to put right, on the page."""
    if (post := _post(event)) is None or post.state != State.RETURNED:
        return
    first = (
        _("A colleague at %(school)s proposes other words for your post. You can take them in one tap.")
        if event.type == EventType.POST_WORDING_PROPOSED
        else _("Your post at %(school)s was sent back, with what to put right.")
    )
    words = Words(_("Your post came back"), (first % _names(post), _("Open it here:")), _page("edit", post))
    _tell(post.school, f"post:{post.pk}:came_back:{event.pk}", [post.author], words, now)


@follows(EventType.POST_APPROVED)
def tell_author_it_is_approved(event: Event, now: datetime) -> None:
    """The author hears that it goes out, and when."""
    if (post := _post(event)) is None or post.state not in {State.APPROVED, State.GOING_OUT, State.UP}:
        return
    when = said_times.when(post.goes_out_at, now) if post.goes_out_at else _("at once")
    words = Words(
        _("Your post is approved"),
        (
            _("Your post at %(school)s is approved. It goes out %(when)s.") % {**_names(post), "when": when},
            _("See it here:"),
        ),
        _page("post", post),
    )
    _tell(post.school, f"post:{post.pk}:approved:{event.pk}", [post.author], words, now)


@follows(EventType.POST_HELD, EventType.POST_EXPIRED)
def tell_author_it_did_not_go(event: Event, now: datetime) -> None:
    """The author hears that it did not go out; why stands on the page, for it may be about somebody."""
    if (post := _post(event)) is None or post.state not in {State.HELD, State.EXPIRED}:
        return
    why = (
        _("Nobody decided in time. Choose a new time and send it again.")
        if event.type == EventType.POST_EXPIRED
        else _("Something stood against it at the last moment. Its page says what, and what to do.")
    )
    words = Words(
        _("Your post did not go out"),
        (_("Your post at %(school)s did not go out.") % _names(post), why),
        _page("post", post),
    )
    _tell(post.school, f"post:{post.pk}:not_out:{event.pk}", [post.author], words, now)


@follows(EventType.POST_RELEASED)
def ask_for_a_look_afterwards(event: Event, now: datetime) -> None:
    """A post goes out unread: somebody else looks at it afterwards."""
    if (post := _post(event)) is None:
        return
    with scope(school=post.school):
        release = post.releases.filter(withdrawn_at__isnull=True, looked_at__isnull=True).first()
        if release is None:
            return
        asked = [person for person in _whom_to_ask(post, now) if person.pk != release.by_id]
    words = Words(
        _("A post needs a look afterwards"),
        (
            _("A post at %(school)s was released without a second reader, as the policy allows.")
            % _names(post),
            _("Please look at it by %(when)s.") % {"when": said_times.when(release.look_due_at, now)},
        ),
        _page("look", post),
    )
    _tell(post.school, f"post:{post.pk}:look:{event.pk}", asked, words, now)


@follows(EventType.DELIVERY_UNKNOWN)
def ask_whether_it_is_up(event: Event, now: datetime) -> None:
    """A place gave no clear answer: its author and its decider look."""
    if (delivery := _delivery(event, Delivery.State.UNKNOWN)) is None:
        return
    words = Words(
        _("Please look whether a post is up"),
        (
            _("%(place)s gave no clear answer when we sent a post of %(school)s.")
            % _names(delivery.post, delivery),
            _("Nothing is sent again before somebody has looked. Look there, then say here what you see:"),
        ),
        _confirm(delivery),
    )
    _tell(
        delivery.post.school,
        f"delivery:{delivery.pk}:unknown:{event.pk}",
        _author_and_decider(delivery.post),
        words,
        now,
    )


@follows(EventType.DELIVERY_HANDED_OVER)
def ask_to_put_it_up(event: Event, now: datetime) -> None:
    """A place where posts are put up by hand: its author and its decider hear that it is ready."""
    if (delivery := _delivery(event, Delivery.State.ASKED)) is None:
        return
    words = Words(
        _("A post is ready to put up"),
        (
            _("A post of %(school)s is approved for %(place)s, where it is put up by hand.")
            % _names(delivery.post, delivery),
            _("The words and the pictures are here:"),
        ),
        _confirm(delivery),
    )
    _tell(
        delivery.post.school,
        f"delivery:{delivery.pk}:by_hand:{event.pk}",
        _author_and_decider(delivery.post),
        words,
        now,
    )


@follows(EventType.NOTICE_PREPARED)
def ask_for_approval_beforehand(event: Event, now: datetime) -> None:
    """An urgent notice was written: another leader approves it beforehand."""
    with scopes_disabled():
        notice = NoticeTemplate.objects.select_related("school").filter(pk=event.subject_id).first()
    if notice is None or notice.approved_at is not None or notice.retired_at is not None:
        return
    asked = _who_may(notice.school, Permission.NOTICE_PREPARE, now).exclude(pk=notice.written_by_id)
    words = Words(
        _("An urgent notice waits for your approval"),
        (_("A colleague has prepared an urgent notice for %(school)s. Once approved, it can go out at any hour.")
         % {"school": notice.school.name},),
        reverse("posts:approve_notice", kwargs={"school_slug": notice.school.slug, "notice_id": notice.pk}),
    )  # fmt: skip
    _tell(notice.school, f"notice:{notice.pk}:{event.pk}", asked, words, now)


@follows(EventType.POSTS_STOPPED)
def warn_leaders(event: Event, now: datetime) -> None:
    """Everything is stopped: whoever may start it again hears at once, quiet hours or not."""
    kind, _colon, number = event.log_id.partition(":")
    if kind != "school":
        return
    school = School.objects.filter(pk=number).first()
    if school is None:
        return
    words = Words(
        _("All posts are stopped"),
        (_("All posts of %(school)s are stopped. Nothing goes out until somebody starts them again.")
         % {"school": school.name},),
        reverse("posts:stop", kwargs={"school_slug": school.slug}),
    )  # fmt: skip
    _tell(
        school, f"stop:{event.pk}", _who_may(school, Permission.POSTS_STOP, now), words, now, is_danger=True
    )


@follows(EventType.READER_ASKED)
def ask_reader_to_confirm(event: Event, now: datetime) -> None:
    """The link that confirms the weekly e-mail; once a day to an address, however often somebody asks."""
    with scopes_disabled():
        reader = Reader.objects.select_related("school").filter(pk=event.subject_id).first()
    if reader is None or reader.confirmed_at is not None or reader.ended_at is not None:
        return
    occasion = f"reader:{reader.pk}:confirm:{now:%Y-%m-%d}"
    letters.write(
        occasion, [Recipient(f"reader:{reader.pk}", reader.email)], words_to_confirm(reader), now=now
    )
    letters.send_due(now)


@follows(EventType.POST_TAKEN_DOWN)
def take_back_the_news(event: Event, now: datetime) -> None:
    """A weekly letter that has not gone yet would still tell of the post."""
    if (post := _post(event)) is not None:
        letters.take_back(f"weekly:{post.school_id}:")


def _whom_to_ask(post: Post, now: datetime) -> QuerySet[Person]:
    """Those the policy names; where any trained colleague may decide, the leaders; a few others if there are none.

    Nobody who touched the post is asked. Where the rota says who reads posts today, and they may decide this one,
    they alone are written to; the others find it on Today.
    """
    policy = current_policy(post.school)
    facts = post_facts(post, now, policy=policy)
    able = queries.who_may_decide(post, facts, policy, now)
    on_rota = able.filter(
        pk__in=reads_posts(post.school, today_of(now), accounts=[place.name for place in facts.places])
    )
    if on_rota.exists():
        return on_rota
    named = approvers_for(policy, controversial=facts.is_controversial, on_website=facts.on_website)
    roles = [Role(role) for role in named if role != ANY_TRAINED_COLLEAGUE and role in set(Role)]
    asked = holders(post.school, roles or LEADERS, today_of(now)).exclude(
        pk__in=facts.hands | facts.kept_out | {post.author_id}
    )
    return asked if asked.exists() else able[:MOST_ASKED]


def _who_may(school: School, permission: Permission, now: datetime) -> QuerySet[Person]:
    return holders(school, [role for role, granted in GRANTS.items() if permission in granted], today_of(now))


def _author_and_decider(post: Post) -> list[Person]:
    with scope(school=post.school):
        decided = Q(pk__in=post.approvals.filter(withdrawn_at__isnull=True).values("by"))
        decided |= Q(pk__in=post.releases.filter(withdrawn_at__isnull=True).values("by"))
        return list(Person.objects.filter(decided | Q(pk=post.author_id)))


def _tell(
    school: School,
    occasion: str,
    people: Iterable[Person],
    words: Words,
    now: datetime,
    *,
    is_danger: bool = False,
) -> None:
    """Write the letters, for now or for when the quiet hours end, and send what may go."""
    with scope(school=school):
        quiet = current_policy(school).setting("quiet_hours")
    not_before = now if is_danger else when_staff_may_be_written_to(now, quiet)
    recipients = [Recipient(f"person:{person.pk}", person.email) for person in people]
    letters.write(occasion, recipients, words, now=now, not_before=not_before)
    letters.send_due(now)


def _post(event: Event) -> Post | None:
    with scopes_disabled():
        return Post.objects.select_related("school__trust", "author").filter(pk=event.subject_id).first()


def _delivery(event: Event, state: Delivery.State) -> Delivery | None:
    """The delivery, if it still stands as the event left it."""
    with scopes_disabled():
        found = Delivery.objects.select_related("account", "post__school__trust", "post__author")
        return found.filter(pk=event.subject_id, state=state).first()


def _names(post: Post, delivery: Delivery | None = None) -> dict[str, str]:
    place = delivery.account.name if delivery else ""
    return {"author": str(post.author), "school": post.school.name, "place": place}


def _page(name: str, post: Post) -> str:
    return reverse(f"posts:{name}", kwargs={"school_slug": post.school.slug, "post_id": post.pk})


def _confirm(delivery: Delivery) -> str:
    return reverse(
        "posts:confirm", kwargs={"school_slug": delivery.post.school.slug, "delivery_id": delivery.pk}
    )
