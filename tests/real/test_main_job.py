"""The main job against a real WordPress and a real mail server: drafted, approved, published, withdrawn, gone.

Prints what a stranger gets at each address before and after.
"""

from datetime import timedelta
from io import BytesIO

import pytest
from django_scopes import scope
from PIL import Image

from schoolgate.media.models import Appearance
from schoolgate.official_accounts.actions import add_account, connect_account
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.posts.actions.deciding import approve_post, submit_post
from schoolgate.posts.actions.judging import Answer, answer_questions
from schoolgate.posts.actions.picturing import PictureSaid, describe_pictures
from schoolgate.posts.digest import content_digest
from schoolgate.posts.models import Copy, Delivery, Look, Post, PostPicture, Recall
from schoolgate.posts.queries import judged
from schoolgate.posts.tests.writing import draft, named, with_picture
from schoolgate.pupils.actions.consents import withdraw_consent
from schoolgate.pupils.models import Adult, Pupil, Responsibility
from schoolgate.rules.consents import ALL_USES
from schoolgate.rules.posts.content import questions_for_the_author, usual_answer
from schoolgate.rules.posts.states import State
from tests import make
from tests.cast import Cast, assemble
from tests.passing_time import Time

from .servers.mailbox import Mailbox
from .servers.running import get
from .servers.wordpress import RealWordPress

WORDS = "Year 4 ran, jumped and cheered."
SEEN = "Children on a sports field"


@pytest.fixture
def cast(db, settings, tmp_path, mailbox: Mailbox):
    settings.MAY_CALL_THIS_MACHINE = True
    settings.MEDIA_STORE = tmp_path / "media"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = mailbox.host, mailbox.port
    found = assemble()
    with scope(school=found.oakfield):
        yield found


@pytest.fixture
def time(settings, cast) -> Time:
    return Time(settings, cast.now)


@pytest.fixture
def website(cast: Cast, wordpress: RealWordPress) -> OfficialAccount:
    """The school's website, added and connected by its headteacher."""
    head, key = cast.as_actor(cast.head), wordpress.credentials()
    account = add_account(
        head, cast.oakfield, name="Our website", place="wordpress", is_there_already=True
    ).subject
    connect_account(head, account, address=key.address, sign_in_name=key.username, key=key.secret)
    account.refresh_from_db()
    return account


@pytest.fixture
def amara(cast: Cast) -> Pupil:
    pupil = make.make_pupil(cast.oakfield, "Amara", "Okello")
    make.consents(pupil)
    adult = Adult.objects.create(school=cast.oakfield, name="A. Okello", email="family@example.org")
    Responsibility.objects.create(pupil=pupil, adult=adult, may_answer=True)
    return pupil


def written(cast: Cast, account: OfficialAccount, *pupils: Pupil, **given: object) -> Post:
    """A picture post by Jo, everything said and answered, sent for approval."""
    jo = cast.as_actor(cast.jo)
    post = draft(
        cast, text=WORDS, places=[account.pk, cast.noticeboard.pk], single_pupil_reason="She won.", **given
    )
    picture = with_picture(cast, post)
    describe_pictures(jo, post, said=[PictureSaid(picture.pk, alt=SEEN, people_count=len(pupils))])
    for pupil in pupils:
        named(cast, post, picture, pupil)
    facts, policy = judged(jo, Post.objects.get(pk=post.pk))
    answers = [
        Answer(key, usual_answer(policy, key), about)
        for key, about, _words in questions_for_the_author(facts, policy)
    ]
    answer_questions(jo, post, answers=answers)
    submit_post(jo, Post.objects.get(pk=post.pk))
    return Post.objects.get(pk=post.pk)


def strangers_see(delivery: Delivery) -> dict[str, int]:
    """The status of every page and file of a delivery."""
    urls = (
        Copy.objects.filter(delivery=delivery)
        .exclude(kind="feed")
        .order_by("pk")
        .values_list("url", flat=True)
    )
    return {url: get(url, follow_redirects=True).status_code for url in urls}


