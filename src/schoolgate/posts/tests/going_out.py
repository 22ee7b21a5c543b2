"""Posts on their way, made by the real actions, as the tests of publishing want them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO

from PIL import Image, ImageDraw

from schoolgate.clockwork.follow_ups import run_all
from schoolgate.connectors.tests.faults import Line
from schoolgate.connectors.tests.little_wordpress import KEY, USER, LittleWordPress
from schoolgate.media.models import Appearance, Picture
from schoolgate.media.showing import picture_store
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.official_accounts.sealing import seal
from schoolgate.policies.queries import fresh_policy
from schoolgate.posts.actions.deciding import approve_post
from schoolgate.posts.digest import content_digest
from schoolgate.posts.models import Delivery, Hand, JudgementAnswer, Post, PostPicture, PostTarget
from schoolgate.pupils.models import Pupil
from schoolgate.rules.consents import Channel
from schoolgate.rules.posts.states import State
from tests.cast import Cast
from tests.make import NOW, make_account


def drawn_picture(cast: Cast, colour: str = "teal") -> Picture:
    """A drawn picture in the school's store."""
    image = Image.new("RGB", (640, 480), "white")
    ImageDraw.Draw(image).ellipse((100, 80, 500, 400), fill=colour)
    kept = BytesIO()
    image.save(kept, "JPEG")
    return Picture.objects.create(
        school=cast.oakfield,
        stored_as=picture_store().keep(cast.oakfield.pk, kept.getvalue()),
        width=640,
        height=480,
        sha256=colour * 8,
        size=len(kept.getvalue()),
        added_at=NOW,
        added_by=cast.jo,
    )


def waiting_post(
    cast: Cast,
    *accounts: OfficialAccount,
    text: str = "The summer fair starts at two.",
    pupils: tuple[Pupil, ...] = (),
    goes_out_at: datetime | None = None,
) -> Post:
    """A post in order that waits for approval; with pupils, one picture that shows them."""
    post = Post.objects.create(
        school=cast.oakfield,
        author=cast.jo,
        state=State.WAITING,
        title="Summer fair",
        text=text,
        speaker=cast.jo.team,
        objective="event",
        digest="",
        goes_out_at=goes_out_at,
        single_pupil_reason="She won the cup.",
        created_at=NOW,
        changed_at=NOW,
    )
    for account in accounts or (cast.noticeboard,):
        PostTarget.objects.create(post=post, account=account)
    if pupils:
        picture = drawn_picture(cast)
        PostPicture.objects.create(
            post=post, picture=picture, alt="Children at a stall", people_count=len(pupils)
        )
        for pupil in pupils:
            Appearance.objects.create(
                picture=picture, kind="pupil", pupil=pupil, named_by=cast.jo, named_at=NOW
            )
    Hand.objects.create(post=post, version=1, person=cast.jo, at=NOW)
    for question in fresh_policy().questions:
        JudgementAnswer.objects.create(
            post=post,
            question=question.key,
            is_yes=question.fine == "yes",
            answered_by=cast.jo,
            answered_at=NOW,
        )
    post.digest = content_digest(post)
    post.save()
    return post


def approved_post(cast: Cast, *accounts: OfficialAccount, **given: object) -> Post:
    """The same, approved by the headteacher; nothing that follows has run yet."""
    post = waiting_post(cast, *accounts, **given)
    approve_post(cast.as_actor(cast.head), post)
    post.refresh_from_db()
    return post


@dataclass(frozen=True)
class Reached:
    """A website, reached through a line that can be cut."""

    address: str


def line_of(line: Line) -> Reached:
    return Reached(line.address)


def wordpress_account(cast: Cast, website: LittleWordPress | Reached, **given: object) -> OfficialAccount:
    """The school's website, with its key sealed."""
    return make_account(
        cast.oakfield,
        "School website",
        "wordpress",
        Channel.WEBSITE,
        address=website.address,
        sign_in_name=USER,
        sealed_key=seal(KEY),
        **given,
    )


def state_of(post: Post) -> str:
    return Post._base_manager.values_list("state", flat=True).get(pk=post.pk)


def delivery_of(post: Post, account: OfficialAccount | None = None) -> Delivery:
    found = Delivery._base_manager.filter(post=post)
    return found.get(account=account) if account else found.get()


@dataclass
class Clock:
    """A moment that a test moves on; each time what follows events is run."""

    now: datetime = NOW

    def run(self) -> None:
        run_all(self.now)

    def later(self, **by: float) -> datetime:
        self.now += timedelta(**by)
        return self.now
