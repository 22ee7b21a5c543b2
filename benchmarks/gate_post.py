"""A post that is much to judge: 2,000 characters that name pupils, and 30 of them in a picture."""

import copy
import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from benchmarks.ground import NOW, must
from schoolgate.media.models import Appearance, Picture
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.people.models import Person, School
from schoolgate.policies.queries import current_policy, fresh_policy
from schoolgate.posts.around import around
from schoolgate.posts.facts import (
    facts_and_policy,
    pictures_of,
    places_of,
    post_with_facts,
    shown_and_named,
    words_to_mark,
)
from schoolgate.posts.models import Hand, JudgementAnswer, Post, PostPicture, PostTarget
from schoolgate.pupils.models import ConsentNow, Pupil
from schoolgate.pupils.naming import names_in
from schoolgate.pupils.queries import pupils_now
from schoolgate.rules.posts.deciding import gate
from schoolgate.rules.posts.facts import PostFacts
from schoolgate.rules.posts.showing import everyone_must_be_allowed
from schoolgate.rules.posts.states import State
from schoolgate.rules.refusals import Refusal
from schoolgate.rules.wording import check_wording

CHARACTERS, SHOWN, NAMED = 2000, 30, 3
# What a school writes, in another order every time, so that nothing is gained by having read the same text before.
SENTENCES = """
    On Tuesday Year 4 walked to the river to see how fast it flows after a week of rain.
    Each group timed three corks, wrote the figures on a chart and worked out the mean!
    "Ours got stuck behind a log, so we started again", said one of the boat builders.
    Back in class we drew what we had seen and put the best of the drawings on the wall.
    Next week: maps. Please send in any old ones that you no longer need, by Friday 3 March.
    Thank you to Mrs Quorvane and to all five parents who came with us, wellies and all.
    Can you guess how far a cork floats in 60 seconds? We were surprised, and so was our caretaker.
    The café table outside the library made £42.50 for the new bird boxes – well done, everyone!
    If it is dry on Thursday, the whole school will be on the field from 1.30 pm to 3 pm.
    Coats, hats and a bottle of water, please. There will be fruit for those who are hungry.
    #RiverWeek goes on until half term, and the governors will visit us on the last day.
    We learnt that a river takes its time where it is wide, and runs where it has little room.
""".strip().splitlines()
SEED = 20261117
DEED = "folded the best sail"


@dataclass
class GatePost:
    """The post, read with its places and pictures as a page reads it, and the names that its words hold."""

    post: Post
    names: list[str]
    _random: random.Random = field(default_factory=lambda: random.Random(SEED))

    def another(self) -> Post:
        """The same post with the sentences in another order."""
        draft = copy.copy(self.post)
        draft.text = written(self._random, self.names)
        return draft


def make(school: School) -> GatePost:
    """Three pupils stand in its words with their whole names, one with a letter missing; thirty are in its picture."""
    author = Person.objects.filter(appointments__school=school, appointments__role="staff").first()
    first = list(Pupil.objects.filter(left_on=None).order_by("admission_number")[:200])
    named, slip = first[100 : 100 + NAMED], first[110]
    names = [pupil.full_name for pupil in named]
    names.append(f"{slip.legal_forename} {slip.legal_surname[:-2]}{slip.legal_surname[-1]}")
    text = written(random.Random(SEED), names)
    post = Post.objects.create(
        school=school,
        author=author,
        state=State.WAITING,
        title="",
        text=text,
        speaker=f"{author.short_name}, staff",
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
    return GatePost(post_with_facts(post.pk, NOW), names)


def written(random_: random.Random, names: Iterable[str]) -> str:
    """Exactly 2,000 characters: sentences in some order, and somewhere among them what these children did."""
    deeds = [f"{name} {DEED}." for name in names]
    others: list[str] = []
    while sum(len(sentence) + 1 for sentence in deeds + others) < CHARACTERS:
        others.append(random_.choice(SENTENCES).strip())
    sentences = deeds + others[:-1]
    random_.shuffle(sentences)
    text = " ".join(sentences)
    return text + "." * (CHARACTERS - len(text))


def check(post: Post) -> list[Refusal]:
    """What the program asks on submitting, approving and publishing; the post is given."""
    facts, policy = facts_and_policy(post, NOW)
    return gate(facts, policy, NOW)


def must_be_right(made: GatePost) -> None:
    """It names exactly the pupils who are barred, and exactly the names that stand in the words."""
    for post in (made.post, made.another()):
        _must_be_right(post, made.names)


def _must_be_right(post: Post, names: list[str]) -> None:
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
    wanted = {f"words:{name}" for name in names}
    must(words == wanted, f"names found: {sorted(words)}, written: {sorted(wanted)}")
    must(len(refusals) == len(barred) + len(names), f"{[one.words for one in refusals]}")
    people = [one for one in people_alone(post) if not one.warning]
    must(sorted(one.about for one in people) == sorted(one.about for one in refusals), "the people alone")


def people_alone(post: Post) -> list[Refusal]:
    """May everyone who is shown or named be shown there, nicknames and slips looked for; the wording left out."""
    there = around(post, NOW.date())
    pictures, named = shown_and_named(post, there, pictures_of(post), NOW)
    facts = PostFacts(
        id=post.pk,
        state=State(post.state),
        author_id=post.author_id,
        text=post.text,
        places=tuple(places_of(post)),
        pictures=pictures,
        named=named,
    )
    return list(everyone_must_be_allowed(facts, there.policy, NOW.date()))


def names_alone(post: Post) -> object:
    return names_in(post.school, post.text)


def wording_alone(post: Post) -> object:
    return check_wording(post.text, lists=words_to_mark(current_policy(post.school)))


def rows_alone(post: Post) -> object:
    return pupils_now(around(post, NOW.date()).pupil_ids)