def withdraw(cast: Cast, pupil: Pupil, time: Time) -> None:
    withdraw_consent(
        cast.as_actor(cast.office, now=time.now),
        pupil,
        uses=ALL_USES,
        given_by="A. Okello",
        evidence="e-mail",
    )


def test_drafted_approved_published_withdrawn_and_gone_everywhere(
    cast, website, wordpress, amara, time, mailbox, show
) -> None:
    post = written(cast, website, amara)
    approve_post(cast.as_actor(cast.head), post)
    time.passes(seconds=1)
    delivery = Delivery.objects.get(post=post, account=website)
    assert delivery.state == Delivery.State.UP
    before = strangers_see(delivery)
    assert set(before.values()) == {200}
    page = get(next(iter(before))).text
    assert WORDS in page
    assert f'alt="{SEEN}"' in page

    withdraw(cast, amara, time)
    time.passes(seconds=30)
    after = strangers_see(delivery)
    assert set(after.values()) == {404}
    assert (wordpress.posts(), wordpress.pictures(), wordpress.files()) == ([], [], [])
    post.refresh_from_db()
    assert post.state == State.DOWN
    time.passes(hours=1)
    time.passes(hours=24)
    website_looks = Look.objects.filter(copy__delivery=delivery)
    assert website_looks.filter(found="gone").count() == 3 * Copy.objects.filter(delivery=delivery).count()
    (letter,) = mailbox.to("family@example.org")
    assert "We know of 1 post" in letter.words
    assert "Amara" not in letter.words
    show(*(f"{before[url]} -> {after[url]}  {url}" for url in before))


def test_only_the_cover_goes_out_of_who_is_covered(cast, website, wordpress, amara, time) -> None:
    shy = make.make_pupil(cast.oakfield, "Ben", "Tarrant")
    post = written(cast, website, amara)
    picture = PostPicture.objects.get(post=post)
    Appearance.objects.create(
        picture=picture.picture,
        kind="pupil",
        pupil=shy,
        box=[0, 0, 0.5, 0.5],
        is_covered=True,
        named_at=time.now,
    )
    Appearance.objects.filter(picture=picture.picture, pupil=amara).update(box=[0.6, 0.6, 0.2, 0.2])
    post.digest = content_digest(post)
    post.save(update_fields=["digest"])
    approve_post(cast.as_actor(cast.head), post)
    time.passes(seconds=1)
    sent = Copy.objects.get(delivery__account=website, kind="picture").url
    shown = Image.open(BytesIO(get(sent).content)).convert("RGB")
    corner = shown.crop((0, 0, shown.width // 2 - 16, shown.height // 2 - 16))
    # Four blocks across at most: a handful of colours, spread only by the JPEG around each block's edge.
    common = sum(sorted((count for count, _ in corner.getcolors(1 << 24)), reverse=True)[:64])
    assert common > 0.5 * corner.width * corner.height


def test_a_website_with_a_revoked_key_says_so_and_holds_the_post(
    cast, website, wordpress, amara, time
) -> None:
    wordpress.php(
        "WP_Application_Passwords::delete_all_application_passwords(get_user_by('login', 'publisher')->ID);"
    )
    post = written(cast, website, amara)
    approve_post(cast.as_actor(cast.head), post)
    time.passes(seconds=1)
    post.refresh_from_db()
    # The noticeboard has it; the website is put right by a person.
    assert post.state == State.UP
    delivery = Delivery.objects.get(post=post, account=website)
    assert delivery.state == Delivery.State.NOT_SENT
    assert "no longer accepts our key" in delivery.last_words
    assert wordpress.posts() == []


def test_a_withdrawal_before_its_time_holds_it_and_nothing_is_left_on_the_website(
    cast, website, wordpress, amara, time
) -> None:
    post = written(cast, website, amara, goes_out_at=time.now + timedelta(hours=3))
    approve_post(cast.as_actor(cast.head), post)
    time.passes(hours=1)
    withdraw(cast, amara, time)
    time.passes(hours=3)
    post.refresh_from_db()
    assert post.state == State.HELD
    assert wordpress.posts() == []
    assert Recall.objects.get().posts_found == 0
