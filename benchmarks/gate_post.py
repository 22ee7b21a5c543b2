"""A post that is much to judge: 2,000 characters that name pupils, and 30 of them in a picture."""

from datetime import timedelta

from benchmarks.ground import NOW, must
from benchmarks.sets import WORDS
from schoolgate.media.models import Appearance, Picture
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.people.models import Person, School
from schoolgate.policies.queries import current_policy, fresh_policy
from schoolgate.posts.facts import appearances_in, hands_and_answers, pictures_of, post_facts, words_to_mark
from schoolgate.posts.models import Hand, JudgementAnswer, Post, PostPicture, PostTarget
from schoolgate.posts.queries import with_pictures
from schoolgate.pupils.models import ConsentNow, Pupil
from schoolgate.pupils.naming import names_in
from schoolgate.pupils.queries import pupils_now
from schoolgate.rules.posts.deciding import gate
from schoolgate.rules.posts.states import State
from schoolgate.rules.refusals import Refusal
from schoolgate.rules.wording import check_wording

CHARACTERS, SHOWN, NAMED = 2000, 30, 3


def make(school: School) -> Post:
    """The post, read with its places and pictures as a page reads it."""
    author = Person.objects.filter(appointments__school=school, appointments__role="staff").first()
    first = list(Pupil.objects.filter(left_on=None).order_by("admission_number")[:200])
    named = first[100 : 100 + NAMED]
    names = " ".join(f"{pupil.full_name} folded the best sail." for pupil in named)
    text = f"{names} {WORDS * 20}"[:CHARACTERS]
    post = Post.objects.create(
        school=school,
        author=author,
        state=State.WAITING,
        title="",
        text=text,
        objective="learning",
        digest="0" * 64,
        goes_out_at=NOW + timedelta(hours=3),
        created_at=NOW,
        changed_at=NOW,
    )
    for place in OfficialAccount.objects.all():
        PostTarget.objects.create(post=post, account=place)
    Hand.objects.create(post=post, version=1, person=author, at=NOW)
    for question in fresh_policy().questions:
        JudgementAnswer.objects.create(
            post=post,
            question=question.key,
            is_yes=question.fine == "yes",
            answered_by=author,
            answered_at=NOW,
        )
    picture = Picture.objects.create(
        school=school,
        stored_as=f"gate-{school.slug}",
        width=1,
        height=1,
        sha256="0" * 64,
        size=1,
        added_at=NOW,
    )
    PostPicture.objects.create(post=post, picture=picture, alt="Children", people_count=SHOWN)
    for pupil in first[:SHOWN]:
        Appearance.objects.create(picture=picture, kind="pupil", pupil=pupil, named_at=NOW)
    return with_pictures(NOW).get(pk=post.pk)


def check(post: Post) -> list[Refusal]:
    """What the program asks on submitting, approving and publishing; the post and the policy are given."""
    policy = current_policy(post.school)
    return gate(post_facts(post, NOW, policy=policy), policy, NOW)


def must_be_right(post: Post) -> None:
    """It names exactly the pupils who are barred, and exactly the full names that stand in the words."""
    shown = Appearance.objects.filter(picture__in_posts__post=post)
    places = [target.account.channel for target in post.targets.all()]
    barred = {
        f"shown:{one.pk}"
        for one in shown
        if ConsentNow.objects.filter(
            pupil_id=one.pupil_id, said="yes", use__in=[f"photo.{channel}" for channel in places]
        ).count()
        < len(places)
    }
    refusals = [one for one in check(post) if not one.warning]
    must(len(post.text) == CHARACTERS, f"{len(post.text)} characters")
    must(0 < len(barred) < SHOWN, f"{len(barred)} of {SHOWN} barred")
    found = {one.about for one in refusals if one.about.startswith("shown:")}
    must(found == barred, f"the gate bars {len(found)} of the {len(barred)}")
    words = {one.about for one in refusals if one.about.startswith("words:")}
    first = post.text.split(" folded the best sail.")[:NAMED]
    wanted = {f"words:{name.strip()}" for name in first}
    must(words == wanted, f"names found: {sorted(words)}, written: {sorted(wanted)}")
    must(len(refusals) == len(barred) + NAMED, f"{[one.words for one in refusals]}")


def names_alone(post: Post) -> object:
    return names_in(post.school, post.text)


def wording_alone(post: Post) -> object:
    return check_wording(post.text, lists=words_to_mark(current_policy(post.school)))


def rows_alone(post: Post) -> object:
    appearances = appearances_in(pictures_of(post))
    pupils = pupils_now(one.pupil_id for each in appearances.values() for one in each if one.pupil_id)
    return pupils, hands_and_answers(post)
