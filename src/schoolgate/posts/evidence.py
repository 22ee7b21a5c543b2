"""What proves the controls of posts: what went out, what waits, what was looked at and came down in time."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Count, F, Max, Min, Q
from django.urls import reverse

from schoolgate.duties.models import Duty
from schoolgate.kernel.evidence import Evidence, evidence
from schoolgate.people.models import School
from schoolgate.posts.facts import CONTROVERSIAL
from schoolgate.posts.models import Delivery, JudgementAnswer, Post, Release
from schoolgate.rules.consents import Channel
from schoolgate.rules.posts.states import State
from schoolgate.rules.refusals import Control

# Every post that went up has kept these; the trail does not name them one by one.
KEPT_BY_EVERY_POST = (
    Control.PURPOSE_CHOSEN.value,
    Control.ONLY_OFFICIAL_ACCOUNTS.value,
    Control.NO_PERSONAL_DETAILS_IN_WORDS.value,
    "setting.post_objectives",
    "noun.posts.audience_and_time",
    "noun.policy_document.one_rule_set",
)
KEPT_BY_EVERY_PICTURE = (
    Control.ACCESSIBLE_TO_ALL.value,
    Control.RIGHTS_AND_CREDIT.value,
    Control.NO_FULL_NAME_BESIDE_PICTURE.value,
    "noun.pictures.people_in_it",
    "noun.pictures.blur_and_strip",
)
UNANSWERED = Q(
    asked_at__isnull=False,
    answered_at__isnull=True,
    state__in=(State.DRAFT, State.RETURNED, State.WAITING),
)
NOT_SOCIAL = tuple(channel for channel in Channel if channel is not Channel.SOCIAL)
COMING_DOWN = ("duty.take_down_by_hand", "duty.older_posts_looked_through")


@evidence
def of_posts(school: School, since: datetime, now: datetime) -> Mapping[str, Evidence]:
    """What went out, and what waits for a decision. One query."""
    counted = Post.objects.filter(school=school).aggregate(
        up=Count("pk", filter=Q(up_at__gte=since), distinct=True),
        pictured=Count("pk", filter=Q(up_at__gte=since, pictures__isnull=False), distinct=True),
        newest=Max("up_at", filter=Q(up_at__gte=since)),
        newest_pictured=Max("up_at", filter=Q(up_at__gte=since, pictures__isnull=False)),
        waiting=Count("pk", filter=Q(state=State.WAITING), distinct=True),
        waiting_since=Min("submitted_at", filter=Q(state=State.WAITING)),
        asked=Count("pk", filter=UNANSWERED, distinct=True),
        asked_since=Min("asked_at", filter=UNANSWERED),
        alone=Count("pk", filter=Q(up_at__gte=since) & ~Q(single_pupil_reason=""), distinct=True),
        newest_alone=Max("up_at", filter=Q(up_at__gte=since) & ~Q(single_pupil_reason="")),
    )
    address = _list(school)
    up = f"{address}?state={State.UP}"
    posts = Evidence(counted["up"], last_at=counted["newest"], address=up)
    pictures = Evidence(counted["pictured"], last_at=counted["newest_pictured"], address=up)
    waiting = Evidence(
        open=counted["waiting"],
        open_since=counted["waiting_since"],
        address=f"{address}?state={State.WAITING}",
    )
    return {
        **dict.fromkeys(KEPT_BY_EVERY_POST, posts),
        **dict.fromkeys(KEPT_BY_EVERY_PICTURE, pictures),
        Control.APPROVED_AS_IT_STANDS.value: waiting,
        Control.OPEN_QUESTION_HOLDS.value: Evidence(
            open=counted["asked"], open_since=counted["asked_since"], address=address
        ),
        "setting.single_pupil_pictures": Evidence(
            counted["alone"], last_at=counted["newest_alone"], address=up
        ),
    }


@evidence
def of_looks_afterwards(school: School, since: datetime, now: datetime) -> Mapping[str, Evidence]:
    """Posts that went out unread: looked at in time, too late, or not yet. One query."""
    in_time, overdue = Q(looked_at__lte=F("look_due_at")), Q(looked_at__isnull=True, look_due_at__lt=now)
    counted = Release.objects.filter(post__school=school, at__gte=since, withdrawn_at__isnull=True).aggregate(
        kept=Count("pk", filter=in_time),
        missed=Count("pk", filter=overdue | Q(looked_at__gt=F("look_due_at"))),
        open=Count("pk", filter=Q(looked_at__isnull=True)),
        open_since=Min("at", filter=Q(looked_at__isnull=True)),
        last=Max("looked_at"),
    )
    looks = Evidence(
        counted["kept"],
        counted["missed"],
        counted["open"],
        counted["last"],
        counted["open_since"],
        _list(school),
    )
    only_open = Evidence(
        missed=looks.missed, open=looks.open, open_since=looks.open_since, address=_list(school)
    )
    # The trail counts each look for the four eyes already; here is what it cannot know.
    return {Control.FOUR_EYES.value: only_open, "setting.second_reader": looks, "duty.look_afterwards": looks}


@evidence
def of_taking_down(school: School, since: datetime, now: datetime) -> Mapping[str, Evidence]:
    """What a person was asked to take down or look through: in time, too late, or not yet. Two queries."""
    late = Q(done_at__gt=F("due_at")) | Q(done_at__isnull=True, due_at__lt=now)
    asked = Duty.objects.filter(school=school, key__in=COMING_DOWN).filter(
        Q(done_at__isnull=True) | Q(done_at__gte=since)
    )
    counted = asked.aggregate(
        missed=Count("pk", filter=late),
        open=Count("pk", filter=Q(done_at__isnull=True)),
        open_since=Min("because_of_event__at", filter=Q(done_at__isnull=True)),
    )
    down = Delivery.objects.filter(
        post__school=school, state=Delivery.State.DOWN, down_at__gte=since
    ).aggregate(kept=Count("pk"), last=Max("down_at"))
    found = Evidence(
        down["kept"],
        counted["missed"],
        counted["open"],
        down["last"],
        counted["open_since"],
        f"{_list(school)}?state={State.DOWN}",
    )
    return {"noun.posts.takedown": found}


@evidence
def of_topics_that_divide(school: School, since: datetime, now: datetime) -> Mapping[str, Evidence]:
    """Posts on a topic that divides people: those that went out were confirmed, others wait. One query."""
    topics = JudgementAnswer.objects.filter(post__school=school, question__in=CONTROVERSIAL, is_yes=True)
    divide = topics.aggregate(
        up=Count("post", filter=Q(post__up_at__gte=since), distinct=True),
        last=Max("post__up_at", filter=Q(post__up_at__gte=since)),
        waiting=Count("post", filter=Q(post__state=State.WAITING), distinct=True),
        since=Min("post__submitted_at", filter=Q(post__state=State.WAITING)),
    )
    waiting = f"{_list(school)}?state={State.WAITING}"
    return {
        Control.OPEN_QUESTION_HOLDS.value: Evidence(
            divide["up"], 0, divide["waiting"], divide["last"], divide["since"], waiting
        )
    }


@evidence
def of_words(school: School, since: datetime, now: datetime) -> Mapping[str, Evidence]:
    """Words that were asked about and answered, and notices that went another way too. Two queries."""
    about_words = JudgementAnswer.objects.filter(post__school=school, answered_at__gte=since).exclude(
        about=""
    )
    words = about_words.aggregate(kept=Count("pk"), last=Max("answered_at"))
    went_up = Post.objects.filter(school=school, up_at__gte=since)
    notices = (
        went_up.filter(objective="parent_information")
        .filter(~Q(other_route="") | Q(deliveries__account__channel__in=NOT_SOCIAL))
        .aggregate(kept=Count("pk", distinct=True), last=Max("up_at"))
    )
    up = f"{_list(school)}?state={State.UP}"
    return {
        "noun.posts.text_check": Evidence(words["kept"], last_at=words["last"], address=_list(school)),
        Control.NOTICE_GOES_ANOTHER_WAY_TOO.value: Evidence(
            notices["kept"], last_at=notices["last"], address=up
        ),
    }


def _list(school: School) -> str:
    return reverse("posts:list", kwargs={"school_slug": school.slug})
